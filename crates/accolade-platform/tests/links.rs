//! Links that carry a secret.
#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::files;
use accolade_platform::opening::{Format, Link};
use accolade_platform::showing;
use accolade_platform::{LinkError, awarding, sharing};
use common::{World, award, badge, issuer, token, world};
use jiff::SignedDuration;
use jiff::civil::date;

async fn mail_link(world: &World) -> String {
    let operator = world.operator().await;
    let school = issuer(&operator).await;
    let repair = badge(&operator, school).await;
    let credential = award(&operator, school, repair).await;
    awarding::managed(&operator, school, credential).await.unwrap().page
}

#[expect(clippy::needless_pass_by_value, reason = "an answer is asked about once")]
fn not_found<T>(result: Result<T, LinkError>) -> bool {
    matches!(result, Err(LinkError::NotFound))
}

#[tokio::test]
async fn a_token_opens_the_door_it_was_made_for_and_no_other() {
    let world = world().await;
    let link = mail_link(&world).await;
    let mail = token(&link);
    assert!(showing::by_mail_link(&accolade_platform::Ctx::anonymous(&world.app), mail).await.is_ok());
    assert!(not_found(showing::by_share_link(&world.app, mail).await), "a mail link is no share link");
    let shared = sharing::share(&world.app, mail).await.unwrap();
    let share = token(&shared);
    assert!(
        not_found(showing::by_mail_link(&accolade_platform::Ctx::anonymous(&world.app), share).await),
        "a share link is no mail link"
    );
    assert!(not_found(sharing::share(&world.app, share).await));
    assert!(
        not_found(sharing::end(&world.app, share).await),
        "who sees a shared badge cannot end the sharing"
    );
    for wrong in ["", "x", &mail[1..], &format!("{mail}A"), &mail.to_lowercase()] {
        assert!(
            not_found(showing::by_mail_link(&accolade_platform::Ctx::anonymous(&world.app), wrong).await),
            "{wrong}"
        );
    }
}

#[tokio::test]
async fn the_link_of_an_earlier_mail_opens_nothing() {
    let world = world().await;
    let link = mail_link(&world).await;
    let mut sql = world.sql().await;
    sqlx::query("UPDATE credential SET mail_number = 2").execute(&mut sql).await.unwrap();
    assert!(not_found(
        showing::by_mail_link(&accolade_platform::Ctx::anonymous(&world.app), token(&link)).await
    ));
    let file = files::file(&world.app, Link::Mail(token(&link)), Format::Json).await;
    assert!(not_found(file));
}

#[tokio::test]
async fn another_key_makes_other_links() {
    let world = world().await;
    let link = mail_link(&world).await;
    let elsewhere = world.other_node([8; 32]);
    assert!(not_found(
        showing::by_mail_link(&accolade_platform::Ctx::anonymous(&elsewhere), token(&link)).await
    ));
    assert!(elsewhere.check_key().await.is_err(), "p_k1: a wrong key is refused at start");
    assert!(world.app.check_key().await.is_ok());
}

#[tokio::test]
async fn an_ended_share_stays_ended_and_a_new_one_has_a_new_link() {
    let world = world().await;
    let link = mail_link(&world).await;
    let first = sharing::share(&world.app, token(&link)).await.unwrap();
    sharing::end(&world.app, token(&link)).await.unwrap();
    sharing::end(&world.app, token(&link)).await.unwrap();
    let second = sharing::share(&world.app, token(&link)).await.unwrap();
    assert_ne!(first, second);
    let gone = files::file(&world.app, Link::Share(token(&first)), Format::Json).await;
    assert!(matches!(gone, Err(LinkError::Gone)));
    assert!(showing::by_share_link(&world.app, token(&second)).await.is_ok());
}

#[tokio::test]
async fn an_expired_badge_says_so() {
    let world = world().await;
    let operator = world.operator().await;
    let school = issuer(&operator).await;
    let repair = badge(&operator, school).await;
    let request = awarding::AwardRequest { valid_until: Some(date(2026, 4, 30)), ..common::request(repair) };
    let credential = awarding::award(&operator, school, request).await.unwrap();
    let link = awarding::managed(&operator, school, credential).await.unwrap().page;
    world.clock.advance(SignedDuration::from_hours(24 * 31));
    let page =
        showing::by_mail_link(&accolade_platform::Ctx::anonymous(&world.app), token(&link)).await.unwrap();
    assert_eq!(page.state, accolade_platform::answers::State::Expired);
}
