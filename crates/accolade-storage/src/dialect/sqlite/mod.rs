//! SQLite: one file, one writer, readers beside it.

mod commit;
mod lock;
mod message;
mod open;
mod place;
mod writer;

use std::{borrow::Cow, future::Future};

use sqlx::{Arguments as _, SqlStr, Sqlite, SqliteConnection, sqlite::SqliteArguments};

use super::{checked, driver, resolve};
use crate::{
    failure::Failure,
    param::{Bind, Param},
    query::Sql,
    row::Row,
};

pub(crate) use open::Database;

/// Where SQLite's SQL differs.
const FRAGMENTS: &[(&str, &str)] = &[
    // The database's clock in microseconds.
    ("{{now}}", "CAST(unixepoch('subsec') * 1000000 AS INTEGER)"),
    // The one writer needs no row locks.
    ("{{for_update}}", ""),
    ("{{for_no_key_update}}", ""),
    ("{{for_update_skip_locked}}", ""),
];

driver!(Sqlite, SqliteConnection, SqliteArguments, Row::Sqlite);

/// A file answers or fails: `busy_timeout` bounds the only wait.
async fn bounded<T>(query: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    query.await
}
