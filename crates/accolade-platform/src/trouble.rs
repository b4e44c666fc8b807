//! The errors that several capabilities share.

use accolade_storage::StorageError;

use crate::fault::{Fault, Faults};

/// Something inside went wrong: not the caller's doing, and nothing that the caller can mend.
#[derive(Debug, thiserror::Error)]
pub enum Trouble {
    /// The database or the object store.
    #[error(transparent)]
    Storage(#[from] StorageError),
    /// Too much heavy work is waiting already.
    #[error("too much to do at once")]
    Busy,
    /// A rule of ours was broken: a bug. The text says where and holds no personal data.
    #[error("{0}")]
    Broken(String),
}

impl Trouble {
    /// Whether trying again in a moment may help: the answer is 503, not 500.
    pub fn is_busy(&self) -> bool {
        matches!(self, Self::Busy | Self::Storage(StorageError::Busy))
    }
}

/// Why somebody who is signed in (or not) did not get what was asked for.
#[derive(Debug, thiserror::Error)]
pub enum ActError {
    /// Nobody is signed in.
    #[error("not signed in")]
    SignInNeeded,
    /// There is no such thing, or not for this account: the two are not told apart.
    #[error("not found")]
    NotFound,
    /// The account belongs to the issuer, in a role that may not do this.
    #[error("the role does not allow this")]
    NotAllowed,
    /// What was typed is not right yet.
    #[error("{0}")]
    Faults(Faults),
    /// Something inside.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<StorageError> for ActError {
    fn from(error: StorageError) -> Self {
        Self::Trouble(error.into())
    }
}

impl From<Faults> for ActError {
    fn from(faults: Faults) -> Self {
        Self::Faults(faults)
    }
}

impl From<Fault> for ActError {
    fn from(fault: Fault) -> Self {
        Self::Faults(fault.into())
    }
}

/// Why a link that somebody holds opens nothing (any more).
#[derive(Debug, thiserror::Error)]
pub enum LinkError {
    /// The link was never given out, was mistyped, or was replaced by a newer one.
    #[error("not found")]
    NotFound,
    /// The recipient ended the sharing.
    #[error("no longer shared")]
    Gone,
    /// The badge was revoked, so it cannot be shared anew.
    #[error("revoked")]
    Revoked,
    /// Something inside.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<StorageError> for LinkError {
    fn from(error: StorageError) -> Self {
        Self::Trouble(error.into())
    }
}
