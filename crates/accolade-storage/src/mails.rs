//! The outbox: mails to send, written in the transaction of what they tell of.
//!
//! A mail is a kind and plain values; it is rendered when it is sent. A worker claims mails for [`LEASE_SECONDS`] by
//! the database's clock; whoever claims a mail after that gets a higher fence, and what the first worker then says is
//! ignored.

use jiff::Timestamp;
use serde_json::Value as Json;

use crate::{
    Conn, Cursor, Page, StorageError, Tx,
    ids::{CredentialId, IssuerId, MailId},
    row::{Record, Row},
};

/// How long a claimed mail belongs to its worker.
pub const LEASE_SECONDS: u32 = 60;

/// How often sending is tried.
pub const ATTEMPTS: u32 = 10;

text_enum! {
    /// What has become of a mail.
    pub enum MailState {
        /// To be sent, now or later.
        Waiting = "waiting",
        /// Sent.
        Sent = "sent",
        /// Given up.
        Dead = "dead",
    }
}

/// A mail to be sent.
#[derive(Debug, Clone, PartialEq)]
pub struct NewMail {
    /// Its id.
    pub id: MailId,
    /// Which template: `award`, `sign_in` …
    pub kind: String,
    /// Where to.
    pub to: String,
    /// What the template needs: ids and plain values, never a secret or a link.
    pub payload: Json,
    /// The issuer that it tells of.
    pub issuer_id: Option<IssuerId>,
    /// The credential that it tells of.
    pub credential_id: Option<CredentialId>,
    /// When it was written; it is due at once.
    pub created_at: Timestamp,
}

/// A mail in the outbox.
#[derive(Debug, Clone, PartialEq)]
pub struct Mail {
    /// Its id.
    pub id: MailId,
    /// Which template.
    pub kind: String,
    /// Where to.
    pub to: String,
    /// What the template needs.
    pub payload: Json,
    /// The issuer that it tells of.
    pub issuer_id: Option<IssuerId>,
    /// The credential that it tells of.
    pub credential_id: Option<CredentialId>,
    /// What has become of it.
    pub state: MailState,
    /// When it was written.
    pub created_at: Timestamp,
    /// When it is to be sent, or was last to be.
    pub due_at: Timestamp,
    /// How often sending was tried.
    pub attempt: u32,
    /// Raised by every claim: who knows the newest may say how it went.
    pub fence: u32,
    /// When it was sent.
    pub sent_at: Option<Timestamp>,
    /// What went wrong last.
    pub error: Option<String>,
}

macro_rules! columns {
    () => {
        "id, kind, to_address, payload, issuer_id, credential_id, state, created_at, due_at, attempt, fence, sent_at, \
         error"
    };
}

queries! {
    ENQUEUE = "INSERT INTO mail (id, kind, to_address, payload, issuer_id, credential_id, state, created_at, due_at, \
        attempt, fence) VALUES ($1, $2, $3, $4, $5, $6, 'waiting', $7, $7, 0, 0)";
    GIVE_UP = "UPDATE mail SET state = 'dead', lease_until = NULL \
        WHERE state = 'waiting' AND attempt >= $1 AND lease_until <= {{now}}";
    CLAIM = concat!(
        "UPDATE mail SET attempt = attempt + 1, fence = fence + 1, lease_until = {{now}} + $3 WHERE id IN \
         (SELECT id FROM mail WHERE state = 'waiting' AND due_at <= $1 AND (lease_until IS NULL OR \
          lease_until <= {{now}}) ORDER BY due_at, id LIMIT $2 {{for_update_skip_locked}}) RETURNING ",
        columns!()
    );
    RENEW = "UPDATE mail SET lease_until = {{now}} + $3 WHERE id = $1 AND fence = $2 AND state = 'waiting'";
    DONE = "UPDATE mail SET state = 'sent', sent_at = $3, lease_until = NULL, error = NULL \
        WHERE id = $1 AND fence = $2 AND state = 'waiting'";
    FAILED = "UPDATE mail SET due_at = $3, error = $4, lease_until = NULL, \
        state = CASE WHEN attempt >= $5 THEN 'dead' ELSE state END \
        WHERE id = $1 AND fence = $2 AND state = 'waiting'";
    REFUSED = "UPDATE mail SET state = 'dead', error = $3, lease_until = NULL \
        WHERE id = $1 AND fence = $2 AND state = 'waiting'";
    LIST = concat!(
        "SELECT ", columns!(), " FROM mail WHERE (created_at, id) < ($1, $2) ORDER BY created_at DESC, id DESC LIMIT $3"
    );
    FIND = concat!("SELECT ", columns!(), " FROM mail WHERE id = $1");
}

