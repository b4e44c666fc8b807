//! Preparing every query, so that a mistake in one is found without running it.

use sqlx::{AssertSqlSafe, Executor as _, Row as _, Statement as _};

use crate::{
    Conn, REGISTRY, Storage, StorageError,
    conn::Inner,
    dialect::{postgres, sqlite},
    failure,
    query::Sql,
};

/// What a database says of a query.
#[derive(Debug, PartialEq, Eq)]
pub struct PreparedQuery {
    /// Module and name.
    pub name: &'static str,
    /// The names of the columns of its rows.
    pub columns: Vec<String>,
}

/// Prepares every query of the registry on this database.
///
/// # Errors
/// The name of the first query that cannot be prepared, and why.
pub async fn prepare_all(storage: &Storage) -> Result<Vec<PreparedQuery>, StorageError> {
    let mut conn = storage.read().await?;
    let mut prepared = Vec::new();
    for sql in REGISTRY.iter().copied().flatten() {
        let columns = match &mut conn.inner {
            Inner::Sqlite(conn) => conn.prepare(sqlite::text(*sql)).await.map(|query| names(query.columns())),
            Inner::Postgres(conn) => {
                conn.prepare(postgres::text(*sql)).await.map(|query| names(query.columns()))
            }
        };
        let columns = columns
            .map_err(|error| StorageError::invalid(format!("{}: {}", sql.name, failure::error(error))))?;
        prepared.push(PreparedQuery { name: sql.name, columns });
    }
    Ok(prepared)
}

/// How SQLite would run every query of the registry: names and the steps of the plan.
///
/// # Errors
/// What SQLite says.
pub async fn plans(storage: &Storage) -> Result<Vec<(&'static str, Vec<String>)>, StorageError> {
    let mut conn = storage.read().await?;
    let Inner::Sqlite(conn) = &mut conn.inner else { return Ok(Vec::new()) };
    let mut plans = Vec::new();
    for sql in REGISTRY.iter().copied().flatten() {
        let explain = AssertSqlSafe(format!("EXPLAIN QUERY PLAN {}", sqlite::text(*sql).as_str()));
        let rows = sqlx::query(explain).fetch_all(&mut **conn).await;
        let rows = rows.map_err(failure::error)?;
        let steps = rows.iter().filter_map(|row| row.try_get("detail").ok()).collect();
        plans.push((sql.name, steps));
    }
    Ok(plans)
}

/// Runs any SQL: what an administrator of the database could do behind our back.
///
/// # Errors
/// What the database says.
pub async fn run(conn: &mut Conn, sql: &'static str) -> Result<u64, StorageError> {
    conn.execute(Sql::plain(sql), &[]).await
}

/// The first column of the row that SQLite answers on its writing connection, as text: for `PRAGMA …`.
///
/// # Errors
/// What SQLite says.
pub async fn ask_sqlite(storage: &Storage, sql: &'static str) -> Result<String, StorageError> {
    storage
        .write(move |tx| {
            Box::pin(async move {
                let Inner::Sqlite(conn) = &mut tx.inner else {
                    return Err(StorageError::Invalid { reason: "not SQLite".to_owned() });
                };
                let row = sqlx::query(sql).fetch_one(&mut **conn).await;
                row.and_then(|row| row.try_get_unchecked(0)).map_err(failure::error)
            })
        })
        .await
}

fn names(columns: &[impl sqlx::Column]) -> Vec<String> {
    columns.iter().map(|column| column.name().to_owned()).collect()
}
