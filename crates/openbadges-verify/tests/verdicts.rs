//! What badges of one issuer come to.
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::*;
use openbadges_proof::did::did_key_method;
use openbadges_verify::{CheckId, FetchError, Input, Options, Outcome, Reason, RemarkId, Verdict, verify};
use serde_json::{Value, json};

#[tokio::test]
async fn a4_a_good_badge_is_valid_and_says_what_is_proved() {
    let net = net();
    let report = report(&signed(&credential()), &net).await;
    assert_valid(&report);
    assert_eq!(net.requests(), 2, "the issuer's document once, the list once");
    let passed = |id| report.check(id).unwrap().outcome == Outcome::Pass;
    for id in CheckId::ALL {
        let skipped = [
            CheckId::Transport,
            CheckId::Recipient,
            CheckId::Endorsements,
            CheckId::Credentials,
            CheckId::Resources,
        ]
        .contains(&id);
        assert_eq!(passed(id), !skipped, "{id:?}");
    }
    let content = report.content.unwrap();
    assert_eq!(content.name.as_deref(), Some("Teamwork"));
    assert_eq!(content.recipient_name.as_deref(), Some("Ada Lovelace"));
    assert_eq!(content.issued.as_deref(), Some("2024-05-06T07:08:09Z"));
    assert_eq!(content.issuer.said_name.as_deref(), Some("Example Org"));
    let proved = content.issuer.proved.unwrap();
    assert_eq!((proved.id.as_str(), proved.domain.as_deref()), (ISSUER, Some("badges.example.org")));
    assert_eq!(proved.key, Some(key().public().to_multibase()));
    assert!(content.credential.get("proof").is_none());
    assert_eq!(content.original, signed(&credential()).to_string());
}

#[tokio::test]
async fn pv3_the_same_input_gives_the_same_report() {
    let badge = signed(&credential());
    assert_eq!(pretty(&report(&badge, &net()).await), pretty(&report(&badge, &net()).await));
}

#[tokio::test]
async fn a4_2_a_changed_badge_asserts_nothing() {
    let badge = changed(signed(&credential()), |badge| {
        badge["credentialSubject"]["achievement"]["name"] = "Chess".into();
    });
    let report = report(&badge, &net()).await;
    assert_reason(&report, Reason::Signature, CheckId::Proof);
    assert_nothing_asserted(&report);
}

#[tokio::test]
async fn e3_10_a_badge_without_proof_is_invalid() {
    let report = report(&credential(), &net()).await;
    assert_reason(&report, Reason::NoProof, CheckId::Proof);
    assert_nothing_asserted(&report);
}

#[tokio::test]
async fn e3_1_an_unknown_suite_is_unsupported_and_not_invalid() {
    let badge =
        changed(signed(&credential()), |badge| badge["proof"][0]["cryptosuite"] = "eddsa-2035".into());
    let report = report(&badge, &net()).await;
    assert_reason(&report, Reason::UnsupportedProof, CheckId::Proof);
    assert_nothing_asserted(&report);
}

#[tokio::test]
async fn a8_3_another_purpose_is_no_claim() {
    let badge =
        changed(signed(&credential()), |badge| badge["proof"][0]["proofPurpose"] = "authentication".into());
    assert_reason(&report(&badge, &net()).await, Reason::Signature, CheckId::Proof);
}

#[tokio::test]
async fn a8_6_a_proof_may_expire() {
    let badge =
        changed(signed(&credential()), |badge| badge["proof"][0]["expires"] = "2026-11-24T11:59:59Z".into());
    let report = report(&badge, &net()).await;
    assert_reason(&report, Reason::Signature, CheckId::Proof);
    assert_eq!(report.check(CheckId::Proof).unwrap().facts.get("why"), Some("proof_expired"));
}

#[tokio::test]
async fn a8_6_a_proof_may_name_one_domain_or_several() {
    for domain in [json!("school.example"), json!(["school.example"]), json!(["a.example", "b.example"])] {
        let badge = changed(signed(&credential()), |badge| badge["proof"][0]["domain"] = domain);
        assert_reason(&report(&badge, &net()).await, Reason::Signature, CheckId::Proof);
        assert_valid(&report(&resigned(badge), &net()).await);
    }
    let number = changed(signed(&credential()), |badge| badge["proof"][0]["domain"] = json!([5]));
    assert_reason(&report(&resigned(number), &net()).await, Reason::Malformed, CheckId::DataModel);
}

