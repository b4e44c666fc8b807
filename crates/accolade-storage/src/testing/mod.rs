//! Databases for tests: fresh, migrated, and gone when they are dropped.
//!
//! PostgreSQL takes part when `ACCOLADE_TEST_DATABASE_URL` is set to the address of a server
//! (`postgres://postgres@localhost:5432`): every test makes a database of its own there. Without it a test says aloud
//! that it skips PostgreSQL, and fails under `REQUIRE_POSTGRES=1`.

mod faults;
mod postgres;
mod queries;
mod schema;

use std::{ops::Deref, path::PathBuf, time::Duration};

use crate::{Options, Storage};

pub use faults::{allow, refuse, row_counts};
pub use queries::{PreparedQuery, ask_sqlite, plans, prepare_all, run};
pub use schema::{Column, Table, tables};

/// A database that is removed when this is dropped.
pub struct TestDatabase {
    storage: Storage,
    url: String,
    // Dropped after `storage`: fields are dropped in order.
    keeper: Keeper,
}

enum Keeper {
    Folder(tempfile::TempDir),
    Postgres(#[expect(dead_code, reason = "held for its Drop")] postgres::TestDatabase),
}

impl Deref for TestDatabase {
    type Target = Storage;

    fn deref(&self) -> &Storage {
        &self.storage
    }
}

impl TestDatabase {
    /// The address with which it was opened.
    pub fn url(&self) -> &str {
        &self.url
    }

    /// A folder for this test's files; `None` on PostgreSQL.
    pub fn folder(&self) -> Option<PathBuf> {
        match &self.keeper {
            Keeper::Folder(folder) => Some(folder.path().to_owned()),
            Keeper::Postgres(_) => None,
        }
    }
}

/// The options of a test: its server may run without fsync, and a busy machine gets its time.
pub fn options() -> Options {
    let acquire_timeout = Duration::from_mins(1);
    Options { accept_data_loss: true, connections: 4, acquire_timeout, ..Options::default() }
}

/// A fresh database of every kind there is here: SQLite always, PostgreSQL when a server is given.
///
/// # Panics
/// When one cannot be made.
pub async fn databases() -> Vec<TestDatabase> {
    let mut databases = vec![sqlite().await];
    databases.extend(postgres().await);
    databases
}

/// A fresh SQLite database in a temporary folder.
///
/// # Panics
/// When it cannot be made.
#[expect(clippy::expect_used, reason = "for tests")]
pub async fn sqlite() -> TestDatabase {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let url = format!("sqlite:{}", folder.path().join("accolade.db").display());
    let storage = Storage::open_with(&url, &options()).await.expect("SQLite opens");
    TestDatabase { storage, url, keeper: Keeper::Folder(folder) }
}

/// A fresh PostgreSQL database, when a server is given.
///
/// # Panics
/// When it cannot be made, or under `REQUIRE_POSTGRES=1` without a server.
#[expect(clippy::expect_used, clippy::print_stdout, reason = "for tests")]
pub async fn postgres() -> Option<TestDatabase> {
    let Ok(server) = std::env::var("ACCOLADE_TEST_DATABASE_URL") else {
        assert!(
            std::env::var("REQUIRE_POSTGRES").as_deref() != Ok("1"),
            "REQUIRE_POSTGRES=1 and ACCOLADE_TEST_DATABASE_URL is not set"
        );
        println!("skipped: PostgreSQL (set ACCOLADE_TEST_DATABASE_URL)");
        return None;
    };
    let database = postgres::TestDatabase::make(&server).await;
    let url = database.url().to_owned();
    let storage = Storage::open_with(&url, &options()).await.expect("PostgreSQL opens");
    Some(TestDatabase { storage, url, keeper: Keeper::Postgres(database) })
}
