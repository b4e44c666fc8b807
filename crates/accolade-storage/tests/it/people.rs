//! Accounts, sessions, links to sign in, issuers and their members.

use accolade_storage::{
    StorageError, accounts,
    ids::{AccountId, SignInLinkId},
    issuers,
    members::{self, Role},
    sessions::{self, Session},
    settings,
    sign_in_links::{self, SignInLink},
    testing,
};

use crate::fixtures::{account, at, bytes, ready};

#[tokio::test]
async fn a_setting_is_set_and_set_again() {
    for storage in testing::databases().await {
        let set = |value: &'static str| {
            storage.write(move |tx| Box::pin(settings::set(tx, "instance.name", value)))
        };
        set("First").await.unwrap();
        set("Second").await.unwrap();
        let once = storage.write(|tx| Box::pin(settings::set_once(tx, "instance.name", "Third"))).await;
        assert_eq!(once, Ok(false));
        let mut conn = storage.read().await.unwrap();
        assert_eq!(settings::get(&mut conn, "instance.name").await, Ok(Some("Second".to_owned())));
        assert_eq!(settings::get(&mut conn, "other").await, Ok(None));
    }
}

#[tokio::test]
async fn an_account_is_found_by_id_and_address_and_no_address_has_two() {
    for storage in testing::databases().await {
        assert_eq!(accounts::any(&mut storage.read().await.unwrap()).await, Ok(false));
        let ada = account("ada@example.org");
        let insert = |account: accounts::Account| {
            storage.write(move |tx| {
                let account = account.clone();
                Box::pin(async move { accounts::insert(tx, &account).await })
            })
        };
        insert(ada.clone()).await.unwrap();
        let again: Result<(), StorageError> = insert(account("ada@example.org")).await;
        assert!(again.as_ref().is_err_and(|error| error.is_conflict("account_email")), "{again:?}");
        let mut conn = storage.read().await.unwrap();
        assert_eq!(accounts::any(&mut conn).await, Ok(true));
        assert_eq!(accounts::find(&mut conn, ada.id).await, Ok(Some(ada.clone())));
        assert_eq!(accounts::find_by_email(&mut conn, "ada@example.org").await, Ok(Some(ada.clone())));
        assert_eq!(accounts::find_by_email(&mut conn, "grace@example.org").await, Ok(None));
        let ada = ada.id;
        storage.write(move |tx| Box::pin(accounts::set_password_hash(tx, ada, None))).await.unwrap();
        let found = accounts::find(&mut conn, ada).await.unwrap().unwrap();
        assert_eq!(found.password_hash, None);
    }
}

fn session(account: AccountId, token: u8, expires: i64) -> Session {
    Session {
        token_hash: [token; 32],
        account_id: account,
        created_at: at(0),
        seen_at: at(0),
        expires_at: at(expires),
    }
}

#[tokio::test]
async fn sessions_are_touched_and_ended_one_by_one_and_all_together() {
    for storage in testing::databases().await {
        let (ada, ..) = ready(&storage).await;
        let ada = ada.id;
        let left: Result<Vec<Option<Session>>, StorageError> = storage
            .write(move |tx| {
                Box::pin(async move {
                    for (token, expires) in [(1, 100), (2, 100), (3, 10)] {
                        sessions::insert(tx, &session(ada, token, expires)).await?;
                    }
                    sessions::touch(tx, [1; 32], at(5)).await?;
                    sessions::delete(tx, [2; 32]).await?;
                    assert_eq!(sessions::delete_expired(tx, at(10)).await?, 1);
                    let mut left = Vec::new();
                    for token in 1..=3 {
                        left.push(sessions::find(tx, [token; 32]).await?);
                    }
                    assert_eq!(sessions::delete_all(tx, ada).await?, 1);
                    Ok(left)
                })
            })
            .await;
        let touched = Session { seen_at: at(5), ..session(ada, 1, 100) };
        assert_eq!(left, Ok(vec![Some(touched), None, None]));
        assert_eq!(sessions::find(&mut storage.read().await.unwrap(), [1; 32]).await, Ok(None));
    }
}

#[tokio::test]
async fn a_sign_in_link_is_used_once_and_in_time() {
    for storage in testing::databases().await {
        let link = SignInLink {
            id: SignInLinkId::from_random(bytes()),
            email: "ada@example.org".to_owned(),
            created_at: at(0),
            expires_at: at(60),
        };
        let late = SignInLink { id: SignInLinkId::from_random(bytes()), ..link.clone() };
        let rows = [link.clone(), late.clone()];
        let inserted: Result<(), StorageError> = storage
            .write(move |tx| {
                let rows = rows.clone();
                Box::pin(async move {
                    for link in &rows {
                        sign_in_links::insert(tx, link).await?;
                    }
                    Ok(())
                })
            })
            .await;
        inserted.unwrap();
        let take = |id, now| storage.write(move |tx| Box::pin(sign_in_links::take(tx, id, now)));
        assert_eq!(take(link.id, at(59)).await, Ok(Some(link.clone())));
        assert_eq!(take(link.id, at(59)).await, Ok(None::<SignInLink>));
        assert_eq!(take(late.id, at(60)).await, Ok(None::<SignInLink>));
    }
}

#[tokio::test]
async fn a_member_has_one_role_and_sees_its_issuers() {
    for storage in testing::databases().await {
        let (ada, issuer, _) = ready(&storage).await;
        let (other, ..) = ready(&storage).await;
        let mut conn = storage.read().await.unwrap();
        assert_eq!(issuers::find(&mut conn, issuer.id).await, Ok(Some(issuer.clone())));
        assert_eq!(issuers::list_for(&mut conn, ada.id).await, Ok(vec![(issuer.clone(), Role::Owner)]));
        assert_eq!(members::role_of(&mut conn, issuer.id, other.id).await, Ok(None));
        let (id, ada) = (issuer.id, ada.id);
        storage.write(move |tx| Box::pin(members::add(tx, id, ada, Role::Viewer))).await.unwrap();
        assert_eq!(members::role_of(&mut conn, issuer.id, ada).await, Ok(Some(Role::Viewer)));
    }
}
