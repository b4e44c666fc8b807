//! All badges of a recipient from one issuer as one signed record: what is in it, what never is, and who may have it.
#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::awarding::{self, AwardRequest};
use accolade_platform::endorsing::{self, MOST_SHOWN, Target};
use accolade_platform::files;
use accolade_platform::ids::{AchievementId, CredentialId, IssuerId};
use accolade_platform::issuers::{self, NewIssuer};
use accolade_platform::opening::{Format, Link};
use accolade_platform::showing;
use accolade_platform::verify::{CheckId, Input, Outcome, Report, Verdict};
use accolade_platform::{Ctx, LinkError, sharing, verifying};
use common::{Awarded, World, badge, issuer, issuer_form, request, token, worlds};
use jiff::SignedDuration;
use jiff::civil::date;
use serde_json::Value;

async fn award(operator: &Ctx, school: IssuerId, form: AwardRequest) -> CredentialId {
    awarding::award(operator, school, form).await.unwrap()
}

fn again(badge: AchievementId) -> AwardRequest {
    AwardRequest { again: true, ..request(badge) }
}

async fn mail_of(operator: &Ctx, school: IssuerId, credential: CredentialId) -> String {
    token(&awarding::managed(operator, school, credential).await.unwrap().page).to_owned()
}

async fn json_of(world: &World, mail: &str) -> String {
    let file = files::file(&world.app, Link::Mail(mail), Format::Json).await.unwrap();
    String::from_utf8(file.bytes.to_vec()).unwrap()
}

async fn report_of(world: &World, record: &str, recipient: &str) -> Report {
    let input = Input::Bytes(record.as_bytes().to_vec());
    verifying::verify(&world.app, input, Some(recipient.to_owned())).await.unwrap()
}

/// The record under Ada's first link, checked as a whole, and the credentials in it.
async fn record_of(world: &World, made: &Awarded) -> (Value, Vec<String>) {
    let file = made.file(Format::Record).await;
    assert_eq!(
        (file.name.as_str(), file.media_type),
        ("cycling-school-clr-2.0.json", "application/vc+ld+json")
    );
    let text = String::from_utf8(file.bytes.to_vec()).unwrap();
    assert!(!text.contains("ada@"), "the address is hashed");
    let report = report_of(world, &text, "ada@example.org").await;
    assert_eq!(report.verdict, Verdict::Valid, "{report:?}");
    assert_eq!(report.check(CheckId::Recipient).unwrap().outcome, Outcome::Pass);
    assert!(report.credentials.iter().all(|part| part.report.remarks.is_empty()), "nobody else's");
    let record: Value = serde_json::from_str(&text).unwrap();
    let enclosed = record["credentialSubject"]["verifiableCredential"].as_array().unwrap().clone();
    assert_eq!(report.credentials.len(), enclosed.len(), "each is reported");
    (record, enclosed.iter().map(Value::to_string).collect())
}

#[tokio::test]
async fn a_record_holds_what_stands_byte_for_byte_and_nothing_of_anybody_else() {
    for world in worlds().await {
        let made = world.awarded().await;
        let (operator, school) = (&made.operator, made.school);
        world.clock.advance(SignedDuration::from_mins(1));
        let second = award(operator, school, again(made.badge)).await;
        let second_mail = mail_of(operator, school, second).await;
        let grace = AwardRequest { email: "grace@example.org".into(), ..request(made.badge) };
        award(operator, school, grace).await;
        let other = issuer(operator).await;
        award(operator, other, request(badge(operator, other).await)).await;

        let (record, enclosed) = record_of(&world, &made).await;
        let both = [json_of(&world, &second_mail).await, json_of(&world, &made.mail).await];
        assert_eq!(enclosed, both, "the newest first, as they were signed");
        assert_eq!(record["proof"][0]["cryptosuite"], "eddsa-rdfc-2022");
        assert_eq!((&record["partial"], record.get("description")), (&Value::from(false), None));
        assert_eq!(record["validFrom"], "2026-03-31T12:01:00Z");
        assert_eq!(record["name"], "Badges of Ada Lovelace from Cycling School");
        let (next, _) = record_of(&world, &made).await;
        assert_ne!(record["id"], next["id"], "each is made anew");

        awarding::revoke(operator, school, second, "A mistake.").await.unwrap();
        let (_, enclosed) = record_of(&world, &made).await;
        assert_eq!(enclosed, both[1..]);
        let revoked = files::file(&world.app, Link::Mail(&second_mail), Format::Record).await;
        assert!(matches!(revoked, Err(LinkError::NotFound)), "what was revoked opens no record");
    }
}

