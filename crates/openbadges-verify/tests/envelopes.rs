//! Credentials in an envelope (VC data model 2.0, Enveloped Verifiable Credentials).
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::v2::sealed;
use common::*;
use openbadges_proof::did::{did_key, did_key_method};
use openbadges_verify::{CheckId, Reason, Verdict};
use serde_json::{Value, json};

/// A badge whose issuer is its key, without a status.
fn badge() -> Value {
    changed(credential(), |badge| {
        badge["issuer"]["id"] = did_key(&key().public()).into();
        badge.as_object_mut().unwrap().shift_remove("credentialStatus");
    })
}

fn jwt(claims: &Value) -> String {
    sealed(&json!({"alg": "EdDSA", "typ": "vc+jwt", "kid": did_key_method(&key().public())}), claims, &key())
}

fn envelope(media_type: &str, text: &str) -> Value {
    json!({
        "@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential",
        "id": format!("data:{media_type},{text}"), "name": "Written on the envelope"
    })
}

#[tokio::test]
async fn a7_a_badge_in_an_envelope_is_what_is_inside() {
    let inside = jwt(&badge());
    let enveloped = report(&envelope("application/vc+jwt", &inside), &Net::default()).await;
    assert_valid(&enveloped);
    let plain = report_on(inside.clone(), &Net::default()).await;
    let credential = |report: openbadges_verify::Report| report.content.unwrap().credential;
    assert_eq!(credential(enveloped), credential(plain));

    let changed = changed(badge(), |badge| badge["name"] = "Other".into());
    let other = jwt(&changed);
    let signature = inside.rsplit_once('.').unwrap().1;
    let altered = format!("{}.{signature}", other.rsplit_once('.').unwrap().0);
    let altered = report(&envelope("application/vc+jwt", &altered), &Net::default()).await;
    assert_reason(&altered, Reason::Signature, CheckId::Proof);
    assert_nothing_asserted(&altered);
}

#[tokio::test]
async fn what_else_an_envelope_holds_has_a_reason_of_its_own() {
    let other = report(&envelope("application/vc+cose", "AA"), &Net::default()).await;
    assert_reason(&other, Reason::Unsupported, CheckId::Format);
    assert_eq!(other.check(CheckId::Format).unwrap().facts.get("mediaType"), Some("application/vc+cose"));
    let none = report(&json!({"type": "EnvelopedVerifiableCredential"}), &Net::default()).await;
    assert_reason(&none, Reason::Malformed, CheckId::Format);
    let twice = jwt(&envelope("application/vc+jwt", &jwt(&badge())));
    let twice = report(&envelope("application/vc+jwt", &twice), &Net::default()).await;
    assert_eq!(twice.verdict, Verdict::Invalid, "{}", pretty(&twice));
    assert!(twice.content.is_none_or(|content| content.issuer.proved.is_none()));
}

#[tokio::test]
async fn a4_6_an_endorsement_may_be_in_an_envelope() {
    let id = badge()["credentialSubject"]["achievement"]["id"].as_str().unwrap().to_owned();
    let endorsement = changed(endorsement(&id), |it| it["issuer"]["id"] = did_key(&key().public()).into());
    let badge = changed(badge(), |badge| {
        let envelope = envelope("application/vc+jwt", &jwt(&endorsement));
        badge["credentialSubject"]["achievement"]["endorsement"] = json!([envelope]);
    });
    let report = report_on(jwt(&badge), &Net::default()).await;
    let part = &report.endorsements[0].report;
    assert_eq!(part.verdict, Verdict::Valid, "{}", pretty(part));
}
