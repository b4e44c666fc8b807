//! Contexts of others, which only the caller can bring.
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::*;
use openbadges_ld::Options as Reading;
use openbadges_proof::data_integrity::Suite;
use openbadges_verify::{CheckId, Contexts, Input, Options, Reason, Report, Verdict, verify};
use serde_json::{Value, json};

const MOTTO: &str = "https://example.org/context.json";

fn contexts() -> Contexts {
    Contexts::from_iter([(MOTTO, json!({"@context": {"motto": "https://example.org/vocab#motto"}}))])
}

/// A badge with a term of another vocabulary.
fn badge() -> Value {
    changed(credential(), |badge| {
        badge["@context"].as_array_mut().unwrap().push(json!(MOTTO));
        badge["motto"] = json!("Onwards");
    })
}

/// Signed by somebody who knows these contexts.
fn signed_with(badge: &Value, contexts: &Contexts) -> Value {
    signed_as_read(badge, &Reading { contexts: Some(contexts), ..Reading::default() })
}

async fn judged(badge: &Value, options: Options) -> Report {
    verify(Input::Bytes(badge.to_string().into()), &net().endorser(), &options).await
}

#[tokio::test]
async fn a_context_that_the_caller_brings_is_read_and_no_other() {
    let badge = signed_with(&badge(), &contexts());
    let report = judged(&badge, Options::at(now()).contexts(contexts())).await;
    assert_valid(&report);
    assert_eq!(report.content.unwrap().credential["motto"], "Onwards");
    for options in [Options::at(now()), Options::at(now()).contexts(Contexts::default())] {
        assert_reason(&judged(&badge, options).await, Reason::UnknownContext, CheckId::Contexts);
    }
}

#[tokio::test]
async fn what_a_brought_context_defines_is_signed() {
    let altered = changed(signed_with(&badge(), &contexts()), |badge| badge["motto"] = json!("Backwards"));
    let report = judged(&altered, Options::at(now()).contexts(contexts())).await;
    assert_reason(&report, Reason::Signature, CheckId::Proof);
}

#[tokio::test]
async fn a_context_inside_the_badge_is_not_believed() {
    let inner = json!({"motto": "https://example.org/vocab#motto"});
    let outside = changed(badge(), |badge| badge["@context"][2] = inner.clone());
    let deep = changed(badge(), |badge| badge["credentialSubject"]["@context"] = inner.clone());
    for badge in [outside, deep] {
        let signed = signed_with(&badge, &contexts());
        let report = judged(&signed, Options::at(now()).contexts(contexts())).await;
        assert_reason(&report, Reason::UnknownContext, CheckId::Contexts);
        assert!(report.content.is_none());
    }
}

#[tokio::test]
async fn pv1_contexts_inside_hide_no_member_without_meaning() {
    for inner in [
        json!({"motto": "https://example.org/vocab#motto"}),
        json!(null),
        json!("https://unknown.example/context"),
        json!(["https://unknown.example/context", {"motto": "x:y"}]),
    ] {
        let badge = changed(credential(), |badge| {
            badge["motto"] = json!("Onwards");
            badge["credentialSubject"]["achievement"]["@context"] = inner.clone();
        });
        let signed = common::signed_with(Suite::EddsaJcs2022, &badge, &Reading::default());
        let report = judged(&signed, Options::at(now())).await;
        assert_eq!(report.verdict, Verdict::Warning, "{inner}: {}", pretty(&report));
    }
}

#[tokio::test]
async fn pv1_many_members_hide_none_without_meaning() {
    let badge = changed(credential(), |badge| {
        badge["motto"] = json!("Onwards");
        badge["credentialSubject"]["achievement"]["tag"] =
            (0..48_000).map(|tag| format!("{tag:032}")).collect();
    });
    let signed = common::signed_with(Suite::EddsaJcs2022, &badge, &Reading::default());
    let report = judged(&signed, Options::at(now())).await;
    assert_eq!(report.verdict, Verdict::Warning, "{}", pretty(&report));
}

#[tokio::test]
async fn known_contexts_are_not_replaced() {
    let known = credential()["@context"][1].as_str().unwrap().to_owned();
    let mut other = contexts();
    other.insert(known, json!({"@context": {"name": "https://evil.example/name"}}));
    let report = judged(&signed(&credential()), Options::at(now()).contexts(other)).await;
    assert_valid(&report);
}

#[tokio::test]
async fn endorsements_are_read_with_the_same_contexts() {
    let id = credential()["id"].as_str().unwrap().to_owned();
    let endorsement = changed(endorsement(&id), |one| {
        one["issuer"]["id"] = json!(ISSUER);
        one["@context"].as_array_mut().unwrap().push(json!(MOTTO));
        one["motto"] = json!("Onwards");
    });
    let signed_one = signed_with(&endorsement, &contexts());
    let badge =
        signed_with(&changed(badge(), |badge| badge["endorsement"] = json!([signed_one])), &contexts());
    let report = judged(&badge, Options::at(now()).contexts(contexts())).await;
    assert_valid(&report);
    assert_valid(&report.endorsements[0].report);
}
