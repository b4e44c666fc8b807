//! The audit log: who did what, so that a later change of the record is found.
//!
//! Every issuer has a chain of entries, and the instance has one of its own. An entry's hash covers the one before it
//! and a salted commitment to its values; the values and the salt stand in a row beside it, which can be erased without
//! breaking the chain. Erasing is an entry itself. Whoever keeps a copy of a [`Head`] elsewhere also finds a chain that
//! was cut short or written anew.

mod chain;
mod verify;

use jiff::Timestamp;
use serde_json::Value as Json;

use crate::{
    Conn, StorageError, Tx,
    ids::IssuerId,
    row::{Record, Row},
};

pub use verify::{Break, Fault, verify_chain};

/// What happened.
#[derive(Debug, Clone, PartialEq)]
pub struct Entry {
    /// When.
    pub at: Timestamp,
    /// Who did it: an account's id, or what acts without a person.
    pub actor: String,
    /// What: `credential.award`, `credential.revoke` …
    pub action: String,
    /// To what: the id of the thing.
    pub subject: String,
    /// With which values.
    pub values: Json,
}

/// An entry as it is stored.
#[derive(Debug, Clone, PartialEq)]
pub struct Recorded {
    /// Its place in the chain, from 1.
    pub number: u64,
    /// When.
    pub at: Timestamp,
    /// What happened; `None` when it was erased.
    pub entry: Option<Entry>,
}

/// The end of a chain: keep it elsewhere to prove later that nothing before it has changed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Head {
    /// How many entries the chain has.
    pub length: u64,
    /// The hash of the last one; all zero for an empty chain.
    pub hash: [u8; 32],
}

impl Head {
    /// Of a chain without entries.
    pub const EMPTY: Self = Self { length: 0, hash: [0; 32] };
}

macro_rules! entry_columns {
    () => {
        "audit_entry.number, audit_entry.at, audit_entry.erases, audit_entry.commitment, audit_entry.hash, \
         audit_values.salt, audit_values.actor, audit_values.action, audit_values.subject, audit_values.\"values\""
    };
}

queries! {
    BEGIN = "INSERT INTO audit_chain (issuer_id, length, head) VALUES ($1, 0, $2) ON CONFLICT (issuer_id) DO NOTHING";
    HEAD = "SELECT length, head FROM audit_chain WHERE issuer_id = $1";
    LOCK = "SELECT length, head FROM audit_chain WHERE issuer_id = $1 {{for_update}}";
    EXTEND = "UPDATE audit_chain SET length = $2, head = $3 WHERE issuer_id = $1";
    INSERT_ENTRY = "INSERT INTO audit_entry (issuer_id, number, at, erases, commitment, hash) \
        VALUES ($1, $2, $3, $4, $5, $6)";
    INSERT_VALUES = "INSERT INTO audit_values (issuer_id, number, salt, actor, action, subject, \"values\") \
        VALUES ($1, $2, $3, $4, $5, $6, $7)";
    ERASE = "DELETE FROM audit_values WHERE issuer_id = $1 AND number = $2";
    LINKS = concat!(
        "SELECT ", entry_columns!(), " FROM audit_entry LEFT JOIN audit_values ON audit_values.issuer_id = \
         audit_entry.issuer_id AND audit_values.number = audit_entry.number \
         WHERE audit_entry.issuer_id = $1 AND audit_entry.number > $2 ORDER BY audit_entry.number LIMIT $3"
    );
    LATEST = concat!(
        "SELECT ", entry_columns!(), " FROM audit_entry LEFT JOIN audit_values ON audit_values.issuer_id = \
         audit_entry.issuer_id AND audit_values.number = audit_entry.number \
         WHERE audit_entry.issuer_id = $1 AND audit_entry.number < $2 ORDER BY audit_entry.number DESC LIMIT $3"
    );
}

impl Record for Head {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self { length: row.get("length")?, hash: row.get("head")? })
    }
}

/// Appends an entry, in the transaction of the act: to the issuer's chain, or to the instance's for `None`.
///
/// `salt` is random and used for this entry only. Appending ends with the transaction: two that append to one chain
/// wait for each other, so append last.
pub async fn append(
    tx: &mut Tx,
    issuer: Option<IssuerId>,
    entry: &Entry,
    salt: [u8; 32],
) -> Result<Head, StorageError> {
    chain::append(tx, issuer, entry, None, salt).await
}

/// Erases the values of entry `number`, and appends `entry`, which says so.
///
/// # Errors
/// [`StorageError::Invalid`] when there are no values to erase.
pub async fn erase(
    tx: &mut Tx,
    issuer: Option<IssuerId>,
    number: u64,
    entry: &Entry,
    salt: [u8; 32],
) -> Result<Head, StorageError> {
    let erases = i64::try_from(number).map_err(StorageError::invalid)?;
    if tx.execute(ERASE, &[&chain::id(issuer), &erases]).await? == 0 {
        return Err(StorageError::invalid("this entry has no values to erase"));
    }
    chain::append(tx, issuer, entry, Some(number), salt).await
}

/// The end of the chain.
pub async fn head(conn: &mut Conn, issuer: Option<IssuerId>) -> Result<Head, StorageError> {
    Ok(conn.optional(HEAD, &[&chain::id(issuer)]).await?.unwrap_or(Head::EMPTY))
}

/// At most `limit` entries before entry `before` (all for `None`), the newest first.
pub async fn list(
    conn: &mut Conn,
    issuer: Option<IssuerId>,
    before: Option<u64>,
    limit: u32,
) -> Result<Vec<Recorded>, StorageError> {
    let before = before.map_or(Ok(i64::MAX), i64::try_from).map_err(StorageError::invalid)?;
    let links: Vec<chain::Link> = conn.all(LATEST, &[&chain::id(issuer), &before, &limit]).await?;
    links.into_iter().map(chain::Link::into_recorded).collect()
}
