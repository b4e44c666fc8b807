//! Signing keys of issuers. The private half is stored encrypted; storage never sees it in the clear.

use jiff::Timestamp;
use serde_json::Value;

use crate::{
    Conn, StorageError, Tx,
    ids::{IssuerId, KeyId},
    row::{Record, Row},
};

text_enum! {
    /// Where a key is in its life.
    pub enum KeyState {
        /// Published, not signing yet: others' caches learn of it first.
        Pending = "pending",
        /// Signs; an issuer has one such key of each algorithm at most.
        Active = "active",
        /// Signs no more; what it signed stays valid.
        Retired = "retired",
        /// Known to others; what it signed is not to be trusted.
        Compromised = "compromised",
    }
}

text_enum! {
    /// What a key signs with, by its name in JSON Web Signatures (RFC 7518, 3.1; RFC 8037).
    pub enum KeyAlgorithm {
        /// Ed25519: signs credentials, status lists and the JWT form.
        EdDsa = "EdDSA",
        /// RSA with SHA-256: signs the JWT form for those who read no other.
        Rs256 = "RS256",
    }
}

/// A key with which an issuer signs.
#[derive(Clone, PartialEq, Eq)]
pub struct SigningKeyRow {
    /// Whose key it is.
    pub issuer_id: IssuerId,
    /// Its name within the issuer.
    pub id: KeyId,
    /// What it signs with.
    pub algorithm: KeyAlgorithm,
    /// Where it is in its life.
    pub state: KeyState,
    /// The public key as JWK (RFC 7517).
    pub public_jwk: Value,
    /// The private key, encrypted under the key-encryption key.
    pub wrapped_private: Vec<u8>,
    /// Which key-encryption key that is.
    pub kek_id: String,
    /// When it was made.
    pub created_at: Timestamp,
    /// When it began to sign.
    pub activated_at: Option<Timestamp>,
    /// When it ceased to sign.
    pub retired_at: Option<Timestamp>,
}

impl std::fmt::Debug for SigningKeyRow {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let Self { issuer_id, id, algorithm, state, .. } = self;
        write!(f, "SigningKeyRow({issuer_id}, {id}, {algorithm}, {state})")
    }
}

macro_rules! columns {
    () => {
        "issuer_id, id, algorithm, state, public_jwk, wrapped_private, kek_id, created_at, activated_at, \
         retired_at"
    };
}

queries! {
    INSERT = concat!("INSERT INTO signing_key (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)");
    ACTIVE = concat!(
        "SELECT ", columns!(), " FROM signing_key WHERE issuer_id = $1 AND algorithm = $2 AND state = 'active'"
    );
    LIST = concat!("SELECT ", columns!(), " FROM signing_key WHERE issuer_id = $1 ORDER BY created_at, id");
    ACTIVATE = "UPDATE signing_key SET state = 'active', activated_at = $3 \
        WHERE issuer_id = $1 AND id = $2 AND state = 'pending'";
    RETIRE = "UPDATE signing_key SET state = $3, retired_at = $4 \
        WHERE issuer_id = $1 AND id = $2 AND state IN ('pending', 'active', 'retired')";
}

impl Record for SigningKeyRow {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            issuer_id: row.get("issuer_id")?,
            id: row.get("id")?,
            algorithm: row.get("algorithm")?,
            state: row.get("state")?,
            public_jwk: row.get("public_jwk")?,
            wrapped_private: row.get("wrapped_private")?,
            kek_id: row.get("kek_id")?,
            created_at: row.get("created_at")?,
            activated_at: row.get("activated_at")?,
            retired_at: row.get("retired_at")?,
        })
    }
}

/// Adds a key.
///
/// # Errors
/// [`StorageError::Conflict`] `signing_key_issuer_id_algorithm` when it is active and another of its algorithm is too.
pub async fn insert(tx: &mut Tx, key: &SigningKeyRow) -> Result<(), StorageError> {
    let SigningKeyRow { issuer_id, id, algorithm, state, public_jwk, wrapped_private, kek_id, .. } = key;
    let SigningKeyRow { created_at, activated_at, retired_at, .. } = key;
    tx.execute(
        INSERT,
        &[
            issuer_id,
            id,
            algorithm,
            state,
            public_jwk,
            wrapped_private,
            kek_id,
            created_at,
            activated_at,
            retired_at,
        ],
    )
    .await
    .map(drop)
}

/// The key that signs with this algorithm now.
pub async fn active(
    conn: &mut Conn,
    issuer: IssuerId,
    algorithm: KeyAlgorithm,
) -> Result<Option<SigningKeyRow>, StorageError> {
    conn.optional(ACTIVE, &[&issuer, &algorithm]).await
}

/// All keys of the issuer, oldest first.
pub async fn list(conn: &mut Conn, issuer: IssuerId) -> Result<Vec<SigningKeyRow>, StorageError> {
    conn.all(LIST, &[&issuer]).await
}

/// Lets a pending key sign; `false` when it was not pending. Retire the active one of its algorithm first.
pub async fn activate(
    tx: &mut Tx,
    issuer: IssuerId,
    key: &KeyId,
    at: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(ACTIVATE, &[&issuer, key, &at]).await? == 1)
}

/// Ends a key's signing; `false` when there is no such key or it was compromised before.
pub async fn retire(
    tx: &mut Tx,
    issuer: IssuerId,
    key: &KeyId,
    compromised: bool,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let state = if compromised { KeyState::Compromised } else { KeyState::Retired };
    Ok(tx.execute(RETIRE, &[&issuer, key, &state, &at]).await? == 1)
}
