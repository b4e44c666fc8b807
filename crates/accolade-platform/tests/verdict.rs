//! The verdicts on what is issued here: computed over the stored bytes, the same through every door.
#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::files;
use accolade_platform::opening::{Format, Link};
use accolade_platform::showing;
use accolade_platform::verify::{Input, Reason, Verdict};
use accolade_platform::{awarding, sharing, verifying};
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

#[tokio::test]
async fn p_v2_own_addresses_are_answered_from_storage() {
    let world = world().await;
    let link = mail_link(&world).await;
    let shared = sharing::share(&world.app, token(&link)).await.unwrap();
    for address in [shared.clone(), format!("{shared}/badge.json"), format!("{shared}/badge.png")] {
        let input = Input::Url(address.parse().unwrap());
        let report = verifying::verify(&world.app, input, Some(" ada@example.org ".into())).await.unwrap();
        assert_eq!(report.verdict, Verdict::Valid, "{address}: {report:?}");
    }
    for format in [Format::Json, Format::Png, Format::Svg] {
        let file = files::file(&world.app, Link::Mail(token(&link)), format).await.unwrap();
        let report = verifying::verify(&world.app, Input::Bytes(file.bytes.to_vec()), None).await.unwrap();
        assert_eq!(report.verdict, Verdict::Valid, "p_v3: {format:?}");
    }
    let wrong =
        verifying::verify(&world.app, Input::Url(shared.parse().unwrap()), Some("eve@example.org".into()))
            .await
            .unwrap();
    assert_eq!(wrong.verdict, Verdict::Invalid);
}

#[tokio::test]
async fn pages_show_the_verdict_that_was_computed() {
    let world = world().await;
    let operator = world.operator().await;
    let school = issuer(&operator).await;
    let repair = badge(&operator, school).await;
    let request = awarding::AwardRequest { valid_until: Some(date(2026, 4, 30)), ..common::request(repair) };
    let credential = awarding::award(&operator, school, request).await.unwrap();
    let link = awarding::managed(&operator, school, credential).await.unwrap().page;
    let verdict = || async {
        let report = showing::by_mail_link(&accolade_platform::Ctx::anonymous(&world.app), token(&link))
            .await
            .unwrap()
            .report;
        (report.verdict, report.reason)
    };
    assert_eq!(verdict().await, (Verdict::Valid, None));
    world.clock.advance(SignedDuration::from_hours(24 * 31));
    assert_eq!(verdict().await, (Verdict::Invalid, Some(Reason::Expired)));
    awarding::revoke(&operator, school, credential, "A mistake.").await.unwrap();
    assert_eq!(verdict().await, (Verdict::Invalid, Some(Reason::Revoked)));
}
