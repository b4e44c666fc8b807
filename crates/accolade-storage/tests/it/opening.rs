//! Opening: migration, refusals (P-D6), closing.

use accolade_storage::{
    Options, Storage, StorageError, settings,
    testing::{self, TestDatabase},
};
use futures_util::future::join_all;

async fn run(storage: &TestDatabase, sql: &'static str) {
    storage.write(move |tx| Box::pin(async move { testing::run(tx, sql).await })).await.unwrap();
}

#[tokio::test]
async fn what_was_written_is_there_when_it_is_opened_again() {
    for storage in testing::databases().await {
        storage.write(|tx| Box::pin(settings::set(tx, "instance.name", "Kept"))).await.unwrap();
        storage.close().await;
        assert!(matches!(storage.read().await.map(drop), Err(StorageError::Unavailable { .. })));
        let write: Result<(), StorageError> =
            storage.write(|tx| Box::pin(settings::set(tx, "instance.name", "Late"))).await;
        assert!(matches!(write, Err(StorageError::Unavailable { .. })), "{write:?}");
        if storage.database() == "PostgreSQL" {
            let again = Storage::open_with(storage.url(), &testing::options()).await.unwrap();
            let name = settings::get(&mut again.read().await.unwrap(), "instance.name").await;
            assert_eq!(name, Ok(Some("Kept".to_owned())));
        }
    }
}

#[tokio::test]
async fn closing_empties_the_wal_and_lets_another_process_in() {
    let storage = testing::sqlite().await;
    storage.write(|tx| Box::pin(settings::set(tx, "instance.name", "Kept"))).await.unwrap();
    let url = storage.url().to_owned();
    let second = Storage::open(&url).await.map(drop);
    let pid = std::process::id().to_string();
    assert!(matches!(&second, Err(StorageError::InUse { pid: holder, .. }) if *holder == pid), "{second:?}");
    storage.close().await;
    let folder = storage.folder().unwrap();
    assert!(!folder.join("accolade.db-wal").exists(), "the WAL is checkpointed and gone");
}

#[tokio::test]
async fn migrating_again_and_from_several_nodes_at_once_changes_nothing() {
    let Some(storage) = testing::postgres().await else { return };
    run(&storage, "DROP SCHEMA public CASCADE").await;
    run(&storage, "CREATE SCHEMA public").await;
    let options = testing::options();
    let opened = join_all((0..6).map(|_| Storage::open_with(storage.url(), &options))).await;
    let opened: Vec<Storage> = opened.into_iter().map(Result::unwrap).collect();
    opened[0].write(|tx| Box::pin(settings::set(tx, "instance.name", "One"))).await.unwrap();
    let name = settings::get(&mut opened[5].read().await.unwrap(), "instance.name").await;
    assert_eq!(name, Ok(Some("One".to_owned())));
}

#[tokio::test]
async fn p_d6_a_newer_schema_is_refused() {
    for storage in testing::databases().await {
        let sql = match storage.database() {
            "SQLite" => "INSERT INTO _sqlx_migrations VALUES (999, 'future', '2031-01-01', 1, x'00', 1)",
            _ => "INSERT INTO _sqlx_migrations VALUES (999, 'future', now(), true, '\\x00', 1)",
        };
        run(&storage, sql).await;
        let url = reopenable(&storage).await;
        let opened = Storage::open_with(&url, &testing::options()).await.map(drop);
        assert_eq!(opened, Err(StorageError::TooNew { version: 999 }), "{}", storage.database());
    }
}

#[tokio::test]
async fn p_d6_a_changed_migration_is_refused() {
    for storage in testing::databases().await {
        let sql = match storage.database() {
            "SQLite" => "UPDATE _sqlx_migrations SET checksum = x'00'",
            _ => "UPDATE _sqlx_migrations SET checksum = '\\x00'",
        };
        run(&storage, sql).await;
        let url = reopenable(&storage).await;
        let opened = Storage::open_with(&url, &testing::options()).await.map(drop);
        assert!(matches!(opened, Err(StorageError::Corrupt { .. })), "{opened:?}");
    }
}

/// Closed on SQLite and moved away from the lock that this process still holds.
async fn reopenable(storage: &TestDatabase) -> String {
    storage.close().await;
    let Some(folder) = storage.folder() else { return storage.url().to_owned() };
    let copy = folder.join("copy.db");
    std::fs::copy(folder.join("accolade.db"), &copy).unwrap();
    format!("sqlite:{}", copy.display())
}

#[tokio::test]
async fn p_d6_another_programs_file_is_refused() {
    let storage = testing::sqlite().await;
    run(&storage, "PRAGMA application_id = 1").await;
    let url = reopenable(&storage).await;
    let opened = Storage::open(&url).await.map(drop);
    assert!(matches!(&opened, Err(StorageError::Unsafe { .. })), "{opened:?}");
}

#[tokio::test]
async fn p_d6_a_server_that_may_lose_data_is_refused() {
    let Some(storage) = testing::postgres().await else { return };
    let sql = "DO $$ BEGIN EXECUTE format('ALTER DATABASE %I SET synchronous_commit = off', current_database()); END $$";
    run(&storage, sql).await;
    let opened = Storage::open(storage.url()).await.map(drop);
    let Err(StorageError::Unsafe { reason }) = &opened else { panic!("{opened:?}") };
    assert!(reason.contains("synchronous_commit"), "{reason}");
    Storage::open_with(storage.url(), &testing::options()).await.unwrap();
}

#[tokio::test]
async fn p_d6_sqlite_runs_with_the_settings_that_lose_nothing() {
    let storage = testing::sqlite().await;
    for (setting, value) in [
        ("PRAGMA synchronous", "2"),
        ("PRAGMA foreign_keys", "1"),
        ("PRAGMA secure_delete", "1"),
        ("PRAGMA trusted_schema", "0"),
        ("PRAGMA cell_size_check", "1"),
        ("PRAGMA journal_mode", "wal"),
        ("PRAGMA application_id", "1097034852"),
    ] {
        assert_eq!(testing::ask_sqlite(&storage, setting).await, Ok(value.to_owned()), "{setting}");
    }
}

#[tokio::test]
async fn other_addresses_are_refused() {
    for url in ["", "mysql://localhost/accolade", "accolade.db"] {
        let opened = Storage::open_with(url, &Options::default()).await.map(drop);
        assert!(matches!(opened, Err(StorageError::Invalid { .. })), "{url}: {opened:?}");
    }
    let nowhere = Storage::open("sqlite:/nowhere/at/all/accolade.db").await.map(drop);
    assert!(matches!(nowhere, Err(StorageError::Unavailable { .. })), "{nowhere:?}");
    let nobody = Storage::open("postgres://nobody@127.0.0.1:1/accolade").await.map(drop);
    assert!(matches!(nobody, Err(StorageError::Unavailable { .. })), "{nobody:?}");
}
