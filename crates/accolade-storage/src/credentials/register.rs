//! The register: the credentials of an issuer, filtered, page by page, and counted.

use jiff::Timestamp;

use super::{COUNT as COUNT_QUERY, COUNT_BY_ACHIEVEMENT as COUNT_BY_QUERY, Credential, LIST as LIST_QUERY, columns};
use crate::{
    Conn, Cursor, Page, StorageError,
    ids::{AchievementId, IssuerId},
    row::{Record, Row, Value},
};

text_enum! {
    /// What has become of an award: the last of these that is true.
    pub enum CredentialState {
        /// Its mail was not sent yet.
        Waiting = "waiting",
        /// Its mail was sent.
        Mailed = "mailed",
        /// Its page was opened by the mail link.
        Seen = "seen",
        /// It was valid until a time that has passed.
        Expired = "expired",
        /// It was revoked.
        Revoked = "revoked",
    }
}

impl Credential {
    /// What has become of it by `now`.
    pub fn state(&self, now: Timestamp) -> CredentialState {
        if self.revoked_at.is_some() {
            CredentialState::Revoked
        } else if self.valid_until.is_some_and(|until| until <= now) {
            CredentialState::Expired
        } else if self.seen_at.is_some() {
            CredentialState::Seen
        } else if self.mailed_at.is_some() {
            CredentialState::Mailed
        } else {
            CredentialState::Waiting
        }
    }
}

/// Which credentials to list; the default is all.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Filter {
    /// Of this achievement only, in any version.
    pub achievement: Option<AchievementId>,
    /// In this state only.
    pub state: Option<CredentialState>,
    /// With this text in the recipient's name or address, in any case.
    pub text: Option<String>,
}

/// The same order as [`Credential::state`].
macro_rules! state {
    () => {
        "CASE WHEN revoked_at IS NOT NULL THEN 'revoked' WHEN valid_until <= $7 THEN 'expired' \
         WHEN seen_at IS NOT NULL THEN 'seen' WHEN mailed_at IS NOT NULL THEN 'mailed' ELSE 'waiting' END"
    };
}

/// A parameter is first compared and then asked whether it is NULL: PostgreSQL learns its type from the first place.
pub(super) const LIST: &str = concat!(
    "SELECT ",
    columns!(),
    " FROM credential WHERE issuer_id = $1 AND (awarded_at, id) < ($2, $3) AND (achievement_id = $4 OR $4 IS NULL) \
     AND (",
    state!(),
    " = $5 OR $5 IS NULL) AND (search LIKE $6 ESCAPE '\\' OR $6 IS NULL) ORDER BY awarded_at DESC, id DESC LIMIT $8"
);
pub(super) const COUNT: &str = "SELECT count(*) AS value FROM credential WHERE issuer_id = $1";
pub(super) const COUNT_BY_ACHIEVEMENT: &str =
    "SELECT achievement_id, count(*) AS count FROM credential WHERE issuer_id = $1 GROUP BY achievement_id";

/// A page of at most `size` credentials, the last awarded first. `now` decides what has expired.
pub async fn list(
    conn: &mut Conn,
    issuer: IssuerId,
    filter: &Filter,
    now: Timestamp,
    after: Option<Cursor>,
    size: u32,
) -> Result<Page<Credential>, StorageError> {
    let Cursor { at, id } = after.unwrap_or(Cursor::START);
    let Filter { achievement, state, text } = filter;
    let pattern = text.as_deref().map(pattern);
    let limit = i64::from(size) + 1;
    let items = conn.all(LIST_QUERY, &[&issuer, &at, &id, achievement, state, &pattern, &now, &limit]).await?;
    let place = |last: &Credential| Cursor { at: last.awarded_at, id: last.id.uuid() };
    Ok(Page::of(items, size, place))
}

/// How many credentials the issuer has awarded.
pub async fn count(conn: &mut Conn, issuer: IssuerId) -> Result<u64, StorageError> {
    conn.one(COUNT_QUERY, &[&issuer]).await.map(|Value(count)| count)
}

struct Count(AchievementId, u64);

impl Record for Count {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self(row.get("achievement_id")?, row.get("count")?))
    }
}

/// How many credentials there are of each achievement that was ever awarded, in no order.
pub async fn count_by_achievement(
    conn: &mut Conn,
    issuer: IssuerId,
) -> Result<Vec<(AchievementId, u64)>, StorageError> {
    let counts: Vec<Count> = conn.all(COUNT_BY_QUERY, &[&issuer]).await?;
    Ok(counts.into_iter().map(|Count(achievement, count)| (achievement, count)).collect())
}

/// Text as it is searched: folded here, since the databases fold letters differently.
pub(super) fn folded(text: &str) -> String {
    text.to_lowercase()
}

fn pattern(text: &str) -> String {
    let escaped = folded(text).replace('\\', "\\\\").replace('%', "\\%").replace('_', "\\_");
    format!("%{escaped}%")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_pattern_has_no_wildcards_of_the_searcher() {
        assert_eq!(pattern("50%_Ä\\"), "%50\\%\\_ä\\\\%");
    }
}
