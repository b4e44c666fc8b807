//! The credential as a JWT: signed when first asked for, and the same bytes ever after.

use std::sync::Arc;

use accolade_storage::Tx;
use accolade_storage::jwts::{self, Jwt};
use accolade_storage::keys::KeyAlgorithm;
use async_trait::async_trait;
use jiff::Timestamp;
use openbadges_proof::jws::{self, Form, KeyHeader};
use serde_json::{Value, json};

use crate::Credential;
use crate::address::InstanceAddress;
use crate::app::App;
use crate::audit::{self, Event};
use crate::issuers;
use crate::step::Step;
use crate::trouble::Trouble;

/// The compact JWS, by the key of this algorithm that is active when it is first asked for.
pub(super) async fn jwt(
    app: &Arc<App>,
    row: &Credential,
    algorithm: KeyAlgorithm,
) -> Result<String, Trouble> {
    let known = jwts::find(&mut app.storage.read().await?, row.issuer_id, row.id, algorithm).await?;
    if let Some(known) = known {
        return Ok(known);
    }
    issuers::ensure(app, row.issuer_id, algorithm).await?;
    let address = app.address().await?;
    app.take(Sign { app: Arc::clone(app), address, row: row.clone(), algorithm, now: app.clock.now() }).await
}

/// One signature, to be written before anybody sees it.
struct Sign {
    app: Arc<App>,
    address: InstanceAddress,
    row: Credential,
    algorithm: KeyAlgorithm,
    now: Timestamp,
}

#[async_trait]
impl Step for Sign {
    type Done = String;
    type Refused = Trouble;

    async fn run(&self, tx: &mut Tx) -> Result<String, Trouble> {
        let (issuer, id, algorithm) = (self.row.issuer_id, self.row.id, self.algorithm);
        let did = self.address.issuer_did(issuer);
        let key = issuers::active_key_of(tx, &self.app, &did, issuer, algorithm).await?;
        let kid = self.address.issuer_key(issuer, &key.id);
        let broken =
            |error: &dyn std::fmt::Display| Trouble::Broken(format!("credential {id} as JWT: {error}"));
        let document: Value = serde_json::from_str(&self.row.document).map_err(|error| broken(&error))?;
        let document = jws::sign_credential(&document, &key.key, Form::OpenBadges, KeyHeader::Kid(&kid))
            .map_err(|error| broken(&error))?;
        let created_at = self.now;
        let jwt =
            Jwt { issuer_id: issuer, credential_id: id, algorithm, key_id: key.id, document, created_at };
        if jwts::insert(tx, &jwt).await? {
            audit::record(tx, &*self.app.random, self.event(&jwt)).await?;
            return Ok(jwt.document);
        }
        jwts::find(tx, issuer, id, algorithm).await?.ok_or_else(|| broken(&"vanished"))
    }
}

impl Sign {
    fn event(&self, jwt: &Jwt) -> Event {
        Event {
            issuer: Some(jwt.issuer_id),
            at: self.now,
            actor: None,
            action: "credential.signed_as_jwt",
            subject: jwt.credential_id.to_string(),
            values: json!({ "key": jwt.key_id.as_str() }),
        }
    }
}
