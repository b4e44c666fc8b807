//! What can go wrong.

use thiserror::Error;

/// Why the database or the object store did not do what was asked.
///
/// Nothing of a failed write is kept. No variant names a type of the database driver.
#[derive(Debug, Clone, PartialEq, Eq, Error)]
#[non_exhaustive]
pub enum StorageError {
    /// More writes wait than the queue takes, or conflicts did not end: answer 503 and let the client try again.
    #[error("the database is busy; try again")]
    Busy,
    /// The database or the object store cannot be reached, is full or takes too long; it may come back.
    #[error("storage is unavailable: {reason}")]
    Unavailable {
        /// What happened.
        reason: String,
    },
    /// A write or fsync failed, so that nothing is known of what is on the disk: no write is acknowledged until
    /// the process has started again.
    #[error("storage has stopped after a failed write to disk; restart the process")]
    Stopped,
    /// A unique constraint, a reference or a check refuses the row.
    #[error("conflict with {constraint}")]
    Conflict {
        /// The table and the columns of the unique constraint (`account_email`), or `foreign_key`, `check`, `not_null`.
        constraint: String,
    },
    /// What is stored cannot be read.
    #[error("stored data is corrupt: {what}")]
    Corrupt {
        /// What could not be read, and why.
        what: String,
    },
    /// The database was migrated by a newer version of this program.
    #[error(
        "the database has schema version {version}, which is newer than this program; install a newer one"
    )]
    TooNew {
        /// The newest schema version found.
        version: i64,
    },
    /// Another process holds the SQLite file.
    #[error("{path} is in use by process {pid}; stop it first")]
    InUse {
        /// The database file.
        path: String,
        /// What its pid file says.
        pid: String,
    },
    /// A setting under which acknowledged data could be lost.
    #[error("refusing to start: {reason}")]
    Unsafe {
        /// What is unsafe and how to mend it.
        reason: String,
    },
    /// An address or a value that storage cannot take.
    #[error("not acceptable: {reason}")]
    Invalid {
        /// What is wrong with it.
        reason: String,
    },
}

impl StorageError {
    /// Whether a unique constraint of this name refused the row (`account_email`).
    ///
    /// ```
    /// use accolade_storage::StorageError;
    /// let error = StorageError::Conflict { constraint: "account_email".into() };
    /// assert!(error.is_conflict("account_email"));
    /// ```
    pub fn is_conflict(&self, name: &str) -> bool {
        matches!(self, Self::Conflict { constraint } if constraint == name)
    }
}

#[expect(clippy::needless_pass_by_value, reason = "written as map_err(StorageError::corrupt)")]
impl StorageError {
    pub(crate) fn unavailable(reason: impl ToString) -> Self {
        Self::Unavailable { reason: reason.to_string() }
    }

    pub(crate) fn corrupt(what: impl ToString) -> Self {
        Self::Corrupt { what: what.to_string() }
    }

    pub(crate) fn invalid(reason: impl ToString) -> Self {
        Self::Invalid { reason: reason.to_string() }
    }

    pub(crate) fn not_safe(reason: impl ToString) -> Self {
        Self::Unsafe { reason: reason.to_string() }
    }
}
