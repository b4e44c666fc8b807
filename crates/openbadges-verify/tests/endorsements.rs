//! Endorsements are verified on their own and reported beside the badge, which they never change.
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::*;
use openbadges_verify::{CheckId, Outcome, Part, Reason, Report, Verdict};
use serde_json::{Value, json};

/// A badge with an endorsement at the place of `owner`, about `of`.
fn badge(owner: &str, endorsements: &Value) -> Value {
    signed(&changed(credential(), |badge| {
        badge.pointer_mut(owner).unwrap()["endorsement"] = endorsements.clone();
    }))
}

fn own_id() -> String {
    credential()["id"].as_str().unwrap().to_owned()
}

fn verdicts(report: &Report) -> Vec<(&str, Verdict, Option<Reason>)> {
    let of = |part: &'_ Part| (part.report.verdict, part.report.reason);
    report.endorsements.iter().map(|part| (part.pointer.as_str(), of(part).0, of(part).1)).collect()
}

#[tokio::test]
async fn a4_6_an_endorsement_is_verified_wherever_it_is_attached() {
    let achievement = credential()["credentialSubject"]["achievement"]["id"].as_str().unwrap().to_owned();
    for (owner, of) in
        [("", own_id()), ("/issuer", ISSUER.to_owned()), ("/credentialSubject/achievement", achievement)]
    {
        let badge = badge(owner, &json!([endorsed(&endorsement(&of))]));
        let report = report(&badge, &net().endorser()).await;
        assert_valid(&report);
        let pointer = format!("{owner}/endorsement/0");
        assert_eq!(verdicts(&report), [(pointer.as_str(), Verdict::Valid, None)], "{}", pretty(&report));
        let check = report.check(CheckId::Endorsements).unwrap();
        assert_eq!((check.outcome, check.facts.get("issuer")), (Outcome::Pass, Some(ENDORSER)));
        let content = report.endorsements[0].report.content.as_ref().unwrap();
        assert_eq!(content.credential["credentialSubject"]["endorsementComment"], "Good.");
        assert_eq!(content.issuer.proved.as_ref().unwrap().id, ENDORSER);
    }
}

#[tokio::test]
async fn a4_6_an_endorsement_never_changes_the_verdict() {
    let good = endorsement(&own_id());
    let cases = [
        (endorsed(&endorsement("urn:uuid:0")), Reason::OtherTarget),
        (good.clone(), Reason::NoProof),
        (
            changed(endorsed(&good), |e| e["credentialSubject"]["endorsementComment"] = "Bad.".into()),
            Reason::Signature,
        ),
        (sign_as(&good, &key(), METHOD), Reason::KeyNotIssuers),
        (
            endorsed(&changed(good.clone(), |e| e["validUntil"] = "2025-01-01T00:00:00Z".into())),
            Reason::Expired,
        ),
        (
            endorsed(&changed(good.clone(), |e| drop(e.as_object_mut().unwrap().remove("name")))),
            Reason::Malformed,
        ),
        (json!({"type": ["Profile"], "id": "urn:uuid:0"}), Reason::NotABadge),
    ];
    for (endorsement, reason) in cases {
        let report = report(&badge("", &json!([endorsement])), &net().endorser()).await;
        assert_valid(&report);
        assert_eq!(verdicts(&report)[0].2, Some(reason), "{}", pretty(&report));
        let check = report.check(CheckId::Endorsements).unwrap();
        assert_eq!((check.outcome, check.reason), (Outcome::Warn, Some(Reason::EndorsementNotValid)));
    }
}

#[tokio::test]
async fn a4_6_an_endorser_who_cannot_be_asked_leaves_the_badge_valid() {
    let report = report(&badge("", &json!([endorsed(&endorsement(&own_id()))])), &net()).await;
    assert_valid(&report);
    assert_eq!(verdicts(&report)[0].2, Some(Reason::KeyNotConfirmed));
}

#[tokio::test]
async fn endorsements_have_a_budget_of_their_own() {
    let of_many = |index: usize| {
        let issuer = format!("did:web:e{index}.example");
        let endorsement = changed(endorsement(&own_id()), |e| e["issuer"]["id"] = issuer.clone().into());
        sign_as(&endorsement, &other_key(), &format!("{issuer}#key-1"))
    };
    let many: Value = (0..40).map(of_many).collect();
    let net = net();
    let report = report(&badge("", &many), &net).await;
    assert_valid(&report);
    assert_eq!(report.endorsements.len(), 40);
    assert_eq!(net.requests(), 24, "eight for the badge, twenty-four with its endorsements");
}

#[tokio::test]
async fn p_r2_endorsements_beyond_the_limit_are_counted_and_not_checked() {
    let one = json!({"type": ["EndorsementCredential"], "id": "urn:uuid:0"});
    let many: Value = (0..250).map(|_| one.clone()).collect();
    let report = report(&badge("", &many), &net()).await;
    assert_valid(&report);
    assert_eq!(report.endorsements.len(), 200);
    let check = report.check(CheckId::Endorsements).unwrap();
    assert_eq!((check.facts.get("found"), check.facts.get("notChecked")), (Some("250"), Some("50")));
}

#[tokio::test]
async fn an_endorsement_that_anybody_may_have_added_is_not_the_badges() {
    let badge = changed(signed(&credential()), |badge| {
        badge["stranger"] = json!({"id": own_id(), "endorsement": [endorsed(&endorsement(&own_id()))]});
    });
    let report = report(&badge, &net().endorser()).await;
    assert_reason(&report, Reason::Unsigned, CheckId::Unsigned);
    assert!(report.endorsements.is_empty(), "{}", pretty(&report));
}

#[tokio::test]
async fn nothing_is_said_of_endorsements_without_a_proof() {
    let unsigned =
        changed(credential(), |badge| badge["endorsement"] = json!([endorsed(&endorsement(&own_id()))]));
    let report = report(&unsigned, &net().endorser()).await;
    assert_nothing_asserted(&report);
    assert!(report.endorsements.is_empty());
}

#[tokio::test]
async fn names_inside_an_endorsement_are_its_own_business() {
    let id = credential()["id"].as_str().unwrap().to_owned();
    let named = changed(endorsement(&id), |one| {
        one["issuer"]["https://schema.org/award"] = json!("x");
        one["https://example.org/note"] = json!("y");
    });
    let badge = changed(credential(), |badge| badge["endorsement"] = json!([endorsed(&named)]));
    let report = report(&signed(&badge), &net().endorser()).await;
    assert_eq!(report.check(CheckId::DataModel).unwrap().outcome, Outcome::Pass, "{}", pretty(&report));
    assert_eq!(report.endorsements[0].report.reason, Some(Reason::Malformed));
}
