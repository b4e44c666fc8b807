//! Members: what an account may do for an issuer.

use crate::{
    Conn, StorageError, Tx,
    ids::{AccountId, IssuerId},
    row::Value,
};

text_enum! {
    /// What a member may do.
    pub enum Role {
        /// Everything, and to hand the issuer over.
        Owner = "owner",
        /// Everything within the issuer.
        Admin = "admin",
        /// Makes badges.
        Designer = "designer",
        /// Awards and revokes, reads the register.
        Awarder = "awarder",
        /// Decides on applications.
        Assessor = "assessor",
        /// Reads.
        Viewer = "viewer",
    }
}

queries! {
    ADD = "INSERT INTO member (issuer_id, account_id, role) VALUES ($1, $2, $3) \
        ON CONFLICT (issuer_id, account_id) DO UPDATE SET role = excluded.role";
    ROLE_OF = "SELECT role AS value FROM member WHERE issuer_id = $1 AND account_id = $2";
}

/// Makes the account a member in this role, whatever it was before.
pub async fn add(tx: &mut Tx, issuer: IssuerId, account: AccountId, role: Role) -> Result<(), StorageError> {
    tx.execute(ADD, &[&issuer, &account, &role]).await.map(drop)
}

/// The account's role; `None` when it is no member.
pub async fn role_of(
    conn: &mut Conn,
    issuer: IssuerId,
    account: AccountId,
) -> Result<Option<Role>, StorageError> {
    Ok(conn.optional(ROLE_OF, &[&issuer, &account]).await?.map(|Value(role)| role))
}
