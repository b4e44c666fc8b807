//! PostgreSQL only: conflicts and lost connections.

use std::sync::{
    Arc,
    atomic::{AtomicU32, Ordering},
};

use accolade_storage::{Storage, StorageError, settings, testing};
use tokio::sync::Barrier;

use crate::proxy::Proxy;

const FIRST: &str = "UPDATE setting SET value = 'a' WHERE key = 'first'";
const SECOND: &str = "UPDATE setting SET value = 'b' WHERE key = 'second'";

/// Locks one row, waits for the other write to lock its own, then wants that one too.
async fn crossing(
    storage: Storage,
    runs: Arc<AtomicU32>,
    met: Arc<Barrier>,
    order: [&'static str; 2],
) -> Result<(), StorageError> {
    let first_run = Arc::new(AtomicU32::new(0));
    storage
        .write(move |tx| {
            let (runs, met, first_run) = (Arc::clone(&runs), Arc::clone(&met), Arc::clone(&first_run));
            Box::pin(async move {
                runs.fetch_add(1, Ordering::Relaxed);
                testing::run(tx, order[0]).await?;
                if first_run.fetch_add(1, Ordering::Relaxed) == 0 {
                    met.wait().await;
                }
                testing::run(tx, order[1]).await.map(drop)
            })
        })
        .await
}

#[tokio::test(flavor = "multi_thread")]
async fn p_i3_a_deadlock_is_resolved_by_running_again() {
    let Some(storage) = testing::postgres().await else { return };
    for key in ["first", "second"] {
        storage.write(move |tx| Box::pin(settings::set(tx, key, "start"))).await.unwrap();
    }
    let (runs, met) = (Arc::new(AtomicU32::new(0)), Arc::new(Barrier::new(2)));
    let cross = |order| tokio::spawn(crossing(storage.clone(), Arc::clone(&runs), Arc::clone(&met), order));
    let (one, two) = tokio::join!(cross([FIRST, SECOND]), cross([SECOND, FIRST]));
    one.unwrap().unwrap();
    two.unwrap().unwrap();
    assert_eq!(runs.load(Ordering::Relaxed), 3, "one of the two ran again");
}

#[tokio::test]
async fn p_i3_a_write_whose_connection_is_killed_runs_again_on_a_fresh_one() {
    let Some(storage) = testing::postgres().await else { return };
    let runs = Arc::new(AtomicU32::new(0));
    let counted = Arc::clone(&runs);
    let done: Result<(), StorageError> = storage
        .write(move |tx| {
            let runs = Arc::clone(&counted);
            Box::pin(async move {
                settings::set(tx, "survivor", "kept").await?;
                if runs.fetch_add(1, Ordering::Relaxed) == 0 {
                    testing::run(tx, "SELECT pg_terminate_backend(pg_backend_pid())").await?;
                }
                Ok(())
            })
        })
        .await;
    done.unwrap();
    assert_eq!(runs.load(Ordering::Relaxed), 2);
    let kept = settings::get(&mut storage.read().await.unwrap(), "survivor").await;
    assert_eq!(kept, Ok(Some("kept".to_owned())));
}

#[tokio::test(flavor = "multi_thread")]
async fn p_i3_a_commit_whose_answer_is_lost_is_not_done_twice() {
    let Some(direct) = testing::postgres().await else { return };
    let proxy = Proxy::before(direct.url()).await;
    let storage = Storage::open_with(proxy.url(), &testing::options()).await.unwrap();
    direct.write(|tx| Box::pin(settings::set(tx, "counter", "0"))).await.unwrap();
    let runs = Arc::new(AtomicU32::new(0));
    for number in 1..=3 {
        proxy.lose_the_next_commit();
        let counted = Arc::clone(&runs);
        let done: Result<(), StorageError> = storage
            .write(move |tx| {
                let runs = Arc::clone(&counted);
                Box::pin(async move {
                    runs.fetch_add(1, Ordering::Relaxed);
                    let sql = "UPDATE setting SET value = CAST(CAST(value AS BIGINT) + 1 AS TEXT) WHERE key = 'counter'";
                    testing::run(tx, sql).await.map(drop)
                })
            })
            .await;
        done.unwrap();
        assert_eq!(proxy.lost(), number, "the answer to the commit was lost on the way");
        let value = settings::get(&mut direct.read().await.unwrap(), "counter").await.unwrap();
        assert_eq!(value, Some(number.to_string()));
    }
    assert_eq!(runs.load(Ordering::Relaxed), 3, "what was committed does not run again");
}

#[tokio::test]
async fn an_endless_statement_is_stopped_and_its_connection_not_used_again() {
    let Some(storage) = testing::postgres().await else { return };
    let mut conn = storage.read().await.unwrap();
    testing::run(&mut conn, "SET statement_timeout = 50").await.unwrap();
    let slept = testing::run(&mut conn, "SELECT pg_sleep(60)").await;
    assert!(matches!(slept, Err(StorageError::Unavailable { .. })), "{slept:?}");
    assert!(testing::run(&mut conn, "SELECT 1").await.is_err());
    drop(conn);
    let mut conn = storage.read().await.unwrap();
    testing::run(&mut conn, "SELECT 1").await.unwrap();
}
