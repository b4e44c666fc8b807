//! Endorsements, badges of 0.5 and lone documents of 2.0, and input that means harm.
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

mod common;

use common::v2::*;
use common::*;
use openbadges_verify::{CheckId, Reason, Verdict};
use serde_json::{Value, json};

#[tokio::test]
async fn c2_endorsements_are_reported_beside_the_badge() {
    let at = |name: &str| format!("https://endorser.example/{name}");
    let endorsement = |name: &str, claim: &str| {
        json!({
            "@context": CONTEXT, "type": "Endorsement", "id": at(name), "issuer": at("issuer"),
            "claim": {"id": claim, "endorsementComment": "Good"}, "issuedOn": "2017-10-01T00:00Z",
            "verification": {"type": "HostedBadge"}
        })
    };
    let voucher = changed(profile(), |issuer| issuer["id"] = json!(at("issuer")));
    let endorsed = changed(badge(), |badge| {
        badge["endorsement"] =
            json!([at("good"), endorsement("inside", BADGE), at("other"), at("missing"), 7]);
    });
    let net = hosting(&assertion(), &endorsed, &profile())
        .json(&at("good"), &endorsement("good", BADGE))
        .json(&at("inside"), &endorsement("inside", BADGE))
        .json(&at("other"), &endorsement("other", "https://other.example/badge"))
        .json(&at("issuer"), &voucher);
    let report = report(&assertion(), &net).await;
    assert_valid(&report);
    let found: Vec<_> =
        report.endorsements.iter().map(|part| (part.pointer.as_str(), part.report.reason)).collect();
    let expected = [
        ("/badge/endorsement/0", None),
        ("/badge/endorsement/1", None),
        ("/badge/endorsement/2", Some(Reason::OtherTarget)),
        ("/badge/endorsement/3", Some(Reason::DocumentUnreachable)),
        ("/badge/endorsement/4", Some(Reason::NotABadge)),
    ];
    assert_eq!(found, expected);
    assert_eq!(report.check(CheckId::Endorsements).unwrap().reason, Some(Reason::EndorsementNotValid));
    let good = &report.endorsements[0].report;
    assert_eq!(good.content.as_ref().unwrap().issuer.id, at("issuer"));
}

#[tokio::test]
async fn loops_and_chains_of_links_end() {
    // Documents that each call themselves by the address of the next.
    let mut net = hosted();
    for step in 0..20 {
        let (here, there) =
            (format!("https://loop.example/{step}"), format!("https://loop.example/{}", (step + 1) % 20));
        net = net.json(&here, &changed(assertion(), |document| document["id"] = json!(there)));
    }
    let first = changed(assertion(), |document| document["id"] = json!("https://loop.example/0"));
    let report = report(&first, &net).await;
    assert_reason(&report, Reason::Malformed, CheckId::Proof);
    assert!(net.requests() <= 3);
    // An assertion whose badge class and issuer are itself.
    let own = changed(assertion(), |document| document["badge"] = json!(ASSERTION));
    let own = changed(own, |document| document["issuer"] = json!(ASSERTION));
    let report = common::report(&own, &Net::default().json(ASSERTION, &own)).await;
    assert_reason(&report, Reason::Malformed, CheckId::DataModel);
    // A hundred endorsements of a hundred issuers: the budget ends them, and the badge stays valid.
    let links: Vec<String> = (0..100).map(|n| format!("https://endorser.example/{n}")).collect();
    let endorsed = changed(assertion(), |document| document["endorsement"] = json!(links));
    let net = hosting(&endorsed, &badge(), &profile());
    let report = common::report(&endorsed, &net).await;
    assert_valid(&report);
    assert!(net.requests() <= 24, "{}", net.requests());
}

#[tokio::test]
async fn wrong_types_everywhere_end_in_clear_reports() {
    let strange =
        [json!(null), json!(7), json!(true), json!([]), json!({}), json!([{}]), json!(["x"]), json!("")];
    for (document, url) in [(assertion(), ASSERTION), (badge(), BADGE), (profile(), ISSUER_URL)] {
        for name in document.as_object().unwrap().keys() {
            for value in &strange {
                let broken = changed(document.clone(), |document| document[name] = value.clone());
                let net = hosted().json(url, &broken);
                let input = if url == ASSERTION { &broken } else { &assertion() };
                let report = report(input, &net).await;
                assert!(
                    report.verdict != Verdict::Valid || is_let_pass(name, value),
                    "{url} {name} {value}: {}",
                    pretty(&report)
                );
            }
        }
    }
}

/// `null` is as good as nothing there, and badge classes without a picture are let pass; a list of one text is that text;
/// nothing forbids an empty one.
fn is_let_pass(name: &str, value: &Value) -> bool {
    let text = ["name", "description", "email"].contains(&name) && (*value == json!(["x"]) || *value == "");
    text || (name == "image" && value.is_null())
}

#[tokio::test]
async fn duplicates_depth_and_size_are_refused() {
    let doubled = assertion().to_string().replacen('{', r#"{"id":"https://evil.example/","#, 1);
    assert_reason(&report_on(doubled, &hosted()).await, Reason::Malformed, CheckId::Format);
    let deep =
        format!(r#"{{"@context":"{CONTEXT}","type":"Assertion","x":{}{}}}"#, "[".repeat(80), "]".repeat(80));
    assert_reason(&report_on(deep, &hosted()).await, Reason::TooLarge, CheckId::Format);
    let doubled = profile().to_string().replacen('{', r#"{"verification":{},"verification":1,"#, 1);
    let net = hosted().bytes(ISSUER_URL, "application/json", doubled.into());
    assert_eq!(report(&assertion(), &net).await.reason, Some(Reason::DocumentUnreachable));
    let nowhere = changed(assertion(), |document| document["id"] = json!("file:///etc/passwd"));
    let net = hosted();
    assert_reason(&report(&nowhere, &net).await, Reason::Malformed, CheckId::Proof);
    assert_eq!(net.requests(), 0);
}

#[tokio::test]
async fn c5_a_badge_of_0_5_needs_its_address() {
    let old = json!({
        "recipient": "ada@example.org", "issued_on": "2011-06-01",
        "badge": {"version": "0.5.0", "name": "B", "image": "https://old.example/i", "description": "D",
            "criteria": "https://old.example/c", "issuer": {"origin": "https://old.example", "name": "I"}}
    });
    let url = "https://old.example/assertions/1";
    let net = Net::default().json(url, &old);
    let pasted = report(&old, &net).await;
    assert_reason(&pasted, Reason::DocumentUnreachable, CheckId::Proof);
    assert!(pasted.content.is_none());
    let found = report_on(url, &net).await;
    assert_reason(&found, Reason::OldModel, CheckId::DataModel);
    // The same document at another host is nobody's.
    let copied = "https://evil.example/assertions/1";
    let net = Net::default().json(copied, &old);
    assert_reason(&report_on(copied, &net).await, Reason::NotIssuersAddress, CheckId::Issuer);
}

#[tokio::test]
async fn other_documents_are_looked_at_by_themselves() {
    let net = hosted();
    assert_valid(&report(&badge(), &net).await);
    assert_valid(&report(&profile(), &net).await);
    let nowhere = changed(badge(), |badge| badge["id"] = json!("urn:uuid:1"));
    assert_reason(&report(&nowhere, &net).await, Reason::NoProof, CheckId::Proof);
    let unknown = json!({"@context": CONTEXT, "type": "Other", "id": "https://badges.example.org/x"});
    assert_reason(&report(&unknown, &net).await, Reason::Malformed, CheckId::Format);
}
