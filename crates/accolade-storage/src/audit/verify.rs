//! Finding where a chain was tampered with.

use std::collections::BTreeSet;

use uuid::Uuid;

use super::{
    Head, LINKS,
    chain::{self, Link},
};
use crate::{Conn, StorageError, ids::IssuerId};

/// Entries that are read at once.
const STEP: u32 = 500;

/// The first place where a chain does not hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the audit chain breaks at entry {number}: {fault}")]
pub struct Break {
    /// The entry.
    pub number: u64,
    /// What is wrong with it.
    pub fault: Fault,
}

/// What is wrong with an entry.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum Fault {
    /// It is not there.
    #[error("the entry is missing")]
    Missing,
    /// Its time, number, or what it erases was changed, or an entry before it.
    #[error("the entry was changed")]
    Changed,
    /// Its values or their salt were changed.
    #[error("the values of the entry were changed")]
    ValuesChanged,
    /// Its values are gone, and no entry says that they were erased.
    #[error("the values of the entry were removed without a record")]
    ValuesRemoved,
    /// Its values are there, although an entry says that they were erased.
    #[error("the values of the entry are there although they were erased")]
    ValuesBack,
    /// It is no more what the given head says, or the stored one.
    #[error("the end of the chain is not what it was")]
    Head,
}

/// Checks a chain from its first entry to its last. `known` is a head that was kept elsewhere: without one, a chain that
/// was cut short together with its stored head is not told from one that never was longer.
///
/// # Errors
/// A [`StorageError`] when the chain cannot be read; the inner error is the break.
pub async fn verify_chain(
    conn: &mut Conn,
    issuer: Option<IssuerId>,
    known: Option<Head>,
) -> Result<Result<Head, Break>, StorageError> {
    let mut walk = Walk::new(chain::id(issuer), known);
    // The stored head first: entries that are appended meanwhile are beyond it.
    let stored = super::head(conn, issuer).await?;
    loop {
        let after = i64::try_from(walk.head.length).map_err(StorageError::corrupt)?;
        let links: Vec<Link> = conn.all(LINKS, &[&walk.chain, &after, &STEP]).await?;
        let last = links.len() < STEP as usize;
        for link in &links {
            if let Err(broken) = walk.step(link, stored) {
                return Ok(Err(broken));
            }
        }
        if last {
            let latest = super::head(conn, issuer).await?;
            return Ok(walk.end(stored, latest));
        }
    }
}

struct Walk {
    chain: Uuid,
    head: Head,
    known: Option<Head>,
    without_values: BTreeSet<u64>,
    erased: BTreeSet<u64>,
}

impl Walk {
    fn new(chain: Uuid, known: Option<Head>) -> Self {
        let (without_values, erased) = (BTreeSet::new(), BTreeSet::new());
        Self { chain, head: Head::EMPTY, known, without_values, erased }
    }

    fn step(&mut self, link: &Link, stored: Head) -> Result<(), Break> {
        let number = self.head.length + 1;
        let broken = |fault| Err(Break { number, fault });
        if link.number != number {
            return broken(Fault::Missing);
        }
        if link.hash != link.expected_hash(self.chain, &self.head.hash) {
            return broken(Fault::Changed);
        }
        match &link.values {
            Some(values) if values.commitment() != link.commitment => return broken(Fault::ValuesChanged),
            Some(_) => {}
            None => drop(self.without_values.insert(number)),
        }
        self.erased.extend(link.erases);
        self.head = Head { length: number, hash: link.hash };
        let unlike = |head: Head| head.length == number && head != self.head;
        if unlike(stored) || self.known.is_some_and(unlike) {
            return broken(Fault::Head);
        }
        Ok(())
    }

    fn end(self, stored: Head, latest: Head) -> Result<Head, Break> {
        if self.head.length > latest.length {
            return Err(Break { number: self.head.length, fault: Fault::Head });
        }
        if let Some(number) = self.without_values.difference(&self.erased).next() {
            return Err(Break { number: *number, fault: Fault::ValuesRemoved });
        }
        let erased = self.erased.range(..=self.head.length);
        if let Some(number) = erased.copied().find(|number| !self.without_values.contains(number)) {
            return Err(Break { number, fault: Fault::ValuesBack });
        }
        let expected = stored.length.max(self.known.map_or(0, |known| known.length));
        if self.head.length < expected {
            return Err(Break { number: self.head.length + 1, fault: Fault::Missing });
        }
        Ok(self.head)
    }
}
