//! Whatever a value is, it comes back as it was, from both databases.

use accolade_storage::{credentials, mails, testing};
use proptest::{
    prelude::{Strategy, any},
    strategy::ValueTree as _,
    test_runner::TestRunner,
};
use serde_json::{Value, json};

use crate::fixtures::{at, award, bytes, ready};

/// Some values of the strategy, the same in every run.
fn some<T: std::fmt::Debug>(runner: &mut TestRunner, strategy: impl Strategy<Value = T>) -> Vec<T> {
    (0..20).map(|_| strategy.new_tree(runner).unwrap().current()).collect()
}

#[tokio::test]
async fn text_and_times_come_back_as_they_were() {
    let mut runner = TestRunner::deterministic();
    let texts = some(&mut runner, any::<String>().prop_map(|text| text.replace('\0', "")));
    let micros = some(&mut runner, -62_135_596_800_000_000..253_402_207_200_000_000_i64);
    for storage in testing::databases().await {
        let (_, issuer, achievement) = ready(&storage).await;
        for (text, micros) in texts.iter().zip(&micros) {
            let (text, micros) = (text.clone(), *micros);
            let made = award(&storage, &achievement, 0, move |made| {
                made.document.clone_from(&text);
                made.recipient_name.clone_from(&text);
                made.narrative = Some(text.clone());
                made.valid_until = Some(jiff::Timestamp::from_microsecond(micros).unwrap());
            })
            .await;
            let mut conn = storage.read().await.unwrap();
            let found = credentials::find(&mut conn, issuer.id, made.id).await;
            assert_eq!(found, Ok(Some(made)), "{}", storage.database());
        }
    }
}

fn json_values() -> impl Strategy<Value = Value> {
    let leaf = proptest::prop_oneof![
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 12, 4, |inner| {
        proptest::prop_oneof![
            proptest::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            proptest::collection::hash_map(any::<String>(), inner, 0..4)
                .prop_map(|members| members.into_iter().collect::<Value>()),
        ]
    })
}

#[tokio::test]
async fn json_comes_back_with_its_members_in_their_order() {
    let mut runner = TestRunner::deterministic();
    let values = some(&mut runner, json_values());
    for storage in testing::databases().await {
        for value in &values {
            let mail = mails::NewMail {
                id: accolade_storage::ids::MailId::from_random(bytes()),
                kind: "test".to_owned(),
                to: "grace@navy.example".to_owned(),
                payload: json!({"z": value, "a": 1}),
                issuer_id: None,
                credential_id: None,
                created_at: at(0),
            };
            let (id, expected) = (mail.id, mail.payload.to_string());
            let done: Result<(), accolade_storage::StorageError> = storage
                .write(move |tx| {
                    let mail = mail.clone();
                    Box::pin(async move { mails::enqueue(tx, &mail).await })
                })
                .await;
            done.unwrap();
            let found = mails::find(&mut storage.read().await.unwrap(), id).await.unwrap().unwrap();
            assert_eq!(found.payload.to_string(), expected, "{}", storage.database());
        }
    }
}
