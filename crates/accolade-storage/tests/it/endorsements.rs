//! Endorsements: who sees which, and that a withdrawn one sets its bit.

use accolade_storage::{
    Storage, StorageError,
    achievements::Achievement,
    endorsements::{self, Answer, Endorsement},
    ids::{EndorsementId, IssuerId, KeyId},
    status_lists, testing,
};

use crate::fixtures::{at, below, bytes, ready};

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
    let badge = badge.clone();
    write(storage, move |tx| {
        let badge = badge.clone();
        Box::pin(async move {
            let (status_list, status_index) = status_lists::reserve(tx, endorser, below).await?;
            let made = Endorsement {
                issuer_id: endorser,
                id: EndorsementId::from_random(bytes()),
                target: if whole { "did:web:b".to_owned() } else { TARGET.to_owned() },
                target_issuer_id: badge.issuer_id,
                achievement: (!whole).then_some((badge.id, badge.version)),
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
            Ok(made)
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
        let waiting = endorsements::received(&mut conn, museum.id, Answer::Waiting).await.unwrap();
        let names: Vec<_> = waiting.iter().map(|row| row.achievement.as_deref()).collect();
        assert_eq!((names.len(), names.contains(&Some(badge.name.as_str()))), (2, true));
        assert!(names.contains(&None), "an issuer's has no badge");
        assert_eq!(endorsements::count_waiting(&mut conn, museum.id).await, Ok(2));
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
        assert_eq!(endorsements::given(&mut conn, school.id).await.unwrap().len(), 2);
        assert_eq!(endorsements::given(&mut conn, museum.id).await, Ok(vec![]));
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
        assert_eq!(endorsements::stands(&mut conn, school.id, TARGET).await, Ok(true));
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
        assert_eq!(endorsements::stands(&mut conn, school.id, TARGET).await, Ok(false));
        drop(conn);
        assert!(!answer(&storage, museum.id, &first, Answer::Declined).await, "too late");
        endorse(&storage, school.id, &badge, false).await.unwrap();
    }
}
