//! Errors of SQLite.

use sqlx::error::DatabaseError;

use super::{Failure, Remedy};
use crate::StorageError;

/// What SQLite's (extended) result code means.
pub(super) fn of(error: &dyn DatabaseError) -> Failure {
    let code: i32 = error.code().and_then(|code| code.parse().ok()).unwrap_or_default();
    let unavailable = || StorageError::unavailable(error);
    match code & 0xff {
        // BUSY, LOCKED, NOMEM, READONLY, INTERRUPT, FULL, CANTOPEN: the whole transaction may be rolled back by now.
        5..=9 | 13 | 14 => Failure::new(unavailable(), Remedy::Abandon),
        // IOERR
        10 => Failure::new(StorageError::Stopped, Remedy::Stop),
        // CORRUPT, NOTADB
        11 | 26 => Failure::new(StorageError::corrupt(error), Remedy::Abandon),
        19 => Failure::new(conflict(code, error.message()), Remedy::Undo),
        // TOOBIG, MISMATCH
        18 | 20 => Failure::new(StorageError::invalid(error), Remedy::Undo),
        _ => Failure::new(unavailable(), Remedy::Undo),
    }
}

/// `UNIQUE constraint failed: member.issuer_id, member.account_id` → `member_issuer_id_account_id`.
fn conflict(code: i32, message: &str) -> StorageError {
    let constraint = match code >> 8 {
        1 => "check".to_owned(),
        3 => "foreign_key".to_owned(),
        5 => "not_null".to_owned(),
        _ => {
            let columns = message.rsplit_once(": ").map_or(message, |(_, columns)| columns);
            let table = columns.split('.').next().unwrap_or_default();
            let names = columns.split(", ").filter_map(|column| column.rsplit('.').next());
            names.fold(table.to_owned(), |name, column| format!("{name}_{column}"))
        }
    };
    StorageError::Conflict { constraint }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conflicts_are_named_after_table_and_columns() {
        let error = conflict(2067, "UNIQUE constraint failed: member.issuer_id, member.account_id");
        assert!(error.is_conflict("member_issuer_id_account_id"), "{error}");
        assert!(conflict(787, "FOREIGN KEY constraint failed").is_conflict("foreign_key"));
    }
}
