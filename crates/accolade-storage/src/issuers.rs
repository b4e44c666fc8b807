//! Issuers: the organisations that award; the tenants of the platform.

use jiff::Timestamp;

use crate::{
    Conn, ObjectHash, StorageError, Tx,
    ids::{AccountId, IssuerId},
    members::Role,
    row::{Record, Row},
};

/// An organisation that awards badges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Issuer {
    /// Its id, part of its public addresses; never used again.
    pub id: IssuerId,
    /// What it is called.
    pub name: String,
    /// What it does.
    pub description: String,
    /// Its own web site.
    pub url: String,
    /// Its public e-mail address.
    pub email: String,
    /// The IANA name of the time zone in which its days begin.
    pub time_zone: String,
    /// Its picture.
    pub image: Option<ObjectHash>,
    /// Whether its awards are offered as Open Badges 2.0 too.
    pub offers_v2: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

macro_rules! columns {
    () => {
        "issuer.id, issuer.name, issuer.description, issuer.url, issuer.email, issuer.time_zone, issuer.image, \
         issuer.offers_v2, issuer.created_at"
    };
}

queries! {
    INSERT = "INSERT INTO issuer (id, name, description, url, email, time_zone, image, offers_v2, created_at) \
        VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)";
    FIND = concat!("SELECT ", columns!(), " FROM issuer WHERE id = $1");
    SET_OFFERS_V2 = "UPDATE issuer SET offers_v2 = $2 WHERE id = $1 AND offers_v2 <> $2";
    LIST_FOR = concat!(
        "SELECT ", columns!(), ", member.role FROM issuer JOIN member ON member.issuer_id = issuer.id \
         WHERE member.account_id = $1 ORDER BY issuer.created_at, issuer.id"
    );
}

impl Record for Issuer {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.get("id")?,
            name: row.get("name")?,
            description: row.get("description")?,
            url: row.get("url")?,
            email: row.get("email")?,
            time_zone: row.get("time_zone")?,
            image: row.get("image")?,
            offers_v2: row.get("offers_v2")?,
            created_at: row.get("created_at")?,
        })
    }
}

impl Record for (Issuer, Role) {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok((Issuer::read(row)?, row.get("role")?))
    }
}

/// Adds an issuer.
pub async fn insert(tx: &mut Tx, issuer: &Issuer) -> Result<(), StorageError> {
    let Issuer { id, name, description, url, email, time_zone, image, offers_v2, created_at } = issuer;
    tx.execute(INSERT, &[id, name, description, url, email, time_zone, image, offers_v2, created_at])
        .await
        .map(drop)
}

/// The issuer.
pub async fn find(conn: &mut Conn, id: IssuerId) -> Result<Option<Issuer>, StorageError> {
    conn.optional(FIND, &[&id]).await
}

/// Switches Open Badges 2.0 on or off; `false` when it was so before.
pub async fn set_offers_v2(tx: &mut Tx, id: IssuerId, offers: bool) -> Result<bool, StorageError> {
    Ok(tx.execute(SET_OFFERS_V2, &[&id, &offers]).await? == 1)
}

/// The issuers of which the account is a member, with its role, oldest first.
pub async fn list_for(conn: &mut Conn, account: AccountId) -> Result<Vec<(Issuer, Role)>, StorageError> {
    conn.all(LIST_FOR, &[&account]).await
}
