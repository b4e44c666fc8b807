//! Every capability for every role, for strangers and for nobody (P-S1).
#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::achievements;
use accolade_platform::awarding::{self, AwardRequest, RegisterFilter};
use accolade_platform::endorsing::{self, List, Target};
use accolade_platform::ids::{AchievementId, CredentialId, EndorsementId, IssuerId, MailId};
use accolade_platform::issuers::{self, Settings};
use accolade_platform::{ActError, Actor, Ctx, Role, delivery};
use common::{award, badge, badge_form, issuer, issuer_form, request, world};

/// What somebody got.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Got {
    It,
    SignIn,
    NotFound,
    NotAllowed,
    /// Past every door, and the form names what is not there.
    Faults,
}
use Got::{It, NotAllowed as No, NotFound as Hidden, SignIn};

fn got<T>(result: Result<T, ActError>) -> Got {
    match result {
        Ok(_) => It,
        Err(ActError::SignInNeeded) => SignIn,
        Err(ActError::NotFound) => Hidden,
        Err(ActError::NotAllowed) => No,
        Err(ActError::Faults(_)) => Got::Faults,
        Err(other) => panic!("{other}"),
    }
}

/// The things that can be asked for.
struct Things {
    issuer: IssuerId,
    achievement: AchievementId,
    credential: CredentialId,
    mail: MailId,
    /// Another issuer, of which the actors know nothing, what it said of this issuer, and this one of it.
    other: IssuerId,
    received: EndorsementId,
    given: EndorsementId,
}

/// Endorses, and takes it back where that succeeded: the next one may endorse, too.
async fn endorse(ctx: &Ctx, issuer: IssuerId, other: IssuerId) -> Got {
    let made = endorsing::endorse(ctx, issuer, Target::Issuer(other), "Good.").await;
    if let Ok(id) = &made {
        endorsing::withdraw(ctx, issuer, *id).await.unwrap();
    }
    got(made)
}

/// Every capability that asks who is asking.
async fn everything(ctx: &Ctx, things: &Things) -> Vec<(&'static str, Got)> {
    let Things { issuer, achievement, credential, mail, other, received, given } = *things;
    let again = AwardRequest { again: true, ..request(achievement) };
    vec![
        ("issuers::mine", got(issuers::mine(ctx).await)),
        ("issuers::create", got(issuers::create(ctx, issuer_form()).await)),
        ("issuers::managed", got(issuers::managed(ctx, issuer).await)),
        ("issuers::change", got(issuers::change(ctx, issuer, Settings { offers_v2: true }).await)),
        ("achievements::list", got(achievements::list(ctx, issuer).await)),
        ("achievements::managed", got(achievements::managed(ctx, issuer, achievement).await)),
        ("achievements::create", got(achievements::create(ctx, issuer, badge_form()).await)),
        ("awarding::award", got(awarding::award(ctx, issuer, again).await)),
        ("awarding::managed", got(awarding::managed(ctx, issuer, credential).await)),
        ("awarding::register", got(awarding::register(ctx, issuer, RegisterFilter::default()).await)),
        ("awarding::revoke", got(awarding::revoke(ctx, issuer, credential, "x").await)),
        ("endorsing::endorse", endorse(ctx, issuer, other).await),
        ("endorsing::list", got(endorsing::list(ctx, issuer, List::Given, None).await)),
        ("endorsing::count", got(endorsing::count(ctx, issuer, List::Waiting).await)),
        ("endorsing::accept", got(endorsing::accept(ctx, issuer, (other, received)).await)),
        ("endorsing::decline", got(endorsing::decline(ctx, issuer, (other, received)).await)),
        ("endorsing::reopen", got(endorsing::reopen(ctx, issuer, (other, received)).await)),
        ("endorsing::withdraw", got(endorsing::withdraw(ctx, issuer, given).await)),
        ("delivery::outbox", got(delivery::outbox(ctx).await)),
        ("delivery::read", got(delivery::read(ctx, mail).await)),
    ]
}

