//! Every suite and kind of key, proof sets and chains (specification A.8-1, A.8-7, A.9, E.3-13).
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use common::*;
use openbadges_proof::data_integrity::{ProofOptions, ProofSettings, Suite, proofs, sd, sign_with};
use openbadges_proof::did::{did_key, did_key_method};
use openbadges_proof::{KeyKind, SigningKey};
use openbadges_verify::{CheckId, Outcome, Reason, Verdict, Work};
use serde_json::{Value, json};

const KINDS: [KeyKind; 3] = [KeyKind::Ed25519, KeyKind::P256, KeyKind::P384];

fn key_of(kind: KeyKind, n: u8) -> SigningKey {
    SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(n)).unwrap()
}

fn options(method: &str) -> ProofOptions {
    ProofOptions { verification_method: method.to_owned(), created: "2026-01-01T00:00:00Z".parse().unwrap() }
}

fn with_suite(suite: Suite) -> ProofSettings {
    ProofSettings { suite: Some(suite), ..ProofSettings::default() }
}

/// A badge of this issuer without a status.
fn badge_of(issuer: &str) -> Value {
    changed(credential(), |badge| {
        badge["issuer"]["id"] = issuer.into();
        badge.as_object_mut().unwrap().remove("credentialStatus");
    })
}

/// Every suite that is made with every kind of key that it uses.
fn made() -> impl Iterator<Item = (Suite, KeyKind)> {
    let suites = Suite::ALL.into_iter().filter(|suite| !suite.is_outdated() && *suite != Suite::EcdsaSd2023);
    suites.flat_map(|suite| suite.keys().iter().map(move |kind| (suite, *kind)))
}

#[tokio::test]
async fn a8_1_every_suite_verifies_with_every_kind_of_its_keys_as_did_key() {
    assert_eq!(made().count(), 6);
    for (suite, kind) in made() {
        let key = key_of(kind, 5);
        let badge = badge_of(&did_key(&key.public()));
        let method = did_key_method(&key.public());
        let signed = sign_with(&badge, &key, &options(&method), &with_suite(suite)).unwrap();
        assert_valid(&report(&signed, &Net::default()).await);
        let altered = changed(signed, |badge| badge["name"] = "Another name".into());
        assert_reason(&report(&altered, &Net::default()).await, Reason::Signature, CheckId::Proof);
    }
}

#[tokio::test]
async fn a8_1_an_outdated_suite_that_holds_is_a_warning() {
    let with = |kind: &str, cryptosuite: Option<&str>, context: &str| {
        resigned(changed(sign_as(&badge_of(ISSUER), &key(), METHOD), |badge| {
            badge["@context"].as_array_mut().unwrap().push(context.into());
            badge["proof"][0]["type"] = kind.into();
            let proof = badge["proof"][0].as_object_mut().unwrap();
            proof.shift_remove("cryptosuite");
            proof.extend(cryptosuite.map(|name| ("cryptosuite".to_owned(), name.into())));
        }))
    };
    let suites_2020 = "https://w3id.org/security/suites/ed25519-2020/v1";
    for (badge, reason) in [
        (with("Ed25519Signature2020", None, suites_2020), Some(Reason::OldProof)),
        (with("DataIntegrityProof", Some("eddsa-2022"), suites_2020), Some(Reason::OldProof)),
        (with("DataIntegrityProof", Some("eddsa-rdfc-2022"), suites_2020), None),
    ] {
        let report = report(&badge, &net()).await;
        assert_eq!(report.reason, reason, "{}", pretty(&report));
        assert_eq!(report.check(CheckId::Proof).unwrap().reason, reason);
        assert_eq!(report.verdict, reason.map_or(Verdict::Valid, |_| Verdict::Warning));
        let altered = changed(badge, |badge| badge["name"] = "Another name".into());
        assert_reason(&common::report(&altered, &net()).await, Reason::Signature, CheckId::Proof);
    }
}

