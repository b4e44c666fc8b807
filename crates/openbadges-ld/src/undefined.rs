//! What makes no statement.

use crate::pointer::At;
use crate::{LdError, Limits};

/// A member or value of a document that the contexts give no meaning: it is not in the statements, so a signature over
/// them does not cover it.
///
/// ```
/// use openbadges_ld::{Limits, Undefined, canonicalize};
///
/// let document = serde_json::json!({
///     "@context": "https://www.w3.org/ns/credentials/v2",
///     "id": "urn:uuid:1", "name": "Archery", "nickname": "Robin"
/// });
/// let undefined = canonicalize(&document, &Limits::default())?.undefined;
/// assert_eq!(undefined, [Undefined { pointer: "/nickname".into(), term: "nickname".into() }]);
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Undefined {
    /// JSON Pointer (RFC 6901) to the member or value.
    pub pointer: String,
    /// The member's name, or the type or IRI that could not be made absolute.
    pub term: String,
}

/// What makes no statement, as long as its names are not too many.
pub(crate) struct Named {
    members: Vec<Undefined>,
    limit: usize,
    left: usize,
}

impl Named {
    pub(crate) fn new(limits: &Limits) -> Self {
        Self { members: Vec::new(), limit: limits.bytes, left: limits.bytes }
    }

    /// Names one more; after the first that is too much nothing is done.
    pub(crate) fn push(&mut self, at: &At<'_>, term: &str) {
        if self.left == 0 {
            return;
        }
        let member = Undefined { pointer: at.pointer(), term: term.to_owned() };
        self.left = self.left.saturating_sub(member.pointer.len() + member.term.len() + 1);
        self.members.push(member);
    }

    /// All of them.
    pub(crate) fn all(self) -> Result<Vec<Undefined>, LdError> {
        if self.left == 0 { Err(LdError::TooManyBytes { limit: self.limit }) } else { Ok(self.members) }
    }
}
