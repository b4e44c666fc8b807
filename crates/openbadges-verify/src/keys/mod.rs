//! Whose key signed: from the proof's method to its key, and from the key to the issuer (specification A.9).

mod bind;
mod find;
mod key_set;
mod party;

use openbadges_proof::did::{MethodError, VerificationMethod};
use openbadges_proof::{KeyError, PublicKey};

use crate::{Facts, FetchError, Reason};

pub(crate) use bind::{Binding, bind};
pub(crate) use find::find;
pub(crate) use party::{domain, is_address};

/// What was asked says nothing of the key.
const NOT_LISTED: &str = "not_listed";

/// The host says that nothing is there.
const NO_SUCH_DOCUMENT: &str = FetchError::NotFound(404).code();
/// The host has JSON there, and no set of keys.
const NO_KEY_SET: &str = "no_key_set";

/// Why a step towards a proof that holds failed.
pub(crate) struct Problem {
    pub(crate) reason: Reason,
    pub(crate) facts: Facts,
}

impl Problem {
    pub(crate) fn because(reason: Reason, why: &str) -> Self {
        Self { reason, facts: Facts::new().with("why", why) }
    }

    /// The same with `facts` before its own.
    pub(crate) fn after(self, facts: &Facts) -> Self {
        let mut all = facts.clone();
        all.extend(&self.facts);
        Self { reason: self.reason, facts: all }
    }

    /// Whether something else may still say yes: no document was had, or what was had says nothing of the key. A key that
    /// a document withholds is not given back by a key set.
    fn is_open(&self) -> bool {
        self.reason == Reason::KeyNotConfirmed || self.facts.get("why") == Some(NOT_LISTED)
    }

    /// Whether a bound was reached: there is more that was not looked at.
    pub(crate) const fn is_limit(&self) -> bool {
        matches!(self.reason, Reason::TooLarge | Reason::BudgetSpent)
    }

    /// What is left when this is said at the issuer's own address, and the key set of their host does not say yes either.
    /// Only a set that was read, or the word of the host that it has none, proves that a key is not in it.
    fn unless_set_was_missed(self, set: Self) -> Self {
        let says_none = matches!(set.facts.get("why"), Some(NO_SUCH_DOCUMENT | NO_KEY_SET));
        let was_missed = set.reason == Reason::KeyNotConfirmed && !says_none;
        let is_no = self.reason == Reason::KeyNotIssuers;
        if set.is_limit() || (is_no && was_missed) { set } else { self }
    }

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.facts.push(name, value);
        self
    }
}

/// The key that a proof or a JWT names.
pub(crate) struct Found {
    pub(crate) key: PublicKey,
    /// The identifier of its method; nothing for a key that came in a header.
    method: Option<String>,
    owner: Owner,
    /// The proof names the whole `did:key` instead of its method.
    pub(crate) bare_did: bool,
}

/// Whose key it is, as far as its method tells.
enum Owner {
    /// This controller's: their identifier is the key, or their document lists it.
    Proved(String),
    /// It says that it is this controller's: the key stands in the fragment of the method, which is a hint
    /// (specification E.3-9, E.4-1).
    Claimed(String),
    /// It says nothing: a JWK, in a header or at some address (specification E.4-3).
    Unknown,
}

impl Found {
    /// A key in a header.
    pub(crate) fn inline(key: PublicKey) -> Self {
        Self { key, method: None, owner: Owner::Unknown, bare_did: false }
    }

    /// A JWK at the address that a method is.
    fn at(method: &str, key: PublicKey) -> Self {
        Self { method: Some(method.to_owned()), ..Self::inline(key) }
    }

    /// A key in the fragment of a method.
    fn claimed(method: &str, controller: &str, key: PublicKey) -> Self {
        Self { owner: Owner::Claimed(controller.to_owned()), ..Self::at(method, key) }
    }

    /// A key that its controller confirms.
    fn proved(method: VerificationMethod) -> Self {
        let VerificationMethod { id, controller, key, bare_did, .. } = method;
        Self { key, method: Some(id), owner: Owner::Proved(controller), bare_did }
    }

    /// Whose key it says it is.
    fn controller(&self) -> Option<&str> {
        match &self.owner {
            Owner::Proved(controller) | Owner::Claimed(controller) => Some(controller),
            Owner::Unknown => None,
        }
    }
}

/// What it means that a document does not give a usable key for a method.
fn problem_of(error: &MethodError) -> Problem {
    let (reason, why) = match error {
        MethodError::Did(_) => (Reason::Signature, "method_malformed"),
        MethodError::OtherDocument { .. } => (Reason::KeyNotConfirmed, "other_document"),
        MethodError::UnsupportedType(_) | MethodError::Key(KeyError::Unsupported) => {
            (Reason::UnsupportedProof, "key_type")
        }
        MethodError::Revoked(_) => (Reason::KeyRevoked, "revoked"),
        MethodError::Expired(_) => (Reason::KeyRevoked, "expired"),
        MethodError::NotFound => (Reason::KeyNotIssuers, NOT_LISTED),
        MethodError::NotForAssertion => (Reason::KeyNotIssuers, "not_for_assertion"),
        MethodError::Controller { .. } => (Reason::KeyNotIssuers, "other_controller"),
        MethodError::TooMany => (Reason::TooLarge, "too_many_keys"),
        _ => (Reason::KeyNotIssuers, "key_malformed"),
    };
    Problem::because(reason, why).with("message", error.to_string())
}
