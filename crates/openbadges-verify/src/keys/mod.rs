//! Whose key signed: from the proof's method to its key, and from the key to the issuer (specification A.9).

mod bind;
mod find;
mod key_set;
mod party;

use openbadges_proof::did::MethodError;
use openbadges_proof::{KeyError, PublicKey};

use crate::{Facts, Reason};

pub(crate) use bind::{Answer, Binding, bind, defines};
pub(crate) use find::{find, no_document};
pub(crate) use key_set::in_key_set;
pub(crate) use party::{Party, document, domain};

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

    pub(crate) fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.facts.push(name, value);
        self
    }
}

/// The key that a proof names.
pub(crate) struct Found {
    pub(crate) key: PublicKey,
    /// The method's identifier.
    method: String,
    /// Whose key it says it is: the method without its fragment.
    controller: String,
    source: Source,
    /// The proof names the whole `did:key` instead of its method.
    pub(crate) bare_did: bool,
}

/// How sure it is that the key is its controller's.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Source {
    /// The identifier is the key.
    DidKey,
    /// The controller's document lists it.
    Document,
    /// It stands in the method's fragment: a hint, nobody has confirmed it (specification E.3-9, E.4-1).
    Hint,
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
        MethodError::NotFound => (Reason::KeyNotIssuers, "not_listed"),
        MethodError::NotForAssertion => (Reason::KeyNotIssuers, "not_for_assertion"),
        MethodError::Controller { .. } => (Reason::KeyNotIssuers, "other_controller"),
        _ => (Reason::KeyNotIssuers, "key_malformed"),
    };
    Problem::because(reason, why).with("message", error.to_string())
}
