//! Whose key it is (specification A.9, E.3-9, E.4-1 to E.4-3).
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::*;
use openbadges_proof::did::{did_key, did_key_method, issuer_document, withdraw_key};
use openbadges_verify::{CheckId, FetchError, Reason, Report};
use serde_json::{Value, json};

const HTTPS_ISSUER: &str = "https://badges.example.org/issuers/1";
const SET_URL: &str = "https://badges.example.org/.well-known/jwks.json";

/// A badge of this issuer without a status, signed with the issuer's key under this method.
fn badge_of(issuer: &str, method: &str) -> Value {
    let badge = changed(credential(), |badge| {
        badge["issuer"]["id"] = issuer.into();
        badge.as_object_mut().unwrap().remove("credentialStatus");
    });
    sign_as(&badge, &key(), method)
}

async fn issued(issuer: &str, method: &str, net: &Net) -> Report {
    report(&badge_of(issuer, method), net).await
}

fn why(report: &Report, id: CheckId) -> Option<&str> {
    report.check(id).unwrap().facts.get("why")
}

#[tokio::test]
async fn a9_3_a_did_web_key_in_its_document_is_the_issuers() {
    assert_valid(&issued(ISSUER, METHOD, &net()).await);
}

/// `did:web` is deactivated by removing the document, so that one which says it of itself confirms as little.
#[tokio::test]
async fn a9_3_a_deactivated_did_confirms_no_key() {
    let document = issuer_document(ISSUER, &[("key-1", key().public())]);
    let hint = format!("{ISSUER}#{}", key().public().to_multibase());
    let removed = Net::default().fails(DOCUMENT_URL, FetchError::NotFound(404));
    for method in [METHOD, &hint] {
        let removed = issued(ISSUER, method, &removed).await;
        for deactivated in [
            changed(document.clone(), |document| document["deactivated"] = true.into()),
            changed(document.clone(), |it| it["didDocumentMetadata"] = json!({"deactivated": true})),
            json!({"didDocument": document, "didDocumentMetadata": {"deactivated": true}}),
        ] {
            let report = issued(ISSUER, method, &Net::default().json(DOCUMENT_URL, &deactivated)).await;
            assert_eq!((report.verdict, report.reason), (removed.verdict, Some(Reason::KeyNotConfirmed)));
            let found = report.checks.iter().find(|check| check.reason == report.reason).unwrap();
            assert_eq!(found.facts.get("why"), Some("deactivated"), "{}", pretty(&report));
        }
    }
    let living = changed(document, |document| document["deactivated"] = false.into());
    assert_valid(&issued(ISSUER, METHOD, &Net::default().json(DOCUMENT_URL, &living)).await);
    // Of an address nobody says that it is deactivated.
    let profile = changed(issuer_document(HTTPS_ISSUER, &[("key-1", key().public())]), |profile| {
        profile["deactivated"] = true.into();
    });
    let net = Net::default().json(HTTPS_ISSUER, &profile);
    assert_valid(&issued(HTTPS_ISSUER, &format!("{HTTPS_ISSUER}#key-1"), &net).await);
}

#[tokio::test]
async fn a9_1_a_did_key_issuer_is_its_key() {
    let did = did_key(&key().public());
    let report = issued(&did, &did_key_method(&key().public()), &Net::default()).await;
    assert_valid(&report);
    let proved = report.content.unwrap().issuer.proved.unwrap();
    assert_eq!((proved.id, proved.domain), (did, None));
}

#[tokio::test]
async fn a_did_key_without_fragment_is_accepted_with_a_note() {
    let did = did_key(&key().public());
    let mut badge = badge_of(&did, &did_key_method(&key().public()));
    badge["proof"][0]["verificationMethod"] = did.into();
    let report = report(&resigned(badge), &Net::default()).await;
    assert_valid(&report);
    assert_eq!(report.check(CheckId::Proof).unwrap().facts.get("note"), Some("bare_did"));
}

