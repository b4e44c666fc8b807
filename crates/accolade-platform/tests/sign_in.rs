//! Set-up, passwords, links and sessions.
#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::set_up::{self, SetUp, SetUpError};
use accolade_platform::sign_in::{self, SignInError};
use accolade_platform::{Ctx, delivery};
use accolade_storage::mails;
use common::{PASSWORD, World, set_up_form, token, world, worlds};
use jiff::SignedDuration;

fn codes(error: SetUpError) -> Vec<(&'static str, &'static str)> {
    match error {
        SetUpError::Faults(faults) => faults.iter().map(|fault| (fault.field, fault.code)).collect(),
        other => panic!("{other}"),
    }
}

#[tokio::test]
async fn an_instance_is_set_up_once() {
    for world in worlds().await {
        assert!(set_up::needed(&world.app).await.unwrap());
        let node = world.other_node(common::KEY);
        let (first, second) = tokio::join!(
            set_up::set_up(&world.app, set_up_form(), true),
            set_up::set_up(&node, SetUp { email: "eve@example.org".into(), ..set_up_form() }, true),
        );
        assert!(first.is_ok() != second.is_ok(), "one of two wins");
        assert!(!set_up::needed(&world.app).await.unwrap());
        let third = set_up::set_up(&world.app, set_up_form(), true).await;
        assert!(matches!(third, Err(SetUpError::AlreadyDone)));
    }
}

#[tokio::test]
async fn set_up_from_elsewhere_asks_for_the_code() {
    let world = world().await;
    let wrong = SetUp { code: "open sesami".into(), ..set_up_form() };
    let error = set_up::set_up(&world.app, wrong, false).await.unwrap_err();
    assert_eq!(codes(error), [("code", "set-up-code")]);
    let right = SetUp { code: "open sesame".into(), ..set_up_form() };
    assert!(set_up::set_up(&world.app, right, false).await.is_ok());
}

#[tokio::test]
async fn every_field_of_set_up_that_is_wrong_is_told() {
    let world = world().await;
    let form = SetUp {
        instance_name: String::new(),
        address: "http://badges.example.org".into(),
        name: "a\nb".into(),
        email: "olga".into(),
        password: "short".into(),
        code: String::new(),
    };
    assert_eq!(
        codes(set_up::set_up(&world.app, form, true).await.unwrap_err()),
        [
            ("instance_name", "required"),
            ("address", "address-needs-https"),
            ("name", "one-line"),
            ("email", "email"),
            ("password", "password-short"),
        ]
    );
}

#[tokio::test]
async fn p_s3_known_and_unknown_addresses_cost_and_answer_the_same() {
    let world = world().await;
    world.set_up().await;
    let app = &world.app;
    for (email, password) in [
        ("olga@example.org", "a wrong long password"),
        ("eve@example.org", PASSWORD),
        ("no address", PASSWORD),
    ] {
        let before = app.passwords_hashed();
        let refused = sign_in::with_password(app, email, password).await;
        assert!(matches!(refused, Err(SignInError::Refused)));
        assert_eq!(app.passwords_hashed() - before, 1, "{email}");
    }
    let mut waiting = 0;
    for email in ["olga@example.org", "eve@example.org"] {
        sign_in::request_link(app, email).await.unwrap();
        let mails = mails::list(&mut world.database.read().await.unwrap(), None, 10).await.unwrap().items;
        assert_eq!(mails.len(), waiting + 1, "{email}");
        waiting = mails.len();
    }
}

async fn link(world: &World, operator: &Ctx, email: &str) -> String {
    sign_in::request_link(&world.app, email).await.unwrap();
    let mail = delivery::outbox(operator).await.unwrap().into_iter().find(|mail| mail.to == email).unwrap();
    let text = delivery::read(operator, mail.id).await.unwrap().text;
    text.lines().find(|line| line.contains("/sign-in/l/")).unwrap_or_default().to_owned()
}

#[tokio::test]
async fn a_link_signs_in_once_and_for_half_an_hour() {
    let world = world().await;
    let operator = world.operator().await;
    let first = link(&world, &operator, "olga@example.org").await;
    let session = sign_in::with_link(&world.app, token(&first)).await.unwrap();
    assert!(sign_in::session(&world.app, session.as_str()).await.unwrap().is_some());
    assert!(sign_in::with_link(&world.app, token(&first)).await.is_err(), "once");

    let world = common::world().await;
    let operator = world.operator().await;
    let late = link(&world, &operator, "olga@example.org").await;
    world.clock.advance(SignedDuration::from_mins(30));
    assert!(sign_in::with_link(&world.app, token(&late)).await.is_err(), "too late");
}

#[tokio::test]
async fn the_mail_to_an_unknown_address_has_no_link() {
    let world = world().await;
    let operator = world.operator().await;
    assert_eq!(link(&world, &operator, "eve@example.org").await, "");
}

#[tokio::test]
async fn a_session_ends_when_idle_when_old_and_when_signed_out() {
    let world = world().await;
    world.set_up().await;
    let app = &world.app;
    let sign_in = || async { sign_in::with_password(app, "Olga@Example.org", PASSWORD).await.unwrap() };
    let lasts = |token: String| async move { sign_in::session(app, &token).await.unwrap().is_some() };

    let idle = sign_in().await.as_str().to_owned();
    world.clock.advance(SignedDuration::from_hours(8));
    assert!(!lasts(idle).await);

    let old = sign_in().await.as_str().to_owned();
    for _ in 0..(30 * 24 / 7) {
        world.clock.advance(SignedDuration::from_hours(7));
        assert!(lasts(old.clone()).await, "used in time");
    }
    world.clock.advance(SignedDuration::from_hours(7));
    assert!(!lasts(old).await, "thirty days at most");

    let out = sign_in().await.as_str().to_owned();
    let account = sign_in::session(app, &out).await.unwrap().unwrap();
    sign_in::sign_out(&Ctx::account(app, account), &out).await.unwrap();
    assert!(!lasts(out).await);
}

#[tokio::test]
async fn what_has_expired_is_forgotten_and_nothing_else() {
    let world = world().await;
    let operator = world.operator().await;
    let old_link = link(&world, &operator, "olga@example.org").await;
    world.clock.advance(SignedDuration::from_hours(30 * 24));
    let kept = sign_in::with_password(&world.app, "olga@example.org", PASSWORD).await.unwrap();
    let new_link = link(&world, &operator, "olga@example.org").await;
    assert_ne!(old_link, new_link);
    assert_eq!(rows(&world).await, (2, 2));

    sign_in::forget_expired(&world.app).await.unwrap();
    assert_eq!(rows(&world).await, (1, 1));
    assert!(sign_in::session(&world.app, kept.as_str()).await.unwrap().is_some());
    assert!(sign_in::with_link(&world.app, token(&new_link)).await.is_ok());
}

/// How many sessions and links there are.
async fn rows(world: &World) -> (i64, i64) {
    let sql = "SELECT (SELECT count(*) FROM session), (SELECT count(*) FROM sign_in_link)";
    sqlx::query_as(sql).fetch_one(&mut world.sql().await).await.unwrap()
}
