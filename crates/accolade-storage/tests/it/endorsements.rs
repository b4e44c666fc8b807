//! Endorsements: who sees which, and that a withdrawn one sets its bit.

use std::collections::BTreeSet;

use accolade_storage::{
    Cursor, Storage, StorageError,
    achievements::Achievement,
    endorsements::{self, Answer, Endorsement},
    ids::{EndorsementId, IssuerId, KeyId},
    status_lists, testing,
};
use futures_util::future::join_all;

use crate::fixtures::{at, below, bytes, ready};

/// More than any list here has.
const ALL: u32 = 100;

const TARGET: &str = "https://badges.example/issuers/b/badges/c/1";

async fn write<T, F>(storage: &Storage, act: F) -> Result<T, StorageError>
where
    F: for<'t> Fn(
            &'t mut accolade_storage::Tx,
        ) -> futures_util::future::BoxFuture<'t, Result<T, StorageError>>
        + Send
        + Sync
        + 'static,
    T: Send + 'static,
{
    storage.write(act).await
}

/// An endorsement of a badge, or of its issuer where `whole` says so.
async fn endorse(
    storage: &Storage,
    endorser: IssuerId,
    badge: &Achievement,
    whole: bool,
) -> Result<Endorsement, StorageError> {
    let target = if whole { "did:web:b" } else { TARGET };
    Ok(try_to_endorse(storage, endorser, badge, target, u64::MAX).await?.unwrap())
}

/// The same where fewer than `most` wait; `None` where not.
async fn try_to_endorse(
    storage: &Storage,
    endorser: IssuerId,
    badge: &Achievement,
    target: &str,
    most: u64,
) -> Result<Option<Endorsement>, StorageError> {
    let (badge, target) = (badge.clone(), target.to_owned());
    write(storage, move |tx| {
        let (badge, target) = (badge.clone(), target.clone());
        Box::pin(async move {
            let (status_list, status_index) = status_lists::reserve(tx, endorser, below).await?;
            if !endorsements::has_room(tx, badge.issuer_id, most).await? {
                return Ok(None);
            }
            let made = Endorsement {
                issuer_id: endorser,
                id: EndorsementId::from_random(bytes()),
                target: target.clone(),
                target_issuer_id: badge.issuer_id,
                achievement: (!target.starts_with("did:")).then_some((badge.id, badge.version)),
                comment: "*Worth* having.".to_owned(),
                document: "{\"id\": \"https://…\"}".to_owned(),
                status_list,
                status_index,
                key_id: KeyId::numbered(1),
                endorsed_by: None,
                endorsed_at: at(1),
                answer: Answer::Waiting,
                answered_at: None,
                withdrawn_at: None,
            };
            endorsements::insert(tx, &made).await?;
            Ok(Some(made))
        })
    })
    .await
}

async fn answer(storage: &Storage, by: IssuerId, of: &Endorsement, answer: Answer) -> bool {
    let key = (of.issuer_id, of.id);
    write(storage, move |tx| Box::pin(endorsements::answer(tx, by, key, answer, at(2)))).await.unwrap()
}

