//! One budget for a badge and all that is inside it (P-R1, P-R2). What is counted is work, not time.
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::v2::{self, jws};
use common::*;
use openbadges_verify::{CheckId, Input, Options, Outcome, Reason, Report, Verdict, Work, verify_counted};
use serde_json::{Value, json};

/// The status list of the endorser.
const ENDORSERS_LIST: &str = "https://endorser.example/status/1";

async fn counted(input: impl Into<Vec<u8>>, net: &Net) -> (Report, Work) {
    let (report, work) = verify_counted(Input::Bytes(input.into()), net, &Options::at(now())).await;
    assert!(work.is_within(Work::OWN.and(Work::PARTS)), "{work:?}");
    (report, work)
}

fn own_id() -> String {
    credential()["id"].as_str().unwrap().to_owned()
}

/// A badge over whose own text nothing is to be told apart (JCS), whatever its endorsements are.
fn with_endorsements(endorsements: &[Value]) -> Value {
    signed_by_jcs(&changed(credential(), |badge| badge["endorsement"] = json!(endorsements)))
}

/// An endorsement with an id of its own, not signed yet.
fn numbered(index: usize) -> Value {
    changed(endorsement(&own_id()), |one| one["id"] = json!(format!("urn:uuid:{index}")))
}

fn count(report: &Report, reason: Option<Reason>) -> usize {
    report.endorsements.iter().filter(|part| part.report.reason == reason).count()
}

#[tokio::test]
async fn p_r2_an_honest_badge_with_200_endorsements_is_checked_fully() {
    let status = changed(list("revocation", &[]), |list| {
        list["issuer"] = json!(ENDORSER);
        list["id"] = json!(ENDORSERS_LIST);
        list["credentialSubject"]["id"] = json!(format!("{ENDORSERS_LIST}#list"));
    });
    let endorsements: Vec<Value> = (0..200)
        .map(|index| {
            endorsed(&changed(numbered(index), |one| {
                one["credentialStatus"] = json!({
                    "id": format!("{ENDORSERS_LIST}#{index}"), "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
                    "statusListIndex": index.to_string(), "statusListCredential": ENDORSERS_LIST
                });
            }))
        })
        .collect();
    let net = net().endorser().json(ENDORSERS_LIST, &endorsed(&status));
    let (report, work) = counted(with_endorsements(&endorsements).to_string(), &net).await;
    assert_valid(&report);
    assert_eq!(count(&report, None), 200, "{}", pretty(&report.endorsements[0].report));
    let check = report.check(CheckId::Endorsements).unwrap();
    assert_eq!((check.outcome, check.facts.get("notChecked")), (Outcome::Pass, None));
    // The badge, its list, the endorsements, and their list once.
    assert_eq!((work.parts, work.signatures), (200, 203));
}

#[tokio::test]
async fn p_r2_endorsements_beyond_the_cap_are_told_as_not_checked() {
    let endorsements: Vec<Value> = (0..201).map(numbered).collect();
    for (number, not_checked) in [(199, None), (200, None), (201, Some("1"))] {
        let (report, work) = counted(with_endorsements(&endorsements[..number]).to_string(), &net()).await;
        assert_valid(&report);
        assert_eq!((work.parts, report.endorsements.len()), (number.min(200), number.min(200)));
        let facts = &report.check(CheckId::Endorsements).unwrap().facts;
        assert_eq!(facts.get("notChecked"), not_checked);
        assert_eq!(facts.get("why"), not_checked.map(|_| "budget_spent"));
    }
}

#[tokio::test]
async fn p_r1_many_proofs_on_200_endorsements_end_within_the_budget() {
    let good = endorsed(&numbered(0));
    // Four proofs that were made for another text, each with a key to try, and then one that holds.
    let proofs: Vec<Value> = (0..5)
        .map(|index| {
            let text = changed(numbered(0), |one| one["name"] = json!(format!("Other {index}")));
            if index == 4 { good["proof"].clone() } else { endorsed(&text)["proof"].clone() }
        })
        .map(|proof| if proof.is_array() { proof[0].clone() } else { proof })
        .collect();
    let crafted = changed(good, |one| one["proof"] = json!(proofs));
    let (report, work) = counted(with_endorsements(&vec![crafted; 200]).to_string(), &net().endorser()).await;
    assert_valid(&report);
    assert_eq!(work.signatures, Work::OWN.and(Work::PARTS).signatures, "spent to the last");
    assert!(count(&report, None) >= 20, "{}", count(&report, None));
    assert!(count(&report, Some(Reason::BudgetSpent)) >= 100);
    assert_eq!(report.endorsements.len(), 200);
    let last = &report.endorsements[199].report;
    assert_eq!(last.verdict, Verdict::Indeterminate);
    assert_reason(last, Reason::BudgetSpent, CheckId::Proof);
}

