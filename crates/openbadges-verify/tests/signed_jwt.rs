//! What `openbadges_proof::jws` signs, this crate verifies (specification A.7).
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use aws_lc_rs::signature::Ed25519KeyPair;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use common::*;
use openbadges_proof::data_integrity::Suite;
use openbadges_proof::did::{did_jwk, did_jwk_method, did_key, issuer_document};
use openbadges_proof::jws::{Form, KeyHeader, key_set, sign_credential};
use openbadges_proof::{KeyKind, PublicKey, SigningKey};
use openbadges_verify::{CheckId, Reason};
use serde_json::{Value, json};

const ISSUER_URL: &str = "https://badges.example.org/issuers/1";
const SET_URL: &str = "https://badges.example.org/.well-known/jwks.json";

fn badge() -> Value {
    changed(credential(), |badge| {
        badge["issuer"]["id"] = ISSUER_URL.into();
        badge.as_object_mut().unwrap().shift_remove("credentialStatus");
    })
}

fn new_key(kind: KeyKind) -> SigningKey {
    SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(9)).unwrap()
}

fn net_of(key: &SigningKey) -> Net {
    Net::default().json(SET_URL, &key_set(&[(&format!("{SET_URL}#k"), key.public())]))
}

fn jwt(document: &Value, key: &SigningKey) -> String {
    sign_credential(document, key, Form::OpenBadges, KeyHeader::Kid(&format!("{SET_URL}#k"))).unwrap()
}

#[tokio::test]
async fn a7_what_is_signed_verifies_with_every_kind_of_key() {
    for kind in KeyKind::ALL {
        let key = new_key(kind);
        assert_valid(&report_on(jwt(&badge(), &key), &net_of(&key)).await);
    }
}

#[tokio::test]
async fn a7_7_a_jwt_may_end_with_the_last_year() {
    let key = new_key(KeyKind::Ed25519);
    let badge = changed(badge(), |badge| badge["validUntil"] = "9999-12-31T23:59:59Z".into());
    assert_valid(&report_on(jwt(&badge, &key), &net_of(&key)).await);
}

#[tokio::test]
async fn a7_3_every_form_and_header_verifies_and_a_key_in_the_header_is_only_a_hint() {
    let kid = format!("{SET_URL}#k");
    for kind in KeyKind::ALL {
        let key = new_key(kind);
        for form in [Form::OpenBadges, Form::VcJose] {
            for named in [KeyHeader::Kid(&kid), KeyHeader::Jwk] {
                let jwt = sign_credential(&badge(), &key, form, named).unwrap();
                assert_valid(&report_on(jwt.clone(), &net_of(&key)).await);
                let report = report_on(jwt, &Net::default()).await;
                assert_eq!(report.reason, Some(Reason::KeyNotConfirmed), "{}", pretty(&report));
            }
        }
    }
}

#[tokio::test]
async fn a7_9_a_did_jwk_of_every_kind_signs_without_any_document() {
    for kind in KeyKind::ALL {
        let key = new_key(kind);
        let own = changed(badge(), |badge| badge["issuer"]["id"] = did_jwk(&key.public()).into());
        let method = did_jwk_method(&key.public());
        for form in [Form::OpenBadges, Form::VcJose] {
            let jwt = sign_credential(&own, &key, form, KeyHeader::Kid(&method)).unwrap();
            assert_valid(&report_on(jwt, &Net::default()).await);
        }
    }
}

#[tokio::test]
async fn a9_3_a_did_that_is_the_key_confirms_it_wherever_the_header_has_it_from() {
    let kid = format!("{SET_URL}#k");
    for kind in KeyKind::ALL {
        let (key, other) = (new_key(kind), SigningKey::from_seed([3; 32]));
        let names: &[fn(&PublicKey) -> String] =
            if kind == KeyKind::Rsa { &[did_jwk] } else { &[did_jwk, did_key] };
        for name in names {
            for named in [KeyHeader::Jwk, KeyHeader::Kid(&kid)] {
                let of = |did: String| changed(badge(), |badge| badge["issuer"]["id"] = did.into());
                let sign = |badge| sign_credential(&badge, &key, Form::OpenBadges, named).unwrap();
                assert_valid(&report_on(sign(of(name(&key.public()))), &net_of(&key)).await);
                let stolen = report_on(sign(of(name(&other.public()))), &net_of(&key)).await;
                assert_reason(&stolen, Reason::KeyNotIssuers, CheckId::Issuer);
            }
        }
    }
}

