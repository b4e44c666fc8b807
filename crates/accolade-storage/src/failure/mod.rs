//! What the errors of the databases mean.

mod postgres;
mod sqlite;

use crate::StorageError;

/// A failed query: what the caller is told, and what the write that it was part of should do.
#[derive(Debug, Clone)]
pub(crate) struct Failure {
    pub(crate) error: StorageError,
    pub(crate) remedy: Remedy,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Remedy {
    /// Undo this write, nothing else.
    Undo,
    /// The whole transaction is gone; other writes in it too.
    Abandon,
    /// The same closure will succeed when it is run again.
    Rerun,
    /// The connection is gone; a fresh one may do.
    Reconnect,
    /// Nothing is known of what is on the disk.
    Stop,
}

impl Remedy {
    /// Whether nothing more can be asked over the connection.
    pub(crate) const fn loses_connection(self) -> bool {
        matches!(self, Self::Abandon | Self::Reconnect | Self::Stop)
    }
}

impl Failure {
    pub(crate) const fn new(error: StorageError, remedy: Remedy) -> Self {
        Self { error, remedy }
    }
}

impl From<sqlx::Error> for Failure {
    fn from(error: sqlx::Error) -> Self {
        of(&error)
    }
}

/// What an error of the driver means.
pub(crate) fn of(error: &sqlx::Error) -> Failure {
    use sqlx::Error::{ColumnDecode, ColumnNotFound, Database, Decode, Encode, Io, Tls};
    match error {
        Database(database) => {
            if let Some(error) = database.try_downcast_ref::<sqlx::postgres::PgDatabaseError>() {
                postgres::of(error)
            } else {
                sqlite::of(database.as_ref())
            }
        }
        ColumnDecode { .. } | ColumnNotFound(_) | Decode(_) => {
            Failure::new(StorageError::corrupt(error), Remedy::Undo)
        }
        Encode(_) => Failure::new(StorageError::invalid(error), Remedy::Undo),
        // Another run would wait as long again.
        Io(error) if error.kind() == std::io::ErrorKind::TimedOut => {
            Failure::new(StorageError::unavailable("the database does not answer"), Remedy::Abandon)
        }
        Io(_) | Tls(_) => Failure::new(StorageError::unavailable(error), Remedy::Reconnect),
        _ => Failure::new(StorageError::unavailable(error), Remedy::Abandon),
    }
}

/// What the caller is told of an error of the driver.
#[expect(clippy::needless_pass_by_value, reason = "it is given to `map_err`")]
pub(crate) fn error(error: sqlx::Error) -> StorageError {
    of(&error).error
}
