//! PostgreSQL: many writers, conflicts that are resolved by running again.

mod open;
mod writer;

use std::{borrow::Cow, future::Future, time::Duration};

use sqlx::{Arguments as _, PgConnection, Postgres, SqlStr, postgres::PgArguments};

use super::{checked, driver, resolve};
use crate::{
    failure::Failure,
    param::{Bind, Param},
    query::Sql,
    row::Row,
};

pub(crate) use open::Database;

/// Where PostgreSQL's SQL differs.
const FRAGMENTS: &[(&str, &str)] = &[
    // The database's clock in microseconds; not that of the transaction's start.
    ("{{now}}", "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS BIGINT)"),
    ("{{for_update}}", "FOR UPDATE"),
    // Does not keep others from writing rows that refer to this one.
    ("{{for_no_key_update}}", "FOR NO KEY UPDATE"),
    ("{{for_update_skip_locked}}", "FOR UPDATE SKIP LOCKED"),
];

/// The server stops a statement after 5 s (`statement_timeout`); a server that says nothing at all gets this long.
const SILENCE: Duration = Duration::from_secs(7);

driver!(Postgres, PgConnection, PgArguments, Row::Postgres);

async fn bounded<T>(query: impl Future<Output = Result<T, sqlx::Error>>) -> Result<T, sqlx::Error> {
    tokio::time::timeout(SILENCE, query)
        .await
        .unwrap_or_else(|_| Err(sqlx::Error::Io(std::io::ErrorKind::TimedOut.into())))
}
