//! A connection to either database, and what can be asked of it.

use std::ops::{Deref, DerefMut};

use sqlx::{Postgres, Sqlite, pool::PoolConnection};

use crate::{
    StorageError, dialect,
    failure::Failure,
    param::Param,
    query::Sql,
    row::{Record, Row},
};

/// A connection that reads: pass it to the functions of the aggregates.
pub struct Conn {
    pub(crate) inner: Inner,
    /// The first failure: after it nothing more is asked of this connection, on either database.
    pub(crate) failure: Option<Failure>,
}

pub(crate) enum Inner {
    Sqlite(PoolConnection<Sqlite>),
    Postgres(PoolConnection<Postgres>),
}

/// A write under way. It reads too: wherever a [`Conn`] is wanted, a `Tx` will do.
///
/// After a failed query all that follow fail with the same error, and the whole write is undone, on both databases:
/// what may be there already is asked for with `ON CONFLICT`, never by trying.
pub struct Tx(pub(crate) Conn);

impl Deref for Tx {
    type Target = Conn;

    fn deref(&self) -> &Conn {
        &self.0
    }
}

impl DerefMut for Tx {
    fn deref_mut(&mut self) -> &mut Conn {
        &mut self.0
    }
}

impl Conn {
    pub(crate) const fn new(inner: Inner) -> Self {
        Self { inner, failure: None }
    }

    /// Runs a query that returns no rows and says how many it changed.
    pub(crate) async fn execute(&mut self, sql: Sql, params: &[&dyn Param]) -> Result<u64, StorageError> {
        self.check()?;
        let done = match &mut self.inner {
            Inner::Sqlite(conn) => dialect::sqlite::execute(conn, sql, params).await,
            Inner::Postgres(conn) => dialect::postgres::execute(conn, sql, params).await,
        };
        self.note(done)
    }

    /// All rows.
    pub(crate) async fn all<T: Record>(
        &mut self,
        sql: Sql,
        params: &[&dyn Param],
    ) -> Result<Vec<T>, StorageError> {
        self.check()?;
        let rows = match &mut self.inner {
            Inner::Sqlite(conn) => dialect::sqlite::all(conn, sql, params).await,
            Inner::Postgres(conn) => dialect::postgres::all(conn, sql, params).await,
        };
        self.note(rows)?.iter().map(T::read).collect()
    }

    /// The row, if there is one.
    pub(crate) async fn optional<T: Record>(
        &mut self,
        sql: Sql,
        params: &[&dyn Param],
    ) -> Result<Option<T>, StorageError> {
        self.check()?;
        let row: Result<Option<Row>, Failure> = match &mut self.inner {
            Inner::Sqlite(conn) => dialect::sqlite::optional(conn, sql, params).await,
            Inner::Postgres(conn) => dialect::postgres::optional(conn, sql, params).await,
        };
        self.note(row)?.as_ref().map(T::read).transpose()
    }

    /// The one row that such a query always has.
    pub(crate) async fn one<T: Record>(
        &mut self,
        sql: Sql,
        params: &[&dyn Param],
    ) -> Result<T, StorageError> {
        self.optional(sql, params)
            .await?
            .ok_or_else(|| StorageError::corrupt(format!("{} found no row", sql.name)))
    }

    fn check(&self) -> Result<(), StorageError> {
        self.failure.as_ref().map_or(Ok(()), |failure| Err(failure.error.clone()))
    }

    fn note<T>(&mut self, done: Result<T, Failure>) -> Result<T, StorageError> {
        done.map_err(|failure| {
            if failure.remedy.loses_connection() {
                self.discard();
            }
            let error = failure.error.clone();
            self.failure = Some(failure);
            error
        })
    }

    /// The pool must not get this connection back: who knows what it still has to say. SQLite's have no such memory.
    pub(crate) fn discard(&mut self) {
        if let Inner::Postgres(conn) = &mut self.inner {
            conn.close_on_drop();
        }
    }
}
