//! Endorsements: what one issuer says, signed, of another or of its badge. The signed bytes never change; the one it
//! speaks of decides whether it is shown, the one who speaks may withdraw it.

mod lists;

use jiff::Timestamp;

use crate::{
    Conn, StorageError, Tx,
    ids::{AccountId, AchievementId, EndorsementId, IssuerId, KeyId},
    row::{Record, Row, Value},
    status_lists,
};

pub use lists::{Named, given, received, shown};

text_enum! {
    /// What the issuer that is spoken of says to it.
    pub enum Answer {
        /// Nothing yet.
        Waiting = "waiting",
        /// It is shown.
        Accepted = "accepted",
        /// It is not shown, and its endorser says no other of the same.
        Declined = "declined",
    }
}

/// An endorsement and its signed document.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endorsement {
    /// Who endorses.
    pub issuer_id: IssuerId,
    /// Its id, part of its address.
    pub id: EndorsementId,
    /// The id of what is endorsed, as it stands in the document.
    pub target: String,
    /// The issuer that is endorsed, or whose badge is.
    pub target_issuer_id: IssuerId,
    /// The badge that is endorsed and its version; `None` where the issuer is.
    pub achievement: Option<(AchievementId, u32)>,
    /// What is said, as Markdown.
    pub comment: String,
    /// The signed document, byte for byte.
    pub document: String,
    /// The status list of the endorser on which its bit is.
    pub status_list: u32,
    /// Which bit.
    pub status_index: u32,
    /// The key that signed it.
    pub key_id: KeyId,
    /// The account that endorsed.
    pub endorsed_by: Option<AccountId>,
    /// When it was signed.
    pub endorsed_at: Timestamp,
    /// Whether it is shown.
    pub answer: Answer,
    /// Since when the answer stands.
    pub answered_at: Option<Timestamp>,
    /// When the endorser took it back.
    pub withdrawn_at: Option<Timestamp>,
}

impl Endorsement {
    /// Whether somebody is still to answer it.
    pub fn is_waiting(&self) -> bool {
        self.answer == Answer::Waiting && self.withdrawn_at.is_none()
    }
}

macro_rules! columns {
    ($prefix:literal) => {
        concat!(
            $prefix, "issuer_id, ", $prefix, "id, ", $prefix, "target, ", $prefix, "target_issuer_id, ",
            $prefix, "achievement_id, ", $prefix, "achievement_version, ", $prefix, "comment, ", $prefix, "document, ",
            $prefix, "status_list, ", $prefix, "status_index, ", $prefix, "key_id, ", $prefix, "endorsed_by, ",
            $prefix, "endorsed_at, ", $prefix, "answer, ", $prefix, "answered_at, ", $prefix, "withdrawn_at"
        )
    };
}
use columns;

queries! {
    INSERT = concat!(
        "INSERT INTO endorsement (", columns!(""), ") \
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16)"
    );
    FIND = lists::FIND;
    STANDING = "SELECT answer AS value FROM endorsement \
        WHERE issuer_id = $1 AND target = $2 AND (withdrawn_at IS NULL OR answer = 'declined')";
    GIVEN = lists::GIVEN;
    RECEIVED = lists::RECEIVED;
    SHOWN = lists::SHOWN;
    LOCK_ISSUER = "SELECT id AS value FROM issuer WHERE id = $1 {{for_no_key_update}}";
    COUNT_GIVEN = "SELECT count(*) AS value FROM endorsement WHERE issuer_id = $1";
    COUNT_RECEIVED = "SELECT count(*) AS value FROM endorsement \
        WHERE target_issuer_id = $1 AND answer = $2 AND (withdrawn_at IS NULL OR answer = 'declined')";
    COUNT_MADE = "SELECT count(*) AS value FROM endorsement \
        WHERE issuer_id = $1 AND target_issuer_id = $2 AND endorsed_at > $3";
    COUNT_SHOWN = "SELECT count(*) AS value FROM endorsement \
        WHERE target = $1 AND answer = 'accepted' AND withdrawn_at IS NULL";
    ANSWER = "UPDATE endorsement SET answer = $4, answered_at = $5 WHERE issuer_id = $1 AND id = $2 \
        AND target_issuer_id = $3 AND withdrawn_at IS NULL AND answer <> $4";
    REOPEN = "UPDATE endorsement SET answer = 'waiting', answered_at = NULL WHERE issuer_id = $1 AND id = $2 \
        AND target_issuer_id = $3 AND withdrawn_at IS NOT NULL AND answer = 'declined'";
    WITHDRAW = "UPDATE endorsement SET withdrawn_at = $3 WHERE issuer_id = $1 AND id = $2 AND withdrawn_at IS NULL \
        RETURNING status_list AS value";
}

impl Record for Endorsement {
    fn read(row: &Row) -> Result<Self, StorageError> {
        let achievement: Option<AchievementId> = row.get("achievement_id")?;
        let version: Option<u32> = row.get("achievement_version")?;
        Ok(Self {
            issuer_id: row.get("issuer_id")?,
            id: row.get("id")?,
            target: row.get("target")?,
            target_issuer_id: row.get("target_issuer_id")?,
            achievement: achievement.zip(version),
            comment: row.get("comment")?,
            document: row.get("document")?,
            status_list: row.get("status_list")?,
            status_index: row.get("status_index")?,
            key_id: row.get("key_id")?,
            endorsed_by: row.get("endorsed_by")?,
            endorsed_at: row.get("endorsed_at")?,
            answer: row.get("answer")?,
            answered_at: row.get("answered_at")?,
            withdrawn_at: row.get("withdrawn_at")?,
        })
    }
}

