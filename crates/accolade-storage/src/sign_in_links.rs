//! Links to sign in that were sent by e-mail. Nothing secret is stored: a link is made of its id and a derived key.

use jiff::Timestamp;

use crate::{
    StorageError, Tx,
    ids::SignInLinkId,
    row::{Record, Row},
};

/// A link that waits to be used.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SignInLink {
    /// Its id, part of the link.
    pub id: SignInLinkId,
    /// The address to which it was sent, lower-cased.
    pub email: String,
    /// When it was asked for.
    pub created_at: Timestamp,
    /// From when on it does nothing.
    pub expires_at: Timestamp,
}

macro_rules! columns {
    () => {
        "id, email, created_at, expires_at"
    };
}

queries! {
    INSERT = concat!("INSERT INTO sign_in_link (", columns!(), ") VALUES ($1, $2, $3, $4)");
    TAKE = concat!("DELETE FROM sign_in_link WHERE id = $1 RETURNING ", columns!());
    DELETE_EXPIRED = "DELETE FROM sign_in_link WHERE expires_at <= $1";
}

impl Record for SignInLink {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.get("id")?,
            email: row.get("email")?,
            created_at: row.get("created_at")?,
            expires_at: row.get("expires_at")?,
        })
    }
}

/// Adds a link.
pub async fn insert(tx: &mut Tx, link: &SignInLink) -> Result<(), StorageError> {
    let SignInLink { id, email, created_at, expires_at } = link;
    tx.execute(INSERT, &[id, email, created_at, expires_at]).await.map(drop)
}

/// Uses the link up: the first call gets it, if it has not expired; every other gets `None`.
pub async fn take(tx: &mut Tx, id: SignInLinkId, now: Timestamp) -> Result<Option<SignInLink>, StorageError> {
    let link: Option<SignInLink> = tx.optional(TAKE, &[&id]).await?;
    Ok(link.filter(|link| now < link.expires_at))
}

/// Removes links that expired before `now`; how many there were.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(DELETE_EXPIRED, &[&now]).await
}