#[tokio::test]
async fn only_what_its_owner_accepted_is_shown() {
    for storage in testing::databases().await {
        let (_, museum, badge) = ready(&storage).await;
        let (_, school, _) = ready(&storage).await;
        let of_badge = endorse(&storage, school.id, &badge, false).await.unwrap();
        let of_issuer = endorse(&storage, school.id, &badge, true).await.unwrap();
        let mut conn = storage.read().await.unwrap();
        let waiting =
            endorsements::received(&mut conn, museum.id, Answer::Waiting, None, ALL).await.unwrap().items;
        let names: Vec<_> = waiting.iter().map(|row| row.achievement.as_deref()).collect();
        assert_eq!((names.len(), names.contains(&Some(badge.name.as_str()))), (2, true));
        assert!(names.contains(&None), "an issuer's has no badge");
        assert_eq!(endorsements::count_received(&mut conn, museum.id, Answer::Waiting).await, Ok(2));
        assert_eq!(endorsements::shown(&mut conn, TARGET).await, Ok(vec![]));
        drop(conn);

        assert!(!answer(&storage, school.id, &of_badge, Answer::Accepted).await, "the endorser cannot");
        assert!(answer(&storage, museum.id, &of_badge, Answer::Accepted).await);
        assert!(!answer(&storage, museum.id, &of_badge, Answer::Accepted).await, "again");
        assert!(answer(&storage, museum.id, &of_issuer, Answer::Declined).await);
        let mut conn = storage.read().await.unwrap();
        let shown = endorsements::shown(&mut conn, TARGET).await.unwrap();
        let accepted = Endorsement { answer: Answer::Accepted, answered_at: Some(at(2)), ..of_badge.clone() };
        assert_eq!(shown.iter().map(|row| &row.endorsement).collect::<Vec<_>>(), [&accepted]);
        assert_eq!(
            (shown[0].endorser.as_str(), shown[0].target_issuer.as_str()),
            (&*school.name, &*museum.name)
        );
        assert_eq!(endorsements::count_shown(&mut conn, TARGET).await, Ok(1));
        assert_eq!(endorsements::shown(&mut conn, "did:web:b").await, Ok(vec![]));
        assert_eq!(endorsements::given(&mut conn, school.id, None, ALL).await.unwrap().items.len(), 2);
        assert_eq!(endorsements::given(&mut conn, museum.id, None, ALL).await.unwrap().items, []);
        let strangers = endorsements::find(&mut conn, museum.id, of_badge.id).await;
        assert_eq!(strangers, Ok(None), "it is the endorser's");
    }
}

#[tokio::test]
async fn a_withdrawn_one_sets_its_bit_and_makes_room_for_another() {
    for storage in testing::databases().await {
        let (_, museum, badge) = ready(&storage).await;
        let (_, school, _) = ready(&storage).await;
        let first = endorse(&storage, school.id, &badge, false).await.unwrap();
        let second = endorse(&storage, school.id, &badge, false).await;
        assert!(
            second.as_ref().is_err_and(|error| error.is_conflict("endorsement_issuer_id_target")),
            "{second:?}"
        );
        answer(&storage, museum.id, &first, Answer::Accepted).await;
        let mut conn = storage.read().await.unwrap();
        assert_eq!(endorsements::standing(&mut conn, school.id, TARGET).await, Ok(Some(Answer::Accepted)));
        let list = status_lists::find(&mut conn, school.id, first.status_list).await.unwrap().unwrap();
        drop(conn);

        let (endorser, other, id) = (school.id, museum.id, first.id);
        let withdraw = |by| write(&storage, move |tx| Box::pin(endorsements::withdraw(tx, by, id, at(3))));
        assert_eq!(withdraw(other).await, Ok(false), "only the endorser can");
        assert_eq!(withdraw(endorser).await, Ok(true));
        assert_eq!(withdraw(endorser).await, Ok(false), "again");
        let mut conn = storage.read().await.unwrap();
        let revoked = status_lists::revoked_indexes(&mut conn, school.id, first.status_list).await;
        assert_eq!(revoked, Ok(vec![first.status_index]));
        let later = status_lists::find(&mut conn, school.id, first.status_list).await.unwrap().unwrap();
        assert!(later.revision > list.revision);
        assert_eq!(endorsements::shown(&mut conn, TARGET).await, Ok(vec![]));
        assert_eq!(endorsements::standing(&mut conn, school.id, TARGET).await, Ok(None));
        drop(conn);
        assert!(!answer(&storage, museum.id, &first, Answer::Declined).await, "too late");
        endorse(&storage, school.id, &badge, false).await.unwrap();
    }
}

