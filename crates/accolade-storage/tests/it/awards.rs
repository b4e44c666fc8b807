//! Keys, achievements, credentials, shares and status lists.

use std::collections::BTreeSet;

use accolade_storage::{
    StorageError, achievements,
    achievements::Achievement,
    credentials,
    ids::{CredentialId, KeyId, ShareId},
    keys::{self, KeyAlgorithm, KeyState},
    shares::{self, Share},
    status_lists,
    testing::{self, TestDatabase},
};
use futures_util::future::join_all;

use crate::fixtures::{at, award, below, bytes, key, ready};

#[tokio::test]
async fn an_issuer_has_one_active_key_of_each_algorithm_and_keeps_the_old_ones() {
    for storage in testing::databases().await {
        let (_, issuer, _) = ready(&storage).await;
        let issuer = issuer.id;
        let second: Result<(), StorageError> = storage
            .write(move |tx| {
                Box::pin(async move {
                    keys::insert(tx, &keys::SigningKeyRow { id: KeyId::numbered(2), ..key(issuer) }).await
                })
            })
            .await;
        assert!(
            second.as_ref().is_err_and(|error| error.is_conflict("signing_key_issuer_id_algorithm")),
            "{second:?}"
        );
        let rotated: Result<(), StorageError> = storage
            .write(move |tx| {
                Box::pin(async move {
                    let (first, second) = (KeyId::numbered(1), KeyId::numbered(2));
                    let pending = keys::SigningKeyRow {
                        id: second.clone(),
                        state: KeyState::Pending,
                        activated_at: None,
                        ..key(issuer)
                    };
                    keys::insert(tx, &pending).await?;
                    assert!(keys::retire(tx, issuer, &first, false, at(9)).await?);
                    assert!(keys::activate(tx, issuer, &second, at(9)).await?);
                    assert!(!keys::activate(tx, issuer, &first, at(9)).await?);
                    Ok(())
                })
            })
            .await;
        rotated.unwrap();
        let mut conn = storage.read().await.unwrap();
        let active = keys::active(&mut conn, issuer, KeyAlgorithm::EdDsa).await.unwrap().unwrap();
        assert_eq!((active.id.as_str(), active.activated_at), ("key-2", Some(at(9))));
        let all = keys::list(&mut conn, issuer).await.unwrap();
        let states: Vec<_> = all.iter().map(|key| (key.id.as_str(), key.state, key.retired_at)).collect();
        assert_eq!(states, [("key-1", KeyState::Retired, Some(at(9))), ("key-2", KeyState::Active, None)]);
        assert!(!format!("{active:?}").contains("wrapped"), "the encrypted key is not printed");
        drop(conn);
        let third =
            keys::SigningKeyRow { id: KeyId::numbered(3), algorithm: KeyAlgorithm::Rs256, ..key(issuer) };
        let beside: Result<(), StorageError> = storage
            .write(move |tx| {
                let third = third.clone();
                Box::pin(async move { keys::insert(tx, &third).await })
            })
            .await;
        beside.unwrap();
        let mut conn = storage.read().await.unwrap();
        let both = [KeyAlgorithm::EdDsa, KeyAlgorithm::Rs256];
        for (algorithm, name) in both.into_iter().zip(["key-2", "key-3"]) {
            let active = keys::active(&mut conn, issuer, algorithm).await.unwrap().unwrap();
            assert_eq!((active.id.as_str(), active.algorithm), (name, algorithm));
        }
    }
}

#[tokio::test]
async fn versions_of_an_achievement_stay_and_the_newest_is_listed() {
    for storage in testing::databases().await {
        let (_, issuer, first) = ready(&storage).await;
        let second = Achievement { version: 2, name: "Mends".to_owned(), design: None, ..first.clone() };
        let insert = |row: Achievement| {
            storage.write(move |tx| {
                let row = row.clone();
                Box::pin(async move { achievements::insert(tx, &row).await })
            })
        };
        insert(second.clone()).await.unwrap();
        let again: Result<(), StorageError> = insert(second.clone()).await;
        assert!(again.is_err_and(|error| error.is_conflict("achievement_issuer_id_id_version")));
        let mut conn = storage.read().await.unwrap();
        assert_eq!(achievements::find(&mut conn, issuer.id, first.id, 1).await, Ok(Some(first.clone())));
        assert_eq!(achievements::latest(&mut conn, issuer.id, first.id).await, Ok(Some(second.clone())));
        assert_eq!(achievements::list(&mut conn, issuer.id).await, Ok(vec![second]));
        assert_eq!(achievements::count(&mut conn, issuer.id).await, Ok(1));
        let (_, other, _) = ready(&storage).await;
        assert_eq!(
            achievements::find(&mut conn, other.id, first.id, 1).await,
            Ok(None),
            "not across tenants"
        );
    }
}

