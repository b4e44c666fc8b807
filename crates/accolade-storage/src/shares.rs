//! Shares: public links to a credential, ended by the recipient. Nothing secret is stored.

use jiff::Timestamp;

use crate::{
    Conn, StorageError, Tx,
    ids::{CredentialId, IssuerId, ShareId},
    row::{Record, Row},
};

/// A public link to a credential.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Share {
    /// Whose credential it is.
    pub issuer_id: IssuerId,
    /// Its id, part of the link.
    pub id: ShareId,
    /// What is shared.
    pub credential_id: CredentialId,
    /// Since when.
    pub created_at: Timestamp,
    /// Until when; `None` while it is shared.
    pub ended_at: Option<Timestamp>,
}

macro_rules! columns {
    () => {
        "issuer_id, id, credential_id, created_at, ended_at"
    };
}

queries! {
    INSERT = concat!("INSERT INTO share (", columns!(), ") VALUES ($1, $2, $3, $4, $5)");
    FIND = concat!("SELECT ", columns!(), " FROM share WHERE id = $1");
    CURRENT = concat!(
        "SELECT ", columns!(), " FROM share WHERE issuer_id = $1 AND credential_id = $2 AND ended_at IS NULL"
    );
    END = "UPDATE share SET ended_at = $3 WHERE issuer_id = $1 AND credential_id = $2 AND ended_at IS NULL";
}

impl Record for Share {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            issuer_id: row.get("issuer_id")?,
            id: row.get("id")?,
            credential_id: row.get("credential_id")?,
            created_at: row.get("created_at")?,
            ended_at: row.get("ended_at")?,
        })
    }
}

/// Shares a credential.
///
/// # Errors
/// [`StorageError::Conflict`] `share_issuer_id_credential_id` when it is shared already: see [`current`].
pub async fn insert(tx: &mut Tx, share: &Share) -> Result<(), StorageError> {
    let Share { issuer_id, id, credential_id, created_at, ended_at } = share;
    tx.execute(INSERT, &[issuer_id, id, credential_id, created_at, ended_at]).await.map(drop)
}

/// The share of a link, also one that has ended. Without a tenant: a link names none.
pub async fn find(conn: &mut Conn, id: ShareId) -> Result<Option<Share>, StorageError> {
    conn.optional(FIND, &[&id]).await
}

/// The share by which the credential can be seen now.
pub async fn current(
    conn: &mut Conn,
    issuer: IssuerId,
    credential: CredentialId,
) -> Result<Option<Share>, StorageError> {
    conn.optional(CURRENT, &[&issuer, &credential]).await
}

/// Ends the current share; `false` when there was none.
pub async fn end(
    tx: &mut Tx,
    issuer: IssuerId,
    credential: CredentialId,
    at: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(END, &[&issuer, &credential, &at]).await? == 1)
}
