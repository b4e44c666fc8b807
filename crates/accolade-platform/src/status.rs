//! The issuers' status lists: bits derived from rows, the signed document made anew when it is older than them.

use std::sync::Arc;

use accolade_storage::{Tx, issuers, status_lists};
use async_trait::async_trait;
use jiff::Timestamp;
use openbadges_proof::data_integrity::{self, ProofOptions};
use openbadges_proof::status_list::{self, BitstringStatusList};

use crate::address::InstanceAddress;
use crate::app::App;
use crate::ids::IssuerId;
use crate::issuers::{ActiveKey, active_key};
use crate::step::Step;
use crate::trouble::Trouble;

/// How long a reader may keep a list, in milliseconds. There is no end of validity: an archived list must not expire.
const TTL_MILLISECONDS: u64 = 300_000;
/// The purpose of every list and entry; the schema of a badge allows no second.
pub(crate) const REVOCATION: &str = "revocation";

/// One of an issuer's status lists: a signed `BitstringStatusListCredential`, never older than the last revocation.
pub async fn list(app: &Arc<App>, issuer: IssuerId, number: u32) -> Result<Option<String>, Trouble> {
    let Some(found) = status_lists::find(&mut app.storage.read().await?, issuer, number).await? else {
        return Ok(None);
    };
    match found.current_document() {
        Some(document) => Ok(Some(document.to_owned())),
        None => sign_again(app, issuer, number).await,
    }
}

async fn sign_again(app: &Arc<App>, issuer: IssuerId, number: u32) -> Result<Option<String>, Trouble> {
    let address = app.address().await?;
    let now = app.clock.now_in_seconds();
    app.take(Sign { app: Arc::clone(app), address, issuer, number, now }).await
}

/// A list, to be signed as its rows are in that very moment.
struct Sign {
    app: Arc<App>,
    address: InstanceAddress,
    issuer: IssuerId,
    number: u32,
    now: Timestamp,
}

#[async_trait]
impl Step for Sign {
    type Done = Option<String>;
    type Refused = Trouble;

    async fn run(&self, tx: &mut Tx) -> Result<Option<String>, Trouble> {
        let Some(found) = status_lists::find(tx, self.issuer, self.number).await? else {
            return Ok(None);
        };
        let Some(issuer) = issuers::find(tx, self.issuer).await? else {
            return Ok(None);
        };
        let revoked = status_lists::revoked_indexes(tx, self.issuer, self.number).await?;
        let did = self.address.issuer_did(self.issuer);
        let key = active_key(tx, &self.app, &did, self.issuer).await?;
        let document = self.sign(&did, issuer.created_at, &revoked, &key)?;
        status_lists::store_document(tx, self.issuer, self.number, found.revision, &document).await?;
        Ok(Some(document))
    }
}

impl Sign {
    fn sign(&self, did: &str, from: Timestamp, revoked: &[u32], key: &ActiveKey) -> Result<String, Trouble> {
        let bug = |error: &dyn std::fmt::Display| {
            Trouble::Broken(format!("status list {} of issuer {}: {error}", self.number, self.issuer))
        };
        let mut bits = BitstringStatusList::new(status_lists::ENTRIES.into()).map_err(|error| bug(&error))?;
        for index in revoked {
            bits.set((*index).into(), true).map_err(|error| bug(&error))?;
        }
        let address = self.address.status_list(self.issuer, self.number);
        let list = status_list::credential(&address, did, REVOCATION, &bits.encode(), from, TTL_MILLISECONDS);
        let options = ProofOptions { verification_method: key.method.clone(), created: self.now };
        let signed = data_integrity::sign(&list, &key.key, &options).map_err(|error| bug(&error))?;
        serde_json::to_string(&signed).map_err(|error| bug(&error))
    }
}