#[tokio::test]
async fn a8_7_one_proof_of_a_set_suffices_and_the_others_are_noted() {
    let good = signed(&credential());
    let wrong = changed(good["proof"][0].clone(), |proof| {
        proof["proofValue"] = sign_as(&credential(), &other_key(), METHOD)["proof"][0]["proofValue"].clone();
    });
    for (proofs, others) in [
        (json!([strange_proof(), good["proof"][0]]), 1),
        (json!([wrong, strange_proof(), good["proof"][0]]), 2),
        (json!([good["proof"][0], wrong]), 0),
        (good["proof"][0].clone(), 0),
    ] {
        let badge = changed(good.clone(), |badge| badge["proof"] = proofs);
        let report = report(&badge, &net()).await;
        assert_ne!(report.verdict, Verdict::Invalid, "{}", pretty(&report));
        assert!(report.content.is_some());
        let noted = report.remarks.iter().filter(|remark| remark.id == RemarkId::OtherProof).count();
        assert_eq!(noted, others);
    }
    let none = changed(good.clone(), |badge| badge["proof"] = json!([strange_proof(), wrong]));
    assert_reason(&report(&none, &net()).await, Reason::Signature, CheckId::Proof);
}

#[tokio::test]
async fn a4_2_proofs_of_unknown_kinds_do_not_hide_one_that_holds() {
    let good = signed(&credential());
    let own = good["proof"][0].clone();
    let unreadable = changed(own.clone(), |proof| proof["proofPurpose"] = "authentication".into());
    let wrong = changed(own.clone(), |proof| {
        proof["proofValue"] = sign_as(&credential(), &other_key(), METHOD)["proof"][0]["proofValue"].clone();
    });
    let behind = |others: Vec<Value>| {
        changed(good.clone(), |badge| badge["proof"] = others.into_iter().chain([own.clone()]).collect())
    };
    for others in [vec![strange_proof(); 20], vec![unreadable; 20], vec![wrong.clone(); 4]] {
        let report = report(&behind(others), &net()).await;
        assert_eq!(report.check(CheckId::Proof).unwrap().outcome, Outcome::Pass, "{}", pretty(&report));
        assert_eq!(report.check(CheckId::Issuer).unwrap().outcome, Outcome::Pass);
    }
}

#[tokio::test]
async fn a4_2_a_proof_behind_many_others_is_tried_if_it_is_the_issuers() {
    let good = signed(&credential());
    let stranger = did_key_method(&other_key().public());
    let foreign = sign_as(&credential(), &other_key(), &stranger)["proof"][0].clone();
    let wrong =
        changed(good["proof"][0].clone(), |proof| proof["proofValue"] = foreign["proofValue"].clone());
    let behind = |others: Vec<Value>| {
        let proofs = others.into_iter().chain([good["proof"][0].clone()]).collect();
        changed(good.clone(), |badge| badge["proof"] = proofs)
    };
    assert_valid(&report(&behind(vec![foreign.clone(); 20]), &net()).await);
    assert_valid(&report(&behind(vec![wrong.clone(); 4]), &net()).await);
    // What was not tried may be the one.
    let report_of = report(&behind(vec![wrong; 5]), &net()).await;
    assert_reason(&report_of, Reason::TooLarge, CheckId::Proof);
    let none = changed(good.clone(), |badge| badge["proof"] = json!(vec![foreign; 5]));
    assert_reason(&report(&none, &net()).await, Reason::KeyNotIssuers, CheckId::Issuer);
}

#[tokio::test]
async fn a4_4_dates() {
    for (member, date, reason) in [
        ("validFrom", "2026-11-24T12:00:01Z", Reason::NotYetValid),
        ("validUntil", "2026-11-24T11:59:59Z", Reason::Expired),
    ] {
        let badge = signed(&changed(credential(), |badge| badge[member] = date.into()));
        let report = report(&badge, &net()).await;
        assert_reason(&report, reason, CheckId::Dates);
        assert!(report.content.is_some(), "the proof holds, so the content is shown");
    }
}

#[tokio::test]
async fn a4_1_a_signed_badge_that_breaks_the_data_model_is_malformed() {
    let badge =
        signed(&changed(credential(), |badge| badge["issuer"]["type"] = json!(["VerifiableCredential"])));
    assert_reason(&report(&badge, &net()).await, Reason::Malformed, CheckId::DataModel);
}

#[tokio::test]
async fn rule_9_a_member_added_after_signing_is_named_and_not_shown() {
    let badge = changed(signed(&credential()), |badge| {
        badge["credentialSubject"]["achievement"]["grade"] = "A+".into();
        badge["credentialSubject"]["achievement"]["type"] = json!(["Achievement", "Doctorate"]);
    });
    let report = report(&badge, &net()).await;
    assert_reason(&report, Reason::Unsigned, CheckId::Unsigned);
    let mut pointers: Vec<_> = report.check(CheckId::Unsigned).unwrap().facts.all("pointer").collect();
    pointers.sort_unstable();
    assert_eq!(pointers, ["/credentialSubject/achievement/grade", "/credentialSubject/achievement/type/1"]);
    let shown = &report.content.unwrap().credential["credentialSubject"]["achievement"];
    assert_eq!(shown["type"], json!(["Achievement"]));
    assert!(shown.get("grade").is_none());
}