fn expected(role: Role) -> [Got; 20] {
    let [change, endorse, answer] = match role {
        Role::Owner | Role::Admin => [It, It, It],
        _ => [No, No, No],
    };
    let [create, award, register, revoke] = match role {
        Role::Owner | Role::Admin => [It, It, It, It],
        Role::Designer => [It, No, No, No],
        Role::Awarder => [No, It, It, It],
        Role::Assessor | Role::Viewer => [No, No, No, No],
    };
    let endorsing = [endorse, It, It, answer, answer, answer, endorse];
    let [spoken, list, waiting, accept, decline, reopen, withdraw] = endorsing;
    #[rustfmt::skip]
    let all = [
        It, It, It, change, It, It, create, award, register, register, revoke,
        spoken, list, waiting, accept, decline, reopen, withdraw, Hidden, Hidden,
    ];
    all
}

async fn things(operator: &Ctx) -> Things {
    let issuer = issuer(operator).await;
    let achievement = badge(operator, issuer).await;
    let credential = award(operator, issuer, achievement).await;
    let mail = delivery::outbox(operator).await.unwrap()[0].id;
    let other = common::issuer(operator).await;
    let received = endorsing::endorse(operator, other, Target::Issuer(issuer), "Good.").await.unwrap();
    let third = common::issuer(operator).await;
    let given = endorsing::endorse(operator, issuer, Target::Issuer(third), "Good.").await.unwrap();
    Things { issuer, achievement, credential, mail, other, received, given }
}

#[tokio::test]
async fn p_s1_every_role_gets_what_it_may_and_nothing_else() {
    let world = world().await;
    let things = things(&world.operator().await).await;
    for role in [Role::Owner, Role::Admin, Role::Designer, Role::Awarder, Role::Assessor, Role::Viewer] {
        let ctx = world.account(&format!("{role:?}@example.org"), Some((things.issuer, role))).await;
        let answers = everything(&ctx, &things).await;
        for ((name, got), expected) in answers.into_iter().zip(expected(role)) {
            assert_eq!(got, expected, "{name} for {role:?}");
        }
    }
}

#[tokio::test]
async fn p_s1_a_stranger_learns_nothing_and_nobody_is_asked_to_sign_in() {
    let world = world().await;
    let things = things(&world.operator().await).await;
    let stranger = world.account("eve@example.org", None).await;
    let own = issuer(&stranger).await;
    for (name, got) in everything(&stranger, &things).await {
        let expected = if matches!(name, "issuers::mine" | "issuers::create") { It } else { Hidden };
        assert_eq!(got, expected, "{name} for a stranger");
    }
    // The things of one issuer under the address of another that is one's own.
    let swapped = Things { issuer: own, ..things };
    for (name, got) in everything(&stranger, &swapped).await {
        let expected = match name {
            "awarding::award" => Got::Faults,
            "achievements::managed"
            | "awarding::managed"
            | "awarding::revoke"
            | "endorsing::accept"
            | "endorsing::decline"
            | "endorsing::reopen"
            | "endorsing::withdraw"
            | "delivery::outbox"
            | "delivery::read" => Hidden,
            _ => It,
        };
        assert_eq!(got, expected, "{name} with swapped ids");
    }
    for actor in [Actor::Anonymous, Actor::System] {
        let ctx = Ctx { app: std::sync::Arc::clone(&world.app), actor };
        for (name, got) in everything(&ctx, &things).await {
            assert_eq!(got, SignIn, "{name} for {:?}", ctx.actor);
        }
    }
}

#[tokio::test]
async fn the_operator_reads_the_outbox() {
    let world = world().await;
    let operator = world.operator().await;
    let things = things(&operator).await;
    assert_eq!(got(delivery::outbox(&operator).await), It);
    assert_eq!(got(delivery::read(&operator, things.mail).await), It);
}
