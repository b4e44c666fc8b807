//! Connecting: short time-outs, settings that lose nothing, the schema brought up to date.

use std::{str::FromStr as _, time::Duration};

use sqlx::{
    ConnectOptions as _, Connection as _, PgConnection, Row as _,
    migrate::Migrator,
    postgres::{PgConnectOptions, PgPool, PgPoolOptions},
};

use super::{super::migration, super::migration_error};
use crate::{
    Options, StorageError,
    conn::{Conn, Inner},
    failure,
};

/// How long one node waits for another that migrates.
const MIGRATING: Duration = Duration::from_mins(1);

/// An open PostgreSQL database.
#[derive(Clone)]
pub(crate) struct Database {
    readers: PgPool,
    pub(super) writers: PgPool,
    pub(super) options: Options,
}

impl Database {
    pub(crate) async fn open(url: &str, options: &Options) -> Result<Self, StorageError> {
        let settings = PgConnectOptions::from_str(url).map_err(StorageError::invalid)?;
        let settings = settings.application_name("accolade").statement_cache_capacity(500);
        let limited = settings
            .clone()
            .options([("statement_timeout", "5000"), ("lock_timeout", "3000")])
            .options([("idle_in_transaction_session_timeout", "10000")]);
        prepare(&settings, options).await?;
        // Two pools: a request that reads while it waits to write never waits for itself.
        let pool = || {
            PgPoolOptions::new()
                .max_connections(options.connections())
                .acquire_timeout(options.acquire_timeout)
        };
        let reading = limited.clone().options([("default_transaction_read_only", "on")]);
        let (readers, writers) = (pool().connect_lazy_with(reading), pool().connect_lazy_with(limited));
        Ok(Self { readers, writers, options: options.clone() })
    }

    pub(crate) async fn read(&self) -> Result<Conn, StorageError> {
        let conn = self.readers.acquire().await.map_err(failure::error)?;
        Ok(Conn::new(Inner::Postgres(conn)))
    }

    pub(crate) async fn close(&self) {
        self.writers.close().await;
        self.readers.close().await;
    }
}

/// Checks the server's settings and migrates, on a connection of its own without the short time-outs.
async fn prepare(settings: &PgConnectOptions, options: &Options) -> Result<(), StorageError> {
    let failed = failure::error;
    let connecting = tokio::time::timeout(options.acquire_timeout, settings.connect());
    let mut conn = connecting
        .await
        .map_err(|_| StorageError::unavailable("PostgreSQL does not answer"))?
        .map_err(failed)?;
    if !options.accept_data_loss {
        check_settings(&mut conn).await?;
    }
    // Nodes that start together wait for each other here: the migrator holds an advisory lock.
    let migrator = migrator();
    let migrating = tokio::time::timeout(MIGRATING, migrator.run_direct(None, &mut conn, false));
    let done =
        migrating.await.map_err(|_| StorageError::unavailable("another node migrates for too long"))?;
    let closed = conn.close().await;
    done.map_err(migration_error)?;
    closed.map_err(failed)
}

/// The migrations, in order.
fn migrator() -> Migrator {
    Migrator::with_migrations(vec![migration(
        1,
        "first",
        include_str!("../../../../../migrations/postgres/0001_first.sql"),
    )])
}

async fn check_settings(conn: &mut PgConnection) -> Result<(), StorageError> {
    for setting in ["fsync", "full_page_writes", "synchronous_commit"] {
        let row = sqlx::query("SELECT current_setting($1)").bind(setting).fetch_one(&mut *conn).await;
        let value: String = row.and_then(|row| row.try_get(0)).map_err(failure::error)?;
        if value == "off" {
            return Err(StorageError::not_safe(format!(
                "PostgreSQL runs with {setting} = off, which loses acknowledged data in a crash; turn it on"
            )));
        }
    }
    Ok(())
}
