//! Opening the file: settings that lose nothing, checked before the first write.

use std::{path::Path, sync::Arc, time::Duration};

use sqlx::{
    ConnectOptions as _, Connection as _, Row as _, SqliteConnection,
    migrate::Migrator,
    sqlite::{SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous},
};

use super::{super::migration, super::migration_error, lock::PidFile, place, writer::Writer};
use crate::{
    Options, StorageError,
    conn::{Conn, Inner},
    failure,
    write::Closure,
};

/// "Acld": what `file` and other programs know our database by.
const APPLICATION_ID: i64 = 0x4163_6c64;

/// Older ones can lose committed rows in WAL mode with several connections.
const OLDEST: (u32, u32, u32) = (3, 51, 3);

/// The WAL file is cut back to this many bytes when a checkpoint has emptied it.
const WAL_LIMIT: &str = "67108864";

/// An open SQLite database.
#[derive(Clone)]
pub(crate) struct Database {
    readers: SqlitePool,
    alone: SqlitePool,
    writer: Writer,
    _pid: Arc<PidFile>,
}

impl Database {
    pub(crate) async fn open(path: &Path, options: &Options) -> Result<Self, StorageError> {
        if !options.accept_data_loss {
            place::check(path)?;
        }
        let pid = PidFile::lock(path)?;
        let mut writer = settings(path).connect().await.map_err(failure::error)?;
        prepare(&mut writer, options).await?;
        writer.close().await.map_err(failure::error)?;
        let acquire = options.acquire_timeout;
        let pool = || SqlitePoolOptions::new().acquire_timeout(acquire).test_before_acquire(false);
        let readers = pool()
            .max_connections(options.connections())
            .min_connections(1)
            .connect_with(settings(path).pragma("query_only", "ON"))
            .await
            .map_err(failure::error)?;
        let alone = pool().max_connections(1).idle_timeout(None).max_lifetime(None);
        let alone = alone.connect_with(settings(path)).await.map_err(failure::error)?;
        let writer = Writer::start(&alone, options).await?;
        Ok(Self { readers, alone, writer, _pid: Arc::new(pid) })
    }

    pub(crate) async fn read(&self) -> Result<Conn, StorageError> {
        let conn = self.readers.acquire().await.map_err(failure::error)?;
        Ok(Conn::new(Inner::Sqlite(conn)))
    }

    pub(crate) async fn write<T, E, F>(&self, closure: F) -> Result<T, E>
    where
        F: Closure<T, E>,
        T: Send + 'static,
        E: From<StorageError> + Send + 'static,
    {
        self.writer.write(closure).await
    }

    pub(crate) async fn stopped(&self) {
        self.writer.stopped().await;
    }

    /// Lets the writer finish what it was given, then closes every connection, which empties the WAL.
    pub(crate) async fn close(&self) {
        self.writer.close().await;
        self.alone.close().await;
        self.readers.close().await;
    }
}

fn settings(path: &Path) -> SqliteConnectOptions {
    SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true)
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true)
        .busy_timeout(Duration::from_secs(5))
        .statement_cache_capacity(500)
        .pragma("trusted_schema", "OFF")
        .pragma("cell_size_check", "ON")
        .pragma("secure_delete", "ON")
        .pragma("journal_size_limit", WAL_LIMIT)
        .pragma("wal_autocheckpoint", "0")
}

/// Checks version and settings and brings the schema up to date.
async fn prepare(conn: &mut SqliteConnection, options: &Options) -> Result<(), StorageError> {
    check_version(conn).await?;
    check_application(conn).await?;
    if !options.accept_data_loss {
        check_settings(conn).await?;
    }
    migrator().run_direct(None, conn, false).await.map_err(migration_error)
}

fn migrator() -> Migrator {
    Migrator::with_migrations(vec![migration(
        1,
        "first",
        include_str!("../../../../../migrations/sqlite/0001_first.sql"),
    )])
}

async fn check_version(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    let version: String = value(conn, "SELECT sqlite_version()").await?;
    let mut parts = version.split('.').map_while(|part| part.parse::<u32>().ok());
    let mut next = || parts.next().unwrap_or_default();
    if (next(), next(), next()) < OLDEST {
        let (major, minor, patch) = OLDEST;
        return Err(StorageError::not_safe(format!(
            "SQLite {version} can lose data; {major}.{minor}.{patch} or newer is needed"
        )));
    }
    Ok(())
}

async fn check_application(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    let found: i64 = value(conn, "PRAGMA application_id").await?;
    let tables: i64 = value(conn, "SELECT count(*) FROM sqlite_schema").await?;
    match (found, tables) {
        (APPLICATION_ID, _) => Ok(()),
        (0, 0) => {
            let set = sqlx::query("PRAGMA application_id = 1097034852").execute(conn).await;
            set.map(|_| ()).map_err(failure::error)
        }
        _ => Err(StorageError::not_safe("the file is not a database of Accolade; choose another path")),
    }
}

async fn check_settings(conn: &mut SqliteConnection) -> Result<(), StorageError> {
    let journal: String = value(conn, "PRAGMA journal_mode").await?;
    let synchronous: i64 = value(conn, "PRAGMA synchronous").await?;
    let foreign_keys: i64 = value(conn, "PRAGMA foreign_keys").await?;
    if journal != "wal" || synchronous < 2 || foreign_keys != 1 {
        return Err(StorageError::not_safe(format!(
            "SQLite runs with journal_mode={journal}, synchronous={synchronous}, foreign_keys={foreign_keys}; \
             wal, 2 and 1 are needed"
        )));
    }
    Ok(())
}

async fn value<T>(conn: &mut SqliteConnection, sql: &'static str) -> Result<T, StorageError>
where
    for<'r> T: sqlx::Decode<'r, sqlx::Sqlite> + sqlx::Type<sqlx::Sqlite>,
{
    let row = sqlx::query(sql).fetch_one(conn).await.map_err(failure::error)?;
    row.try_get_unchecked(0).map_err(failure::error)
}