#[tokio::test]
async fn what_has_expired_is_in_it_and_says_so() {
    for world in worlds().await {
        let made = world.awarded().await;
        let form = AwardRequest { valid_until: Some(date(2026, 4, 2)), ..again(made.badge) };
        award(&made.operator, made.school, form).await;
        world.clock.advance(SignedDuration::from_hours(24 * 3));
        let record = made.file(Format::Record).await;
        let text = String::from_utf8(record.bytes.to_vec()).unwrap();
        let report = report_of(&world, &text, "ada@example.org").await;
        let mut verdicts: Vec<Verdict> = report.credentials.iter().map(|part| part.report.verdict).collect();
        verdicts.sort_unstable();
        assert_eq!((report.verdict, verdicts.len(), verdicts[0]), (Verdict::Warning, 2, Verdict::Valid));
        assert_ne!(verdicts[1], Verdict::Valid);
    }
}

#[tokio::test]
async fn a_record_is_its_owners_alone() {
    for world in worlds().await {
        let made = world.awarded().await;
        let share = token(&sharing::share(&world.app, &made.mail).await.unwrap()).to_owned();
        let shared = files::file(&world.app, Link::Share(&share), Format::Record).await;
        assert!(matches!(shared, Err(LinkError::NotFound)));
        let page = showing::by_share_link(&world.app, &share).await.unwrap();
        assert!(!page.downloads.contains(&Format::Record));
        let page = showing::by_mail_link(&Ctx::anonymous(&world.app), &made.mail).await.unwrap();
        assert!(page.downloads.contains(&Format::Record));
        let staff = awarding::managed(&made.operator, made.school, made.credential).await.unwrap();
        assert!(!staff.downloads.contains(&Format::Record));
        let text = String::from_utf8(made.file(Format::Record).await.bytes.to_vec()).unwrap();
        let report = report_of(&world, &text, "eve@example.org").await;
        assert_eq!(report.check(CheckId::Recipient).unwrap().outcome, Outcome::Fail);
    }
}

#[tokio::test]
async fn of_very_many_the_newest_are_in_it_and_it_says_so() {
    for world in worlds().await {
        let made = world.awarded().await;
        let first = json_of(&world, &made.mail).await;
        for (awards, partial) in [(99, false), (1, true)] {
            for _ in 0..awards {
                world.clock.advance(SignedDuration::from_secs(1));
                award(&made.operator, made.school, again(made.badge)).await;
            }
            let (record, enclosed) = record_of(&world, &made).await;
            assert_eq!((enclosed.len(), record["partial"].as_bool()), (100, Some(partial)));
            assert_eq!(enclosed.contains(&first), !partial, "the oldest gives way");
            let said = partial.then_some("Only the newest 100 badges are in this record; there are more.");
            assert_eq!(record.get("description").and_then(Value::as_str), said);
        }
    }
}

#[tokio::test]
async fn no_more_is_in_it_than_can_be_verified_with_its_endorsements() {
    for world in worlds().await {
        let made = world.awarded().await;
        let (operator, school) = (&made.operator, made.school);
        for number in 0..MOST_SHOWN {
            let guild = NewIssuer { name: format!("Guild {number}"), ..issuer_form() };
            let guild = issuers::create(operator, guild).await.unwrap();
            let target = Target::Achievement(school, made.badge, 1);
            let word = endorsing::endorse(operator, guild, target, "We hire by it.").await.unwrap();
            endorsing::accept(operator, school, (guild, word)).await.unwrap();
        }
        for _ in 0..20 {
            world.clock.advance(SignedDuration::from_secs(1));
            award(operator, school, again(made.badge)).await;
        }
        let (record, enclosed) = record_of(&world, &made).await;
        assert_eq!((enclosed.len(), &record["partial"]), (9, &Value::from(true)), "9 times 11 is below 100");
    }
}
