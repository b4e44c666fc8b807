//! Rows: read once for both databases.

use jiff::Timestamp;
use sqlx::{ColumnIndex, Decode, Row as _, Type, ValueRef, postgres::PgRow, sqlite::SqliteRow};
use uuid::Uuid;

use crate::{StorageError, failure};

/// A row of either database.
pub(crate) enum Row {
    Sqlite(SqliteRow),
    Postgres(PgRow),
}

/// A record that is read from a row by the names of its columns.
pub(crate) trait Record: Sized {
    fn read(row: &Row) -> Result<Self, StorageError>;
}

/// A value that is read from one column.
pub(crate) trait Column: Sized {
    fn read(row: &Row, at: &str) -> Result<Self, StorageError>;
}

impl Row {
    /// The value of the column named `at`.
    pub(crate) fn get<T: Column>(&self, at: &str) -> Result<T, StorageError> {
        T::read(self, at)
    }

    fn raw<'r, T>(&'r self, at: &str) -> Result<T, StorageError>
    where
        T: Decode<'r, sqlx::Sqlite> + Type<sqlx::Sqlite> + Decode<'r, sqlx::Postgres> + Type<sqlx::Postgres>,
    {
        match self {
            Self::Sqlite(row) => row.try_get(at),
            Self::Postgres(row) => row.try_get(at),
        }
        .map_err(failure::error)
    }

    fn is_null(&self, at: &str) -> Result<bool, StorageError> {
        match self {
            Self::Sqlite(row) => is_null(row, at),
            Self::Postgres(row) => is_null(row, at),
        }
        .map_err(failure::error)
    }
}

fn is_null<R: sqlx::Row>(row: &R, at: &str) -> Result<bool, sqlx::Error>
where
    for<'a> &'a str: ColumnIndex<R>,
{
    Ok(row.try_get_raw(at)?.is_null())
}

macro_rules! raw_columns {
    ($($type:ty),*) => {
        $(impl Column for $type {
            fn read(row: &Row, at: &str) -> Result<Self, StorageError> {
                row.raw(at)
            }
        })*
    };
}

raw_columns!(Uuid, i64, bool, String, Vec<u8>);

impl<T: Column> Column for Option<T> {
    fn read(row: &Row, at: &str) -> Result<Self, StorageError> {
        if row.is_null(at)? { Ok(None) } else { T::read(row, at).map(Some) }
    }
}

impl Column for u32 {
    fn read(row: &Row, at: &str) -> Result<Self, StorageError> {
        row.get::<i64>(at)?.try_into().map_err(|_| StorageError::corrupt(format!("{at} is out of range")))
    }
}

impl Column for u64 {
    fn read(row: &Row, at: &str) -> Result<Self, StorageError> {
        row.get::<i64>(at)?.try_into().map_err(|_| StorageError::corrupt(format!("{at} is negative")))
    }
}

impl Column for Timestamp {
    fn read(row: &Row, at: &str) -> Result<Self, StorageError> {
        Self::from_microsecond(row.get(at)?).map_err(StorageError::corrupt)
    }
}

impl Column for [u8; 32] {
    fn read(row: &Row, at: &str) -> Result<Self, StorageError> {
        let bytes: Vec<u8> = row.get(at)?;
        bytes.try_into().map_err(|_| StorageError::corrupt(format!("{at} is not 32 bytes")))
    }
}

impl Column for serde_json::Value {
    fn read(row: &Row, at: &str) -> Result<Self, StorageError> {
        serde_json::from_str(&row.get::<String>(at)?).map_err(StorageError::corrupt)
    }
}

/// A record of one column, named `value` in the query.
pub(crate) struct Value<T>(pub(crate) T);

impl<T: Column> Record for Value<T> {
    fn read(row: &Row) -> Result<Self, StorageError> {
        row.get("value").map(Self)
    }
}
