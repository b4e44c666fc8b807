//! A newer copy of a badge is asked for once (specification A.4-3, E.6-2), and what else a badge offers is shown.
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::*;
use openbadges_ld::Options;
use openbadges_proof::data_integrity::Suite;
use openbadges_proof::did::did_key_method;
use openbadges_verify::{CheckId, FetchError, Outcome, Reason, RemarkId, Report};
use serde_json::{Value, json};

const SERVICE: &str = "https://badges.example.org/refresh/1";

/// An expired badge with a refresh service.
fn old() -> Value {
    changed(credential(), |badge| {
        let contexts = badge["@context"].as_array_mut().unwrap();
        contexts.push("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json".into());
        badge["validUntil"] = "2025-01-01T00:00:00Z".into();
        badge["refreshService"] = json!({"id": SERVICE, "type": "1EdTechCredentialRefresh"});
    })
}

/// Its newer copy, valid without an end.
fn new() -> Value {
    changed(old(), |badge| {
        badge["validFrom"] = "2026-01-01T00:00:00Z".into();
        badge["name"] = "Teamwork, renewed".into();
        badge.as_object_mut().unwrap().shift_remove("validUntil");
    })
}

fn remark(report: &Report, id: RemarkId) -> Option<&str> {
    let remark = report.remarks.iter().find(|remark| remark.id == id)?;
    Some(remark.facts.get("why").unwrap_or_default())
}

#[tokio::test]
async fn a4_3_a_newer_copy_takes_the_place_of_the_old_one() {
    let newer = signed(&new());
    let report = report(&signed(&old()), &net().json(SERVICE, &newer)).await;
    assert_valid(&report);
    assert_eq!(remark(&report, RemarkId::Refreshed), Some(""));
    assert_eq!(remark(&report, RemarkId::RefreshOffered), None);
    let content = report.content.unwrap();
    assert_eq!(content.credential["name"], "Teamwork, renewed");
    assert_eq!(content.original, newer.to_string());
}

#[tokio::test]
async fn a4_3_whatever_goes_wrong_the_old_one_counts() {
    let with = |change: &dyn Fn(&mut Value)| signed(&changed(new(), change)).to_string();
    for (answer, why) in [
        (with(&|badge| badge["id"] = "urn:uuid:0".into()), "other_badge_or_not_newer"),
        (with(&|badge| badge["validFrom"] = old()["validFrom"].clone()), "other_badge_or_not_newer"),
        (new().to_string(), "proof"),
        (sign_as(&new(), &other_key(), METHOD).to_string(), "proof"),
        (changed(signed(&new()), |badge| badge["name"] = "x".into()).to_string(), "proof"),
        // A signature that holds, by a key that is not the issuer's.
        (sign_as(&new(), &other_key(), &did_key_method(&other_key().public())).to_string(), "proof"),
        (with(&|badge| drop(badge["issuer"].as_object_mut().unwrap().shift_remove("type"))), "malformed"),
        (
            sign_as(
                &changed(new(), |b| b["issuer"]["id"] = ENDORSER.into()),
                &other_key(),
                "did:web:endorser.example#key-1",
            )
            .to_string(),
            "other_badge_or_not_newer",
        ),
        ("<html></html>".to_owned(), "web_page"),
        ("{".to_owned(), "malformed"),
        ("text".to_owned(), "not_a_badge"),
    ] {
        let net = net().endorser().bytes(SERVICE, "application/json", answer.clone().into_bytes());
        let report = report(&signed(&old()), &net).await;
        assert_reason(&report, Reason::Expired, CheckId::Dates);
        assert_eq!(remark(&report, RemarkId::RefreshOffered), Some(why), "{answer}");
    }
    let report = report(&signed(&old()), &net().fails(SERVICE, FetchError::TimedOut)).await;
    assert_eq!(remark(&report, RemarkId::RefreshOffered), Some("timed_out"));
}