#[tokio::test]
async fn a_credential_is_kept_byte_for_byte_and_belongs_to_its_issuer() {
    for storage in testing::databases().await {
        let (_, issuer, achievement) = ready(&storage).await;
        let (_, other, _) = ready(&storage).await;
        let made = award(&storage, &achievement, 0, |credential| {
            credential.document = "{\"z\": 1,\t\"a\":  \"\u{fc}\u{2028}\\u0000\"}\n".to_owned();
            credential.narrative = Some("On a *rainy* day".to_owned());
            credential.evidence_url = Some("https://bicycles.example/tyre".to_owned());
            credential.valid_until = Some(at(1_000));
        })
        .await;
        let mut conn = storage.read().await.unwrap();
        assert_eq!(credentials::find(&mut conn, issuer.id, made.id).await, Ok(Some(made.clone())));
        assert_eq!(credentials::find(&mut conn, other.id, made.id).await, Ok(None), "not across tenants");
        assert_eq!(credentials::locate(&mut conn, made.id).await, Ok(Some(issuer.id)));
        assert_eq!(credentials::locate(&mut conn, CredentialId::from_random(bytes())).await, Ok(None));
    }
}

#[tokio::test]
async fn only_the_first_mail_the_first_look_and_the_first_revocation_count() {
    for storage in testing::databases().await {
        let (_, issuer, achievement) = ready(&storage).await;
        let made = award(&storage, &achievement, 0, |_| {}).await;
        let (issuer, id, list) = (issuer.id, made.id, made.status_list);
        let revoked: Result<[bool; 2], StorageError> = storage
            .write(move |tx| {
                Box::pin(async move {
                    for seconds in [10, 20] {
                        credentials::mark_mailed(tx, issuer, id, at(seconds)).await?;
                        credentials::mark_seen(tx, issuer, id, at(seconds + 1)).await?;
                    }
                    let first = credentials::revoke(tx, issuer, id, "A mistake", at(30)).await?;
                    Ok([first, credentials::revoke(tx, issuer, id, "Another", at(40)).await?])
                })
            })
            .await;
        assert_eq!(revoked, Ok([true, false]));
        let mut conn = storage.read().await.unwrap();
        let found = credentials::find(&mut conn, issuer, id).await.unwrap().unwrap();
        assert_eq!((found.mailed_at, found.seen_at), (Some(at(10)), Some(at(11))));
        let held = credentials::is_held(&mut conn, issuer, made.achievement_id, &made.recipient_email).await;
        assert_eq!(held, Ok(false), "what was revoked is not held");
        assert_eq!((found.revoked_at, found.revocation_reason.as_deref()), (Some(at(30)), Some("A mistake")));
        assert_eq!(found.document, made.document);
        let list_now = status_lists::find(&mut conn, issuer, list).await.unwrap().unwrap();
        assert_eq!(list_now.revision, 2, "one revocation, one new revision");
        assert_eq!(status_lists::revoked_indexes(&mut conn, issuer, list).await, Ok(vec![made.status_index]));
    }
}

