//! The outbox: leases by the database's clock, fences, giving up (P-I4).

use std::collections::BTreeSet;

use accolade_storage::{
    Storage, StorageError,
    ids::MailId,
    mails::{self, ATTEMPTS, Mail, MailState, NewMail},
    testing,
};
use futures_util::future::join_all;
use serde_json::json;

use crate::fixtures::{at, bytes};

fn mail(seconds: i64) -> NewMail {
    NewMail {
        id: MailId::from_random(bytes()),
        kind: "sign_in".to_owned(),
        to: "grace@navy.example".to_owned(),
        payload: json!({"z": 1, "a": ["\u{0}", null, 1.50]}),
        issuer_id: None,
        credential_id: None,
        created_at: at(seconds),
    }
}

async fn enqueue(storage: &Storage, mail: &NewMail) {
    let mail = mail.clone();
    let done: Result<(), StorageError> = storage
        .write(move |tx| {
            let mail = mail.clone();
            Box::pin(async move { mails::enqueue(tx, &mail).await })
        })
        .await;
    done.unwrap();
}

async fn claim(storage: &Storage, seconds: i64, limit: u32) -> Vec<Mail> {
    let claimed: Result<_, StorageError> =
        storage.write(move |tx| Box::pin(mails::claim(tx, at(seconds), limit))).await;
    claimed.unwrap()
}

async fn failed(storage: &Storage, id: MailId, fence: u32, retry: i64) -> bool {
    let noted: Result<_, StorageError> =
        storage.write(move |tx| Box::pin(mails::failed(tx, id, fence, "421 later", at(retry)))).await;
    noted.unwrap()
}

async fn done(storage: &Storage, id: MailId, fence: u32) -> bool {
    let noted: Result<_, StorageError> =
        storage.write(move |tx| Box::pin(mails::done(tx, id, fence, at(99)))).await;
    noted.unwrap()
}

async fn find(storage: &Storage, id: MailId) -> Mail {
    mails::find(&mut storage.read().await.unwrap(), id).await.unwrap().unwrap()
}

/// As if the lease had passed on the database's clock.
async fn expire_leases(storage: &Storage) {
    let sql = "UPDATE mail SET lease_until = 1";
    storage.write(move |tx| Box::pin(async move { testing::run(tx, sql).await })).await.unwrap();
}

#[tokio::test]
async fn a_mail_is_claimed_when_it_is_due_and_by_one_worker() {
    for storage in testing::databases().await {
        let (first, second) = (mail(10), mail(20));
        enqueue(&storage, &second).await;
        enqueue(&storage, &first).await;
        assert_eq!(claim(&storage, 9, 10).await, []);
        let claimed = claim(&storage, 20, 1).await;
        assert_eq!(claimed.len(), 1);
        let got = &claimed[0];
        assert_eq!(
            (got.id, &got.payload, got.attempt),
            (first.id, &first.payload, 1),
            "the longest due first"
        );
        assert_eq!(claim(&storage, 20, 10).await[0].id, second.id);
        assert_eq!(claim(&storage, 20, 10).await, [], "both are taken");
        assert!(done(&storage, first.id, got.fence).await);
        let sent = find(&storage, first.id).await;
        assert_eq!((sent.state, sent.sent_at), (MailState::Sent, Some(at(99))));
        assert!(!done(&storage, first.id, got.fence).await, "only once");
    }
}

#[tokio::test]
async fn a_dead_workers_mail_is_taken_over_and_the_zombie_is_ignored() {
    for storage in testing::databases().await {
        let mail = mail(0);
        enqueue(&storage, &mail).await;
        let zombie = claim(&storage, 0, 1).await.remove(0);
        expire_leases(&storage).await;
        let heir = claim(&storage, 0, 1).await.remove(0);
        assert!(heir.fence > zombie.fence);
        assert!(!done(&storage, mail.id, zombie.fence).await);
        assert!(!failed(&storage, mail.id, zombie.fence, 5).await);
        let renew = |fence| storage.write(move |tx| Box::pin(mails::renew(tx, mail.id, fence)));
        assert_eq!(renew(zombie.fence).await, Ok::<_, StorageError>(false));
        assert_eq!(renew(heir.fence).await, Ok::<_, StorageError>(true));
        assert_eq!(find(&storage, mail.id).await.state, MailState::Waiting);
        assert!(done(&storage, mail.id, heir.fence).await);
    }
}

#[tokio::test]
async fn a_failed_mail_waits_and_is_given_up_after_ten_attempts() {
    for storage in testing::databases().await {
        let mail = mail(0);
        enqueue(&storage, &mail).await;
        for attempt in 1..=ATTEMPTS {
            let now = i64::from(attempt) * 100;
            let claimed = claim(&storage, now, 1).await.remove(0);
            assert_eq!(claimed.attempt, attempt);
            assert!(failed(&storage, mail.id, claimed.fence, now + 100).await);
            assert_eq!(claim(&storage, now + 99, 1).await, [], "not before its time");
        }
        let dead = find(&storage, mail.id).await;
        assert_eq!((dead.state, dead.error.as_deref()), (MailState::Dead, Some("421 later")));
        assert_eq!(claim(&storage, 1_000_000, 1).await, []);
    }
}

#[tokio::test]
async fn a_mail_that_kills_its_workers_is_given_up_too() {
    for storage in testing::databases().await {
        let mail = mail(0);
        enqueue(&storage, &mail).await;
        for _ in 0..ATTEMPTS {
            assert_eq!(claim(&storage, 0, 1).await.len(), 1);
            expire_leases(&storage).await;
        }
        assert_eq!(claim(&storage, 0, 1).await, []);
        assert_eq!(find(&storage, mail.id).await.state, MailState::Dead);
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn many_workers_share_the_mails_without_overlap() {
    for storage in testing::databases().await {
        for number in 0..60 {
            enqueue(&storage, &mail(number)).await;
        }
        let worker = || {
            let storage: Storage = storage.clone();
            tokio::spawn(async move { claim(&storage, 100, 5).await })
        };
        let claimed = join_all((0..12).map(|_| worker())).await;
        let claimed: Vec<MailId> = claimed.into_iter().flat_map(Result::unwrap).map(|mail| mail.id).collect();
        let different: BTreeSet<MailId> = claimed.iter().copied().collect();
        assert_eq!(different.len(), claimed.len(), "{}: none twice", storage.database());
        assert_eq!(claimed.len() + claim(&storage, 100, 60).await.len(), 60, "and none forgotten");
    }
}

#[tokio::test]
async fn the_outbox_is_listed_newest_first() {
    for storage in testing::databases().await {
        for number in 0..3 {
            enqueue(&storage, &mail(number)).await;
        }
        let mut conn = storage.read().await.unwrap();
        let first = mails::list(&mut conn, None, 2).await.unwrap();
        let times: Vec<_> = first.items.iter().map(|mail| mail.created_at).collect();
        assert_eq!(times, [at(2), at(1)]);
        let second = mails::list(&mut conn, first.next, 2).await.unwrap();
        assert_eq!((second.items[0].created_at, second.next), (at(0), None));
    }
}
