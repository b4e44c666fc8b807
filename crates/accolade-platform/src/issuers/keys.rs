//! An issuer's signing keys: made, wrapped, found.

use std::sync::Arc;

use accolade_storage::keys::{self, KeyAlgorithm, KeyState, SigningKeyRow};
use accolade_storage::{Conn, StorageError, Tx};
use async_trait::async_trait;
use jiff::Timestamp;
use openbadges_proof::{KeyError, KeyKind, PublicKey, SigningKey};
use serde_json::json;
use tokio::sync::Mutex;

use crate::app::App;
use crate::audit::{self, Event};
use crate::ids::{IssuerId, KeyId};
use crate::step::Step;
use crate::trouble::Trouble;
use crate::work;

/// A signing key at hand.
pub(crate) struct ActiveKey {
    /// The fragment that names it.
    pub(crate) id: KeyId,
    /// The whole `verificationMethod`.
    pub(crate) method: String,
    /// The key.
    pub(crate) key: SigningKey,
}

/// The key that the issuer signs credentials with now, and its verification method.
pub(crate) async fn active_key(
    conn: &mut Conn,
    app: &App,
    did: &str,
    issuer: IssuerId,
) -> Result<ActiveKey, Trouble> {
    active_key_of(conn, app, did, issuer, KeyAlgorithm::EdDsa).await
}

/// The issuer's key of an algorithm. There is one of RS256 only once [`ensure`] has made it.
pub(crate) async fn active_key_of(
    conn: &mut Conn,
    app: &App,
    did: &str,
    issuer: IssuerId,
    algorithm: KeyAlgorithm,
) -> Result<ActiveKey, Trouble> {
    let row = keys::active(conn, issuer, algorithm).await?;
    let row = row.ok_or_else(|| Trouble::Broken(format!("issuer {issuer} has no active {algorithm} key")))?;
    let key = app.keys.unwrap(issuer, &row.id, &row.wrapped_private)?;
    Ok(ActiveKey { method: format!("{did}#{}", row.id), id: row.id, key })
}

/// The public half of a stored key.
pub(super) fn public_key(row: &SigningKeyRow) -> Result<PublicKey, Trouble> {
    PublicKey::from_jwk(&row.public_jwk).map_err(|error| {
        Trouble::Broken(format!("public key {} of issuer {}: {error}", row.id, row.issuer_id))
    })
}

/// Many who ask at once wait for one key that is made, instead of each making one.
static ONE_AT_A_TIME: Mutex<()> = Mutex::const_new(());

/// Makes the issuer's key of an algorithm where there is none. It is made before the transaction, on a thread of its
/// own: to find the primes of an RSA key takes some tenths of a second. Of several that are made at once, the first
/// that is written stays.
pub(crate) async fn ensure(app: &Arc<App>, issuer: IssuerId, algorithm: KeyAlgorithm) -> Result<(), Trouble> {
    if is_there(app, issuer, algorithm).await? {
        return Ok(());
    }
    let _turn = ONE_AT_A_TIME.lock().await;
    if is_there(app, issuer, algorithm).await? {
        return Ok(());
    }
    let random = Arc::clone(&app.random);
    let made = work::off_thread(move || generate(algorithm, &mut |bytes| random.fill(bytes))).await?;
    let key = made.map_err(|error| Trouble::Broken(format!("no {algorithm} key was made: {error}")))?;
    let add = Add { app: Arc::clone(app), issuer, algorithm, key, now: app.clock.now() };
    match app.take(add).await {
        Err(Trouble::Storage(StorageError::Conflict { .. })) if is_there(app, issuer, algorithm).await? => {
            Ok(())
        }
        ended => ended,
    }
}

async fn is_there(app: &App, issuer: IssuerId, algorithm: KeyAlgorithm) -> Result<bool, Trouble> {
    Ok(keys::active(&mut app.storage.read().await?, issuer, algorithm).await?.is_some())
}

/// A new key of an algorithm.
pub(super) fn generate(
    algorithm: KeyAlgorithm,
    random: &mut dyn FnMut(&mut [u8]),
) -> Result<SigningKey, KeyError> {
    let kind = match algorithm {
        KeyAlgorithm::EdDsa => KeyKind::Ed25519,
        KeyAlgorithm::Rs256 => KeyKind::Rsa,
    };
    SigningKey::generate_kind(kind, random)
}

/// The key as it is stored, signing from now on.
pub(super) fn row(
    app: &App,
    issuer: IssuerId,
    id: KeyId,
    algorithm: KeyAlgorithm,
    key: &SigningKey,
    now: Timestamp,
) -> SigningKeyRow {
    SigningKeyRow {
        issuer_id: issuer,
        algorithm,
        state: KeyState::Active,
        public_jwk: key.public().to_jwk(),
        wrapped_private: app.keys.wrap(issuer, &id, key, &*app.random),
        kek_id: app.keys.id().to_owned(),
        created_at: now,
        activated_at: Some(now),
        retired_at: None,
        id,
    }
}

/// One more key, under the next number, to be written before it signs.
struct Add {
    app: Arc<App>,
    issuer: IssuerId,
    algorithm: KeyAlgorithm,
    key: SigningKey,
    now: Timestamp,
}

#[async_trait]
impl Step for Add {
    type Done = ();
    type Refused = Trouble;

    async fn run(&self, tx: &mut Tx) -> Result<(), Trouble> {
        let known = keys::list(tx, self.issuer).await?;
        let active = |key: &SigningKeyRow| key.algorithm == self.algorithm && key.state == KeyState::Active;
        if known.iter().any(active) {
            return Ok(());
        }
        let id = KeyId::numbered(u32::try_from(known.len()).unwrap_or(u32::MAX).saturating_add(1));
        let event = Event {
            issuer: Some(self.issuer),
            at: self.now,
            actor: None,
            action: "key.created",
            subject: id.to_string(),
            values: json!({ "algorithm": self.algorithm.as_str() }),
        };
        keys::insert(tx, &row(&self.app, self.issuer, id, self.algorithm, &self.key, self.now)).await?;
        audit::record(tx, &*self.app.random, event).await?;
        Ok(())
    }
}