#[tokio::test]
async fn a_credential_is_shared_by_one_link_at_a_time() {
    for storage in testing::databases().await {
        let (_, issuer, achievement) = ready(&storage).await;
        let credential = award(&storage, &achievement, 0, |_| {}).await.id;
        let share = |seconds| Share {
            issuer_id: issuer.id,
            id: ShareId::from_random(bytes()),
            credential_id: credential,
            created_at: at(seconds),
            ended_at: None,
        };
        let insert = |share: Share| {
            storage.write(move |tx| {
                let share = share.clone();
                Box::pin(async move { shares::insert(tx, &share).await })
            })
        };
        let (first, second) = (share(0), share(9));
        insert(first.clone()).await.unwrap();
        let twice: Result<(), StorageError> = insert(second.clone()).await;
        assert!(twice.is_err_and(|error| error.is_conflict("share_issuer_id_credential_id")));
        let mut conn = storage.read().await.unwrap();
        assert_eq!(shares::current(&mut conn, issuer.id, credential).await, Ok(Some(first.clone())));
        let id = issuer.id;
        let end = || storage.write(move |tx| Box::pin(shares::end(tx, id, credential, at(5))));
        assert_eq!(end().await, Ok(true));
        assert_eq!(end().await, Ok::<_, StorageError>(false));
        let ended = Share { ended_at: Some(at(5)), ..first.clone() };
        assert_eq!(shares::find(&mut conn, first.id).await, Ok(Some(ended)));
        assert_eq!(shares::current(&mut conn, issuer.id, credential).await, Ok(None));
        insert(second.clone()).await.unwrap();
        assert_eq!(shares::current(&mut conn, issuer.id, credential).await, Ok(Some(second)));
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn p_i5_parallel_reservations_never_give_an_index_twice() {
    for storage in testing::databases().await {
        let (_, issuer, _) = ready(&storage).await;
        let issuer = issuer.id;
        // A source so poor that most tries meet an index that is taken.
        let poor = || below(600);
        let reserve = || {
            let storage = storage.clone();
            tokio::spawn(async move {
                storage.write(move |tx| Box::pin(status_lists::reserve(tx, issuer, move |_| poor()))).await
            })
        };
        let slots = join_all((0..500).map(|_| reserve())).await;
        let slots: Result<BTreeSet<(u32, u32)>, StorageError> =
            slots.into_iter().map(Result::unwrap).collect();
        let slots = slots.unwrap();
        assert_eq!(slots.len(), 500, "{}", storage.database());
        assert!(slots.iter().all(|(list, _)| *list == 1));
    }
}

async fn reserve(storage: &TestDatabase, issuer: accolade_storage::ids::IssuerId) -> (u32, u32) {
    let reserved: Result<_, StorageError> =
        storage.write(move |tx| Box::pin(status_lists::reserve(tx, issuer, below))).await;
    reserved.unwrap()
}

#[tokio::test]
async fn a_half_full_list_is_followed_by_a_new_one() {
    for storage in testing::databases().await {
        let (_, issuer, _) = ready(&storage).await;
        assert_eq!(reserve(&storage, issuer.id).await.0, 1);
        let fill = "UPDATE status_list SET used = 65535";
        storage.write(move |tx| Box::pin(async move { testing::run(tx, fill).await })).await.unwrap();
        assert_eq!(reserve(&storage, issuer.id).await.0, 1);
        assert_eq!(reserve(&storage, issuer.id).await.0, 2);
        let id = issuer.id;
        let begun: Result<u32, StorageError> =
            storage.write(move |tx| Box::pin(status_lists::begin_list(tx, id))).await;
        assert_eq!(begun, Ok(3));
        assert_eq!(reserve(&storage, issuer.id).await.0, 3, "the newest takes what comes");
    }
}

#[tokio::test]
async fn a_source_of_randomness_that_repeats_itself_is_refused() {
    for storage in testing::databases().await {
        let (_, issuer, _) = ready(&storage).await;
        let issuer = issuer.id;
        for source in [|_: u32| 7, |bound: u32| bound] {
            let reserve = || storage.write(move |tx| Box::pin(status_lists::reserve(tx, issuer, source)));
            let mut last: Result<(u32, u32), StorageError> = reserve().await;
            last = if last.is_ok() { reserve().await } else { last };
            assert!(matches!(last, Err(StorageError::Unavailable { .. })), "{last:?}");
        }
    }
}

#[tokio::test]
async fn an_old_signed_list_never_replaces_a_newer_one() {
    for storage in testing::databases().await {
        let (_, issuer, _) = ready(&storage).await;
        let issuer = issuer.id;
        let (list, _) = reserve(&storage, issuer).await;
        let store = |revision: u64, document: &'static str| {
            storage
                .write(move |tx| Box::pin(status_lists::store_document(tx, issuer, list, revision, document)))
        };
        store(1, "first").await.unwrap();
        let mut conn = storage.read().await.unwrap();
        let found = status_lists::find(&mut conn, issuer, list).await.unwrap().unwrap();
        assert_eq!(found.current_document(), Some("first"));
        storage.write(move |tx| Box::pin(status_lists::bump(tx, issuer, list))).await.unwrap();
        let found = status_lists::find(&mut conn, issuer, list).await.unwrap().unwrap();
        assert_eq!(found.current_document(), None);
        store(2, "second").await.unwrap();
        let late: Result<(), StorageError> = store(1, "late").await;
        late.unwrap();
        let found = status_lists::find(&mut conn, issuer, list).await.unwrap().unwrap();
        assert_eq!(found.current_document(), Some("second"));
    }
}

#[tokio::test]
async fn what_an_address_holds_is_of_one_issuer_and_not_revoked() {
    for storage in testing::databases().await {
        let (_, issuer, achievement) = ready(&storage).await;
        let (_, other, others) = ready(&storage).await;
        let first = award(&storage, &achievement, 1, |_| {}).await;
        let second = award(&storage, &achievement, 2, |_| {}).await;
        let email = first.recipient_email.clone();
        award(&storage, &achievement, 3, |made| made.recipient_email.insert(0, 'x')).await;
        award(&storage, &achievement, 4, |made| made.revoked_at = Some(at(5))).await;
        let foreign = award(&storage, &others, 5, |_| {}).await;
        assert_eq!(foreign.recipient_email, email);
        let mut conn = storage.read().await.unwrap();
        let mut held =
            async |issuer, limit| credentials::held(&mut conn, issuer, &email, limit).await.unwrap();
        assert_eq!(held(issuer.id, 9).await, [second.clone(), first]);
        assert_eq!(held(issuer.id, 1).await, [second]);
        assert_eq!(held(other.id, 9).await, [foreign]);
    }
}

#[tokio::test]
async fn an_achievement_is_held_by_its_address_alone() {
    for storage in testing::databases().await {
        let (_, issuer, achievement) = ready(&storage).await;
        let (_, other, _) = ready(&storage).await;
        let made = award(&storage, &achievement, 1, |_| {}).await;
        let mut conn = storage.read().await.unwrap();
        let mut held = async |issuer, achievement, email: &str| {
            credentials::is_held(&mut conn, issuer, achievement, email).await.unwrap()
        };
        assert!(held(issuer.id, achievement.id, &made.recipient_email).await);
        assert!(!held(issuer.id, achievement.id, "somebody@else.example").await);
        assert!(!held(issuer.id, achievement.id, "%").await);
        assert!(!held(other.id, achievement.id, &made.recipient_email).await, "of another issuer");
    }
}
