//! All or nothing (P-D2): an award is refused at each of its tables in turn, and nothing of it is left.

use accolade_storage::{
    Storage, StorageError,
    achievements::Achievement,
    audit::{self, Entry},
    credentials,
    ids::MailId,
    mails::{self, NewMail},
    settings, status_lists,
    testing::{self, TestDatabase},
};
use serde_json::json;

use crate::fixtures::{at, below, bytes, credential, ready};

/// What an award writes to. Revoking is among it for the change of a row.
const TABLES: &[(&str, &str)] = &[
    ("status_list", "INSERT"),
    ("status_list", "UPDATE"),
    ("status_entry", "INSERT"),
    ("credential", "INSERT"),
    ("credential", "UPDATE"),
    ("mail", "INSERT"),
    ("audit_chain", "INSERT"),
    ("audit_chain", "UPDATE"),
    ("audit_entry", "INSERT"),
    ("audit_values", "INSERT"),
];

async fn whole_award(storage: &Storage, of: &Achievement) -> Result<(), StorageError> {
    let of = of.clone();
    storage
        .write(move |tx| {
            let of = of.clone();
            Box::pin(async move {
                let slot = status_lists::reserve(tx, of.issuer_id, below).await?;
                let made = credential(&of, slot, 0);
                credentials::insert(tx, &made).await?;
                let mail = NewMail {
                    id: MailId::from_random(bytes()),
                    kind: "award".to_owned(),
                    to: made.recipient_email.clone(),
                    payload: json!({}),
                    issuer_id: Some(of.issuer_id),
                    credential_id: Some(made.id),
                    created_at: at(0),
                };
                mails::enqueue(tx, &mail).await?;
                credentials::revoke(tx, of.issuer_id, made.id, "At once", at(1)).await?;
                let entry = Entry {
                    at: at(0),
                    actor: "ada".to_owned(),
                    action: "credential.award".to_owned(),
                    subject: made.id.to_string(),
                    values: json!({}),
                };
                audit::append(tx, Some(of.issuer_id), &entry, [1; 32]).await.map(drop)
            })
        })
        .await
}

#[tokio::test]
async fn p_d2_an_award_that_fails_at_any_table_leaves_nothing() {
    for storage in testing::databases().await {
        let (_, _, achievement) = ready(&storage).await;
        for (table, event) in TABLES {
            let before = testing::row_counts(&storage).await.unwrap();
            testing::refuse(&storage, table, event).await.unwrap();
            let done = whole_award(&storage, &achievement).await;
            assert!(done.is_err(), "{}: {event} on {table} was not refused", storage.database());
            testing::allow(&storage, table, event).await.unwrap();
            let after = testing::row_counts(&storage).await.unwrap();
            assert_eq!(before, after, "{}: {event} on {table}", storage.database());
        }
        whole_award(&storage, &achievement).await.unwrap();
        whole_award(&storage, &achievement).await.unwrap();
        check_nothing_lingers(&storage).await;
    }
}

/// A refused write does not disturb the next.
async fn check_nothing_lingers(storage: &TestDatabase) {
    storage.write(|tx| Box::pin(settings::set(tx, "after", "all"))).await.unwrap();
    let counts = testing::row_counts(storage).await.unwrap();
    assert_eq!(counts["credential"], 2);
    assert_eq!(counts["mail"], 2);
    assert_eq!(counts["audit_entry"], 2);
    assert_eq!(counts["status_entry"], 2);
}
