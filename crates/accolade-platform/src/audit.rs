//! The audit trail: an entry in the same transaction as the act it tells of.

use accolade_storage::{StorageError, Tx, audit};
use jiff::Timestamp;
use serde_json::Value;

use crate::ids::{AccountId, IssuerId};
use crate::random::Random;

/// What happened, for the chain of an issuer or of the instance.
pub(crate) struct Event {
    /// The issuer whose chain it belongs to; none for the instance's.
    pub(crate) issuer: Option<IssuerId>,
    /// When, in UTC.
    pub(crate) at: Timestamp,
    /// The account that did it; none for the platform itself.
    pub(crate) actor: Option<AccountId>,
    /// What was done, such as `credential.awarded`.
    pub(crate) action: &'static str,
    /// The id of what it was done to.
    pub(crate) subject: String,
    /// Particulars; they stand in an erasable row.
    pub(crate) values: Value,
}

/// Writes the entry, with a salt of its own.
pub(crate) async fn record(tx: &mut Tx, random: &dyn Random, event: Event) -> Result<(), StorageError> {
    let actor = event.actor.map_or_else(|| "system".to_owned(), |account| account.to_string());
    let entry = audit::Entry {
        at: event.at,
        actor,
        action: event.action.to_owned(),
        subject: event.subject,
        values: event.values,
    };
    audit::append(tx, event.issuer, &entry, random.bytes()).await.map(drop)
}
