//! The key that a JWT's header names (specification A.7-3, A.7-9).

use jiff::Timestamp;
use openbadges_proof::did::resolve_local;
use serde_json::Value;

use super::Found;
use super::bind::listed;
use super::jwk::Jwk;
use crate::Reason;
use crate::documents::Documents;
use crate::keys::{Party, Problem, document, no_document};
use crate::members::{each, text};

/// Keys of a set that are looked at.
const MAX_KEYS: usize = 64;

pub(super) async fn find(
    header: &Value,
    documents: &Documents<'_>,
    now: Timestamp,
) -> Result<Found, Problem> {
    let inline = header.get("jwk").map(Jwk::read).transpose().map_err(unusable)?;
    let named = match text(header, "kid") {
        Some(kid) => by_kid(kid, documents, now).await?,
        None => None,
    };
    match (named, inline) {
        (Some(found), Some(key)) if found.key != key => {
            Err(Problem::because(Reason::Signature, "kid_and_jwk_differ"))
        }
        (Some(found), _) => Ok(found),
        (None, Some(key)) => Ok(Found { key, controller: None }),
        (None, None) => Err(Problem::because(Reason::KeyNotConfirmed, "no_key")),
    }
}

/// The key at the address that `kid` is; nothing where it is only a name.
async fn by_kid(kid: &str, documents: &Documents<'_>, now: Timestamp) -> Result<Option<Found>, Problem> {
    let (base, _) = kid.split_once('#').unwrap_or((kid, ""));
    let (url, did) = match Party::of(base) {
        Party::Published { document, did } => (document, did),
        Party::DidKey => {
            let method = resolve_local(kid).map_err(|_| unusable("key_malformed"))?;
            return Ok(Some(Found { key: method.key.into(), controller: Some(method.controller) }));
        }
        Party::OtherDid => return Err(Problem::because(Reason::UnsupportedProof, "did_method")),
        Party::Nowhere => return Ok(None),
    };
    let published = document(&url, documents).await.map_err(|none| no_document(&none, &url))?;
    if text(&published, "id") == Some(base) && published.get("verificationMethod").is_some() {
        let key = listed(&published, base, now).find(|(id, _)| *id == kid).map(|(_, key)| key);
        let key = key.ok_or_else(|| Problem::because(Reason::KeyNotIssuers, "not_listed"))?;
        return Ok(Some(Found { key, controller: Some(base.to_owned()) }));
    }
    if did {
        return Err(Problem::because(Reason::KeyNotConfirmed, "other_document").with("url", url.as_str()));
    }
    let key = in_set(&published, kid).map_err(unusable)?;
    Ok(Some(Found { key, controller: None }))
}

/// The key of a document that is a key or a set of them; of a set the one with this `kid`, whole or its fragment.
fn in_set(published: &Value, kid: &str) -> Result<Jwk, &'static str> {
    if published.get("keys").is_none() {
        return Jwk::read(published);
    }
    let fragment = kid.split_once('#').map(|(_, fragment)| fragment);
    let is = |key: &&Value| text(key, "kid").is_some_and(|name| name == kid || Some(name) == fragment);
    let mut keys = each(published, "keys").take(MAX_KEYS).filter(is);
    match (keys.next(), keys.next()) {
        (Some(key), None) => Jwk::read(key),
        (None, _) => Err("not_listed"),
        (Some(_), Some(_)) => Err("kid_twice"),
    }
}

fn unusable(why: &'static str) -> Problem {
    let reason = if why == "key_type" { Reason::UnsupportedProof } else { Reason::Signature };
    Problem::because(reason, why)
}
