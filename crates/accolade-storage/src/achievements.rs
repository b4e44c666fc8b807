//! Achievements: what is awarded ("badge" on screens). A version never changes; a change is a new version.

use jiff::Timestamp;
use serde_json::Value as Json;

use crate::{
    Conn, ObjectHash, StorageError, Tx,
    ids::{AchievementId, IssuerId},
    row::{Record, Row, Value},
};

/// One version of an achievement.
#[derive(Debug, Clone, PartialEq)]
pub struct Achievement {
    /// Whose it is.
    pub issuer_id: IssuerId,
    /// Its id, the same in all versions.
    pub id: AchievementId,
    /// 1, 2, 3 …
    pub version: u32,
    /// What it is called.
    pub name: String,
    /// What it stands for.
    pub description: String,
    /// What one does for it, as Markdown.
    pub criteria: String,
    /// Words to find it by.
    pub tags: Vec<String>,
    /// The document from which its picture was drawn; `None` for an uploaded one.
    pub design: Option<Json>,
    /// Its picture.
    pub image_png: ObjectHash,
    /// The same as SVG.
    pub image_svg: Option<ObjectHash>,
    /// When this version was made.
    pub created_at: Timestamp,
}

macro_rules! columns {
    () => {
        "issuer_id, id, version, name, description, criteria, tags, design, image_png, image_svg, created_at"
    };
}

queries! {
    INSERT = concat!(
        "INSERT INTO achievement (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)"
    );
    FIND = concat!("SELECT ", columns!(), " FROM achievement WHERE issuer_id = $1 AND id = $2 AND version = $3");
    LATEST = concat!(
        "SELECT ", columns!(), " FROM achievement WHERE issuer_id = $1 AND id = $2 ORDER BY version DESC LIMIT 1"
    );
    LIST = concat!(
        "SELECT ", columns!(), " FROM achievement WHERE issuer_id = $1 AND version = \
         (SELECT max(other.version) FROM achievement AS other \
          WHERE other.issuer_id = achievement.issuer_id AND other.id = achievement.id) \
         ORDER BY created_at DESC, id"
    );
    COUNT = "SELECT count(DISTINCT id) AS value FROM achievement WHERE issuer_id = $1";
}

impl Record for Achievement {
    fn read(row: &Row) -> Result<Self, StorageError> {
        let tags: Json = row.get("tags")?;
        Ok(Self {
            issuer_id: row.get("issuer_id")?,
            id: row.get("id")?,
            version: row.get("version")?,
            name: row.get("name")?,
            description: row.get("description")?,
            criteria: row.get("criteria")?,
            tags: serde_json::from_value(tags).map_err(StorageError::corrupt)?,
            design: row.get("design")?,
            image_png: row.get("image_png")?,
            image_svg: row.get("image_svg")?,
            created_at: row.get("created_at")?,
        })
    }
}

/// Adds a version.
///
/// # Errors
/// [`StorageError::Conflict`] `achievement_issuer_id_id_version` when that version exists: someone else was faster.
pub async fn insert(tx: &mut Tx, achievement: &Achievement) -> Result<(), StorageError> {
    let Achievement { issuer_id, id, version, name, description, criteria, tags, .. } = achievement;
    let Achievement { design, image_png, image_svg, created_at, .. } = achievement;
    let tags = Json::from(tags.as_slice());
    tx.execute(
        INSERT,
        &[
            issuer_id,
            id,
            version,
            name,
            description,
            criteria,
            &tags,
            design,
            image_png,
            image_svg,
            created_at,
        ],
    )
    .await
    .map(drop)
}

/// One version.
pub async fn find(
    conn: &mut Conn,
    issuer: IssuerId,
    id: AchievementId,
    version: u32,
) -> Result<Option<Achievement>, StorageError> {
    conn.optional(FIND, &[&issuer, &id, &version]).await
}

/// The newest version.
pub async fn latest(
    conn: &mut Conn,
    issuer: IssuerId,
    id: AchievementId,
) -> Result<Option<Achievement>, StorageError> {
    conn.optional(LATEST, &[&issuer, &id]).await
}

/// The newest version of each achievement of the issuer, newest first.
pub async fn list(conn: &mut Conn, issuer: IssuerId) -> Result<Vec<Achievement>, StorageError> {
    conn.all(LIST, &[&issuer]).await
}

/// How many achievements the issuer has, whatever their versions.
pub async fn count(conn: &mut Conn, issuer: IssuerId) -> Result<u64, StorageError> {
    conn.one(COUNT, &[&issuer]).await.map(|Value(count)| count)
}