#[tokio::test]
async fn a9_3_a_published_key_of_any_kind_is_the_issuers_as_multikey_and_as_jwk() {
    for kind in KINDS {
        let key = key_of(kind, 6);
        let badge = changed(badge_of(ISSUER), |_| {});
        let signed = sign_as(&badge, &key, METHOD);
        assert_valid(&report(&signed, &Net::default().issuer(&key.public())).await);
        let method = json!({
            "id": METHOD, "type": "JsonWebKey", "controller": ISSUER, "publicKeyJwk": key.public().to_jwk()
        });
        let document = json!({ "id": ISSUER, "verificationMethod": [method], "assertionMethod": ["#key-1"] });
        assert_valid(&report(&signed, &Net::default().json(DOCUMENT_URL, &document)).await);
        let other = Net::default().issuer(&key_of(kind, 7).public());
        assert_reason(&report(&signed, &other).await, Reason::Signature, CheckId::Proof);
    }
}

#[tokio::test]
async fn a9_1_a_did_jwk_issuer_is_its_key() {
    for kind in KINDS {
        let key = key_of(kind, 8);
        let did = format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(key.public().to_jwk().to_string()));
        let signed = sign_as(&badge_of(&did), &key, &format!("{did}#0"));
        assert_valid(&report(&signed, &Net::default()).await);
        let stranger = sign_as(&badge_of(ISSUER), &key, &format!("{did}#0"));
        assert_reason(&report(&stranger, &net()).await, Reason::KeyNotIssuers, CheckId::Issuer);
    }
}

#[tokio::test]
async fn a9_5_an_https_issuer_confirms_a_key_of_its_key_set() {
    let (issuer, set) = ("https://badges.example.org/1", "https://badges.example.org/jwks.json");
    let key = key_of(KeyKind::P256, 9);
    let mut jwk = key.public().to_jwk();
    jwk["kid"] = json!("k1");
    let signed = sign_as(&badge_of(issuer), &key, &format!("{set}#k1"));
    let method = json!({
        "id": format!("{issuer}#k1"), "type": "JsonWebKey", "controller": issuer, "publicKeyJwk": jwk
    });
    let profile = json!({ "id": issuer, "assertionMethod": [method] });
    let net = Net::default().json(set, &json!({ "keys": [jwk] })).json(issuer, &profile);
    assert_valid(&report(&signed, &net).await);
    let only_set = Net::default().json(set, &json!({ "keys": [jwk] }));
    assert_reason(&report(&signed, &only_set).await, Reason::KeyNotConfirmed, CheckId::Issuer);
    let without = Net::default().json(set, &json!({ "keys": [jwk] })).json(issuer, &json!({ "id": issuer }));
    let without = without.without_set("badges.example.org");
    assert_reason(&report(&signed, &without).await, Reason::KeyNotIssuers, CheckId::Issuer);
}

#[tokio::test]
async fn e3_11_a_suite_with_a_key_of_another_kind_does_not_hold() {
    let p256 = key_of(KeyKind::P256, 5);
    let badge = badge_of(&did_key(&p256.public()));
    let mut signed = sign_as(&badge, &p256, &did_key_method(&p256.public()));
    signed["proof"][0]["cryptosuite"] = "eddsa-rdfc-2022".into();
    let report = report(&signed, &Net::default()).await;
    assert_reason(&report, Reason::Signature, CheckId::Proof);
    assert_eq!(report.check(CheckId::Proof).unwrap().facts.get("why"), Some("key_kind"));
}

#[tokio::test]
async fn e3_1_a_key_of_an_unknown_kind_is_unsupported_not_wrong() {
    let did = "did:key:zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme";
    let signed = sign_as(&badge_of(did), &key(), &format!("{did}#x"));
    assert_reason(&report(&signed, &Net::default()).await, Reason::UnsupportedProof, CheckId::Proof);
}

#[tokio::test]
async fn e3_13_a_derived_proof_verifies_and_a_base_proof_does_not() {
    let key = key_of(KeyKind::P256, 5);
    let badge = badge_of(&did_key(&key.public()));
    let mut n = 0;
    let mut random = |bytes: &mut [u8]| {
        n += 1;
        bytes.fill(n);
    };
    let pointers = sd::required_pointers(&badge);
    let method = options(&did_key_method(&key.public()));
    let base = sd::sign(&badge, &key, &method, &pointers, &mut random).unwrap();
    let report_of_base = report(&base, &Net::default()).await;
    assert_reason(&report_of_base, Reason::Signature, CheckId::Proof);
    assert_eq!(report_of_base.check(CheckId::Proof).unwrap().facts.get("why"), Some("base_proof"));

    let shown = sd::derive(&base, &proofs(&base)[0], &[]).unwrap();
    assert_valid(&report(&shown, &Net::default()).await);
    let all = sd::derive(&base, &proofs(&base)[0], &["/credentialSubject"]).unwrap();
    assert!(all.to_string().len() > shown.to_string().len());
    assert_valid(&report(&all, &Net::default()).await);
    let altered = changed(shown, |badge| badge["credentialSubject"]["achievement"]["name"] = "Other".into());
    assert_reason(&report(&altered, &Net::default()).await, Reason::Signature, CheckId::Proof);
}

