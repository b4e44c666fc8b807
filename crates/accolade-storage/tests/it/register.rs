//! The register of awards: filters, pages and counts.

use accolade_storage::{
    credentials::{self, CredentialState, Filter},
    ids::CredentialId,
    testing,
};

use crate::fixtures::{at, award, ready};

#[tokio::test]
async fn pages_show_every_award_once_the_last_first() {
    for storage in testing::databases().await {
        let (_, issuer, achievement) = ready(&storage).await;
        let mut made = Vec::new();
        for number in 0..7 {
            // Some at the same time: the order is total all the same.
            made.push(award(&storage, &achievement, number / 3, |_| {}).await);
        }
        made.sort_by_key(|credential| std::cmp::Reverse((credential.awarded_at, credential.id)));
        let mut conn = storage.read().await.unwrap();
        let (mut seen, mut after) = (Vec::new(), None);
        loop {
            let page =
                credentials::list(&mut conn, issuer.id, &Filter::default(), at(0), after, 2).await.unwrap();
            assert!(page.items.len() <= 2);
            seen.extend(page.items);
            // As an address carries it.
            after = page.next.map(|next| next.to_string().parse().unwrap());
            if after.is_none() {
                break;
            }
        }
        assert_eq!(seen, made, "{}", storage.database());
    }
}

#[tokio::test]
async fn a_filter_finds_by_state_achievement_and_text() {
    for storage in testing::databases().await {
        let (_, issuer, achievement) = ready(&storage).await;
        let (_, other, another) = ready(&storage).await;
        award(&storage, &another, 0, |_| {}).await;
        let waiting =
            award(&storage, &achievement, 0, |made| made.recipient_name = "Ælfric 100%".into()).await;
        let mailed = award(&storage, &achievement, 1, |made| made.mailed_at = Some(at(5))).await;
        let seen = award(&storage, &achievement, 2, |made| made.seen_at = Some(at(5))).await;
        let expired = award(&storage, &achievement, 3, |made| {
            made.seen_at = Some(at(5));
            made.valid_until = Some(at(50));
        })
        .await;
        let revoked = award(&storage, &achievement, 4, |made| {
            made.revoked_at = Some(at(5));
            made.valid_until = Some(at(50));
        })
        .await;
        let mut conn = storage.read().await.unwrap();
        let mut ids = async |filter: &Filter| -> Vec<CredentialId> {
            let page = credentials::list(&mut conn, issuer.id, filter, at(50), None, 100).await.unwrap();
            page.items.iter().map(|credential| credential.id).collect()
        };
        for (state, credential) in [
            (CredentialState::Waiting, &waiting),
            (CredentialState::Mailed, &mailed),
            (CredentialState::Seen, &seen),
            (CredentialState::Expired, &expired),
            (CredentialState::Revoked, &revoked),
        ] {
            let filter = Filter { state: Some(state), ..Filter::default() };
            assert_eq!(ids(&filter).await, [credential.id], "{state}");
            assert_eq!(credential.state(at(50)), state);
        }
        let text = |text: &str| Filter { text: Some(text.to_owned()), ..Filter::default() };
        assert_eq!(ids(&text("ÆLFRIC 100%")).await, [waiting.id]);
        assert_eq!(ids(&text("0%")).await, [waiting.id]);
        assert_eq!(ids(&text("%0")).await, []);
        assert_eq!(ids(&text("NAVY.example")).await.len(), 5);
        let of = |achievement| Filter { achievement: Some(achievement), ..Filter::default() };
        assert_eq!(ids(&of(achievement.id)).await.len(), 5);
        assert_eq!(ids(&of(another.id)).await, [], "not across tenants");
        assert_eq!(credentials::count(&mut conn, issuer.id).await, Ok(5));
        assert_eq!(credentials::count(&mut conn, other.id).await, Ok(1));
        let counts = credentials::count_by_achievement(&mut conn, issuer.id).await;
        assert_eq!(counts, Ok(vec![(achievement.id, 5)]));
    }
}