#[tokio::test]
async fn rule_9_a_name_that_is_there_twice_is_refused() {
    let text = signed(&credential()).to_string();
    let twice = text.replacen(r#""name":"#, r#""name":"Chess","name":"#, 1);
    let report = report_on(twice, &net()).await;
    assert_reason(&report, Reason::Malformed, CheckId::Format);
    assert!(report.content.is_none());
}

#[tokio::test]
async fn a8_5_an_unknown_context_cannot_be_told() {
    let badge = changed(signed(&credential()), |badge| {
        badge["@context"].as_array_mut().unwrap().push("https://example.org/context.json".into());
    });
    let report = report(&badge, &net()).await;
    assert_reason(&report, Reason::UnknownContext, CheckId::Contexts);
    assert_eq!(
        report.check(CheckId::Contexts).unwrap().facts.get("unknown"),
        Some("https://example.org/context.json")
    );
    assert_nothing_asserted(&report);
}

#[tokio::test]
async fn a4_4_a_badge_that_ends_with_the_last_year_is_valid() {
    for (from, until) in [
        ("2026-01-01T00:00:00Z", "9999-12-31T23:59:59Z"),
        ("2016-12-31T23:59:60.1234567890123Z", "9999-12-31T23:59:59.999999999-14:00"),
    ] {
        let badge = changed(credential(), |badge| {
            badge["validFrom"] = from.into();
            badge["validUntil"] = until.into();
        });
        assert_eq!(report(&signed(&badge), &net()).await.reason, None, "{from} {until}");
    }
    let badge = changed(credential(), |badge| badge["validFrom"] = "2026-01-01T00:00:00+25:00".into());
    assert_eq!(report(&signed(&badge), &net()).await.reason, Some(Reason::Malformed));
}

#[tokio::test]
async fn a5_the_recipient_is_compared_when_asked() {
    let bytes = signed(&credential()).to_string().into_bytes();
    for (asked, reason) in [
        ("ada@example.org", None),
        (" Ada@Example.org ", None),
        ("urn:uuid:7d0f7d59-2b6f-4a3b-9f57-8d6a0e0f6f11", None),
        ("bob@example.org", Some(Reason::NotRecipient)),
        ("did:example:bob", Some(Reason::NotRecipient)),
    ] {
        let options = Options::at(now()).recipient(asked);
        let report = verify(Input::Bytes(bytes.clone()), &net(), &options).await;
        assert_eq!(report.reason, reason, "{asked}");
        assert_eq!(report.check(CheckId::Recipient).unwrap().reason, reason, "{asked}");
    }
}

#[tokio::test]
async fn the_weightier_reason_is_the_reports() {
    let badge = signed(&changed(credential(), |badge| badge["validUntil"] = "2025-01-01T00:00:00Z".into()));
    let net = net().json(LIST_URL, &signed(&list("revocation", &[INDEX])));
    let report_revoked = report(&badge, &net).await;
    assert_eq!(report_revoked.reason, Some(Reason::Revoked));
    assert_eq!(report_revoked.check(CheckId::Dates).unwrap().reason, Some(Reason::Expired));
    let net = net.fails(LIST_URL, FetchError::TimedOut);
    let report_unreachable = report(&badge, &net).await;
    assert_eq!(report_unreachable.reason, Some(Reason::Expired), "invalid weighs more than indeterminate");
}

#[tokio::test]
async fn a_badge_made_on_a_test_address_keeps_its_verdict_and_carries_a_remark() {
    let issuer = "did:web:localhost%3A8080";
    let method = format!("{issuer}#key-1");
    let badge = changed(credential(), |badge| {
        badge["issuer"]["id"] = issuer.into();
        badge.as_object_mut().unwrap().remove("credentialStatus");
    });
    let badge = sign_as(&badge, &key(), &method);
    let document = openbadges_proof::did::issuer_document(issuer, &[("key-1", key().public())]);
    let net = net().json("http://localhost:8080/.well-known/did.json", &document);
    let report = report(&badge, &net).await;
    assert_valid(&report);
    assert_eq!(report.remarks[0].id, RemarkId::TestAddress);
    assert_eq!(report.remarks[0].facts.get("issuer"), Some(issuer));
}
