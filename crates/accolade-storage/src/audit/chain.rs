//! How the entries hang together.

use aws_lc_rs::digest::{Context, SHA256};
use jiff::Timestamp;
use uuid::Uuid;

use super::{BEGIN, EXTEND, Entry, Head, INSERT_ENTRY, INSERT_VALUES, LOCK, Recorded};
use crate::{
    StorageError, Tx,
    ids::IssuerId,
    row::{Record, Row},
};

/// A chain's id: the issuer's, or nil for the instance.
pub(super) fn id(issuer: Option<IssuerId>) -> Uuid {
    issuer.map_or(Uuid::nil(), IssuerId::uuid)
}

/// An entry with what proves it.
pub(super) struct Link {
    pub(super) number: u64,
    pub(super) at: Timestamp,
    pub(super) erases: Option<u64>,
    pub(super) commitment: [u8; 32],
    pub(super) hash: [u8; 32],
    pub(super) values: Option<Values>,
}

/// What can be erased. `json` is the JSON as it was written: a commitment is to bytes.
pub(super) struct Values {
    salt: [u8; 32],
    actor: String,
    action: String,
    subject: String,
    json: String,
}

impl Record for Link {
    fn read(row: &Row) -> Result<Self, StorageError> {
        let values = match row.get::<Option<[u8; 32]>>("salt")? {
            Some(salt) => Some(Values {
                salt,
                actor: row.get("actor")?,
                action: row.get("action")?,
                subject: row.get("subject")?,
                json: row.get("values")?,
            }),
            None => None,
        };
        Ok(Self {
            number: row.get("number")?,
            at: row.get("at")?,
            erases: row.get("erases")?,
            commitment: row.get("commitment")?,
            hash: row.get("hash")?,
            values,
        })
    }
}

impl Link {
    /// The hash that the entry must have after `previous`.
    pub(super) fn expected_hash(&self, chain: Uuid, previous: &[u8; 32]) -> [u8; 32] {
        let erases = self.erases.unwrap_or_default().to_be_bytes();
        digest(
            b"accolade audit entry 1",
            &[
                chain.as_bytes(),
                previous,
                &self.number.to_be_bytes(),
                &self.at.as_microsecond().to_be_bytes(),
                &erases,
                &self.commitment,
            ],
        )
    }

    pub(super) fn into_recorded(self) -> Result<Recorded, StorageError> {
        let Self { number, at, values, .. } = self;
        let entry = values.map(|values| values.into_entry(at)).transpose()?;
        Ok(Recorded { number, at, entry })
    }
}

impl Values {
    pub(super) fn commitment(&self) -> [u8; 32] {
        let Self { salt, actor, action, subject, json } = self;
        let parts = [salt.as_slice(), actor.as_bytes(), action.as_bytes(), subject.as_bytes(), json.as_bytes()];
        digest(b"accolade audit values 1", &parts)
    }

    fn into_entry(self, at: Timestamp) -> Result<Entry, StorageError> {
        let Self { actor, action, subject, json, .. } = self;
        let values = serde_json::from_str(&json).map_err(StorageError::corrupt)?;
        Ok(Entry { at, actor, action, subject, values })
    }
}

pub(super) async fn append(
    tx: &mut Tx,
    issuer: Option<IssuerId>,
    entry: &Entry,
    erases: Option<u64>,
    salt: [u8; 32],
) -> Result<Head, StorageError> {
    let chain = id(issuer);
    tx.execute(BEGIN, &[&chain, &Head::EMPTY.hash]).await?;
    let head: Head = tx.one(LOCK, &[&chain]).await?;
    let Entry { at, actor, action, subject, values } = entry.clone();
    let values = Values { salt, actor, action, subject, json: values.to_string() };
    let commitment = values.commitment();
    let number = head.length + 1;
    let at = Timestamp::from_microsecond(at.as_microsecond()).map_err(StorageError::invalid)?;
    let mut link = Link { number, at, erases, commitment, hash: [0; 32], values: None };
    link.hash = link.expected_hash(chain, &head.hash);
    write(tx, chain, &link, &values).await?;
    Ok(Head { length: number, hash: link.hash })
}

async fn write(tx: &mut Tx, chain: Uuid, link: &Link, values: &Values) -> Result<(), StorageError> {
    let Link { at, commitment, hash, .. } = link;
    let number = i64::try_from(link.number).map_err(StorageError::invalid)?;
    let erases = link.erases.map(i64::try_from).transpose().map_err(StorageError::invalid)?;
    let Values { salt, actor, action, subject, json } = values;
    tx.execute(INSERT_ENTRY, &[&chain, &number, at, &erases, commitment, hash]).await?;
    tx.execute(INSERT_VALUES, &[&chain, &number, salt, actor, action, subject, json]).await?;
    tx.execute(EXTEND, &[&chain, &number, hash]).await.map(drop)
}

/// SHA-256 over parts with their lengths: no two lists of parts give the same bytes.
fn digest(domain: &[u8], parts: &[&[u8]]) -> [u8; 32] {
    let mut context = Context::new(&SHA256);
    for part in std::iter::once(&domain).chain(parts) {
        context.update(&(part.len() as u64).to_be_bytes());
        context.update(part);
    }
    let mut hash = [0; 32];
    hash.copy_from_slice(context.finish().as_ref());
    hash
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_cannot_be_shifted() {
        assert_ne!(digest(b"d", &[b"ab", b"c"]), digest(b"d", &[b"a", b"bc"]));
        assert_ne!(digest(b"d", &[b"a"]), digest(b"e", &[b"a"]));
        assert_ne!(digest(b"d", &[b"a", b""]), digest(b"d", &[b"a"]));
    }
}
