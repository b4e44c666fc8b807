//! What machines read about an issuer: its Profile and its DID document, built from rows, in the strictest shape.

use std::sync::Arc;

use accolade_storage::issuers;
use accolade_storage::keys::{self, KeyAlgorithm, KeyState, SigningKeyRow};
use openbadges_model::{Image, Profile};
use openbadges_proof::{did, jws};
use serde_json::Value;

use super::keys::public_key;
use crate::Issuer;
use crate::address::InstanceAddress;
use crate::app::App;
use crate::ids::IssuerId;
use crate::linked_data;
use crate::trouble::Trouble;

/// The issuer's Profile (Open Badges 3.0), the same as the one in its credentials, with its contexts.
pub async fn profile_document(app: &Arc<App>, issuer: IssuerId) -> Result<Option<Value>, Trouble> {
    let Some(row) = issuers::find(&mut app.storage.read().await?, issuer).await? else {
        return Ok(None);
    };
    Ok(Some(linked_data::document(&profile(&app.address().await?, &row))?))
}

/// A document that lists an issuer's keys.
#[derive(Debug, Clone)]
pub struct KeyDocument {
    /// The document.
    pub document: Value,
    /// Whether it has a signing key of every algorithm. One that has not may grow at any moment, by a key that is made
    /// for a file and looked up at once by whoever checks that file: no copy of it is to be used unasked.
    pub is_complete: bool,
}

impl KeyDocument {
    fn of(document: Value, rows: &[SigningKeyRow]) -> Self {
        let signs = |algorithm: &KeyAlgorithm| {
            rows.iter().any(|row| row.algorithm == *algorithm && row.state == KeyState::Active)
        };
        Self { document, is_complete: KeyAlgorithm::ALL.iter().all(signs) }
    }
}

/// The issuer's DID document (`/issuers/IID/did.json`), with every key that ever signed for it. One that others may know
/// stays listed, marked as revoked, and asserts nothing any more.
pub async fn did_document(app: &Arc<App>, issuer: IssuerId) -> Result<Option<KeyDocument>, Trouble> {
    let mut conn = app.storage.read().await?;
    if issuers::find(&mut conn, issuer).await?.is_none() {
        return Ok(None);
    }
    let rows = keys::list(&mut conn, issuer).await?;
    drop(conn);
    let mut listed = Vec::new();
    for row in &rows {
        listed.push((row.id.as_str(), public_key(row)?));
    }
    let did = app.address().await?.issuer_did(issuer);
    let mut document = did::issuer_document(&did, &listed);
    for row in rows.iter().filter(|row| row.state == KeyState::Compromised) {
        did::withdraw_key(
            &mut document,
            &format!("{did}#{}", row.id),
            row.retired_at.unwrap_or(row.created_at),
        );
    }
    Ok(Some(KeyDocument::of(document, &rows)))
}

/// The issuer's key set (`/issuers/IID/jwks.json`): every key whose signatures are to be trusted, the same as in the DID
/// document.
pub async fn key_set(app: &Arc<App>, issuer: IssuerId) -> Result<Option<KeyDocument>, Trouble> {
    let mut conn = app.storage.read().await?;
    if issuers::find(&mut conn, issuer).await?.is_none() {
        return Ok(None);
    }
    let rows = keys::list(&mut conn, issuer).await?;
    drop(conn);
    let address = app.address().await?;
    let mut listed = Vec::new();
    for row in rows.iter().filter(|row| row.state != KeyState::Compromised) {
        listed.push((address.issuer_key(issuer, &row.id), public_key(row)?));
    }
    let listed: Vec<_> = listed.iter().map(|(kid, key)| (kid.as_str(), key.clone())).collect();
    Ok(Some(KeyDocument::of(jws::key_set(&listed), &rows)))
}

/// The Profile that stands in every credential of the issuer.
pub(crate) fn profile(address: &InstanceAddress, issuer: &Issuer) -> Profile {
    Profile {
        url: Some(issuer.url.clone()),
        description: Some(issuer.description.clone()).filter(|text| !text.is_empty()),
        email: Some(issuer.email.clone()),
        image: issuer.image.as_ref().map(|_| Image::new(address.issuer_image(issuer.id))),
        ..Profile::new(address.issuer_did(issuer.id), &issuer.name)
    }
}
