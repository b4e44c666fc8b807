//! Bitstring Status List 1.0: one bit per credential, published as a credential of its own.
//!
//! The issuer makes the list ([`BitstringStatusList`]), names a position of it in every credential ([`entry`]) and
//! publishes the list as a [`credential`]; a verifier fetches and verifies that credential and then asks [`check`].

mod bits;
mod build;
mod check;

pub use bits::{BitstringStatusList, MAX_INFLATED_BYTES, MIN_ENTRIES};
pub use build::{TTL_MS, credential, entry};
pub use check::{Status, StatusEntry, bits, check, check_in};

/// Why a status list or an entry could not be used. [`code`](Self::code) is the name that the specification gives.
///
/// ```
/// use openbadges_proof::status_list::{BitstringStatusList, StatusListError};
///
/// let error = BitstringStatusList::new(8).unwrap_err();
/// assert_eq!(error, StatusListError::Length { entries: 8 });
/// assert_eq!(error.code(), "STATUS_LIST_LENGTH_ERROR");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum StatusListError {
    /// The list is shorter than the 131,072 entries that protect its holders, or longer than we read.
    #[error("a status list has 131,072 to 134,217,728 entries, not {entries}")]
    Length {
        /// How many entries the list has, or would have.
        entries: u64,
    },
    /// The position lies beyond the end of the list.
    #[error("position {index} lies beyond the {entries} entries of the list")]
    Range {
        /// The position.
        index: u64,
        /// How many entries the list has.
        entries: u64,
    },
    /// A member of the entry or of the list is missing or wrong.
    #[error("{member}: {problem}")]
    Malformed {
        /// The member, as a JSON Pointer into the entry or the list credential.
        member: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The list is no list of this purpose.
    #[error("the list is not for the purpose '{expected}' of the entry")]
    Purpose {
        /// The purpose that the entry names.
        expected: String,
    },
}

impl StatusListError {
    /// The name of the error in Bitstring Status List 1.0, "Processing Errors".
    pub fn code(&self) -> &'static str {
        match self {
            Self::Length { .. } => "STATUS_LIST_LENGTH_ERROR",
            Self::Range { .. } => "RANGE_ERROR",
            Self::Malformed { .. } => "MALFORMED_VALUE_ERROR",
            Self::Purpose { .. } => "STATUS_VERIFICATION_ERROR",
        }
    }
}