#[tokio::test]
async fn e4_2_a_did_with_another_controller_is_not_the_issuers() {
    let stranger = did_key_method(&key().public());
    for issuer in [ISSUER, &did_key(&other_key().public())] {
        let report = issued(issuer, &stranger, &net()).await;
        assert_reason(&report, Reason::KeyNotIssuers, CheckId::Issuer);
        assert!(report.content.unwrap().issuer.proved.is_none());
    }
}

#[tokio::test]
async fn a9_4_a_document_without_the_key_says_no() {
    let net = Net::default().issuer(&other_key().public());
    let same_name = issued(ISSUER, METHOD, &net).await;
    assert_reason(&same_name, Reason::Signature, CheckId::Proof);
    let other_name = issued(ISSUER, &format!("{ISSUER}#key-2"), &net).await;
    assert_reason(&other_name, Reason::KeyNotIssuers, CheckId::Proof);
    let hint = issued(ISSUER, &format!("{ISSUER}#{}", key().public().to_multibase()), &net).await;
    assert_reason(&hint, Reason::KeyNotIssuers, CheckId::Issuer);
}

#[tokio::test]
async fn a9_4_without_a_document_it_cannot_be_told() {
    let report = issued(ISSUER, METHOD, &Net::default()).await;
    assert_reason(&report, Reason::KeyNotConfirmed, CheckId::Proof);
    assert_nothing_asserted(&report);
    assert_eq!(why(&report, CheckId::Proof), Some("unreachable"));
}

#[tokio::test]
async fn e3_9_a_key_in_the_fragment_is_a_hint_that_the_document_confirms() {
    let multibase = key().public().to_multibase();
    let method = format!("{HTTPS_ISSUER}#{multibase}");
    let unreachable = issued(HTTPS_ISSUER, &method, &Net::default()).await;
    assert_reason(&unreachable, Reason::KeyNotConfirmed, CheckId::Issuer);
    assert!(
        unreachable.content.unwrap().issuer.proved.is_none(),
        "the signature holds, the issuer is not proved"
    );

    let web_page = Net::default().bytes(HTTPS_ISSUER, "text/html", b"<html>".to_vec());
    let report = issued(HTTPS_ISSUER, &method, &web_page).await;
    assert_reason(&report, Reason::KeyNotConfirmed, CheckId::Issuer);
    assert_eq!(why(&report, CheckId::Issuer), Some("web_page"));

    for fragment in [multibase.as_str(), "key-1"] {
        let document = issuer_document(HTTPS_ISSUER, &[(fragment, key().public())]);
        assert_valid(&issued(HTTPS_ISSUER, &method, &Net::default().json(HTTPS_ISSUER, &document)).await);
    }
    let document = issuer_document(HTTPS_ISSUER, &[("key-1", other_key().public())]);
    let profile = json!({"id": HTTPS_ISSUER, "type": ["Profile"], "name": "Example Org"});
    for document in [document, profile] {
        let net = Net::default().json(HTTPS_ISSUER, &document).without_set("badges.example.org");
        assert_reason(&issued(HTTPS_ISSUER, &method, &net).await, Reason::KeyNotIssuers, CheckId::Issuer);
    }

    let not_his = issuer_document("https://other.example/issuers/1", &[("key-1", key().public())]);
    let report = issued(HTTPS_ISSUER, &method, &Net::default().json(HTTPS_ISSUER, &not_his)).await;
    assert_reason(&report, Reason::KeyNotConfirmed, CheckId::Issuer);
}

#[tokio::test]
async fn e3_9_a_fragment_that_only_looks_like_a_key_is_none() {
    let report =
        issued(HTTPS_ISSUER, &format!("{HTTPS_ISSUER}#z6MkjZRsdasZv3aez3r18pB1"), &Net::default()).await;
    assert_reason(&report, Reason::Signature, CheckId::Proof);
    assert_eq!(why(&report, CheckId::Proof), Some("key_malformed"));
}

