//! Writes: each for itself, many at once, none lost.

use std::{
    sync::{
        Arc,
        atomic::{AtomicU32, Ordering},
    },
    time::Duration,
};

use accolade_storage::{Storage, StorageError, ids::IssuerId, issuers, settings, testing};
use futures_util::{FutureExt as _, future::join_all};
use tokio::sync::Notify;

use crate::fixtures::{bytes, issuer};

async fn set(storage: &Storage, key: &'static str, value: &'static str) -> Result<(), StorageError> {
    storage.write(move |tx| Box::pin(settings::set(tx, key, value))).await
}

async fn get(storage: &Storage, key: &str) -> Option<String> {
    settings::get(&mut storage.read().await.unwrap(), key).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn an_error_undoes_its_own_closure_only() {
    for storage in testing::databases().await {
        let writes = (0..100).map(|number| {
            storage.write(move |tx| {
                Box::pin(async move {
                    settings::set(tx, &format!("number.{number}"), "kept").await?;
                    if number % 10 == 3 {
                        Err(StorageError::Invalid { reason: "ours".into() })
                    } else {
                        Ok(number)
                    }
                })
            })
        });
        let results = join_all(writes).await;
        for (number, result) in (0..100).zip(results) {
            let kept = get(&storage, &format!("number.{number}")).await;
            assert_eq!(result.is_ok(), number % 10 != 3, "{number}");
            assert_eq!(kept.is_some(), result.is_ok(), "{number}");
        }
    }
}

#[tokio::test]
async fn a_panic_reaches_the_caller_and_harms_nobody_else() {
    for storage in testing::databases().await {
        let panics = storage.write(|tx| {
            Box::pin(async move {
                settings::set(tx, "panicked", "lost").await?;
                on_purpose()
            })
        });
        let beside = set(&storage, "beside", "kept");
        let (panicked, beside) = tokio::join!(std::panic::AssertUnwindSafe(panics).catch_unwind(), beside);
        let payload = panicked.expect_err("the caller panics");
        assert_eq!(payload.downcast_ref::<&str>(), Some(&"on purpose"));
        beside.unwrap();
        assert_eq!(get(&storage, "panicked").await, None);
        assert_eq!(get(&storage, "beside").await.as_deref(), Some("kept"));
        set(&storage, "after", "kept").await.unwrap();
    }
}

fn on_purpose() -> Result<(), StorageError> {
    panic!("on purpose")
}

#[tokio::test]
async fn a_failed_query_fails_the_closure_even_if_it_looks_away() {
    for storage in testing::databases().await {
        let issuer = issuer();
        let looked_away: Result<(), StorageError> = storage
            .write(move |tx| {
                let issuer = issuer.clone();
                Box::pin(async move {
                    settings::set(tx, "first", "lost").await?;
                    issuers::insert(tx, &issuer).await?;
                    let twice = issuers::insert(tx, &issuer).await;
                    assert!(twice.is_err_and(|error| error.is_conflict("issuer_id")));
                    let after = settings::set(tx, "second", "lost").await;
                    assert!(after.is_err(), "nothing more is asked");
                    Ok(())
                })
            })
            .await;
        assert!(looked_away.is_err_and(|error| error.is_conflict("issuer_id")));
        assert_eq!(get(&storage, "first").await, None);
    }
}

#[tokio::test]
async fn references_are_enforced_and_text_has_no_nul() {
    for storage in testing::databases().await {
        let stranger = IssuerId::from_random(bytes());
        let orphan: Result<(u32, u32), StorageError> = storage
            .write(move |tx| Box::pin(accolade_storage::status_lists::reserve(tx, stranger, |_| 1)))
            .await;
        assert!(orphan.is_err_and(|error| error.is_conflict("foreign_key")));
        let nul = set(&storage, "name", "a\u{0}b").await;
        assert!(matches!(nul, Err(StorageError::Invalid { .. })), "{nul:?}");
    }
}

#[tokio::test]
async fn a_write_inside_a_write_is_refused_instead_of_waiting_for_itself() {
    for storage in testing::databases().await {
        let inner = Storage::clone(&storage);
        let nested: Result<(), StorageError> = storage
            .write(move |_| {
                let inner = inner.clone();
                Box::pin(async move { set(&inner, "nested", "lost").await })
            })
            .await;
        assert!(matches!(nested, Err(StorageError::Invalid { .. })), "{nested:?}");
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_caller_that_goes_away_does_not_stop_its_write() {
    for storage in testing::databases().await {
        let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
        let caller = {
            let (storage, begun, go) = (Storage::clone(&storage), Arc::clone(&begun), Arc::clone(&go));
            tokio::spawn(async move {
                storage
                    .write(move |tx| {
                        let (begun, go) = (Arc::clone(&begun), Arc::clone(&go));
                        Box::pin(async move {
                            begun.notify_one();
                            go.notified().await;
                            settings::set(tx, "gone", "kept").await
                        })
                    })
                    .await
            })
        };
        begun.notified().await;
        caller.abort();
        assert!(caller.await.is_err_and(|error| error.is_cancelled()));
        go.notify_one();
        storage.close().await;
        let Some(folder) = storage.folder() else { continue };
        let copy = folder.join("copy.db");
        std::fs::copy(folder.join("accolade.db"), &copy).unwrap();
        let copy = Storage::open(&format!("sqlite:{}", copy.display())).await.unwrap();
        assert_eq!(get(&copy, "gone").await.as_deref(), Some("kept"));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_full_queue_says_so_at_once_and_loses_nothing_it_took() {
    let storage = testing::sqlite().await;
    let (begun, go) = (Arc::new(Notify::new()), Arc::new(Notify::new()));
    let blocker = {
        let (storage, begun, go) = (Storage::clone(&storage), Arc::clone(&begun), Arc::clone(&go));
        tokio::spawn(async move {
            storage
                .write(move |_| {
                    let (begun, go) = (Arc::clone(&begun), Arc::clone(&go));
                    Box::pin(async move {
                        begun.notify_one();
                        go.notified().await;
                        Ok::<_, StorageError>(())
                    })
                })
                .await
        })
    };
    begun.notified().await;
    let ran = Arc::new(AtomicU32::new(0));
    let write = |_| {
        let ran = Arc::clone(&ran);
        storage.write(move |_| {
            let ran = Arc::clone(&ran);
            Box::pin(async move {
                ran.fetch_add(1, Ordering::Relaxed);
                Ok::<_, StorageError>(())
            })
        })
    };
    let mut writes: Vec<_> = (0..1_010).map(|number| Box::pin(write(number))).collect();
    let mut busy = 0;
    let mut waiting = Vec::new();
    for mut write in writes.drain(..) {
        match (&mut write).now_or_never() {
            Some(refused) => {
                assert_eq!(refused, Err(StorageError::Busy));
                busy += 1;
            }
            None => waiting.push(write),
        }
    }
    assert_eq!((busy, waiting.len()), (10, 1_000));
    go.notify_one();
    assert!(join_all(waiting).await.iter().all(Result::is_ok));
    assert_eq!(ran.load(Ordering::Relaxed), 1_000);
    blocker.await.unwrap().unwrap();
}

#[tokio::test]
async fn many_writes_share_a_commit() {
    let storage = testing::sqlite().await;
    let size = |storage: &testing::TestDatabase| {
        let wal = storage.folder().unwrap().join("accolade.db-wal");
        std::fs::metadata(wal).unwrap().len()
    };
    set(&storage, "one", "alone").await.unwrap();
    let before = size(&storage);
    set(&storage, "two", "alone").await.unwrap();
    let alone = size(&storage) - before;
    let before = size(&storage);
    join_all((0..60).map(|_| set(&storage, "many", "together"))).await.into_iter().for_each(Result::unwrap);
    let together = size(&storage) - before;
    assert!(together < 60 * alone / 4, "60 writes wrote {together} bytes, one writes {alone}");
}

#[tokio::test]
async fn reads_cannot_write() {
    for storage in testing::databases().await {
        let mut conn = storage.read().await.unwrap();
        let written = testing::run(&mut conn, "INSERT INTO setting (key, value) VALUES ('a', 'b')").await;
        assert!(written.is_err(), "{}: {written:?}", storage.database());
    }
}

#[tokio::test]
async fn a_closure_that_never_ends_is_undone() {
    for database in testing::databases().await {
        let mut options = testing::options();
        options.write_timeout = Duration::from_millis(50);
        let url = match database.folder() {
            Some(folder) => format!("sqlite:{}", folder.join("other.db").display()),
            None => database.url().to_owned(),
        };
        let storage = Storage::open_with(&url, &options).await.unwrap();
        let endless: Result<(), StorageError> = storage
            .write(|tx| {
                Box::pin(async move {
                    settings::set(tx, "endless", "lost").await?;
                    std::future::pending().await
                })
            })
            .await;
        assert!(matches!(endless, Err(StorageError::Unavailable { .. })), "{endless:?}");
        assert_eq!(get(&storage, "endless").await, None);
        let after: Result<(), StorageError> = storage.write(|_| Box::pin(async { Ok(()) })).await;
        after.unwrap();
    }
}

#[tokio::test]
async fn a_reader_that_wants_to_write_does_not_wait_for_itself() {
    for database in testing::databases().await {
        let storage = Storage::clone(&database);
        // As many readers as there are connections, each of which writes while it reads.
        let held = join_all((0..4).map(|_| storage.read())).await;
        assert!(held.iter().all(Result::is_ok));
        join_all((0..4).map(|_| set(&storage, "both", "kept"))).await.into_iter().for_each(Result::unwrap);
    }
}

#[test]
fn the_default_wait_for_a_connection_is_short() {
    assert_eq!(accolade_storage::Options::default().acquire_timeout, Duration::from_secs(2));
}
