//! The credential as a JWT: signed when first asked for, and the same bytes ever after.

use std::sync::Arc;

use accolade_storage::Tx;
use accolade_storage::jwts::{self, Jwt};
use jiff::Timestamp;
use openbadges_proof::jws;
use serde_json::{Value, json};

use crate::Credential;
use crate::address::InstanceAddress;
use crate::app::App;
use crate::audit::{self, Event};
use crate::issuers;
use crate::trouble::Trouble;

/// The compact JWS, by the key that is active when it is first asked for.
pub(super) async fn jwt(app: &Arc<App>, row: &Credential) -> Result<String, Trouble> {
    if let Some(known) = jwts::find(&mut app.storage.read().await?, row.issuer_id, row.id).await? {
        return Ok(known);
    }
    let step = Arc::new(Step {
        app: Arc::clone(app),
        address: app.address().await?,
        row: row.clone(),
        now: app.clock.now(),
    });
    app.storage
        .write(move |tx| {
            let step = Arc::clone(&step);
            Box::pin(async move { step.run(tx).await })
        })
        .await
}

/// One signature, to be written before anybody sees it.
struct Step {
    app: Arc<App>,
    address: InstanceAddress,
    row: Credential,
    now: Timestamp,
}

impl Step {
    async fn run(&self, tx: &mut Tx) -> Result<String, Trouble> {
        let (issuer, id) = (self.row.issuer_id, self.row.id);
        let key = issuers::active_key(tx, &self.app, &self.address.issuer_did(issuer), issuer).await?;
        let kid = self.address.issuer_key(issuer, &key.id);
        let broken =
            |error: &dyn std::fmt::Display| Trouble::Broken(format!("credential {id} as JWT: {error}"));
        let document: Value = serde_json::from_str(&self.row.document).map_err(|error| broken(&error))?;
        let document = jws::sign_credential(&document, &key.key, &kid).map_err(|error| broken(&error))?;
        let jwt =
            Jwt { issuer_id: issuer, credential_id: id, key_id: key.id, document, created_at: self.now };
        if jwts::insert(tx, &jwt).await? {
            audit::record(tx, &*self.app.random, self.event(&jwt)).await?;
            return Ok(jwt.document);
        }
        jwts::find(tx, issuer, id).await?.ok_or_else(|| broken(&"vanished"))
    }

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
