//! A document behind a redirect to another host is not what the first host says: redirects may be open to all.
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::v2::{self, jws};
use common::*;
use openbadges_proof::did::issuer_document;
use openbadges_verify::{CheckId, Input, Options, Reason, Report, verify};
use serde_json::{Value, json};
use url::Url;

const ELSEWHERE: &str = "https://evil.example/document";

fn why(report: &Report, id: CheckId) -> Option<&str> {
    report.check(id).unwrap().facts.get("why")
}

#[tokio::test]
async fn the_document_of_a_did_is_at_its_own_host() {
    let document = issuer_document(ISSUER, &[("key-1", key().public())]);
    let badge = signed(&credential());
    let moved = net().moved(DOCUMENT_URL, "https://badges.example.org/did/v2.json", &document);
    assert_valid(&report(&badge, &moved).await);
    for to in [ELSEWHERE, "https://www.badges.example.org/did.json", "http://badges.example.org/did.json"] {
        let report = report(&badge, &net().moved(DOCUMENT_URL, to, &document)).await;
        assert_reason(&report, Reason::KeyNotConfirmed, CheckId::Proof);
        assert_eq!(why(&report, CheckId::Proof), Some("redirected"), "{to}");
        assert!(report.content.is_none());
    }
}

#[tokio::test]
async fn an_https_issuer_confirms_a_key_at_its_own_host() {
    let issuer = "https://badges.example.org/issuer";
    let method = openbadges_proof::did::did_key_method(&key().public());
    let badge = changed(credential(), |badge| {
        badge["issuer"]["id"] = json!(issuer);
        badge.as_object_mut().unwrap().shift_remove("credentialStatus");
    });
    let badge = sign_as(&badge, &key(), &method);
    let profile = json!({"id": issuer, "assertionMethod": [method]});
    assert_valid(&report(&badge, &Net::default().json(issuer, &profile)).await);
    let report = report(&badge, &Net::default().moved(issuer, ELSEWHERE, &profile)).await;
    assert_reason(&report, Reason::KeyNotConfirmed, CheckId::Issuer);
    assert_eq!(why(&report, CheckId::Issuer), Some("redirected"));
    assert!(report.content.unwrap().issuer.proved.is_none());
}

#[tokio::test]
async fn a_list_that_is_signed_proves_itself_wherever_it_is() {
    let list = signed(&list("revocation", &[]));
    assert_valid(&report(&signed(&credential()), &net().moved(LIST_URL, ELSEWHERE, &list)).await);
}

#[tokio::test]
async fn a_list_that_is_not_signed_is_at_its_own_host() {
    let url = "https://badges.example.org/revoked";
    let badge = signed(&changed(credential(), |badge| {
        let extensions = json!("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json");
        badge["@context"].as_array_mut().unwrap().push(extensions);
        badge["credentialStatus"] = json!({"id": url, "type": "1EdTechRevocationList"});
    }));
    let none = json!({"id": url, "issuer": ISSUER, "revokedCredential": []});
    assert_eq!(report(&badge, &net().json(url, &none)).await.reason, Some(Reason::DeprecatedStatus));
    let report = report(&badge, &net().moved(url, ELSEWHERE, &none)).await;
    assert_reason(&report, Reason::StatusUnreachable, CheckId::Status);
}

#[tokio::test]
async fn every_document_of_a_hosted_badge_is_at_its_own_host() {
    let documents = [
        (v2::ASSERTION, v2::assertion(), CheckId::Proof),
        (v2::BADGE, v2::badge(), CheckId::Issuer),
        (v2::ISSUER_URL, v2::profile(), CheckId::Issuer),
    ];
    for (url, document, id) in documents {
        let moved = v2::hosted().moved(url, &format!("{url}?v=2"), &document);
        assert_valid(&report(&v2::assertion(), &moved).await);
        let report = report(&v2::assertion(), &v2::hosted().moved(url, ELSEWHERE, &document)).await;
        assert_reason(&report, Reason::DocumentUnreachable, id);
        assert_eq!(why(&report, id), Some("redirected"));
        assert!(report.content.is_none());
    }
}

#[tokio::test]
async fn the_key_of_a_signed_badge_of_2_0_is_at_its_own_host() {
    let text = jws(&v2::signed_assertion(), &key());
    for (url, document) in [(v2::KEY, v2::key_document(&key())), (v2::ISSUER_URL, v2::signer())] {
        let report = report_on(text.clone(), &v2::signing().moved(url, ELSEWHERE, &document)).await;
        assert_reason(&report, Reason::KeyNotConfirmed, CheckId::Proof);
        assert!(report.content.is_none());
    }
}

#[tokio::test]
async fn an_address_that_was_typed_in_may_lead_elsewhere_but_vouches_for_nothing_there() {
    let at = |net: Net, url: &str| {
        let url = Url::parse(url).unwrap();
        async move { verify(Input::Url(url), &net, &Options::at(now())).await }
    };
    // A signed badge is what it is wherever it is found.
    let short = "https://short.example/b1";
    assert_valid(&at(net().moved(short, ELSEWHERE, &signed(&credential())), short).await);
    // A hosted one is asked for at the address that it names itself, and one of 0.5 has only the one that was typed.
    assert_valid(&at(v2::hosted().moved(short, ELSEWHERE, &v2::assertion()), short).await);
    let old: Value = json!({
        "recipient": "ada@example.org", "issued_on": "2011-06-01",
        "badge": {"version": "0.5.0", "name": "B", "image": "https://old.example/i", "description": "D",
            "criteria": "https://old.example/c", "issuer": {"origin": "https://old.example", "name": "I"}}
    });
    let open = "https://old.example/redirect?to=evil";
    let report = at(Net::default().moved(open, ELSEWHERE, &old), open).await;
    assert_reason(&report, Reason::DocumentUnreachable, CheckId::Proof);
    assert!(report.content.is_none());
}

#[tokio::test]
async fn e5_old_sites_speak_for_themselves_with_and_without_www() {
    let www = "https://www.badges.example.org/assertions/1";
    let net = || v2::hosted().moved(v2::ASSERTION, www, &v2::assertion());
    assert_valid(&report(&v2::assertion(), &net()).await);
    let elsewhere = v2::hosted().moved(v2::ASSERTION, ELSEWHERE, &v2::assertion());
    assert_reason(&report(&v2::assertion(), &elsewhere).await, Reason::DocumentUnreachable, CheckId::Proof);
}
