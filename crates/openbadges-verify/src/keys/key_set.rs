//! Sets of JWKs (RFC 7517, section 5; specification A.7-9, A.9-2): keys without a controller, those with `iss` for that
//! issuer alone (E.6-13).

use std::sync::Arc;

use openbadges_proof::did::MethodError;
use openbadges_proof::{PublicKey, WrittenKey};
use serde_json::Value;
use url::Url;

use super::party;
use super::{Found, NO_KEY_SET, Problem, problem_of};
use crate::Reason;
use crate::documents::Documents;
use crate::members::{each, text};

/// JWKs with one and the same key that are read.
const MAX_OF_ONE_KEY: usize = 16;

/// Whether a document is a set of keys.
pub(super) fn is_set(document: &Value) -> bool {
    document.get("keys").is_some_and(Value::is_array)
}

/// The keys of a set that an issuer may have.
fn keys_of<'a>(set: &'a Value, issuer: &'a str) -> impl Iterator<Item = &'a Value> {
    each(set, "keys").filter(move |jwk| text(jwk, "iss").is_none_or(|iss| iss == issuer))
}

/// The key of a set with this `kid`: the whole address that the method is, or its fragment.
pub(super) fn named(set: &Value, method: &str, issuer: &str) -> Result<Found, MethodError> {
    let fragment = method.split_once('#').map(|(_, fragment)| fragment);
    let is = |jwk: &&Value| text(jwk, "kid").is_some_and(|kid| kid == method || Some(kid) == fragment);
    let mut keys = keys_of(set, issuer).filter(is);
    let first = keys.next().ok_or(MethodError::NotFound)?;
    if keys.any(|other| other != first) {
        return Err(MethodError::Ambiguous);
    }
    Ok(Found::at(method, PublicKey::from_jwk(first)?))
}

/// Looks for a key in the key set of an issuer's host.
pub(super) async fn lists(
    url: &Url,
    issuer: &str,
    key: &PublicKey,
    documents: &Documents<'_>,
) -> Result<(), Problem> {
    let (url, set) = of_host(url, documents).await?;
    let key = WrittenKey::from(key);
    let mut same = keys_of(&set, issuer).filter(|jwk| key.is_jwk(jwk));
    let answer = if same.by_ref().take(MAX_OF_ONE_KEY).any(|jwk| PublicKey::from_jwk(jwk).is_ok()) {
        Ok(())
    } else {
        Err(if same.next().is_some() { MethodError::TooMany } else { MethodError::NotFound })
    };
    answer.map_err(|error| problem_of(&error).with("url", url.as_str()))
}

/// Looks for a method in the key set of the host of its document.
pub(super) async fn names(
    url: &Url,
    method: &str,
    issuer: &str,
    documents: &Documents<'_>,
) -> Result<Found, Problem> {
    let (url, set) = of_host(url, documents).await?;
    named(&set, method, issuer).map_err(|error| problem_of(&error).with("url", url.as_str()))
}

/// The key set of the host of an issuer's document, with its address.
async fn of_host(url: &Url, documents: &Documents<'_>) -> Result<(Url, Arc<Value>), Problem> {
    let none = |why| Problem::because(Reason::KeyNotConfirmed, why);
    let url = url.join("/.well-known/jwks.json").map_err(|_| none("no_document"))?;
    let set = party::document(&url, documents).await?;
    if is_set(&set) { Ok((url, set)) } else { Err(none(NO_KEY_SET).with("url", url.as_str())) }
}