#[tokio::test]
async fn a8_7_one_proof_of_a_set_suffices_among_unknown_and_strange_ones() {
    let stranger = key_of(KeyKind::P384, 3);
    let method = did_key_method(&stranger.public());
    let signed = sign_as(&badge_of(ISSUER), &key(), METHOD);
    let both = sign_with(&signed, &stranger, &options(&method), &with_suite(Suite::EcdsaJcs2019)).unwrap();
    let unknown = json!({ "type": "DataIntegrityProof", "cryptosuite": "bbs-2023", "proofValue": "u2V0" });
    let many = changed(both, |badge| {
        let proofs = badge["proof"].as_array_mut().unwrap();
        proofs.reverse();
        proofs.insert(0, unknown.clone());
    });
    let report = report(&many, &net()).await;
    assert_eq!(report.check(CheckId::Proof).unwrap().outcome, Outcome::Pass, "{}", pretty(&report));
    assert_eq!(report.check(CheckId::Issuer).unwrap().outcome, Outcome::Pass);
    assert_eq!(report.check(CheckId::Proof).unwrap().facts.get("pointer"), Some("/proof/2"));
    let alone = changed(many, |badge| badge["proof"] = unknown);
    assert_reason(&common::report(&alone, &net()).await, Reason::UnsupportedProof, CheckId::Proof);
}

#[tokio::test]
async fn p_r1_a_chain_is_followed_as_far_as_the_budget_goes() {
    let mut badge = badge_of(ISSUER);
    let witness = key_of(KeyKind::P256, 4);
    let method = options(&did_key_method(&witness.public()));
    let cap = Work::OWN.signatures;
    for link in 0..cap {
        let id = |n: usize| format!("urn:uuid:{n}");
        let previous = if link == 0 { vec![] } else { vec![id(link - 1)] };
        let settings =
            ProofSettings { id: Some(id(link)), previous: previous.clone(), ..ProofSettings::default() };
        let last = sign_with(&badge, &key(), &options(METHOD), &settings).unwrap();
        badge = sign_with(&badge, &witness, &method, &settings).unwrap();
        let alone = changed(last, |badge| badge["proof"].as_array_mut().unwrap().reverse());
        if link + 2 >= cap {
            assert_eq!(report(&alone, &net()).await.check(CheckId::Proof).unwrap().outcome, Outcome::Pass);
        }
    }
    let previous = vec![format!("urn:uuid:{}", cap - 1)];
    let settings = ProofSettings { previous, ..ProofSettings::default() };
    let longer = sign_with(&badge, &key(), &options(METHOD), &settings).unwrap();
    let longer = changed(longer, |badge| badge["proof"].as_array_mut().unwrap().reverse());
    assert_reason(&report(&longer, &net()).await, Reason::BudgetSpent, CheckId::Proof);
}

/// Signs as somebody whose context was an older copy, and who did not notice what it left out.
fn signed_with_an_old_copy(badge: &Value, date: &str) -> Value {
    let copy = openbadges_ld::older_copies(badge).into_iter().find(|copy| copy.date() == date);
    signed_as_read(badge, &openbadges_ld::Options { copy, ..openbadges_ld::Options::default() })
}

