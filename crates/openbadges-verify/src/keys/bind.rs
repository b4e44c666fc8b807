//! Whether a key is its issuer's.

use jiff::Timestamp;
use openbadges_proof::PublicKey;
use openbadges_proof::did::{MethodError, find_method};
use serde_json::Value;

use super::party::{self, Party};
use super::{Found, Source, in_key_set, problem_of};
use crate::documents::Documents;
use crate::members::{each, text};
use crate::{Facts, Reason};

/// Methods of an issuer's document that are compared with a key.
const MAX_METHODS: usize = 64;

/// Whether a key is the issuer's.
pub(crate) struct Binding {
    issuer: String,
    /// Why it is not, or cannot be told.
    pub(crate) reason: Option<Reason>,
    pub(crate) facts: Facts,
}

impl Binding {
    pub(crate) fn new(issuer: &str, mut facts: Facts, answer: &Answer) -> Self {
        facts.extend(&answer.facts);
        Self { issuer: issuer.to_owned(), reason: answer.reason, facts }
    }

    /// The issuer's identifier, if the key is theirs.
    pub(crate) fn proved(&self) -> Option<&str> {
        self.reason.is_none().then_some(self.issuer.as_str())
    }
}

/// Tells whether the key of a proof is the issuer's (specification A.9).
///
/// A document of the issuer that was had and does not list the key says no, unless the key is in the key set of their
/// host and the document says nothing of it. An issuer with a DID has no such set, and says no when the key is somebody
/// else's. Without a document it cannot be told.
pub(crate) async fn bind(found: Found, issuer: &str, documents: &Documents<'_>, now: Timestamp) -> Binding {
    let facts = Facts::new().with("issuer", issuer).with("controller", found.controller.as_str());
    let answer = answer(&found, issuer, documents, now).await;
    Binding::new(issuer, facts, &answer)
}

async fn answer(found: &Found, issuer: &str, documents: &Documents<'_>, now: Timestamp) -> Answer {
    let own = found.controller == issuer;
    if own && found.source != Source::Hint {
        return Answer::yes();
    }
    match Party::of(issuer) {
        Party::Published { did: true, .. } | Party::DidKey if !own => {
            Answer::no(Reason::KeyNotIssuers, "other_controller")
        }
        Party::Published { document, did } => {
            let answer = match party::document(&document, documents).await {
                Ok(published) => confirm(&published, found, issuer, now),
                Err(none) => Answer::no(none.or(Reason::KeyNotConfirmed), none.code()),
            };
            let in_set = if did || answer.is_final() {
                None
            } else {
                Some(in_key_set(&document, issuer, &found.key, documents).await)
            };
            in_set.filter(Answer::holds).unwrap_or_else(|| answer.at(document.as_str()))
        }
        Party::OtherDid => Answer::no(Reason::KeyNotConfirmed, "did_method"),
        Party::DidKey | Party::Nowhere => Answer::no(Reason::KeyNotConfirmed, "no_document"),
    }
}

/// What one way of confirming a key says.
pub(crate) struct Answer {
    reason: Option<Reason>,
    facts: Facts,
    /// What was asked says nothing of the key.
    silent: bool,
}

impl Answer {
    pub(crate) fn yes() -> Self {
        Self { reason: None, facts: Facts::new(), silent: false }
    }

    pub(crate) fn no(reason: Reason, why: &str) -> Self {
        Self { reason: Some(reason), facts: Facts::new().with("why", why), silent: false }
    }

    /// The no of a document that says nothing of the key.
    pub(crate) fn silent() -> Self {
        Self { silent: true, ..Self::no(Reason::KeyNotIssuers, "not_listed") }
    }

    /// Whether nothing else may say something better: a key that a document withholds is not given back by a key set.
    pub(crate) fn is_final(&self) -> bool {
        !self.silent && self.reason != Some(Reason::KeyNotConfirmed)
    }

    pub(crate) fn at(mut self, url: &str) -> Self {
        self.facts.push("url", url);
        self
    }

    /// Why it does not say yes.
    pub(crate) const fn reason(&self) -> Option<Reason> {
        self.reason
    }

    /// Whether it says yes.
    pub(crate) const fn holds(&self) -> bool {
        self.reason.is_none()
    }
}

/// Looks for the key in the issuer's document: under the proof's method, under another method with the same key, or
/// as a reference to the method of somebody else.
fn confirm(document: &Value, found: &Found, issuer: &str, now: Timestamp) -> Answer {
    if text(document, "id") != Some(issuer) {
        return Answer::no(Reason::KeyNotConfirmed, "other_document");
    }
    let listed = if found.controller == issuer {
        find_method(document, &found.method, now)
    } else {
        Err(MethodError::NotFound)
    };
    match listed {
        Ok(method) if method.key == found.key => Answer::yes(),
        Ok(_) => Answer::no(Reason::KeyNotIssuers, "other_key"),
        Err(MethodError::NotFound) if refers_to(document, found) => Answer::yes(),
        Err(MethodError::NotFound) if has_key(document, issuer, &found.key, now) => Answer::yes(),
        Err(MethodError::NotFound) if !defines(document, &found.key) => Answer::silent(),
        Err(error) => of(&error),
    }
}

fn of(error: &MethodError) -> Answer {
    let problem = problem_of(error);
    Answer { reason: Some(problem.reason), facts: problem.facts, silent: false }
}

/// Whether a document has a method with this key, to be used or not.
pub(crate) fn defines(document: &Value, key: &PublicKey) -> bool {
    let key_of = |method: &Value| match method.get("publicKeyJwk") {
        Some(jwk) => PublicKey::from_jwk(jwk).ok(),
        None => PublicKey::from_multibase(text(method, "publicKeyMultibase")?).ok(),
    };
    ["verificationMethod", "assertionMethod"]
        .iter()
        .flat_map(|member| each(document, member).take(MAX_METHODS))
        .any(|method| key_of(method).as_ref() == Some(key))
}

/// Whether the issuer names the method of another controller as one that may sign for them.
fn refers_to(document: &Value, found: &Found) -> bool {
    let names =
        |id: &Value| id == &found.method || (found.source == Source::DidKey && id == &found.controller);
    found.source != Source::Hint && each(document, "assertionMethod").any(names)
}

/// Whether a method of the issuer that may be used has this key, whatever its name.
fn has_key(document: &Value, issuer: &str, key: &PublicKey, now: Timestamp) -> bool {
    let ids = each(document, "assertionMethod").take(MAX_METHODS).filter_map(|entry| {
        let id = entry.as_str().or_else(|| text(entry, "id"))?;
        Some(if id.starts_with('#') { format!("{issuer}{id}") } else { id.to_owned() })
    });
    let mut methods = ids.filter_map(|id| find_method(document, &id, now).ok());
    methods.any(|method| method.key == *key)
}