#[tokio::test]
async fn a9_an_https_issuer_may_name_a_key_of_elsewhere() {
    let (did, own) = (did_key(&key().public()), did_key_method(&key().public()));
    let theirs = format!("{ENDORSER}#key-1");
    let no = Some(Reason::KeyNotIssuers);
    for (method, named, expected) in [
        (&own, json!([own]), None),
        // A `did:key` is one key, any other party may have several: only the one that is named is meant.
        (&own, json!([did]), None),
        (&own, json!([]), no),
        (&theirs, json!([theirs]), None),
        (&theirs, json!([ENDORSER]), no),
        (&theirs, json!([format!("{ENDORSER}#key-2")]), no),
    ] {
        let document = json!({"id": HTTPS_ISSUER, "assertionMethod": named});
        let published = issuer_document(ENDORSER, &[("key-1", key().public())]);
        let net = Net::default().json(HTTPS_ISSUER, &document).json(ENDORSER_URL, &published);
        let report = issued(HTTPS_ISSUER, method, &net.without_set("badges.example.org")).await;
        assert_eq!(report.reason, expected, "{method} {named}: {}", pretty(&report));
        assert_eq!(report.check(CheckId::Issuer).unwrap().reason, expected);
    }
}

#[tokio::test]
async fn a9_2_the_key_set_of_the_host_confirms_a_key_of_which_the_document_says_nothing() {
    let hint = format!("{HTTPS_ISSUER}#{}", key().public().to_multibase());
    let profile = json!({"id": HTTPS_ISSUER, "type": ["Profile"], "name": "Example Org"});
    let set_of = |jwk: Value| Net::default().json(SET_URL, &json!({"keys": [jwk]}));
    let own = key().public().to_jwk();
    for method in [&hint, &did_key_method(&key().public())] {
        for net in [set_of(own.clone()), set_of(own.clone()).json(HTTPS_ISSUER, &profile)] {
            assert_valid(&issued(HTTPS_ISSUER, method, &net).await);
        }
        let pinned = changed(own.clone(), |jwk| jwk["iss"] = "https://badges.example.org/issuers/2".into());
        for other in [pinned, other_key().public().to_jwk()] {
            let report = issued(HTTPS_ISSUER, method, &set_of(other.clone())).await;
            assert_reason(&report, Reason::KeyNotConfirmed, CheckId::Issuer);
            let net = set_of(other).json(HTTPS_ISSUER, &profile);
            assert_reason(&issued(HTTPS_ISSUER, method, &net).await, Reason::KeyNotIssuers, CheckId::Issuer);
        }
        // What the document withholds, the set does not give back.
        let method_id = format!("{HTTPS_ISSUER}#key-1");
        let mut withdrawn = issuer_document(HTTPS_ISSUER, &[("key-1", key().public())]);
        assert!(withdraw_key(&mut withdrawn, &method_id, "2026-06-01T00:00:00Z".parse().unwrap()));
        let idle = changed(issuer_document(HTTPS_ISSUER, &[("key-1", key().public())]), |document| {
            document["assertionMethod"] = json!([]);
        });
        for document in [withdrawn, idle] {
            let net = set_of(own.clone()).json(HTTPS_ISSUER, &document);
            assert_reason(&issued(HTTPS_ISSUER, method, &net).await, Reason::KeyNotIssuers, CheckId::Issuer);
        }
    }
    // A DID has a document and nothing beside it.
    let foreign = issued(ISSUER, &did_key_method(&key().public()), &set_of(own)).await;
    assert_reason(&foreign, Reason::KeyNotIssuers, CheckId::Issuer);
}

