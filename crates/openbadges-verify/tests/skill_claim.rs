//! Claims of a skill: many issuers share one achievement, and anybody may recognise it, also the one who has it (Open
//! Badges 3.0, "Skill Assertions" and the use case "Self-assertion").
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::*;
use openbadges_model::validate;
use openbadges_proof::SigningKey;
use openbadges_proof::did::{did_key, did_key_method};
use openbadges_verify::{CheckId, Outcome, RemarkId, Report};
use serde_json::{Value, json};

const CREATOR: &str = "https://skills.example.org/1";

/// A competency that somebody else has defined, claimed by this issuer of this subject.
fn claim(issuer: &str, subject: &str) -> Value {
    changed(credential(), |badge| {
        badge.as_object_mut().unwrap().shift_remove("credentialStatus");
        badge["issuer"] = json!({"id": issuer, "type": ["Profile"], "name": "Stacy"});
        badge["credentialSubject"]["id"] = subject.into();
        let achievement = &mut badge["credentialSubject"]["achievement"];
        achievement["achievementType"] = "Competency".into();
        achievement["creator"] =
            json!({"id": CREATOR, "type": ["Profile"], "name": "Example Industry Group"});
        achievement["alignment"] = json!([{
            "type": ["Alignment"], "targetType": "CFItem", "targetName": "Robot programming",
            "targetUrl": "https://skills.example.org/robot-programming"
        }]);
        badge["evidence"] = json!([{"id": "https://stacy.example/app", "type": ["Evidence"]}]);
    })
}

async fn of_own_key(key: &SigningKey, subject: &str) -> Report {
    let claim = claim(&did_key(&key.public()), subject);
    assert_eq!(validate(&claim), []);
    report(&sign_as(&claim, key, &did_key_method(&key.public())), &Net::default()).await
}

fn self_issued(report: &Report) -> Option<&str> {
    let remark = report.remarks.iter().find(|remark| remark.id == RemarkId::SelfIssued)?;
    remark.facts.get("issuer")
}

#[tokio::test]
async fn a4_a_skill_claim_of_any_issuer_is_verified() {
    let learner = did_key(&SigningKey::from_seed([3; 32]).public());
    for issuer in [key(), other_key()] {
        let report = of_own_key(&issuer, &learner).await;
        assert_valid(&report);
        assert_eq!(self_issued(&report), None);
        let content = report.content.unwrap();
        assert_eq!(content.issuer.proved.unwrap().id, did_key(&issuer.public()), "and not the creator");
        assert_eq!(content.credential["credentialSubject"]["achievement"]["creator"]["id"], CREATOR);
    }
}

#[tokio::test]
async fn a4_a_badge_whose_issuer_is_its_subject_is_self_issued() {
    let own = did_key(&key().public());
    for (subject, told) in [
        (own.clone(), true),
        (own.replacen("did:key:z", "did:key:%7A", 1), true),
        (did_key(&other_key().public()), false),
        (format!("{own}0"), false),
    ] {
        let report = of_own_key(&key(), &subject).await;
        assert_valid(&report);
        assert_eq!(report.check(CheckId::Issuer).unwrap().outcome, Outcome::Pass);
        assert_eq!(self_issued(&report), told.then_some(own.as_str()), "{subject}");
    }
}
