//! Everything in which the two databases differ but their errors: fragments of SQL, settings, how a write is made.

pub(crate) mod postgres;
pub(crate) mod sqlite;

use std::borrow::Cow;

use sqlx::{
    AssertSqlSafe, SqlSafeStr, SqlStr, migrate::MigrateError, migrate::Migration, migrate::MigrationType,
};

use crate::{StorageError, failure, query::Sql};

/// A query's text with the fragments of one database put in.
///
/// The one place where a text that is not a literal becomes SQL: both the text and the fragments are literals of this
/// crate, nothing else can get in.
fn resolve(sql: Sql, fragments: &[(&str, &str)]) -> SqlStr {
    if !sql.text.contains("{{") {
        return sql.text.into_sql_str();
    }
    let text =
        fragments.iter().fold(sql.text.to_owned(), |text, (name, fragment)| text.replace(name, fragment));
    AssertSqlSafe(text).into_sql_str()
}

/// Text without NUL, which PostgreSQL cannot hold.
fn checked(text: Cow<'_, str>) -> Result<Cow<'_, str>, sqlx::Error> {
    if text.contains('\0') {
        return Err(sqlx::Error::Encode("text may not contain U+0000".into()));
    }
    Ok(text)
}

fn migration(version: i64, description: &'static str, text: &'static str) -> Migration {
    Migration::new(version, description.into(), MigrationType::Simple, text.into_sql_str(), false)
}

fn migration_error(error: MigrateError) -> StorageError {
    match error {
        MigrateError::VersionMissing(version) => StorageError::TooNew { version },
        MigrateError::Execute(error) | MigrateError::ExecuteMigration(error, _) => failure::error(error),
        other => StorageError::corrupt(other),
    }
}

/// The three ways to run a query, for one driver.
macro_rules! driver {
    ($database:ty, $connection:ty, $arguments:ty, $row:path) => {
        pub(crate) async fn execute(
            conn: &mut $connection,
            sql: Sql,
            params: &[&dyn Param],
        ) -> Result<u64, Failure> {
            let query = sqlx::query_with::<$database, _>(text(sql), arguments(params)?);
            Ok(bounded(query.execute(conn)).await?.rows_affected())
        }

        pub(crate) async fn all(
            conn: &mut $connection,
            sql: Sql,
            params: &[&dyn Param],
        ) -> Result<Vec<Row>, Failure> {
            let query = sqlx::query_with::<$database, _>(text(sql), arguments(params)?);
            Ok(bounded(query.fetch_all(conn)).await?.into_iter().map($row).collect())
        }

        pub(crate) async fn optional(
            conn: &mut $connection,
            sql: Sql,
            params: &[&dyn Param],
        ) -> Result<Option<Row>, Failure> {
            let query = sqlx::query_with::<$database, _>(text(sql), arguments(params)?);
            Ok(bounded(query.fetch_optional(conn)).await?.map($row))
        }

        /// The query's text for this database.
        pub(crate) fn text(sql: Sql) -> SqlStr {
            resolve(sql, FRAGMENTS)
        }

        fn arguments(params: &[&dyn Param]) -> Result<$arguments, sqlx::Error> {
            let mut arguments = <$arguments>::default();
            for param in params {
                match param.bind() {
                    Bind::Id(value) => arguments.add(value),
                    Bind::Int(value) => arguments.add(value),
                    Bind::Flag(value) => arguments.add(value),
                    Bind::Text(value) => arguments.add(value.map(checked).transpose()?.map(Cow::into_owned)),
                    Bind::Bytes(value) => arguments.add(value.map(<[u8]>::to_vec)),
                }
                .map_err(sqlx::Error::Encode)?;
            }
            Ok(arguments)
        }
    };
}
use driver;
