//! Objects: pictures and other files, known by the hash of their bytes, in a folder or in S3.
//!
//! An object is put before the transaction that names it: then a row never names what is not there.

mod hash;
mod store;

use crate::{Conn, StorageError, Tx, row::Value};

pub use hash::{InvalidHash, ObjectHash};
pub use store::ObjectStore;

queries! {
    INSERT = "INSERT INTO object (hash, media_type, size) VALUES ($1, $2, $3) ON CONFLICT (hash) DO NOTHING";
    MEDIA_TYPE = "SELECT media_type AS value FROM object WHERE hash = $1";
}

async fn insert(tx: &mut Tx, hash: ObjectHash, media_type: &str, size: i64) -> Result<(), StorageError> {
    tx.execute(INSERT, &[&hash, &media_type, &size]).await.map(drop)
}

/// The media type with which the object was put; `None` when there is no such object.
pub async fn media_type(conn: &mut Conn, hash: ObjectHash) -> Result<Option<String>, StorageError> {
    Ok(conn.optional(MEDIA_TYPE, &[&hash]).await?.map(|Value(media_type)| media_type))
}