/// Adds an endorsement. Its status index was reserved before, with [`status_lists::reserve`].
///
/// # Errors
/// [`StorageError::Conflict`] `endorsement_issuer_id_target` when one of the same endorser is in its way: see
/// [`standing`].
pub async fn insert(tx: &mut Tx, endorsement: &Endorsement) -> Result<(), StorageError> {
    let Endorsement { issuer_id, id, target, target_issuer_id, achievement, comment, .. } = endorsement;
    let Endorsement { document, status_list, status_index, key_id, endorsed_by, .. } = endorsement;
    let Endorsement { endorsed_at, answer, answered_at, withdrawn_at, .. } = endorsement;
    let (achievement, version) = achievement.unzip();
    tx.execute(
        INSERT,
        &[
            issuer_id,
            id,
            target,
            target_issuer_id,
            &achievement,
            &version,
            comment,
            document,
            status_list,
            status_index,
            key_id,
            endorsed_by,
            endorsed_at,
            answer,
            answered_at,
            withdrawn_at,
        ],
    )
    .await
    .map(drop)
}

/// The endorsement, whatever became of it.
pub async fn find(
    conn: &mut Conn,
    endorser: IssuerId,
    id: EndorsementId,
) -> Result<Option<Named>, StorageError> {
    conn.optional(FIND, &[&endorser, &id]).await
}

/// The answer to what the endorser has said of this, where that keeps it from saying more: it was not withdrawn, or
/// declined, which outlasts that it is withdrawn.
pub async fn standing(
    conn: &mut Conn,
    endorser: IssuerId,
    target: &str,
) -> Result<Option<Answer>, StorageError> {
    Ok(conn.optional(STANDING, &[&endorser, &target]).await?.map(|Value(answer)| answer))
}

/// Whether fewer than `most` wait for the issuer's answer. It stays so until this write ends: whoever else asks of the
/// same issuer waits for that.
pub async fn has_room(tx: &mut Tx, target_issuer: IssuerId, most: u64) -> Result<bool, StorageError> {
    tx.optional::<Value<IssuerId>>(LOCK_ISSUER, &[&target_issuer]).await?;
    Ok(count_received(tx, target_issuer, Answer::Waiting).await? < most)
}

/// How many there are in all pages of [`given`].
pub async fn count_given(conn: &mut Conn, endorser: IssuerId) -> Result<u64, StorageError> {
    conn.one(COUNT_GIVEN, &[&endorser]).await.map(|Value(count)| count)
}

/// How many there are in all pages of [`received`].
pub async fn count_received(
    conn: &mut Conn,
    target_issuer: IssuerId,
    answer: Answer,
) -> Result<u64, StorageError> {
    conn.one(COUNT_RECEIVED, &[&target_issuer, &answer]).await.map(|Value(count)| count)
}

/// How many the endorser has made of the issuer and its badges after a time, whatever became of them.
pub async fn count_made(
    conn: &mut Conn,
    endorser: IssuerId,
    target_issuer: IssuerId,
    after: Timestamp,
) -> Result<u64, StorageError> {
    conn.one(COUNT_MADE, &[&endorser, &target_issuer, &after]).await.map(|Value(count)| count)
}

/// How many are shown with a badge or an issuer.
pub async fn count_shown(conn: &mut Conn, target: &str) -> Result<u64, StorageError> {
    conn.one(COUNT_SHOWN, &[&target]).await.map(|Value(count)| count)
}

/// Answers an endorsement that was received; `false` when it is none of that issuer's, was withdrawn, or is so answered.
pub async fn answer(
    tx: &mut Tx,
    target_issuer: IssuerId,
    (endorser, id): (IssuerId, EndorsementId),
    answer: Answer,
    at: Timestamp,
) -> Result<bool, StorageError> {
    Ok(tx.execute(ANSWER, &[&endorser, &id, &target_issuer, &answer, &at]).await? == 1)
}

/// Takes back that an endorsement was declined which its endorser has withdrawn since, so that it may say another;
/// `false` when it is none of that issuer's or is not so.
pub async fn reopen(
    tx: &mut Tx,
    target_issuer: IssuerId,
    (endorser, id): (IssuerId, EndorsementId),
) -> Result<bool, StorageError> {
    Ok(tx.execute(REOPEN, &[&endorser, &id, &target_issuer]).await? == 1)
}

/// Withdraws it and raises the revision of its status list, so that the list is signed anew.
///
/// `false` when there is no such endorsement or it was withdrawn before; then nothing changes.
pub async fn withdraw(
    tx: &mut Tx,
    endorser: IssuerId,
    id: EndorsementId,
    at: Timestamp,
) -> Result<bool, StorageError> {
    let Some(Value(list)) = tx.optional::<Value<u32>>(WITHDRAW, &[&endorser, &id, &at]).await? else {
        return Ok(false);
    };
    status_lists::bump(tx, endorser, list).await?;
    Ok(true)
}