#[tokio::test]
async fn p_r1_tangled_blank_nodes_in_200_endorsements_end_within_the_budget() {
    let plain = endorsed(&numbered(0));
    // Its proof is of another text: what it costs is known before that shows.
    let crafted = changed(plain.clone(), |one| one["evidence"] = tangled(7));
    let mut all = vec![crafted; 199];
    all.push(plain);
    let (report, work) = counted(with_endorsements(&all).to_string(), &net().endorser()).await;
    assert!(work.hash_operations > 60_000, "{work:?}");
    assert!(count(&report, Some(Reason::BudgetSpent)) > 100, "{}", pretty(&report.endorsements[0].report));
    assert_ne!(report.reason, Some(Reason::BudgetSpent));
}

#[tokio::test]
async fn p_r1_what_is_inside_never_takes_from_the_badge() {
    let crafted = changed(endorsed(&numbered(0)), |one| one["evidence"] = tangled(6));
    let badge = with_endorsements(&vec![crafted; 200]);
    let (report, _) = counted(badge.to_string(), &net().endorser()).await;
    for id in [CheckId::Proof, CheckId::Issuer, CheckId::Status, CheckId::Dates] {
        assert_eq!(report.check(id).unwrap().outcome, Outcome::Pass, "{}", pretty(&report));
    }
}

#[tokio::test]
async fn p_r1_older_copies_of_contexts_are_counted() {
    let untouched = counted(signed(&credential()).to_string(), &net()).await.1;
    let altered = changed(signed(&credential()), |badge| {
        badge["endorsementJwt"] = json!(["eyJ9.e30.c2ln"]);
        badge["awardedDate"] = json!("2024-05-06T07:08:09Z");
    });
    let (report, work) = counted(altered.to_string(), &net()).await;
    assert_ne!(report.verdict, Verdict::Valid);
    // The newest and every copy before it that leaves out more, and what each of them leaves out.
    assert!(work.canonicalised > 4 * untouched.canonicalised, "{work:?} after {untouched:?}");
    assert!(work.signatures > untouched.signatures, "{work:?}");
}

#[tokio::test]
async fn p_r1_the_documents_of_2_0_are_paid_for_each_time_that_they_are_read() {
    let profile = changed(v2::profile(), |issuer| {
        issuer["id"] = json!("https://endorser.example/issuer");
        issuer["description"] = json!("x".repeat(200_000));
        issuer["publicKey"] = json!({"id": v2::KEY, "publicKeyPem": v2::pem(&key())});
    });
    let endorsement = json!({
        "@context": v2::CONTEXT, "type": "Endorsement", "id": "urn:uuid:1", "issuedOn": "2017-10-01T00:00:00Z",
        "issuer": "https://endorser.example/issuer", "claim": {"id": v2::BADGE, "endorsementComment": "Good"},
        "verification": {"type": "SignedBadge", "creator": v2::KEY}
    });
    let endorsed =
        changed(v2::badge(), |badge| badge["endorsement"] = json!(vec![jws(&endorsement, &key()); 200]));
    let net = v2::hosting(&v2::assertion(), &endorsed, &v2::profile())
        .json("https://endorser.example/issuer", &profile);
    let (report, work) = counted(v2::assertion().to_string(), &net).await;
    assert_valid(&report);
    assert_eq!(report.endorsements.len(), 200);
    assert!(count(&report, None) > 20, "{}", pretty(&report.endorsements[0].report));
    assert!(count(&report, Some(Reason::BudgetSpent)) > 100);
    assert!(work.read > Work::OWN.read, "{work:?}");
}

#[tokio::test]
async fn p_r1_a_badge_that_costs_more_than_its_own_share_is_told_so() {
    // Each proof costs the canonical form of two megabytes anew.
    let heavy = changed(credential(), |badge| {
        badge["credentialSubject"]["achievement"]["description"] = json!("x".repeat(1_900_000));
    });
    let wrong = signed(&changed(heavy.clone(), |badge| badge["name"] = json!("Other")))["proof"].clone();
    let wrong = if wrong.is_array() { wrong[0].clone() } else { wrong };
    let badge = changed(heavy, |badge| badge["proof"] = json!(vec![wrong; 5]));
    let (report, work) = counted(badge.to_string(), &net()).await;
    assert!(work.is_within(Work::OWN), "{work:?}");
    assert_reason(&report, Reason::BudgetSpent, CheckId::Proof);
    assert!(report.content.is_none());
}