impl Record for Mail {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.get("id")?,
            kind: row.get("kind")?,
            to: row.get("to_address")?,
            payload: row.get("payload")?,
            issuer_id: row.get("issuer_id")?,
            credential_id: row.get("credential_id")?,
            state: row.get("state")?,
            created_at: row.get("created_at")?,
            due_at: row.get("due_at")?,
            attempt: row.get("attempt")?,
            fence: row.get("fence")?,
            sent_at: row.get("sent_at")?,
            error: row.get("error")?,
        })
    }
}

/// Puts a mail into the outbox, in the transaction of what it tells of.
pub async fn enqueue(tx: &mut Tx, mail: &NewMail) -> Result<(), StorageError> {
    let NewMail { id, kind, to, payload, issuer_id, credential_id, created_at } = mail;
    tx.execute(ENQUEUE, &[id, kind, to, payload, issuer_id, credential_id, created_at]).await.map(drop)
}

/// Claims at most `limit` mails that are due by `now` and belong to no other worker, the longest due first.
///
/// Commit before sending. A mail whose workers died [`ATTEMPTS`] times over is given up here.
pub async fn claim(tx: &mut Tx, now: Timestamp, limit: u32) -> Result<Vec<Mail>, StorageError> {
    tx.execute(GIVE_UP, &[&ATTEMPTS]).await?;
    let mut mails: Vec<Mail> = tx.all(CLAIM, &[&now, &limit, &lease()]).await?;
    mails.sort_by_key(|mail| (mail.due_at, mail.id));
    Ok(mails)
}

/// Keeps a claimed mail for another [`LEASE_SECONDS`]; `false` when another worker has it by now.
pub async fn renew(tx: &mut Tx, id: MailId, fence: u32) -> Result<bool, StorageError> {
    Ok(tx.execute(RENEW, &[&id, &fence, &lease()]).await? == 1)
}

/// Notes that the mail was sent; `false` when another worker has it by now.
pub async fn done(tx: &mut Tx, id: MailId, fence: u32, at: Timestamp) -> Result<bool, StorageError> {
    Ok(tx.execute(DONE, &[&id, &fence, &at]).await? == 1)
}

/// Notes that sending failed and tries again at `retry_at`, or gives up after [`ATTEMPTS`]; `false` when another
/// worker has the mail by now.
pub async fn failed(
    tx: &mut Tx,
    id: MailId,
    fence: u32,
    error: &str,
    retry_at: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(FAILED, &[&id, &fence, &retry_at, &error, &ATTEMPTS]).await? == 1)
}

/// Notes that the mail will never be taken, and gives it up; `false` when another worker has it by now.
pub async fn refused(tx: &mut Tx, id: MailId, fence: u32, error: &str) -> Result<bool, StorageError> {
    Ok(tx.execute(REFUSED, &[&id, &fence, &error]).await? == 1)
}

/// A page of at most `size` mails of the whole instance, the newest first: for its operator.
pub async fn list(conn: &mut Conn, after: Option<Cursor>, size: u32) -> Result<Page<Mail>, StorageError> {
    let Cursor { at, id } = after.unwrap_or(Cursor::START);
    let items = conn.all(LIST, &[&at, &id, &(i64::from(size) + 1)]).await?;
    Ok(Page::of(items, size, |last: &Mail| Cursor { at: last.created_at, id: last.id.uuid() }))
}

/// The mail.
pub async fn find(conn: &mut Conn, id: MailId) -> Result<Option<Mail>, StorageError> {
    conn.optional(FIND, &[&id]).await
}

const fn lease() -> i64 {
    LEASE_SECONDS as i64 * 1_000_000
}
