//! The key that a proof names.

use jiff::Timestamp;
use openbadges_proof::PublicKey;
use openbadges_proof::did::{
    MethodError, VerificationMethod, find_in_key_document, find_method, resolve_local,
};
use serde_json::Value;
use url::Url;

use super::party::{self, Party};
use super::{Found, Problem, Source, problem_of};
use crate::Reason;
use crate::documents::{Documents, NoDocument};
use crate::members::{each, text};

/// Keys of a set that are looked at.
const MAX_KEYS: usize = 64;

/// Finds the key of a verification method. For a method that carries its key in its fragment that key is only
/// a hint, which [`super::bind`] has confirmed.
pub(crate) async fn find(
    method: &str,
    issuer: &str,
    documents: &Documents<'_>,
    now: Timestamp,
) -> Result<Found, Problem> {
    let (controller, fragment) = method.split_once('#').unwrap_or((method, ""));
    match Party::of(controller) {
        Party::DidKey => {
            let resolved = resolve_local(method).map_err(|error| problem_of(&error))?;
            Ok(found(resolved, Source::DidKey))
        }
        Party::Published { document, did } => match PublicKey::from_multibase(fragment) {
            Ok(key) => Ok(hint(key, method, controller)),
            Err(_) if fragment.is_empty() && !did => in_key_document(method, &document, documents, now).await,
            Err(_) => in_document(method, fragment, &document, documents, now).await,
        },
        Party::OtherDid if controller == issuer => {
            Err(Problem::because(Reason::UnsupportedProof, "did_method"))
        }
        Party::OtherDid => Err(Problem::because(Reason::KeyNotIssuers, "did_method")),
        Party::Nowhere => match PublicKey::from_multibase(fragment) {
            Ok(key) if Url::parse(controller).is_ok() => Ok(hint(key, method, controller)),
            _ => Err(Problem::because(Reason::Signature, "method_malformed")),
        },
    }
}

/// A key that only the method's fragment names.
fn hint(key: PublicKey, method: &str, controller: &str) -> Found {
    Found {
        key,
        method: method.to_owned(),
        controller: controller.to_owned(),
        source: Source::Hint,
        bare_did: false,
    }
}

async fn in_document(
    method: &str,
    fragment: &str,
    url: &Url,
    documents: &Documents<'_>,
    now: Timestamp,
) -> Result<Found, Problem> {
    match party::document(url, documents).await {
        Ok(set) if set.get("keys").is_some_and(Value::is_array) => in_key_set(&set, method, fragment, url),
        Ok(document) => match find_method(&document, method, now) {
            Ok(listed) => Ok(found(listed, Source::Document)),
            Err(error) => Err(problem_of(&error).with("url", url.as_str())),
        },
        // Nobody can name a key by what only looks like one.
        Err(_) if fragment.starts_with("z6Mk") => Err(Problem::because(Reason::Signature, "key_malformed")),
        Err(none) => Err(no_document(&none, url)),
    }
}

/// A method in a JWK set: it names no controller, so the key is a hint until the issuer's document lists it.
fn in_key_set(set: &Value, method: &str, fragment: &str, url: &Url) -> Result<Found, Problem> {
    let is = |key: &&Value| text(key, "kid").is_some_and(|kid| kid == method || kid == fragment);
    let mut keys = each(set, "keys").take(MAX_KEYS).filter(is);
    let key = match (keys.next(), keys.next()) {
        (Some(key), None) => PublicKey::from_jwk(key).map_err(MethodError::from),
        (None, _) => Err(MethodError::NotFound),
        (Some(_), Some(_)) => Err(MethodError::Ambiguous),
    };
    let key = key.map_err(|error| problem_of(&error).with("url", url.as_str()))?;
    let controller = method.split_once('#').map_or(method, |(document, _)| document).to_owned();
    Ok(Found { key, method: method.to_owned(), controller, source: Source::Hint, bare_did: false })
}

/// A method without fragment: the address of a document that is one key alone, confirmed by its controller's.
async fn in_key_document(
    method: &str,
    url: &Url,
    documents: &Documents<'_>,
    now: Timestamp,
) -> Result<Found, Problem> {
    let key_document = party::document(url, documents).await.map_err(|none| no_document(&none, url))?;
    let controller = key_document.get("controller").and_then(|controller| controller.as_str());
    let Some(Party::Published { document, .. }) = controller.map(Party::of) else {
        return Err(Problem::because(Reason::KeyNotConfirmed, "no_controller").with("url", url.as_str()));
    };
    let owner = party::document(&document, documents).await.map_err(|none| no_document(&none, &document))?;
    match find_in_key_document(&key_document, &owner, method, now) {
        Ok(listed) => Ok(found(listed, Source::Document)),
        Err(error) => Err(problem_of(&error).with("url", document.as_str())),
    }
}

/// The problem of a key whose document could not be had.
pub(crate) fn no_document(none: &NoDocument, url: &Url) -> Problem {
    Problem::because(none.or(Reason::KeyNotConfirmed), none.code()).with("url", url.as_str())
}

fn found(method: VerificationMethod, source: Source) -> Found {
    let VerificationMethod { id, controller, key, bare_did, .. } = method;
    Found { key, method: id, controller, source, bare_did }
}
