//! The control of the crash test: a write that is acknowledged before it is committed.

use std::{sync::Arc, time::Duration};

use accolade_storage::{Storage, StorageError, settings, testing};

#[tokio::test]
async fn the_control_acknowledges_what_is_not_there_yet() {
    for database in testing::databases().await {
        // SQLite's file belongs to the first one to open it.
        let url = match database.folder() {
            Some(folder) => format!("sqlite:{}", folder.join("control.db").display()),
            None => database.url().to_owned(),
        };
        let mut options = testing::options();
        options.acknowledge_before_commit = Some(Duration::from_millis(200));
        options.back_off = Arc::new(|_| Duration::ZERO);
        let storage = Storage::open_with(&url, &options).await.unwrap();
        let write: Result<(), StorageError> =
            storage.write(|tx| Box::pin(settings::set(tx, "control", "late"))).await;
        write.unwrap();
        let mut conn = storage.read().await.unwrap();
        assert_eq!(settings::get(&mut conn, "control").await, Ok(None), "{}", storage.database());
    }
}
