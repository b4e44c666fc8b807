//! The key that a proof or a JWT names.

use jiff::Timestamp;
use openbadges_proof::PublicKey;
use openbadges_proof::did::{MethodError, find_in_key_document, find_method, resolve_local};
use serde_json::Value;
use url::Url;

use super::party::{self, Party};
use super::{Found, Problem, key_set, problem_of};
use crate::Reason;
use crate::documents::Documents;
use crate::members::text;

/// Finds the key of a verification method, whoever names it: the proof of a document, or the `kid` of a JWT. For a
/// method that carries its key in its fragment that key is only a hint, which [`super::bind`] has confirmed.
pub(crate) async fn find(
    method: &str,
    issuer: &str,
    documents: &Documents<'_>,
    now: Timestamp,
) -> Result<Found, Problem> {
    let (controller, fragment) = method.split_once('#').unwrap_or((method, ""));
    let hint = PublicKey::from_multibase(fragment).map(|key| Found::claimed(method, controller, key));
    let no = |reason, why| Err(Problem::because(reason, why));
    match (Party::of(controller), hint) {
        (Party::DidKey, _) => resolve_local(method).map(Found::proved).map_err(|error| problem_of(&error)),
        (Party::OtherDid, _) if controller == issuer => no(Reason::UnsupportedProof, "did_method"),
        (Party::OtherDid, _) => no(Reason::KeyNotIssuers, "did_method"),
        (Party::Published { .. }, Ok(hint)) => Ok(hint),
        (Party::Nowhere, Ok(hint)) if Url::parse(controller).is_ok() => Ok(hint),
        (Party::Nowhere, _) => no(Reason::Signature, "method_malformed"),
        (Party::Published { document, did }, Err(_)) => {
            let asked = Asked { method, issuer, documents, now };
            let found = if did { asked.of_did(&document).await } else { asked.of_host(&document).await };
            match found {
                // Nobody can name a key by what only looks like one.
                Err(problem) if problem.reason == Reason::KeyNotConfirmed && fragment.starts_with("z6Mk") => {
                    no(Reason::Signature, "key_malformed")
                }
                found => found,
            }
        }
    }
}

/// A method whose key is published.
struct Asked<'a> {
    method: &'a str,
    issuer: &'a str,
    documents: &'a Documents<'a>,
    now: Timestamp,
}

impl Asked<'_> {
    /// Looks in the document of a DID.
    async fn of_did(&self, url: &Url) -> Result<Found, Problem> {
        let document = party::document(url, self.documents).await?;
        find_method(&document, self.method, self.now).map(Found::proved).map_err(at(url))
    }

    /// Looks at a web address, and where nothing there tells of the method in the key set of its host (A.9-2).
    async fn of_host(&self, url: &Url) -> Result<Found, Problem> {
        match self.of_address(url).await {
            Err(problem) if problem.is_open() => {
                match key_set::names(url, self.method, self.issuer, self.documents).await {
                    Ok(found) => Ok(found),
                    Err(no) => Err(problem.unless_set_was_missed(no)),
                }
            }
            found => found,
        }
    }

    /// Reads whatever a web address is of: a set of keys, a JWK, a key with its controller, or a controller's document.
    async fn of_address(&self, url: &Url) -> Result<Found, Problem> {
        let published = party::document(url, self.documents).await?;
        if is_key(&published) {
            return self.of_key(&published, url).await;
        }
        let found = if key_set::is_set(&published) {
            key_set::named(&published, self.method, self.issuer)
        } else if published.get("kty").is_some() {
            PublicKey::from_jwk(&published).map(|key| Found::at(self.method, key)).map_err(MethodError::from)
        } else {
            find_method(&published, self.method, self.now).map(Found::proved)
        };
        found.map_err(at(url))
    }

    /// Has a key that is published alone confirmed by the document of its controller (E.4-8).
    async fn of_key(&self, key: &Value, url: &Url) -> Result<Found, Problem> {
        let Some(Party::Published { document: owner, .. }) = text(key, "controller").map(Party::of) else {
            return Err(Problem::because(Reason::KeyNotConfirmed, "no_controller").with("url", url.as_str()));
        };
        let document = party::document(&owner, self.documents).await?;
        find_in_key_document(key, &document, self.method, self.now).map(Found::proved).map_err(at(&owner))
    }
}

/// Whether a document is one key alone: it has among its own members what else a method has.
fn is_key(document: &Value) -> bool {
    let members = document.as_object();
    let key = |name: &String| name.starts_with("publicKey") && name != "publicKey";
    members.is_some_and(|members| members.keys().any(key) && !members.contains_key("assertionMethod"))
}

fn at(url: &Url) -> impl FnOnce(MethodError) -> Problem {
    move |error| problem_of(&error).with("url", url.as_str())
}
