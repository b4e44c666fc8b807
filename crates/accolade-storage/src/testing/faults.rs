//! Tables that refuse, and what is left in them.

use std::collections::BTreeMap;

use sqlx::AssertSqlSafe;

use super::schema::tables;
use crate::{Conn, Storage, StorageError, conn::Inner, failure};

/// Lets every `INSERT` into, `UPDATE` or `DELETE` of the table fail from now on.
///
/// # Errors
/// What the database says.
pub async fn refuse(storage: &Storage, table: &str, event: &str) -> Result<(), StorageError> {
    let name = format!("refuse_{table}_{event}");
    let sql = match storage.database() {
        "SQLite" => {
            format!(
                "CREATE TRIGGER {name} BEFORE {event} ON {table} BEGIN SELECT RAISE(ABORT, 'refused'); END"
            )
        }
        _ => format!(
            "CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'refused'; END $$; \
             CREATE TRIGGER {name} BEFORE {event} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()"
        ),
    };
    run(storage, sql).await
}

/// Undoes [`refuse`].
///
/// # Errors
/// What the database says.
pub async fn allow(storage: &Storage, table: &str, event: &str) -> Result<(), StorageError> {
    let name = format!("refuse_{table}_{event}");
    let sql = match storage.database() {
        "SQLite" => format!("DROP TRIGGER {name}"),
        _ => format!("DROP TRIGGER {name} ON {table}; DROP FUNCTION {name}()"),
    };
    run(storage, sql).await
}

/// How many rows every table has.
///
/// # Errors
/// What the database says.
pub async fn row_counts(storage: &Storage) -> Result<BTreeMap<String, i64>, StorageError> {
    let tables = tables(storage).await?;
    let mut conn = storage.read().await?;
    let mut counts = BTreeMap::new();
    for table in tables.into_keys() {
        let sql = AssertSqlSafe(format!("SELECT count(*) FROM {table}"));
        let count = match &mut conn.inner {
            Inner::Sqlite(conn) => sqlx::query_scalar(sql).fetch_one(&mut **conn).await,
            Inner::Postgres(conn) => sqlx::query_scalar(sql).fetch_one(&mut **conn).await,
        };
        counts.insert(table, count.map_err(failure::error)?);
    }
    Ok(counts)
}

async fn run(storage: &Storage, sql: String) -> Result<(), StorageError> {
    storage
        .write(move |tx| {
            let sql = sql.clone();
            Box::pin(async move { raw(tx, sql).await })
        })
        .await
}

async fn raw(conn: &mut Conn, sql: String) -> Result<(), StorageError> {
    let sql = sqlx::raw_sql(AssertSqlSafe(sql));
    let done = match &mut conn.inner {
        Inner::Sqlite(conn) => sql.execute(&mut **conn).await.map(drop),
        Inner::Postgres(conn) => sql.execute(&mut **conn).await.map(drop),
    };
    done.map_err(failure::error)
}
