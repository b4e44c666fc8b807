//! Writes: all or nothing, many at once, none lost.

use accolade_storage::{StorageError, settings, testing};

#[tokio::test]
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
        let results = futures_util::future::join_all(writes).await;
        let mut conn = storage.read().await.unwrap();
        for (number, result) in (0..100).zip(results) {
            let kept = settings::get(&mut conn, &format!("number.{number}")).await.unwrap();
            assert_eq!(result.is_ok(), number % 10 != 3, "{number}");
            assert_eq!(kept.is_some(), result.is_ok(), "{number}");
        }
    }
}