#[tokio::test]
async fn a4_3_it_is_asked_once() {
    let net = net().json(SERVICE, &signed(&new()));
    assert_valid(&report(&signed(&old()), &net).await);
    assert_eq!(net.asked(SERVICE), 1, "the newer copy's own service is not asked");
    assert_eq!(net.requests(), 3, "the issuer, the service, the list");
}

#[tokio::test]
async fn a4_3_it_is_never_asked_unless_the_issuer_has_said_so_at_an_address_of_https() {
    let stranger = did_key_method(&other_key().public());
    let plain = "http://badges.example.org/refresh/1";
    let at_plain = changed(old(), |badge| badge["refreshService"]["id"] = plain.into());
    let undefined = changed(old(), |badge| drop(badge["@context"].as_array_mut().unwrap().pop()));
    for (badge, url, why, reason) in [
        (sign_as(&old(), &other_key(), &stranger), SERVICE, Some("issuer_not_proved"), Reason::KeyNotIssuers),
        (signed(&at_plain), plain, Some("not_https"), Reason::Expired),
        (signed_as_read(&undefined, &Options::default()), SERVICE, Some("type"), Reason::Expired),
    ] {
        let net = net().json(url, &signed(&new()));
        let report = report(&badge, &net).await;
        assert_eq!((net.asked(url), report.reason), (0, Some(reason)), "{}", pretty(&report));
        assert_eq!(remark(&report, RemarkId::Refreshed), None);
        assert_eq!(remark(&report, RemarkId::RefreshOffered), why);
    }
}

/// A badge that is valid without an end, with this member.
fn with(member: &str, value: Value) -> Value {
    signed(&changed(new(), |badge| {
        badge.as_object_mut().unwrap().shift_remove("refreshService");
        badge[member] = value;
    }))
}

#[tokio::test]
async fn a11_no_schema_is_fetched_and_others_than_the_published_one_are_remarked() {
    let published = json!({
        "id": "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json",
        "type": "1EdTechJsonSchemaValidator2019"
    });
    let other =
        json!({"id": "https://badges.example.org/schema.json", "type": "1EdTechJsonSchemaValidator2019"});
    for (schemas, not_run) in [(json!([published]), 0), (json!([published, other]), 1)] {
        let net = net();
        let report = report(&with("credentialSchema", schemas), &net).await;
        assert_valid(&report);
        let remarks = report.remarks.iter().filter(|remark| remark.id == RemarkId::SchemaNotRun);
        let urls: Vec<_> = remarks.map(|remark| remark.facts.get("url")).collect();
        assert_eq!(urls, vec![other["id"].as_str(); not_run]);
        assert_eq!(net.requests(), 2, "the issuer and the list");
    }
}

#[tokio::test]
async fn terms_of_use_are_shown() {
    let none = report(&with("name", "Teamwork".into()), &net()).await;
    assert!(none.content.unwrap().terms_of_use.is_empty());
    let terms = json!([{"id": "https://badges.example.org/terms", "type": "IssuerPolicy"}]);
    let badge = changed(new(), |badge| {
        badge.as_object_mut().unwrap().shift_remove("refreshService");
        badge["termsOfUse"] = terms;
    });
    let report = report(&signed_with(Suite::EddsaJcs2022, &badge, &Options::default()), &net()).await;
    let [shown] = &report.content.as_ref().unwrap().terms_of_use[..] else { panic!("{}", pretty(&report)) };
    assert_eq!(
        (shown.kind.as_deref(), shown.id.as_deref()),
        (Some("IssuerPolicy"), Some("https://badges.example.org/terms"))
    );
}

#[tokio::test]
async fn linked_files_are_compared_with_their_digests() {
    let with = |digest: &str| {
        signed(&changed(credential(), |badge| {
            badge["relatedResource"] = json!([{"id": "data:,hello", "digestSRI": digest}]);
        }))
    };
    let same = report(&with("sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="), &net()).await;
    assert_valid(&same);
    assert_eq!(same.check(CheckId::Resources).unwrap().outcome, Outcome::Pass);
    let changed = report(&with("sha256-AAAAul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ="), &net()).await;
    assert_reason(&changed, Reason::ResourceChanged, CheckId::Resources);
}
