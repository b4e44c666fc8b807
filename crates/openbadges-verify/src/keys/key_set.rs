//! The key set of an issuer's host.

use openbadges_proof::PublicKey;
use serde_json::Value;
use url::Url;

use super::{Answer, document};
use crate::Reason;
use crate::documents::Documents;
use crate::members::{each, text};

/// Keys of a set that are looked at.
const MAX_KEYS: usize = 64;

/// Looks for a key in the key set of an issuer's host (specification A.9-2); a key with `iss` is that issuer's alone.
///
/// `url` is the address of the issuer's document.
pub(crate) async fn in_key_set(
    url: &Url,
    issuer: &str,
    key: &PublicKey,
    documents: &Documents<'_>,
) -> Answer {
    let Ok(url) = url.join("/.well-known/jwks.json") else {
        return Answer::no(Reason::KeyNotConfirmed, "no_document");
    };
    let theirs = |jwk: &&Value| text(jwk, "iss").is_none_or(|iss| iss == issuer);
    let answer = match document(&url, documents).await {
        Err(none) => Answer::no(none.or(Reason::KeyNotConfirmed), none.code()),
        Ok(set) if !set.get("keys").is_some_and(Value::is_array) => {
            Answer::no(Reason::KeyNotConfirmed, "no_key_set")
        }
        Ok(set) => {
            let mut keys = each(&set, "keys").take(MAX_KEYS).filter(theirs);
            if keys.any(|jwk| PublicKey::from_jwk(jwk).as_ref() == Ok(key)) {
                Answer::yes()
            } else {
                Answer::silent()
            }
        }
    };
    answer.at(url.as_str())
}
