//! The audit log: any change behind our back is found (P-T1).

use accolade_storage::{
    Storage, StorageError,
    audit::{self, Break, Entry, Fault, Head},
    ids::IssuerId,
    testing,
};
use futures_util::future::join_all;
use serde_json::json;

use crate::fixtures::{at, bytes};

fn entry(number: u8) -> Entry {
    Entry {
        at: at(number.into()),
        actor: "ada".to_owned(),
        action: "credential.award".to_owned(),
        subject: format!("credential {number}"),
        values: json!({"to": "grace@navy.example", "amount": 1.50, "n": number}),
    }
}

async fn append(storage: &Storage, issuer: Option<IssuerId>, number: u8) -> Head {
    let done: Result<Head, StorageError> = storage
        .write(move |tx| {
            Box::pin(async move { audit::append(tx, issuer, &entry(number), [number; 32]).await })
        })
        .await;
    done.unwrap()
}

async fn verify(storage: &Storage, issuer: Option<IssuerId>, known: Option<Head>) -> Result<Head, Break> {
    audit::verify_chain(&mut storage.read().await.unwrap(), issuer, known).await.unwrap()
}

#[tokio::test]
async fn a_chain_holds_and_is_read_back() {
    for storage in testing::databases().await {
        let issuer = Some(IssuerId::from_random(bytes()));
        assert_eq!(verify(&storage, issuer, None).await, Ok(Head::EMPTY));
        let mut head = Head::EMPTY;
        for number in 1..=5 {
            head = append(&storage, issuer, number).await;
            append(&storage, None, number + 100).await;
        }
        assert_eq!(head.length, 5);
        assert_eq!(verify(&storage, issuer, Some(head)).await, Ok(head));
        assert_eq!(verify(&storage, None, None).await.map(|head| head.length), Ok(5));
        let mut conn = storage.read().await.unwrap();
        assert_eq!(audit::head(&mut conn, issuer).await, Ok(head));
        let newest = audit::list(&mut conn, issuer, None, 2).await.unwrap();
        let numbers: Vec<_> =
            newest.iter().map(|recorded| (recorded.number, recorded.entry.clone())).collect();
        assert_eq!(numbers, [(5, Some(entry(5))), (4, Some(entry(4)))]);
        let older = audit::list(&mut conn, issuer, Some(4), 9).await.unwrap();
        assert_eq!(older.len(), 3);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn parallel_entries_make_one_chain() {
    for storage in testing::databases().await {
        let issuer = Some(IssuerId::from_random(bytes()));
        let append = |number| {
            let storage: Storage = storage.clone();
            tokio::spawn(async move { append(&storage, issuer, number).await })
        };
        join_all((0..50).map(append)).await;
        let head = verify(&storage, issuer, None).await;
        assert_eq!(head.map(|head| head.length), Ok(50), "{}", storage.database());
    }
}

/// What an administrator of the database does, and what the chain says then.
const TAMPERED: &[(&str, u64, Fault)] = &[
    ("UPDATE audit_entry SET at = at + 1 WHERE number = 2", 2, Fault::Changed),
    ("UPDATE audit_entry SET erases = 1 WHERE number = 3", 3, Fault::Changed),
    ("UPDATE audit_entry SET commitment = hash WHERE number = 2", 2, Fault::Changed),
    ("UPDATE audit_entry SET hash = commitment WHERE number = 5", 5, Fault::Changed),
    (
        "UPDATE audit_values SET salt = (SELECT hash FROM audit_entry WHERE number = 1) WHERE number = 2",
        2,
        Fault::ValuesChanged,
    ),
    ("UPDATE audit_values SET actor = 'eve' WHERE number = 1", 1, Fault::ValuesChanged),
    ("UPDATE audit_values SET action = 'credential.revoke' WHERE number = 4", 4, Fault::ValuesChanged),
    ("UPDATE audit_values SET subject = subject || ' ' WHERE number = 4", 4, Fault::ValuesChanged),
    ("UPDATE audit_values SET \"values\" = '{}' WHERE number = 5", 5, Fault::ValuesChanged),
    ("DELETE FROM audit_values WHERE number = 3", 3, Fault::ValuesRemoved),
    ("UPDATE audit_chain SET length = 4", 0, Fault::Head),
    ("UPDATE audit_chain SET length = 6", 6, Fault::Missing),
    ("UPDATE audit_chain SET head = (SELECT hash FROM audit_entry WHERE number = 4)", 5, Fault::Head),
    (
        "UPDATE audit_chain SET length = 4, head = (SELECT hash FROM audit_entry WHERE number = 4)",
        5,
        Fault::Head,
    ),
    ("DELETE FROM audit_chain", 5, Fault::Head),
];

#[tokio::test]
async fn p_t1_every_changed_field_breaks_the_chain() {
    for storage in testing::databases().await {
        for (sql, number, fault) in TAMPERED {
            let issuer = Some(IssuerId::from_random(bytes()));
            storage
                .write(|tx| {
                    Box::pin(async move {
                        for table in
                            ["DELETE FROM audit_values", "DELETE FROM audit_entry", "DELETE FROM audit_chain"]
                        {
                            testing::run(tx, table).await?;
                        }
                        Ok::<_, StorageError>(())
                    })
                })
                .await
                .unwrap();
            let mut head = Head::EMPTY;
            for number in 1..=5 {
                head = append(&storage, issuer, number).await;
            }
            assert_eq!(verify(&storage, issuer, None).await, Ok(head));
            storage.write(move |tx| Box::pin(async move { testing::run(tx, sql).await })).await.unwrap();
            let broken = verify(&storage, issuer, Some(head)).await.expect_err(sql);
            assert_eq!(broken.fault, *fault, "{sql}");
            assert!(*number == 0 || broken.number == *number, "{sql}: {broken}");
        }
    }
}

#[tokio::test]
async fn p_t1_missing_and_swapped_entries_break_the_chain() {
    for storage in testing::databases().await {
        let issuer = Some(IssuerId::from_random(bytes()));
        let mut head = Head::EMPTY;
        for number in 1..=5 {
            head = append(&storage, issuer, number).await;
        }
        let cut = |values: &'static str, entries: &'static str, chain: &'static str| {
            storage.write(move |tx| {
                Box::pin(async move {
                    for sql in [values, entries, chain] {
                        testing::run(tx, sql).await?;
                    }
                    Ok::<_, StorageError>(())
                })
            })
        };
        // The tail, with the stored head made to fit: only a head that was kept elsewhere finds it.
        cut(
            "DELETE FROM audit_values WHERE number = 5",
            "DELETE FROM audit_entry WHERE number = 5",
            "UPDATE audit_chain SET length = 4, head = (SELECT hash FROM audit_entry WHERE number = 4)",
        )
        .await
        .unwrap();
        assert_eq!(verify(&storage, issuer, None).await.map(|head| head.length), Ok(4));
        let missing = Break { number: 5, fault: Fault::Missing };
        assert_eq!(verify(&storage, issuer, Some(head)).await, Err(missing));
        cut(
            "DELETE FROM audit_values WHERE number = 2",
            "DELETE FROM audit_entry WHERE number = 2",
            "UPDATE audit_chain SET length = length",
        )
        .await
        .unwrap();
        assert_eq!(verify(&storage, issuer, None).await, Err(Break { number: 2, fault: Fault::Missing }));
    }
}

#[tokio::test]
async fn values_can_be_erased_and_the_chain_says_so() {
    for storage in testing::databases().await {
        let issuer = Some(IssuerId::from_random(bytes()));
        for number in 1..=3 {
            append(&storage, issuer, number).await;
        }
        let erase = || {
            storage.write(move |tx| {
                Box::pin(async move {
                    let entry = Entry { action: "audit.erase".to_owned(), ..entry(4) };
                    audit::erase(tx, issuer, 2, &entry, [4; 32]).await
                })
            })
        };
        let head = erase().await.unwrap();
        assert_eq!(verify(&storage, issuer, None).await, Ok(head));
        let again: Result<Head, StorageError> = erase().await;
        assert!(matches!(again, Err(StorageError::Invalid { .. })), "{again:?}");
        let mut conn = storage.read().await.unwrap();
        let all = audit::list(&mut conn, issuer, None, 9).await.unwrap();
        assert_eq!(
            all.iter().filter(|recorded| recorded.entry.is_none()).map(|it| it.number).collect::<Vec<_>>(),
            [2]
        );
        let forge = "INSERT INTO audit_values SELECT issuer_id, 2, salt, actor, action, subject, \"values\" \
            FROM audit_values WHERE number = 3";
        storage.write(move |tx| Box::pin(async move { testing::run(tx, forge).await })).await.unwrap();
        let broken = verify(&storage, issuer, None).await;
        assert_eq!(broken, Err(Break { number: 2, fault: Fault::ValuesChanged }));
    }
}
