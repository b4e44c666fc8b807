//! Endorsements with the names that go with them, page by page.

use super::{Answer, Endorsement, GIVEN as GIVEN_QUERY, RECEIVED as RECEIVED_QUERY, SHOWN as SHOWN_QUERY, columns};
use crate::{
    Conn, Cursor, Page, StorageError,
    ids::IssuerId,
    row::{Record, Row},
};

/// An endorsement with the names that a list needs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Named {
    /// The endorsement.
    pub endorsement: Endorsement,
    /// What the endorser is called.
    pub endorser: String,
    /// What the issuer that is spoken of is called.
    pub target_issuer: String,
    /// What the badge is called, where one is endorsed.
    pub achievement: Option<String>,
}

macro_rules! named {
    ($where:literal) => {
        concat!(
            "SELECT ", columns!("e."), ", endorser.name AS endorser_name, subject.name AS subject_name, \
             achievement.name AS achievement_name FROM endorsement AS e \
             JOIN issuer AS endorser ON endorser.id = e.issuer_id \
             JOIN issuer AS subject ON subject.id = e.target_issuer_id \
             LEFT JOIN achievement ON achievement.issuer_id = e.target_issuer_id \
             AND achievement.id = e.achievement_id AND achievement.version = e.achievement_version WHERE ", $where
        )
    };
}

pub(super) const FIND: &str = named!("e.issuer_id = $1 AND e.id = $2");
pub(super) const GIVEN: &str = named!(
        "e.issuer_id = $1 AND (e.endorsed_at, e.id) < ($2, $3) ORDER BY e.endorsed_at DESC, e.id DESC LIMIT $4"
    );
pub(super) const RECEIVED: &str = named!(
        "e.target_issuer_id = $1 AND e.answer = $2 AND (e.withdrawn_at IS NULL OR e.answer = 'declined') \
         AND (e.endorsed_at, e.id) < ($3, $4) ORDER BY e.endorsed_at DESC, e.id DESC LIMIT $5"
    );
pub(super) const SHOWN: &str = named!(
        "e.target = $1 AND e.answer = 'accepted' AND e.withdrawn_at IS NULL ORDER BY e.answered_at, e.id LIMIT 200"
    );

impl Record for Named {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            endorsement: Endorsement::read(row)?,
            endorser: row.get("endorser_name")?,
            target_issuer: row.get("subject_name")?,
            achievement: row.get("achievement_name")?,
        })
    }
}

/// A page of at most `size` endorsements that the issuer made of others, the newest first.
pub async fn given(
    conn: &mut Conn,
    endorser: IssuerId,
    after: Option<Cursor>,
    size: u32,
) -> Result<Page<Named>, StorageError> {
    let Cursor { at, id } = after.unwrap_or(Cursor::START);
    let items = conn.all(GIVEN_QUERY, &[&endorser, &at, &id, &(i64::from(size) + 1)]).await?;
    Ok(Page::of(items, size, place))
}

/// A page of at most `size` endorsements of the issuer and its badges with this answer, the newest first. What was
/// declined is among them even when it was withdrawn.
pub async fn received(
    conn: &mut Conn,
    target_issuer: IssuerId,
    answer: Answer,
    after: Option<Cursor>,
    size: u32,
) -> Result<Page<Named>, StorageError> {
    let Cursor { at, id } = after.unwrap_or(Cursor::START);
    let limit = i64::from(size) + 1;
    let items = conn.all(RECEIVED_QUERY, &[&target_issuer, &answer, &at, &id, &limit]).await?;
    Ok(Page::of(items, size, place))
}

fn place(last: &Named) -> Cursor {
    Cursor { at: last.endorsement.endorsed_at, id: last.endorsement.id.uuid() }
}

/// What is shown with a badge or an issuer, the first accepted first; at most 200. Without a tenant: it is public.
pub async fn shown(conn: &mut Conn, target: &str) -> Result<Vec<Named>, StorageError> {
    conn.all(SHOWN_QUERY, &[&target]).await
}
