//! The mail that an endorsement waits: to whom, what it says, and how many there are at most.
#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::endorsing::{self, MOST_MAILS, Target};
use accolade_platform::issuers::{self, NewIssuer};
use accolade_platform::{Ctx, Role, delivery};
use common::{badge, issuer, issuer_form, worlds};
use jiff::SignedDuration;

/// The mails about endorsements, the newest first.
async fn mails(operator: &Ctx) -> Vec<delivery::RenderedMail> {
    let mut mails = Vec::new();
    for row in delivery::outbox(operator).await.unwrap() {
        let mail = delivery::read(operator, row.id).await.unwrap();
        mails.extend(Some(mail).filter(|mail| mail.subject.contains("endorses")));
    }
    mails
}

#[tokio::test]
async fn the_owner_is_told_once_where_to_answer_and_nothing_that_the_endorser_wrote() {
    for world in worlds().await {
        let operator = world.operator().await;
        let owner = world.account("owner@example.org", None).await;
        let school = issuer(&owner).await;
        world.account("viewer@example.org", Some((school, Role::Viewer))).await;
        let repair = badge(&owner, school).await;
        let guild = NewIssuer { name: "Mechanics’ guild".into(), ..issuer_form() };
        let guild = issuers::create(&operator, guild).await.unwrap();
        for target in [Target::Achievement(school, repair, 1), Target::Issuer(school)] {
            world.clock.advance(SignedDuration::from_secs(1));
            endorsing::endorse(&operator, guild, target, "Buy **now** at https://spam.example")
                .await
                .unwrap();
        }
        world.send_mail().await;
        let mails = mails(&operator).await;
        let subjects: Vec<&str> = mails.iter().map(|mail| mail.subject.as_str()).collect();
        assert_eq!(
            subjects,
            ["Mechanics’ guild endorses Cycling School", "Mechanics’ guild endorses Bicycle repair"]
        );
        let link = format!("https://badges.example.org/manage/{school}/endorsements");
        for mail in mails {
            assert_eq!(mail.to, "owner@example.org");
            for body in [&mail.text, &mail.html] {
                assert!(body.contains(&link), "{body}");
                assert!(!body.contains("spam") && !body.contains("olga@"), "{body}");
            }
        }
    }
}

#[tokio::test]
async fn endorsing_anew_and_anew_fills_no_mailbox() {
    for world in worlds().await {
        let operator = world.operator().await;
        let (school, guild, other) =
            (issuer(&operator).await, issuer(&operator).await, issuer(&operator).await);
        let endorse = async |by| {
            let id = endorsing::endorse(&operator, by, Target::Issuer(school), "Good.").await.unwrap();
            endorsing::withdraw(&operator, by, id).await.unwrap();
        };
        for _ in 0..MOST_MAILS + 3 {
            endorse(guild).await;
        }
        assert_eq!(mails(&operator).await.len() as u64, MOST_MAILS);
        endorse(other).await;
        assert_eq!(mails(&operator).await.len() as u64, MOST_MAILS + 1, "others are heard");
        world.clock.advance(SignedDuration::from_hours(25));
        endorse(guild).await;
        assert_eq!(mails(&operator).await.len() as u64, MOST_MAILS + 2, "and tomorrow it is, too");
    }
}
