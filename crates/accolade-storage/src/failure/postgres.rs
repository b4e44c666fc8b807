//! Errors of PostgreSQL.

use sqlx::postgres::PgDatabaseError;

use super::{Failure, Remedy};
use crate::StorageError;

/// What an SQLSTATE means.
pub(super) fn of(error: &PgDatabaseError) -> Failure {
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
