//! Credentials in their form as JWT. Made once with each algorithm, when first asked for; the signed bytes never change after that.

use jiff::Timestamp;

use crate::{
    Conn, StorageError, Tx,
    ids::{CredentialId, IssuerId, KeyId},
    keys::KeyAlgorithm,
    row::Value,
};

/// A credential as JWT.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Jwt {
    /// Who awarded it.
    pub issuer_id: IssuerId,
    /// The credential.
    pub credential_id: CredentialId,
    /// What it is signed with.
    pub algorithm: KeyAlgorithm,
    /// The key that signed this form.
    pub key_id: KeyId,
    /// The compact JWS, byte for byte.
    pub document: String,
    /// When it was signed.
    pub created_at: Timestamp,
}

queries! {
    INSERT = "INSERT INTO credential_jwt (issuer_id, credential_id, algorithm, key_id, document, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6) ON CONFLICT (issuer_id, credential_id, algorithm) DO NOTHING";
    FIND = "SELECT document AS value FROM credential_jwt \
        WHERE issuer_id = $1 AND credential_id = $2 AND algorithm = $3";
}

/// Stores it; `false` when somebody was first, whose form stays.
pub async fn insert(tx: &mut Tx, jwt: &Jwt) -> Result<bool, StorageError> {
    let Jwt { issuer_id, credential_id, algorithm, key_id, document, created_at } = jwt;
    Ok(tx.execute(INSERT, &[issuer_id, credential_id, algorithm, key_id, document, created_at]).await? == 1)
}

/// The compact JWS of a credential with this algorithm, if it was ever asked for.
pub async fn find(
    conn: &mut Conn,
    issuer: IssuerId,
    credential: CredentialId,
    algorithm: KeyAlgorithm,
) -> Result<Option<String>, StorageError> {
    let found = conn.optional(FIND, &[&issuer, &credential, &algorithm]).await?;
    Ok(found.map(|Value(document)| document))
}