/// The set might have named the key: that it was not had proves nothing (A.9-4).
#[tokio::test]
async fn a9_2_a_key_set_that_cannot_be_had_does_not_say_no() {
    let hint = format!("{HTTPS_ISSUER}#{}", key().public().to_multibase());
    let by_name = format!("{HTTPS_ISSUER}#key-1");
    let profile = json!({"id": HTTPS_ISSUER, "type": ["Profile"], "name": "Example Org"});
    let listing = issuer_document(HTTPS_ISSUER, &[("key-2", other_key().public())]);
    for document in [profile, listing] {
        let net = || Net::default().json(HTTPS_ISSUER, &document);
        for (method, check) in [
            (&hint, CheckId::Issuer),
            (&did_key_method(&key().public()), CheckId::Issuer),
            (&by_name, CheckId::Proof),
        ] {
            for (error, why_not) in [
                (FetchError::Unreachable, "unreachable"),
                (FetchError::TimedOut, "timed_out"),
                (FetchError::Status(503), "http_status"),
                (FetchError::NotAllowed("private".to_owned()), "address_not_allowed"),
                (FetchError::OutOfBudget(8), "too_many_requests"),
            ] {
                let report = issued(HTTPS_ISSUER, method, &net().fails(SET_URL, error)).await;
                assert_reason(&report, Reason::KeyNotConfirmed, check);
                assert_eq!(why(&report, check), Some(why_not), "{}", pretty(&report));
                assert!(report.content.is_none_or(|content| content.issuer.proved.is_none()));
            }
            let page = net().bytes(SET_URL, "text/html", b"<html>".to_vec());
            assert_reason(&issued(HTTPS_ISSUER, method, &page).await, Reason::KeyNotConfirmed, check);
            // What was had, or is said not to be there, proves it.
            let empty = net().json(SET_URL, &json!({"keys": []}));
            let none = net().json(SET_URL, &json!({}));
            for told in [empty, none, net().without_set("badges.example.org")] {
                assert_reason(&issued(HTTPS_ISSUER, method, &told).await, Reason::KeyNotIssuers, check);
            }
        }
    }
}

#[tokio::test]
async fn a9_an_attackers_document_does_not_speak_for_the_issuer() {
    let attacker = "https://attacker.example/keys";
    let document = json!({
        "id": attacker,
        "verificationMethod": [{
            "id": format!("{attacker}#1"), "type": "Multikey", "controller": ISSUER,
            "publicKeyMultibase": key().public().to_multibase()
        }],
        "assertionMethod": [format!("{attacker}#1")]
    });
    let net = Net::default().json(attacker, &document).issuer(&other_key().public());
    let report = issued(ISSUER, &format!("{attacker}#1"), &net).await;
    assert_reason(&report, Reason::KeyNotIssuers, CheckId::Proof);
    let hint = issued(ISSUER, &format!("{attacker}#{}", key().public().to_multibase()), &net).await;
    assert_reason(&hint, Reason::KeyNotIssuers, CheckId::Issuer);
}

#[tokio::test]
async fn a8_3_a_withdrawn_key_proves_nothing() {
    let mut document = issuer_document(ISSUER, &[("key-1", key().public())]);
    assert!(withdraw_key(&mut document, METHOD, "2026-06-01T00:00:00Z".parse().unwrap()));
    let report = issued(ISSUER, METHOD, &Net::default().json(DOCUMENT_URL, &document)).await;
    assert_eq!(report.verdict, openbadges_verify::Verdict::Invalid, "{}", pretty(&report));

    let mut expired = issuer_document(ISSUER, &[("key-1", key().public())]);
    expired["verificationMethod"][0]["expires"] = "2026-06-01T00:00:00Z".into();
    let report = issued(ISSUER, METHOD, &Net::default().json(DOCUMENT_URL, &expired)).await;
    assert_reason(&report, Reason::KeyRevoked, CheckId::Proof);
}

#[tokio::test]
async fn other_did_methods() {
    let own = issued("did:example:issuer", "did:example:issuer#key-1", &Net::default()).await;
    assert_reason(&own, Reason::UnsupportedProof, CheckId::Proof);
    let foreign = issued(ISSUER, "did:example:issuer#key-1", &net()).await;
    assert_reason(&foreign, Reason::KeyNotIssuers, CheckId::Proof);
    let nowhere =
        issued("urn:uuid:6f2e33e5-7a29-4155-840a-59483ba10164", &did_key_method(&key().public()), &net())
            .await;
    assert_reason(&nowhere, Reason::KeyNotConfirmed, CheckId::Issuer);
}

#[tokio::test]
async fn what_the_guard_refuses_is_not_confirmed() {
    let net = Net::default().fails(DOCUMENT_URL, FetchError::NotAllowed("private".to_owned()));
    let report = issued(ISSUER, METHOD, &net).await;
    assert_reason(&report, Reason::KeyNotConfirmed, CheckId::Proof);
    assert_eq!(why(&report, CheckId::Proof), Some("address_not_allowed"));
}
