//! Credentials: what was awarded and signed. The signed bytes never change after insertion.

mod register;

use jiff::Timestamp;

use crate::{
    Conn, StorageError, Tx,
    ids::{AccountId, AchievementId, CredentialId, IssuerId, KeyId},
    row::{Record, Row, Value},
    status_lists,
};

pub use register::{CredentialState, Filter, count, count_by_achievement, list};

/// An award and its signed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Credential {
    /// Who awarded it.
    pub issuer_id: IssuerId,
    /// Its id, which is also in the document (`urn:uuid:`).
    pub id: CredentialId,
    /// What was awarded.
    pub achievement_id: AchievementId,
    /// In which version.
    pub achievement_version: u32,
    /// Where the recipient is reached, lower-cased.
    pub recipient_email: String,
    /// What the recipient is called.
    pub recipient_name: String,
    /// How it was earned, as Markdown.
    pub narrative: Option<String>,
    /// Where the evidence is.
    pub evidence_url: Option<String>,
    /// The signed document, byte for byte.
    pub document: String,
    /// The status list on which its bit is.
    pub status_list: u32,
    /// Which bit.
    pub status_index: u32,
    /// The key that signed it.
    pub key_id: KeyId,
    /// The account that awarded it; `None` for what was awarded without a person.
    pub awarded_by: Option<AccountId>,
    /// When it was awarded.
    pub awarded_at: Timestamp,
    /// From when on it is valid.
    pub valid_from: Timestamp,
    /// Until when.
    pub valid_until: Option<Timestamp>,
    /// The number in its mail link: another number is another link.
    pub mail_number: u32,
    /// When the mail was first sent.
    pub mailed_at: Option<Timestamp>,
    /// When its page was first opened by the mail link.
    pub seen_at: Option<Timestamp>,
    /// When it was revoked.
    pub revoked_at: Option<Timestamp>,
    /// Why.
    pub revocation_reason: Option<String>,
}

macro_rules! columns {
    () => {
        "issuer_id, id, achievement_id, achievement_version, recipient_email, recipient_name, narrative, \
         evidence_url, document, status_list, status_index, key_id, awarded_by, awarded_at, valid_from, valid_until, \
         mail_number, mailed_at, seen_at, revoked_at, revocation_reason"
    };
}
use columns;

queries! {
    INSERT = concat!(
        "INSERT INTO credential (", columns!(), ", search) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, \
         $12, $13, $14, $15, $16, $17, $18, $19, $20, $21, $22)"
    );
    FIND = concat!("SELECT ", columns!(), " FROM credential WHERE issuer_id = $1 AND id = $2");
    LOCATE = "SELECT issuer_id AS value FROM credential WHERE id = $1";
    IS_HELD = "SELECT status_index AS value FROM credential WHERE issuer_id = $1 AND achievement_id = $2 \
        AND recipient_email = $3 AND revoked_at IS NULL LIMIT 1";
    HELD = concat!(
        "SELECT ", columns!(), " FROM credential WHERE issuer_id = $1 AND recipient_email = $2 AND revoked_at IS NULL \
         ORDER BY awarded_at DESC, id DESC LIMIT $3"
    );
    MARK_MAILED = "UPDATE credential SET mailed_at = $3 WHERE issuer_id = $1 AND id = $2 AND mailed_at IS NULL";
    MARK_SEEN = "UPDATE credential SET seen_at = $3 WHERE issuer_id = $1 AND id = $2 AND seen_at IS NULL";
    REVOKE = "UPDATE credential SET revoked_at = $3, revocation_reason = $4 \
        WHERE issuer_id = $1 AND id = $2 AND revoked_at IS NULL RETURNING status_list AS value";
    LIST = register::LIST;
    COUNT = register::COUNT;
    COUNT_BY_ACHIEVEMENT = register::COUNT_BY_ACHIEVEMENT;
}

