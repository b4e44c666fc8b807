//! Accounts: the people who can sign in.

use jiff::Timestamp;

use crate::{
    Conn, StorageError, Tx,
    ids::{AccountId, IssuerId},
    row::{Record, Row, Value},
};

/// A person who can sign in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Account {
    /// Its id.
    pub id: AccountId,
    /// The address, lower-cased; no two accounts share one.
    pub email: String,
    /// What the person is called.
    pub name: String,
    /// A PHC string; `None` for those who sign in by link only.
    pub password_hash: Option<String>,
    /// Whether the person runs the instance.
    pub operator: bool,
    /// When it was made.
    pub created_at: Timestamp,
}

macro_rules! columns {
    () => {
        "id, email, name, password_hash, operator, created_at"
    };
}

queries! {
    INSERT = concat!("INSERT INTO account (", columns!(), ") VALUES ($1, $2, $3, $4, $5, $6)");
    FIND = concat!("SELECT ", columns!(), " FROM account WHERE id = $1");
    FIND_BY_EMAIL = concat!("SELECT ", columns!(), " FROM account WHERE email = $1");
    OWNER_OF = concat!(
        "SELECT ", columns!(), " FROM account JOIN member ON member.account_id = account.id \
         WHERE member.issuer_id = $1 AND member.role = 'owner' ORDER BY created_at, id LIMIT 1"
    );
    ANY = "SELECT count(*) AS value FROM (SELECT 1 FROM account LIMIT 1) AS first";
    SET_PASSWORD_HASH = "UPDATE account SET password_hash = $2 WHERE id = $1";
}

impl Record for Account {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            id: row.get("id")?,
            email: row.get("email")?,
            name: row.get("name")?,
            password_hash: row.get("password_hash")?,
            operator: row.get("operator")?,
            created_at: row.get("created_at")?,
        })
    }
}

/// Adds an account.
///
/// # Errors
/// [`StorageError::Conflict`] `account_email` when the address has one already.
pub async fn insert(tx: &mut Tx, account: &Account) -> Result<(), StorageError> {
    let Account { id, email, name, password_hash, operator, created_at } = account;
    tx.execute(INSERT, &[id, email, name, password_hash, operator, created_at]).await.map(drop)
}

/// The account.
pub async fn find(conn: &mut Conn, id: AccountId) -> Result<Option<Account>, StorageError> {
    conn.optional(FIND, &[&id]).await
}

/// The account of an address, which is given lower-cased.
pub async fn find_by_email(conn: &mut Conn, email: &str) -> Result<Option<Account>, StorageError> {
    conn.optional(FIND_BY_EMAIL, &[&email]).await
}

/// The issuer's owner; of several the one whose account is the oldest.
pub async fn owner_of(conn: &mut Conn, issuer: IssuerId) -> Result<Option<Account>, StorageError> {
    conn.optional(OWNER_OF, &[&issuer]).await
}

/// Whether there is any account: without one, the instance wants to be set up.
pub async fn any(conn: &mut Conn) -> Result<bool, StorageError> {
    let Value(found): Value<i64> = conn.one(ANY, &[]).await?;
    Ok(found > 0)
}

/// Sets the password's hash; `None` takes the password away.
pub async fn set_password_hash(tx: &mut Tx, id: AccountId, hash: Option<String>) -> Result<(), StorageError> {
    tx.execute(SET_PASSWORD_HASH, &[&id, &hash]).await.map(drop)
}