#[tokio::test]
async fn a7_the_key_has_to_be_the_issuers() {
    let (key, other) = (new_key(KeyKind::P384), new_key(KeyKind::P256));
    let report = report_on(jwt(&badge(), &key), &net_of(&other)).await;
    assert_reason(&report, Reason::Signature, CheckId::Proof);
    let report = report_on(jwt(&badge(), &key), &Net::default()).await;
    assert_reason(&report, Reason::KeyNotConfirmed, CheckId::Proof);
}

#[tokio::test]
async fn a9_2_a_key_that_the_document_withholds_is_not_given_back_by_the_key_set() {
    let key = new_key(KeyKind::P256);
    let profile = issuer_document(ISSUER_URL, &[("key-1", key.public())]);
    let idle = changed(profile.clone(), |profile| profile["assertionMethod"] = json!([]));
    let revoked = changed(profile, |profile| {
        profile["verificationMethod"][0]["revoked"] = "2026-06-01T00:00:00Z".into();
    });
    for (document, reason) in [(idle, Reason::KeyNotIssuers), (revoked, Reason::KeyRevoked)] {
        let report = report_on(jwt(&badge(), &key), &net_of(&key).json(ISSUER_URL, &document)).await;
        assert_reason(&report, reason, CheckId::Issuer);
    }
}

#[tokio::test]
async fn a7_8_a_proof_inside_is_signed_with_the_rest() {
    let inside = sign_as(&badge(), &key(), &format!("{ISSUER_URL}#key-1"));
    let rsa = new_key(KeyKind::Rsa);
    let report = report_on(jwt(&inside, &rsa), &net_of(&rsa)).await;
    assert_valid(&report);
    assert_eq!(report.content.unwrap().credential.get("proof"), None);
}

#[tokio::test]
async fn a4_6_an_endorsement_as_jws_is_verified_on_its_own() {
    let key = new_key(KeyKind::P256);
    let mut word = endorsement(credential()["id"].as_str().unwrap());
    word["issuer"]["id"] = ISSUER_URL.into();
    let jws = jwt(&word, &key);
    for (member, jws, reason) in [
        ("endorsementJwt", jws.clone(), None),
        ("endorsementJwt", jws.replace(".ey", ".eX"), Some(Reason::Malformed)),
        // Sound, signed by the same key, and no endorsement.
        ("endorsementJwt", jwt(&badge(), &key), Some(Reason::Unsupported)),
    ] {
        let badge = signed(&changed(credential(), |badge| {
            badge["credentialSubject"]["achievement"][member] = json!([jws]);
            badge["credentialSubject"]["achievement"]["id"] = badge["id"].clone();
        }));
        let net = net().json(SET_URL, &key_set(&[(&format!("{SET_URL}#k"), key.public())]));
        let report = report(&badge, &net).await;
        assert_valid(&report);
        assert_eq!(report.endorsements[0].pointer, "/credentialSubject/achievement/endorsementJwt/0");
        assert_eq!(report.endorsements[0].report.reason, reason, "{}", pretty(&report));
    }
}

/// The JWT as somebody signs it who does not care what contexts define.
fn signed_anew(jwt: &str, change: impl FnOnce(&mut Value)) -> String {
    let parts: Vec<&str> = jwt.split('.').collect();
    let mut claims: Value = serde_json::from_slice(&URL_SAFE_NO_PAD.decode(parts[1]).unwrap()).unwrap();
    change(&mut claims);
    let signed = format!("{}.{}", parts[0], URL_SAFE_NO_PAD.encode(claims.to_string()));
    let pair = Ed25519KeyPair::from_seed_unchecked(&[9; 32]).unwrap();
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(pair.sign(signed.as_bytes())))
}

#[tokio::test]
async fn pv1_a_member_that_no_context_defines_is_remarked_on_though_it_is_signed() {
    let key = new_key(KeyKind::Ed25519);
    let plus = |name: &str| {
        signed_anew(&jwt(&badge(), &key), |claims| claims["credentialSubject"][name] = json!("x"))
    };
    let by_jcs = |name: &str| {
        let badge = changed(credential(), |badge| badge["credentialSubject"][name] = json!("x"));
        signed_with(Suite::EddsaJcs2022, &badge, &openbadges_ld::Options::default())
    };
    for undefined in
        [report_on(plus("nickname"), &net_of(&key)).await, report(&by_jcs("nickname"), &net()).await]
    {
        assert_reason(&undefined, Reason::ModelRemarks, CheckId::DataModel);
        let facts = &undefined.check(CheckId::DataModel).unwrap().facts;
        assert_eq!(facts.get("pointer"), Some("/credentialSubject/nickname"));
    }
    // What is signed as it is written hides nothing under another name.
    let iri = "https://schema.org/nickname";
    assert_valid(&report_on(plus(iri), &net_of(&key)).await);
    assert_valid(&report(&by_jcs(iri), &net()).await);
}
