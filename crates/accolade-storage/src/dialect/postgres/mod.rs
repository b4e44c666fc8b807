//! PostgreSQL: many writers, conflicts that are resolved by running again.

mod open;
mod writer;

use std::{borrow::Cow, future::Future, time::Duration};

use sqlx::{
    Arguments as _, PgConnection, Postgres, SqlStr,
    postgres::{PgArguments, PgDatabaseError},
};

use super::{Failure, Remedy, checked, driver, resolve};
use crate::{
    StorageError,
    param::{Bind, Param},
    query::Sql,
    row::Row,
};

pub(crate) use open::Database;

/// Where PostgreSQL's SQL differs.
const FRAGMENTS: &[(&str, &str)] = &[
    // The database's clock in microseconds; not that of the transaction's start.
    ("{{now}}", "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)"),
    ("{{for_update}}", "FOR UPDATE"),
    // Does not keep others from writing rows that refer to this one.
    ("{{for_no_key_update}}", "FOR NO KEY UPDATE"),
    ("{{for_update_skip_locked}}", "FOR UPDATE SKIP LOCKED"),
];

/// The server stops a statement after 5 s (`statement_timeout`); a server that says nothing at all gets this long.
const SILENCE: Duration = Duration::from_secs(7);

driver!(Postgres, PgConnection, PgArguments, Row::Postgres);

async fn bounded<T>(query: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    tokio::time::timeout(SILENCE, query)
        .await
        .unwrap_or_else(|_| Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into())))
}

/// What an SQLSTATE means.
pub(super) fn failure(error: &PgDatabaseError) -> Failure {
    let unavailable = || StorageError::unavailable(error);
    match error.code() {
        // serialization_failure, deadlock_detected
        "40001" | "40P01" => Failure::new(StorageError::Busy, Remedy::Rerun),
        // lock_not_available: it has waited for three seconds, and its caller with it.
        "55P03" => Failure::new(StorageError::Busy, Remedy::Undo),
        // admin_shutdown, crash_shutdown, cannot_connect_now, database_dropped
        "57P01" | "57P02" | "57P03" | "57P04" => Failure::new(unavailable(), Remedy::Reconnect),
        code if code.starts_with("08") => Failure::new(unavailable(), Remedy::Reconnect),
        code if code.starts_with("23") => Failure::new(conflict(code, error), Remedy::Undo),
        // data_corrupted, index_corrupted
        code if code.starts_with("XX") => Failure::new(StorageError::corrupt(error), Remedy::Abandon),
        // data exceptions
        code if code.starts_with("22") => Failure::new(StorageError::invalid(error), Remedy::Undo),
        _ => Failure::new(unavailable(), Remedy::Undo),
    }
}

fn conflict(code: &str, error: &PgDatabaseError) -> StorageError {
    let constraint = match code {
        "23502" => "not_null",
        "23503" => "foreign_key",
        "23514" => "check",
        _ => error.constraint().unwrap_or("unique"),
    };
    StorageError::Conflict { constraint: constraint.to_owned() }
}