#[tokio::test]
async fn a_declined_one_is_in_the_way_until_it_is_reopened() {
    for storage in testing::databases().await {
        let (_, museum, badge) = ready(&storage).await;
        let (_, school, _) = ready(&storage).await;
        let first = endorse(&storage, school.id, &badge, false).await.unwrap();
        let (endorser, subject, key) = (school.id, museum.id, (school.id, first.id));
        let reopen = |by| write(&storage, move |tx| Box::pin(endorsements::reopen(tx, by, key)));
        assert!(answer(&storage, museum.id, &first, Answer::Declined).await);
        assert_eq!(reopen(subject).await, Ok(false), "one that stands can be accepted");
        let withdrawn =
            write(&storage, move |tx| Box::pin(endorsements::withdraw(tx, endorser, key.1, at(3))));
        assert_eq!(withdrawn.await, Ok(true));

        let standing = async || {
            let mut conn = storage.read().await.unwrap();
            endorsements::standing(&mut conn, endorser, TARGET).await.unwrap()
        };
        let declined = async || {
            let mut conn = storage.read().await.unwrap();
            endorsements::received(&mut conn, subject, Answer::Declined, None, ALL).await.unwrap().items.len()
        };
        assert_eq!((standing().await, declined().await), (Some(Answer::Declined), 1));
        let second = endorse(&storage, school.id, &badge, false).await;
        let in_the_way = |error: &StorageError| error.is_conflict("endorsement_issuer_id_target");
        assert!(second.as_ref().is_err_and(in_the_way), "{second:?}");
        assert_eq!(reopen(endorser).await, Ok(false), "its endorser cannot");
        assert_eq!(reopen(subject).await, Ok(true));
        assert_eq!(reopen(subject).await, Ok(false), "again");
        assert_eq!((standing().await, declined().await), (None, 0));
        endorse(&storage, school.id, &badge, false).await.unwrap();
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn of_parallel_ones_no_more_wait_than_may() {
    for storage in testing::databases().await {
        let mut endorsers = Vec::new();
        for _ in 0..4 {
            endorsers.push(ready(&storage).await.1.id);
        }
        // Each badge is another chance to overlook each other.
        for _ in 0..12 {
            let (_, museum, badge) = ready(&storage).await;
            let made = join_all(endorsers.iter().map(|endorser| {
                let (storage, endorser, badge) = (storage.clone(), *endorser, badge.clone());
                let target = badge.id.to_string();
                tokio::spawn(async move { try_to_endorse(&storage, endorser, &badge, &target, 1).await })
            }));
            let made: Result<Vec<_>, StorageError> = made.await.into_iter().map(Result::unwrap).collect();
            assert_eq!(made.unwrap().iter().flatten().count(), 1, "{}", storage.database());
            let mut conn = storage.read().await.unwrap();
            assert_eq!(endorsements::count_received(&mut conn, museum.id, Answer::Waiting).await, Ok(1));
        }
    }
}

#[tokio::test]
async fn lists_have_pages_on_which_each_is_once() {
    for storage in testing::databases().await {
        let (_, museum, badge) = ready(&storage).await;
        let mut made = BTreeSet::new();
        for _ in 0..5 {
            let (_, endorser, _) = ready(&storage).await;
            made.insert(endorse(&storage, endorser.id, &badge, false).await.unwrap().id);
        }
        let (_, school, _) = ready(&storage).await;
        let mut given = BTreeSet::new();
        for whole in [false, true] {
            given.insert(endorse(&storage, school.id, &badge, whole).await.unwrap().id);
        }
        made.extend(&given);

        let mut conn = storage.read().await.unwrap();
        let (mut seen, mut sizes, mut after) = (BTreeSet::new(), Vec::new(), None::<Cursor>);
        loop {
            let page = endorsements::received(&mut conn, museum.id, Answer::Waiting, after, 3).await.unwrap();
            sizes.push(page.items.len());
            seen.extend(page.items.iter().map(|row| row.endorsement.id));
            after = page.next;
            if after.is_none() {
                break;
            }
        }
        assert_eq!((sizes, seen), (vec![3, 3, 1], made), "all are of the same second");
        let first = endorsements::given(&mut conn, school.id, None, 1).await.unwrap();
        let second = endorsements::given(&mut conn, school.id, first.next, 1).await.unwrap();
        assert_eq!(second.next, None);
        let seen = first.items.iter().chain(&second.items).map(|row| row.endorsement.id);
        assert_eq!(seen.collect::<BTreeSet<_>>(), given);
    }
}
