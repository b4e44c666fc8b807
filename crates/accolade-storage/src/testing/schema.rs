//! What tables a database has, in words that are the same for both.

use std::collections::BTreeMap;

use crate::{
    Storage, StorageError,
    conn::Inner,
    query::Sql,
    row::{Record, Row},
};

/// A table.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Table {
    /// Its columns, in order.
    pub columns: Vec<Column>,
    /// The columns of its primary key, in order.
    pub primary_key: Vec<String>,
    /// Its other unique constraints and indexes: names and columns.
    pub unique: BTreeMap<String, Vec<String>>,
}

/// A column.
#[derive(Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: String,
    /// `bytes` (ids among them), `integer` (flags among them) or `text`.
    pub kind: String,
    /// Whether it can be NULL.
    pub nullable: bool,
}

const SQLITE_COLUMNS: Sql = Sql::plain(
    "SELECT t.name AS table_name, c.name AS column_name, c.\"notnull\" = 0 AS nullable, \
        CASE c.type WHEN 'BLOB' THEN 'bytes' WHEN 'INTEGER' THEN 'integer' WHEN 'TEXT' THEN 'text' ELSE c.type END \
        AS kind FROM pragma_table_list AS t JOIN pragma_table_info(t.name) AS c \
        WHERE t.type = 'table' AND t.name NOT LIKE 'sqlite%' AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\' \
        ORDER BY t.name, c.cid",
);
const SQLITE_UNIQUE: Sql = Sql::plain(
    "SELECT t.name AS table_name, i.origin = 'pk' AS is_primary, c.name AS column_name, i.name AS index_name \
        FROM pragma_table_list AS t JOIN pragma_index_list(t.name) AS i JOIN pragma_index_info(i.name) AS c \
        WHERE t.type = 'table' AND i.\"unique\" = 1 AND t.name NOT LIKE 'sqlite%' \
        AND t.name NOT LIKE '\\_sqlx%' ESCAPE '\\' ORDER BY t.name, i.name, c.seqno",
);
const POSTGRES_COLUMNS: Sql = Sql::plain(
    "SELECT CAST(table_name AS TEXT) AS table_name, CAST(column_name AS TEXT) AS column_name, \
        is_nullable = 'YES' AS nullable, CASE data_type WHEN 'uuid' THEN 'bytes' WHEN 'bytea' THEN 'bytes' \
        WHEN 'bigint' THEN 'integer' WHEN 'boolean' THEN 'integer' ELSE CAST(data_type AS TEXT) END AS kind \
        FROM information_schema.columns WHERE table_schema = 'public' AND table_name NOT LIKE '\\_sqlx%' \
        ORDER BY table_name, ordinal_position",
);
const POSTGRES_UNIQUE: Sql = Sql::plain(
    "SELECT CAST(t.relname AS TEXT) AS table_name, i.indisprimary AS is_primary, \
        CAST(a.attname AS TEXT) AS column_name, CAST(x.relname AS TEXT) AS index_name FROM pg_index AS i \
        JOIN pg_class AS t ON t.oid = i.indrelid JOIN pg_class AS x ON x.oid = i.indexrelid \
        JOIN pg_namespace AS n ON n.oid = t.relnamespace \
        CROSS JOIN LATERAL unnest(i.indkey) WITH ORDINALITY AS k (number, place) \
        JOIN pg_attribute AS a ON a.attrelid = t.oid AND a.attnum = k.number \
        WHERE i.indisunique AND n.nspname = 'public' AND t.relname NOT LIKE '\\_sqlx%' \
        ORDER BY table_name, index_name, k.place",
);

struct ColumnRow(String, Column);

impl Record for ColumnRow {
    fn read(row: &Row) -> Result<Self, StorageError> {
        let column =
            Column { name: row.get("column_name")?, kind: row.get("kind")?, nullable: row.get("nullable")? };
        Ok(Self(row.get("table_name")?, column))
    }
}

struct UniqueRow {
    table: String,
    primary: bool,
    column: String,
    index: String,
}

impl Record for UniqueRow {
    fn read(row: &Row) -> Result<Self, StorageError> {
        Ok(Self {
            table: row.get("table_name")?,
            primary: row.get("is_primary")?,
            column: row.get("column_name")?,
            index: row.get("index_name")?,
        })
    }
}

/// Every table of the database, by name, without those of the migrator.
///
/// # Errors
/// When the catalogue cannot be read.
pub async fn tables(storage: &Storage) -> Result<BTreeMap<String, Table>, StorageError> {
    let mut conn = storage.read().await?;
    let (columns, unique) = match conn.inner {
        Inner::Sqlite(_) => (SQLITE_COLUMNS, SQLITE_UNIQUE),
        Inner::Postgres(_) => (POSTGRES_COLUMNS, POSTGRES_UNIQUE),
    };
    let mut tables: BTreeMap<String, Table> = BTreeMap::new();
    for ColumnRow(table, column) in conn.all(columns, &[]).await? {
        tables.entry(table).or_default().columns.push(column);
    }
    let rows: Vec<UniqueRow> = conn.all(unique, &[]).await?;
    for UniqueRow { table, primary, column, index } in rows {
        let table = tables.entry(table).or_default();
        if primary {
            table.primary_key.push(column);
        } else {
            table.unique.entry(index).or_default().push(column);
        }
    }
    Ok(tables)
}
