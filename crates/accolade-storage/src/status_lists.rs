//! Status lists: which bit belongs to which credential or endorsement, and the signed list as it was last made.
//!
//! The bits themselves are not stored: a bit is set when its credential is revoked or its endorsement withdrawn. Each change raises the list's
//! revision in the same transaction; a signed document of an older revision is made again when it is asked for.

use crate::{
    Conn, StorageError, Tx,
    ids::IssuerId,
    row::{Record, Row, Value},
};

/// How many entries a list has (Bitstring Status List 1.0: at least 131,072, for privacy).
pub const ENTRIES: u32 = 131_072;

/// How many of them are used before a new list is begun: random indexes stay quick to find.
const USED_AT_MOST: u32 = ENTRIES / 2;

/// In a list that is at most half full, this many tries fail once in 2^64 times.
const TRIES: u32 = 64;

/// A status list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StatusList {
    /// Raised by every change.
    pub revision: u64,
    /// The revision that `document` shows.
    pub signed_revision: Option<u64>,
    /// The signed list, byte for byte.
    pub document: Option<String>,
}

impl StatusList {
    /// The signed list, unless something has changed since.
    pub fn current_document(&self) -> Option<&str> {
        self.document.as_deref().filter(|_| self.signed_revision == Some(self.revision))
    }
}

queries! {
    COUNT_IN = "UPDATE status_list SET used = used + 1 WHERE issuer_id = $1 AND used < $2 \
        AND list = (SELECT max(list) FROM status_list WHERE issuer_id = $1) RETURNING list AS value";
    NEWEST = "SELECT max(list) AS value FROM status_list WHERE issuer_id = $1";
    BEGIN = "INSERT INTO status_list (issuer_id, list, used, revision) VALUES ($1, $2, 0, 1) \
        ON CONFLICT (issuer_id, list) DO NOTHING";
    RESERVE = "INSERT INTO status_entry (issuer_id, list, status_index) VALUES ($1, $2, $3) \
        ON CONFLICT (issuer_id, list, status_index) DO NOTHING";
    BUMP = "UPDATE status_list SET revision = revision + 1 WHERE issuer_id = $1 AND list = $2";
    FIND = "SELECT revision, signed_revision, document FROM status_list WHERE issuer_id = $1 AND list = $2";
    STORE_DOCUMENT = "UPDATE status_list SET signed_revision = $3, document = $4 \
        WHERE issuer_id = $1 AND list = $2 AND (signed_revision IS NULL OR signed_revision < $3)";
    REVOKED_INDEXES = "SELECT status_index AS value FROM credential \
        WHERE issuer_id = $1 AND status_list = $2 AND revoked_at IS NOT NULL \
        UNION ALL SELECT status_index AS value FROM endorsement \
        WHERE issuer_id = $1 AND status_list = $2 AND withdrawn_at IS NOT NULL ORDER BY value";
}

impl Record for StatusList {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            revision: row.get("revision")?,
            signed_revision: row.get("signed_revision")?,
            document: row.get("document")?,
        })
    }
}

/// Reserves an entry that was never given away: `(list, index)`. Lists count from 1.
///
/// `random` gives a number below the one it is given, evenly. Begins a new list when the newest is half full.
pub async fn reserve(
    tx: &mut Tx,
    issuer: IssuerId,
    mut random: impl FnMut(u32) -> u32 + Send,
) -> Result<(u32, u32), StorageError> {
    let list = open_list(tx, issuer).await?;
    for _ in 0..TRIES {
        let index = random(ENTRIES);
        if index < ENTRIES && tx.execute(RESERVE, &[&issuer, &list, &index]).await? == 1 {
            return Ok((list, index));
        }
    }
    Err(StorageError::unavailable("the source of randomness repeats itself"))
}

/// The list that takes entries, with one more counted as used.
///
/// On PostgreSQL another transaction may begin a list between any two of these statements. So the newest list is
/// read before the second count: only when that count finds no room is the list after it truly the next one.
async fn open_list(tx: &mut Tx, issuer: IssuerId) -> Result<u32, StorageError> {
    if let Some(list) = count_in(tx, issuer).await? {
        return Ok(list);
    }
    let newest = newest(tx, issuer).await?;
    if let Some(list) = count_in(tx, issuer).await? {
        return Ok(list);
    }
    tx.execute(BEGIN, &[&issuer, &(newest + 1)]).await?;
    tx.one(COUNT_IN, &[&issuer, &USED_AT_MOST]).await.map(|Value(list)| list)
}

/// Counts one more entry of the newest list as used, if there is a list and it has room.
async fn count_in(tx: &mut Tx, issuer: IssuerId) -> Result<Option<u32>, StorageError> {
    let list = tx.optional(COUNT_IN, &[&issuer, &USED_AT_MOST]).await?;
    Ok(list.map(|Value(list)| list))
}

/// The number of the newest list; 0 when there is none.
async fn newest(tx: &mut Tx, issuer: IssuerId) -> Result<u32, StorageError> {
    let Value(newest): Value<Option<u32>> = tx.one(NEWEST, &[&issuer]).await?;
    Ok(newest.unwrap_or_default())
}

/// Begins a new list, whatever room the others have; its number.
///
/// After a restore from a backup every issuer begins one: what was awarded after the backup may use the old lists.
pub async fn begin_list(tx: &mut Tx, issuer: IssuerId) -> Result<u32, StorageError> {
    let list = newest(tx, issuer).await? + 1;
    // Another transaction may have begun it in the meantime, on PostgreSQL.
    tx.execute(BEGIN, &[&issuer, &list]).await?;
    Ok(list)
}

/// Raises the revision: the signed document is out of date.
pub async fn bump(tx: &mut Tx, issuer: IssuerId, list: u32) -> Result<(), StorageError> {
    tx.execute(BUMP, &[&issuer, &list]).await.map(drop)
}

/// The list.
pub async fn find(conn: &mut Conn, issuer: IssuerId, list: u32) -> Result<Option<StatusList>, StorageError> {
    conn.optional(FIND, &[&issuer, &list]).await
}

/// Stores the signed list that shows `revision`; one that shows a newer revision is kept.
///
/// Read the revision before the bits: then a change in between makes the document old, never wrong.
pub async fn store_document(
    tx: &mut Tx,
    issuer: IssuerId,
    list: u32,
    revision: u64,
    document: &str,
) -> Result<(), StorageError> {
    let revision = i64::try_from(revision).map_err(StorageError::invalid)?;
    tx.execute(STORE_DOCUMENT, &[&issuer, &list, &revision, &document]).await.map(drop)
}

/// The indexes whose bit is set, ascending.
pub async fn revoked_indexes(
    conn: &mut Conn,
    issuer: IssuerId,
    list: u32,
) -> Result<Vec<u32>, StorageError> {
    let indexes: Vec<Value<u32>> = conn.all(REVOKED_INDEXES, &[&issuer, &list]).await?;
    Ok(indexes.into_iter().map(|Value(index)| index).collect())
}
