//! Sessions: who is signed in. Only the hash of a session's token is stored.

use jiff::Timestamp;

use crate::{
    Conn, StorageError, Tx,
    ids::AccountId,
    row::{Record, Row},
};

/// A browser that is signed in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Session {
    /// SHA-256 of the token in the cookie.
    pub token_hash: [u8; 32],
    /// Who is signed in.
    pub account_id: AccountId,
    /// When the person signed in.
    pub created_at: Timestamp,
    /// When a request last came.
    pub seen_at: Timestamp,
    /// When it ends, whatever happens.
    pub expires_at: Timestamp,
}

macro_rules! columns {
    () => {
        "token_hash, account_id, created_at, seen_at, expires_at"
    };
}

queries! {
    INSERT = concat!("INSERT INTO session (", columns!(), ") VALUES ($1, $2, $3, $4, $5)");
    FIND = concat!("SELECT ", columns!(), " FROM session WHERE token_hash = $1");
    TOUCH = "UPDATE session SET seen_at = $2 WHERE token_hash = $1";
    DELETE = "DELETE FROM session WHERE token_hash = $1";
    DELETE_ALL = "DELETE FROM session WHERE account_id = $1";
    DELETE_EXPIRED = "DELETE FROM session WHERE expires_at <= $1";
}

impl Record for Session {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            token_hash: row.get("token_hash")?,
            account_id: row.get("account_id")?,
            created_at: row.get("created_at")?,
            seen_at: row.get("seen_at")?,
            expires_at: row.get("expires_at")?,
        })
    }
}

/// Signs a browser in.
pub async fn insert(tx: &mut Tx, session: &Session) -> Result<(), StorageError> {
    let Session { token_hash, account_id, created_at, seen_at, expires_at } = session;
    tx.execute(INSERT, &[token_hash, account_id, created_at, seen_at, expires_at]).await.map(drop)
}

/// The session of a token, also one that has expired: the caller compares the times.
pub async fn find(conn: &mut Conn, token_hash: [u8; 32]) -> Result<Option<Session>, StorageError> {
    conn.optional(FIND, &[&token_hash]).await
}

/// Notes that a request came.
pub async fn touch(tx: &mut Tx, token_hash: [u8; 32], at: Timestamp) -> Result<(), StorageError> {
    tx.execute(TOUCH, &[&token_hash, &at]).await.map(drop)
}

/// Signs one browser out.
pub async fn delete(tx: &mut Tx, token_hash: [u8; 32]) -> Result<(), StorageError> {
    tx.execute(DELETE, &[&token_hash]).await.map(drop)
}

/// Signs a person out everywhere; how many sessions ended.
pub async fn delete_all(tx: &mut Tx, account: AccountId) -> Result<u64, StorageError> {
    tx.execute(DELETE_ALL, &[&account]).await
}

/// Removes sessions that ended before `now`; how many there were.
pub async fn delete_expired(tx: &mut Tx, now: Timestamp) -> Result<u64, StorageError> {
    tx.execute(DELETE_EXPIRED, &[&now]).await
}
