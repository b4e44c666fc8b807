//! Whose key a JWT's is (specification A.9-2, A.9-3).

use jiff::Timestamp;
use openbadges_model::Instant;
use openbadges_proof::did::resolve_local;
use serde_json::Value;
use url::Url;

use super::Found;
use super::jwk::Jwk;
use crate::documents::Documents;
use crate::keys::{Answer, Binding, Party, defines, document, in_key_set};
use crate::members::{each, text};
use crate::{Facts, Reason};

/// Methods and keys that are looked at in one document.
const MAX_KEYS: usize = 64;

/// Tells whether the key is the issuer's: their identifier is the key, their own document lists it, or the key set of
/// their host.
pub(super) async fn bind(found: &Found, issuer: &str, documents: &Documents<'_>, now: Timestamp) -> Binding {
    let mut facts = Facts::new().with("issuer", issuer);
    facts.push_some("controller", found.controller.as_deref());
    let own = found.controller.as_deref() == Some(issuer);
    let answer = match Party::of(issuer) {
        _ if own => Answer::yes(),
        Party::DidKey | Party::Published { did: true, .. } if found.controller.is_some() => {
            Answer::no(Reason::KeyNotIssuers, "other_controller")
        }
        Party::DidKey if is_key(issuer, &found.key) => Answer::yes(),
        Party::DidKey => Answer::no(Reason::KeyNotIssuers, "other_key"),
        Party::Published { document: url, did } => {
            let from_document = in_document(&url, issuer, &found.key, documents, now).await;
            if did || from_document.is_final() {
                from_document
            } else {
                weigh(from_document, in_key_set(&url, issuer, found.key.public(), documents).await)
            }
        }
        Party::OtherDid => Answer::no(Reason::KeyNotConfirmed, "did_method"),
        Party::Nowhere => Answer::no(Reason::KeyNotConfirmed, "no_document"),
    };
    Binding::new(issuer, facts, &answer)
}

/// Whether a DID that names a key names this one.
fn is_key(did: &str, key: &Jwk) -> bool {
    resolve_local(did).is_ok_and(|method| Jwk::from(method.key) == *key)
}

/// Of two answers the better one; a document that says no weighs more than one that could not be had.
fn weigh(first: Answer, second: Answer) -> Answer {
    let second_counts = second.holds()
        || (first.reason() == Some(Reason::KeyNotConfirmed) && second.reason() != first.reason());
    if second_counts { second } else { first }
}

async fn in_document(
    url: &Url,
    issuer: &str,
    key: &Jwk,
    documents: &Documents<'_>,
    now: Timestamp,
) -> Answer {
    let answer = match document(url, documents).await {
        Err(none) => Answer::no(none.or(Reason::KeyNotConfirmed), none.code()),
        Ok(published) if text(&published, "id") != Some(issuer) => {
            Answer::no(Reason::KeyNotConfirmed, "other_document")
        }
        Ok(published) if listed(&published, issuer, now).any(|(_, listed)| listed == *key) => Answer::yes(),
        Ok(published) if defines(&published, key.public()) => {
            Answer::no(Reason::KeyNotIssuers, "not_for_assertion")
        }
        Ok(_) => Answer::silent(),
    };
    answer.at(url.as_str())
}

/// The keys that a controller's document lists for claims, with the absolute names of their methods: those in
/// `assertionMethod` that are the controller's own, neither revoked nor expired.
pub(super) fn listed<'a>(
    published: &'a Value,
    controller: &'a str,
    now: Timestamp,
) -> impl Iterator<Item = (String, Jwk)> + 'a {
    let absolute =
        move |id: &str| if id.starts_with('#') { format!("{controller}{id}") } else { id.to_owned() };
    let named = move |entry: &Value| entry.as_str().or_else(|| text(entry, "id")).map(absolute);
    each(published, "assertionMethod").take(MAX_KEYS).filter_map(move |entry| {
        let id = named(entry)?;
        let mut defined = each(published, "verificationMethod")
            .take(MAX_KEYS)
            .chain([entry])
            .filter(|method| method.is_object());
        let method = defined.find(|method| named(method).as_ref() == Some(&id))?;
        let current = ["revoked", "expires"].iter().all(|member| is_ahead(method.get(*member), now));
        let own = text(method, "controller") == Some(controller);
        let key = if let Some(jwk) = method.get("publicKeyJwk") {
            Jwk::read(jwk).ok()?
        } else {
            openbadges_proof::PublicKey::from_multibase(text(method, "publicKeyMultibase")?).ok()?.into()
        };
        (current && own).then_some((id, key))
    })
}

/// Whether a date is not there or lies ahead; one that cannot be read does not.
fn is_ahead(date: Option<&Value>, now: Timestamp) -> bool {
    date.is_none_or(|date| {
        date.as_str().and_then(|date| Instant::read(date).ok()).is_some_and(|date| date > Instant::from(now))
    })
}
