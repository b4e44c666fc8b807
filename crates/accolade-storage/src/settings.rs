//! Settings of the instance, by name: `instance.name`, `instance.address`, `set_up.at`.

use crate::{Conn, StorageError, Tx, row::Value};

queries! {
    GET = "SELECT value FROM setting WHERE key = $1";
    SET = "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO UPDATE SET value = excluded.value";
    INSERT = "INSERT INTO setting (key, value) VALUES ($1, $2) ON CONFLICT (key) DO NOTHING";
}

/// The setting's value, if it was ever set.
pub async fn get(conn: &mut Conn, key: &str) -> Result<Option<String>, StorageError> {
    Ok(conn.optional(GET, &[&key]).await?.map(|Value(value)| value))
}

/// Sets it, whatever it was.
pub async fn set(tx: &mut Tx, key: &str, value: &str) -> Result<(), StorageError> {
    tx.execute(SET, &[&key, &value]).await.map(drop)
}

/// Sets it for the first time; `false` when it was set before, and then keeps what it was.
pub async fn set_once(tx: &mut Tx, key: &str, value: &str) -> Result<bool, StorageError> {
    Ok(tx.execute(INSERT, &[&key, &value]).await? == 1)
}