impl Record for Credential {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            issuer_id: row.get("issuer_id")?,
            id: row.get("id")?,
            achievement_id: row.get("achievement_id")?,
            achievement_version: row.get("achievement_version")?,
            recipient_email: row.get("recipient_email")?,
            recipient_name: row.get("recipient_name")?,
            narrative: row.get("narrative")?,
            evidence_url: row.get("evidence_url")?,
            document: row.get("document")?,
            status_list: row.get("status_list")?,
            status_index: row.get("status_index")?,
            key_id: row.get("key_id")?,
            awarded_by: row.get("awarded_by")?,
            awarded_at: row.get("awarded_at")?,
            valid_from: row.get("valid_from")?,
            valid_until: row.get("valid_until")?,
            mail_number: row.get("mail_number")?,
            mailed_at: row.get("mailed_at")?,
            seen_at: row.get("seen_at")?,
            revoked_at: row.get("revoked_at")?,
            revocation_reason: row.get("revocation_reason")?,
        })
    }
}

/// Adds a credential. Its status index was reserved before, with [`status_lists::reserve`].
pub async fn insert(tx: &mut Tx, credential: &Credential) -> Result<(), StorageError> {
    let Credential { issuer_id, id, achievement_id, achievement_version, recipient_email, .. } = credential;
    let Credential { recipient_name, narrative, evidence_url, document, status_list, .. } = credential;
    let Credential { status_index, key_id, awarded_by, awarded_at, valid_from, valid_until, .. } = credential;
    let Credential { mail_number, mailed_at, seen_at, revoked_at, revocation_reason, .. } = credential;
    let search = register::folded(&format!("{recipient_name}\n{recipient_email}"));
    tx.execute(
        INSERT,
        &[
            issuer_id,
            id,
            achievement_id,
            achievement_version,
            recipient_email,
            recipient_name,
            narrative,
            evidence_url,
            document,
            status_list,
            status_index,
            key_id,
            awarded_by,
            awarded_at,
            valid_from,
            valid_until,
            mail_number,
            mailed_at,
            seen_at,
            revoked_at,
            revocation_reason,
            &search,
        ],
    )
    .await
    .map(drop)
}

/// The credential.
pub async fn find(
    conn: &mut Conn,
    issuer: IssuerId,
    id: CredentialId,
) -> Result<Option<Credential>, StorageError> {
    conn.optional(FIND, &[&issuer, &id]).await
}

/// Whose credential it is: for links, which name no issuer; the one look-up without a tenant.
pub async fn locate(conn: &mut Conn, id: CredentialId) -> Result<Option<IssuerId>, StorageError> {
    Ok(conn.optional(LOCATE, &[&id]).await?.map(|Value(issuer)| issuer))
}

/// Whether the address holds the achievement, in any version; what was revoked does not count.
pub async fn is_held(
    conn: &mut Conn,
    issuer: IssuerId,
    achievement: AchievementId,
    email: &str,
) -> Result<bool, StorageError> {
    let found = conn.optional::<Value<u32>>(IS_HELD, &[&issuer, &achievement, &email]).await?;
    Ok(found.is_some())
}

/// What the address holds of the issuer, the last awarded first, `limit` of it at most; what was revoked does not count.
pub async fn held(
    conn: &mut Conn,
    issuer: IssuerId,
    email: &str,
    limit: u32,
) -> Result<Vec<Credential>, StorageError> {
    conn.all(HELD, &[&issuer, &email, &limit]).await
}

/// Notes the first time that the mail was sent; later ones change nothing.
pub async fn mark_mailed(
    tx: &mut Tx,
    issuer: IssuerId,
    id: CredentialId,
    at: Timestamp,
) -> Result<(), StorageError> {
    tx.execute(MARK_MAILED, &[&issuer, &id, &at]).await.map(drop)
}

/// Notes the first time that the page was opened by the mail link; `false` for later ones, which change nothing.
pub async fn mark_seen(
    tx: &mut Tx,
    issuer: IssuerId,
    id: CredentialId,
    at: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(MARK_SEEN, &[&issuer, &id, &at]).await? == 1)
}

/// Revokes it and raises the revision of its status list, so that the list is signed anew.
///
/// `false` when there is no such credential or it was revoked before; then nothing changes.
pub async fn revoke(
    tx: &mut Tx,
    issuer: IssuerId,
    id: CredentialId,
    reason: &str,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let Some(Value(list)) = tx.optional::<Value<u32>>(REVOKE, &[&issuer, &id, &at, &reason]).await? else {
        return Ok(false);
    };
    status_lists::bump(tx, issuer, list).await?;
    Ok(true)
}