#[tokio::test]
async fn e1_1_a_context_that_changed_is_tried_as_it_was_and_what_it_left_out_is_unsigned() {
    let badge = changed(badge_of(ISSUER), |badge| {
        badge["credentialSubject"]["achievement"]["inLanguage"] = "en".into();
    });
    let signed = signed_with_an_old_copy(&badge, "2023-10-26");
    let old = report(&signed, &net()).await;
    assert_eq!((old.verdict, old.reason), (Verdict::Warning, Some(Reason::Unsigned)), "{}", pretty(&old));
    let facts = &old.check(CheckId::Proof).unwrap().facts;
    assert_eq!(facts.get("contextCopy"), Some("2023-10-26"));
    assert!(facts.get("context").unwrap().ends_with("/context-3.0.3.json"));
    assert!(pretty(&old).contains("/credentialSubject/achievement/inLanguage"));
    let shown = old.content.unwrap().credential;
    assert!(shown["credentialSubject"]["achievement"].get("inLanguage").is_none());
    assert_eq!(
        shown["credentialSubject"]["achievement"]["name"],
        badge["credentialSubject"]["achievement"]["name"]
    );

    let altered = changed(signed, |badge| badge["name"] = "Another name".into());
    assert_reason(&report(&altered, &net()).await, Reason::Signature, CheckId::Proof);
}

/// A badge that a witness has signed, and then the issuer over both.
fn chained() -> Value {
    let witness = key_of(KeyKind::P256, 4);
    let settings = ProofSettings { id: Some("urn:uuid:1".to_owned()), ..ProofSettings::default() };
    let method = did_key_method(&witness.public());
    let first = sign_with(&badge_of(ISSUER), &witness, &options(&method), &settings).unwrap();
    let settings = ProofSettings { previous: vec!["urn:uuid:1".to_owned()], ..ProofSettings::default() };
    sign_with(&first, &key(), &options(METHOD), &settings).unwrap()
}

#[tokio::test]
async fn a8_7_a_chain_holds_only_if_every_link_does() {
    let chained = chained();
    let chain = report(&chained, &net()).await;
    assert_eq!(chain.check(CheckId::Proof).unwrap().outcome, Outcome::Pass, "{}", pretty(&chain));
    assert_eq!(chain.check(CheckId::Issuer).unwrap().outcome, Outcome::Pass);
    let covers = chain.check(CheckId::Proof).unwrap().facts.get("covers").map(str::to_owned);
    assert_eq!(covers, Some(did_key_method(&key_of(KeyKind::P256, 4).public())));

    // The issuer signs over a proof that does not hold.
    let broken = changed(chained.clone(), |badge| {
        badge["proof"][0]["proofValue"] = badge["proof"][1]["proofValue"].clone();
        badge["proof"].as_array_mut().unwrap().remove(1);
    });
    let settings = ProofSettings { previous: vec!["urn:uuid:1".to_owned()], ..ProofSettings::default() };
    let broken = sign_with(&broken, &key(), &options(METHOD), &settings).unwrap();
    assert_reason(&report(&broken, &net()).await, Reason::Signature, CheckId::Proof);
    // The first proof is taken away.
    let cut = changed(chained, |badge| drop(badge["proof"].as_array_mut().unwrap().remove(0)));
    assert_reason(&report(&cut, &net()).await, Reason::Signature, CheckId::Proof);
}

/// The last proof covers the text; the one below does not cover what no context defines: not all have signed that.
#[tokio::test]
async fn a8_7_what_one_proof_of_a_chain_does_not_cover_is_unsigned() {
    let badge = changed(badge_of(ISSUER), |badge| badge["note"] = "added".into());
    let first = signed_as_read(&badge, &openbadges_ld::Options::default());
    let first = resigned(changed(first, |badge| badge["proof"][0]["id"] = "urn:uuid:1".into()));
    for (previous, reason) in [(json!([]), None), (json!(["urn:uuid:1"]), Some(Reason::Unsigned))] {
        let both = resigned(changed(first.clone(), |badge| {
            let mut last = changed(badge["proof"][0].clone(), |last| {
                last["cryptosuite"] = Suite::EddsaJcs2022.name().into();
                last["previousProof"] = previous;
            });
            last.as_object_mut().unwrap().shift_remove("id");
            badge["proof"].as_array_mut().unwrap().insert(0, last);
        }));
        let report = report(&both, &net()).await;
        assert_eq!(report.check(CheckId::Unsigned).unwrap().reason, reason, "{}", pretty(&report));
        assert_eq!(report.content.unwrap().credential.get("note").is_none(), reason.is_some());
    }
}
