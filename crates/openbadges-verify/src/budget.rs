//! How much work one verification may cost with all that is inside the badge (promises P-R1 and P-R2).
//!
//! The badge has a share of its own. What is inside it is verified afterwards, with what is left and one share more for
//! all of it together: so many or so costly endorsements cannot change what is said of the badge.

use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use serde_json::Value;

/// What a value costs besides its text, in bytes.
const PER_VALUE: usize = 32;

/// Work that was done, or that may be.
///
/// ```
/// use openbadges_verify::{Input, Offline, Options, Work, verify_counted};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let options = Options::at("2026-11-24T12:00:00Z".parse()?);
/// let (_, cost) = verify_counted(Input::Bytes(b"{}".to_vec()), &Offline, &options).await;
/// assert_eq!(cost.signatures, 0);
/// assert!(cost.is_within(Work::OWN.and(Work::PARTS)));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Work {
    /// Credentials inside the badge.
    pub parts: usize,
    /// Signatures that are verified.
    pub signatures: usize,
    /// What is brought into canonical form or hashed: bytes of text, and 32 for each JSON value.
    pub canonicalised: usize,
    /// Hash operations to tell blank nodes apart (RDFC-1.0, 4.8) that were granted to documents.
    pub hash_operations: usize,
    /// What is parsed or gone through, each time that it is: bytes of text, and 32 for each JSON value.
    pub read: usize,
    /// Bytes that status lists are inflated to.
    pub inflated: usize,
}

impl Work {
    /// What the badge itself may cost.
    pub const OWN: Self = Self {
        parts: 0,
        signatures: 24,
        canonicalised: 6 << 20,
        hash_operations: 60_000,
        read: 8 << 20,
        inflated: 32 << 20,
    };

    /// What the credentials inside it may cost on top of that, together.
    pub const PARTS: Self = Self {
        parts: 200,
        signatures: 240,
        canonicalised: 4 << 20,
        hash_operations: 40_000,
        read: 8 << 20,
        inflated: 32 << 20,
    };

    /// Both together.
    #[must_use]
    pub const fn and(self, more: Self) -> Self {
        Self {
            parts: self.parts + more.parts,
            signatures: self.signatures + more.signatures,
            canonicalised: self.canonicalised + more.canonicalised,
            hash_operations: self.hash_operations + more.hash_operations,
            read: self.read + more.read,
            inflated: self.inflated + more.inflated,
        }
    }

    /// Whether this is within a limit.
    pub const fn is_within(self, limit: Self) -> bool {
        self.parts <= limit.parts
            && self.signatures <= limit.signatures
            && self.canonicalised <= limit.canonicalised
            && self.hash_operations <= limit.hash_operations
            && self.read <= limit.read
            && self.inflated <= limit.inflated
    }

    pub(crate) fn parts(parts: usize) -> Self {
        Self { parts, ..Self::default() }
    }

    pub(crate) fn signatures(signatures: usize) -> Self {
        Self { signatures, ..Self::default() }
    }

    pub(crate) fn canonicalised(canonicalised: usize) -> Self {
        Self { canonicalised, ..Self::default() }
    }

    pub(crate) fn hash_operations(hash_operations: usize) -> Self {
        Self { hash_operations, ..Self::default() }
    }

    pub(crate) fn read(read: usize) -> Self {
        Self { read, ..Self::default() }
    }

    pub(crate) fn inflated(inflated: usize) -> Self {
        Self { inflated, ..Self::default() }
    }
}

/// There is not enough left for a piece of work.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Spent;

/// What is left of the work of one verification.
#[derive(Default)]
pub(crate) struct Budget {
    spent: Mutex<Work>,
    has_parts: AtomicBool,
}

impl Budget {
    /// From now on the work is for what is inside the badge.
    pub(crate) fn allow_parts(&self) {
        self.has_parts.store(true, Ordering::Relaxed);
    }

    /// Pays for a piece of work before it is done: all of it, or nothing where too little is left.
    pub(crate) fn take(&self, price: Work) -> Result<(), Spent> {
        let mut spent = self.spent.lock().unwrap_or_else(std::sync::PoisonError::into_inner);
        let after = spent.and(price);
        if !after.is_within(self.limit()) {
            return Err(Spent);
        }
        *spent = after;
        Ok(())
    }

    /// What was paid for so far.
    pub(crate) fn spent(&self) -> Work {
        *self.spent.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }

    /// What may still be done.
    pub(crate) fn left(&self) -> Work {
        let (limit, spent) = (self.limit(), self.spent());
        Work {
            parts: limit.parts - spent.parts,
            signatures: limit.signatures - spent.signatures,
            canonicalised: limit.canonicalised - spent.canonicalised,
            hash_operations: limit.hash_operations - spent.hash_operations,
            read: limit.read - spent.read,
            inflated: limit.inflated - spent.inflated,
        }
    }

    fn limit(&self) -> Work {
        if self.has_parts.load(Ordering::Relaxed) { Work::OWN.and(Work::PARTS) } else { Work::OWN }
    }
}

/// What a document costs to be gone through once: about its length as JSON, and more for many small values.
pub(crate) fn size_of(value: &Value) -> usize {
    let inner: usize = match value {
        Value::String(text) => text.len(),
        Value::Array(items) => items.iter().map(size_of).sum(),
        Value::Object(members) => members.iter().map(|(name, member)| name.len() + size_of(member)).sum(),
        Value::Null | Value::Bool(_) | Value::Number(_) => 0,
    };
    PER_VALUE + inner
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    /// Each kind of work with its amount in a limit.
    fn kinds(limit: Work) -> [Work; 5] {
        [
            Work::signatures(limit.signatures),
            Work::canonicalised(limit.canonicalised),
            Work::hash_operations(limit.hash_operations),
            Work::read(limit.read),
            Work::inflated(limit.inflated),
        ]
    }

    #[test]
    fn p_r2_every_kind_of_work_ends_at_its_cap() {
        for (all, one) in kinds(Work::OWN).into_iter().zip(kinds(Work {
            signatures: 1,
            canonicalised: 1,
            hash_operations: 1,
            read: 1,
            inflated: 1,
            parts: 1,
        })) {
            let budget = Budget::default();
            assert_eq!(budget.take(all.and(one)), Err(Spent), "{one:?}");
            assert_eq!(budget.spent(), Work::default(), "what is refused costs nothing");
            assert_eq!(budget.take(all), Ok(()), "{all:?}");
            assert_eq!(budget.take(one), Err(Spent), "{one:?}");
        }
    }

    #[test]
    fn p_r2_the_share_of_the_parts_comes_on_top() {
        let budget = Budget::default();
        assert_eq!(budget.take(Work::parts(1)), Err(Spent));
        assert_eq!(budget.take(Work::OWN), Ok(()));
        budget.allow_parts();
        assert_eq!(budget.take(Work::PARTS), Ok(()));
        for one in kinds(Work::PARTS) {
            assert_eq!(budget.take(one), Err(Spent), "{one:?}");
        }
    }

    #[test]
    fn many_small_values_cost_more_than_their_text() {
        assert_eq!(size_of(&json!("abc")), 35);
        assert_eq!(size_of(&json!({"ab": [1, null]})), 4 * 32 + 2);
    }
}
