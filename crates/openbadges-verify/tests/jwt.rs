//! Badges as JWTs (specification A.7, E.3-3 to E.3-7, E.3-11, E.4-3, E.4-4).

#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::KeySize;
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, Ed25519KeyPair, KeyPair, RSA_PKCS1_SHA256, RSA_PSS_SHA256,
    RsaKeyPair,
};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use common::*;
use openbadges_proof::did::{did_key, did_key_method};
use openbadges_verify::{CheckId, Outcome, Reason, Report, Verdict};
use serde_json::{Value, json};

const KEYS_URL: &str = "https://badges.example.org/.well-known/jwks.json";
const HTTPS_ISSUER: &str = "https://badges.example.org/issuers/1";

enum Key {
    Rsa(RsaKeyPair),
    P256(EcdsaKeyPair),
    Ed25519(Ed25519KeyPair),
}

fn encode(bytes: impl AsRef<[u8]>) -> String {
    URL_SAFE_NO_PAD.encode(bytes)
}

fn rsa() -> Key {
    Key::Rsa(RsaKeyPair::generate(KeySize::Rsa2048).unwrap())
}

fn p256() -> Key {
    Key::P256(EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap())
}

/// The same key as [`key`].
fn ed25519() -> Key {
    Key::Ed25519(Ed25519KeyPair::from_seed_unchecked(&[1; 32]).unwrap())
}

impl Key {
    fn jwk(&self) -> Value {
        match self {
            Self::Rsa(pair) => {
                let (n, e) = (pair.public_key().modulus(), pair.public_key().exponent());
                json!({"kty": "RSA", "n": encode(n.big_endian_without_leading_zero()),
                    "e": encode(e.big_endian_without_leading_zero())})
            }
            Self::P256(pair) => {
                let point = pair.public_key().as_ref();
                json!({"kty": "EC", "crv": "P-256", "x": encode(&point[1..33]), "y": encode(&point[33..])})
            }
            Self::Ed25519(pair) => json!({"kty": "OKP", "crv": "Ed25519", "x": encode(pair.public_key())}),
        }
    }

    fn alg(&self) -> &'static str {
        match self {
            Self::Rsa(_) => "RS256",
            Self::P256(_) => "ES256",
            Self::Ed25519(_) => "EdDSA",
        }
    }

    fn sign(&self, header: &Value, claims: &Value) -> String {
        let signed = format!("{}.{}", encode(header.to_string()), encode(claims.to_string()));
        let random = SystemRandom::new();
        let signature = match self {
            Self::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &random, signed.as_bytes(), &mut signature).unwrap();
                signature
            }
            Self::P256(pair) => pair.sign(&random, signed.as_bytes()).unwrap().as_ref().to_vec(),
            Self::Ed25519(pair) => pair.sign(signed.as_bytes()).as_ref().to_vec(),
        };
        format!("{signed}.{}", encode(signature))
    }
}

/// The claims of a badge without a status.
fn claims(issuer: &str) -> Value {
    changed(credential(), |badge| {
        badge["issuer"]["id"] = issuer.into();
        badge.as_object_mut().unwrap().shift_remove("credentialStatus");
        badge["iss"] = issuer.into();
        badge["sub"] = badge["credentialSubject"]["id"].clone();
        badge["jti"] = badge["id"].clone();
        badge["nbf"] = json!(1_714_979_289);
    })
}

fn by_jwk(key: &Key, claims: &Value) -> String {
    key.sign(&json!({"alg": key.alg(), "typ": "JWT", "jwk": key.jwk()}), claims)
}

fn key_set(jwk: &Value) -> Net {
    Net::default().json(KEYS_URL, &json!({ "keys": [jwk] }))
}

fn why(report: &Report, id: CheckId) -> Option<&str> {
    report.check(id).unwrap().facts.get("why")
}

#[tokio::test]
async fn a7_2_every_algorithm_verifies_with_the_key_set_of_the_issuers_host() {
    for key in [rsa(), p256(), ed25519()] {
        let jwt = by_jwk(&key, &claims(HTTPS_ISSUER));
        let report = report_on(jwt.clone(), &key_set(&key.jwk())).await;
        assert_valid(&report);
        let content = report.content.unwrap();
        assert_eq!(content.name.as_deref(), Some("Teamwork"));
        assert!(content.credential.get("iss").is_none());
        assert_eq!(content.original, jwt);
        assert_eq!(content.issuer.proved.unwrap().domain.as_deref(), Some("badges.example.org"));
    }
}

#[tokio::test]
async fn e4_3_a_key_in_the_header_is_a_hint() {
    let key = p256();
    let jwt = by_jwk(&key, &claims(HTTPS_ISSUER));
    let alone = report_on(jwt.clone(), &Net::default()).await;
    assert_reason(&alone, Reason::KeyNotConfirmed, CheckId::Issuer);
    assert!(alone.content.unwrap().issuer.proved.is_none());
    let other = report_on(jwt.clone(), &key_set(&p256().jwk())).await;
    assert_reason(&other, Reason::KeyNotIssuers, CheckId::Issuer);
    let pinned = changed(key.jwk(), |jwk| jwk["iss"] = "https://badges.example.org/issuers/2".into());
    assert_reason(&report_on(jwt.clone(), &key_set(&pinned)).await, Reason::KeyNotIssuers, CheckId::Issuer);
    let profile = json!({"id": HTTPS_ISSUER, "type": ["Profile"]});
    assert_valid(&report_on(jwt, &key_set(&key.jwk()).json(HTTPS_ISSUER, &profile)).await);
}

#[tokio::test]
async fn a9_3_a_did_issuer_lists_the_key_in_its_document() {
    let key = p256();
    let document = |jwk: &Value, member: &str| {
        let method = json!({"id": METHOD, "type": "JsonWebKey", "controller": ISSUER, "publicKeyJwk": jwk});
        Net::default()
            .json(DOCUMENT_URL, &json!({"id": ISSUER, "verificationMethod": [method], member: [METHOD]}))
    };
    let by_kid = key.sign(&json!({"alg": "ES256", "kid": METHOD}), &claims(ISSUER));
    for jwt in [by_kid, by_jwk(&key, &claims(ISSUER))] {
        assert_valid(&report_on(jwt.clone(), &document(&key.jwk(), "assertionMethod")).await);
        for net in [document(&p256().jwk(), "assertionMethod"), document(&key.jwk(), "authentication")] {
            let report = report_on(jwt.clone(), &net).await;
            assert_eq!(report.verdict, Verdict::Invalid, "{}", pretty(&report));
        }
        assert_eq!(report_on(jwt, &Net::default()).await.reason, Some(Reason::KeyNotConfirmed));
    }
}

#[tokio::test]
async fn a9_1_a_did_key_issuer() {
    let header = json!({"alg": "EdDSA", "kid": did_key_method(&key().public())});
    let own = ed25519().sign(&header, &claims(&did_key(&key().public())));
    assert_valid(&report_on(own, &Net::default()).await);
    let other = ed25519().sign(&header, &claims(&did_key(&other_key().public())));
    assert_reason(&report_on(other, &Net::default()).await, Reason::KeyNotIssuers, CheckId::Issuer);
}

#[tokio::test]
async fn a7_9_kid_is_an_address_of_a_key_or_of_a_set() {
    let key = p256();
    let kid = "https://keys.example.net/jwks.json#k1";
    let header = json!({"alg": "ES256", "kid": kid});
    let jwt = key.sign(&header, &claims(HTTPS_ISSUER));
    let named = |name: &str| changed(key.jwk(), |jwk| jwk["kid"] = name.into());
    let url = "https://keys.example.net/jwks.json";
    for published in [key.jwk(), json!({"keys": [named("k1")]}), json!({"keys": [named(kid)]})] {
        let stranger = report_on(jwt.clone(), &Net::default().json(url, &published)).await;
        assert_reason(&stranger, Reason::KeyNotConfirmed, CheckId::Issuer);
        let confirmed = report_on(jwt.clone(), &key_set(&key.jwk()).json(url, &published)).await;
        assert_valid(&confirmed);
    }
    let other = Net::default().json(url, &json!({"keys": [named("k2")]})).without_set("keys.example.net");
    assert_reason(&report_on(jwt.clone(), &other).await, Reason::KeyNotIssuers, CheckId::Proof);
    assert_reason(&report_on(jwt, &Net::default()).await, Reason::KeyNotConfirmed, CheckId::Proof);

    let both = changed(header, |header| header["jwk"] = p256().jwk());
    let jwt = key.sign(&both, &claims(HTTPS_ISSUER));
    let report = report_on(jwt, &Net::default().json(url, &key.jwk())).await;
    assert_reason(&report, Reason::Signature, CheckId::Proof);
    assert_eq!(why(&report, CheckId::Proof), Some("kid_and_jwk_differ"));
}

#[tokio::test]
async fn a7_7_the_claims_equal_the_credential() {
    let key = p256();
    let net = key_set(&key.jwk());
    for (claim, value) in [
        ("iss", json!("https://other.example")),
        ("jti", json!("urn:uuid:0")),
        ("nbf", json!(1_714_979_290)),
        ("sub", json!("did:example:other")),
        ("exp", json!("soon")),
    ] {
        let wrong = changed(claims(HTTPS_ISSUER), |claims| claims[claim] = value.clone());
        let report = report_on(by_jwk(&key, &wrong), &net).await;
        assert_reason(&report, Reason::Signature, CheckId::Proof);
        assert_eq!(report.check(CheckId::Proof).unwrap().facts.get("claim"), Some(claim));
        assert_nothing_asserted(&report);
        if ["iss", "jti", "nbf"].contains(&claim) {
            let missing = changed(wrong, |claims| drop(claims.as_object_mut().unwrap().shift_remove(claim)));
            assert_eq!(
                report_on(by_jwk(&key, &missing), &net).await.reason,
                Some(Reason::Signature),
                "{claim}"
            );
        }
    }
    let no_sub =
        changed(claims(HTTPS_ISSUER), |claims| drop(claims.as_object_mut().unwrap().shift_remove("sub")));
    assert_reason(&report_on(by_jwk(&key, &no_sub), &net).await, Reason::ModelRemarks, CheckId::Proof);
}

#[tokio::test]
async fn a7_7_exp_is_the_end_of_the_credential() {
    let key = p256();
    let net = key_set(&key.jwk());
    let ended = changed(claims(HTTPS_ISSUER), |claims| claims["exp"] = json!(1_750_000_000));
    assert_reason(&report_on(by_jwk(&key, &ended), &net).await, Reason::Expired, CheckId::Dates);
    let differs = changed(ended, |claims| claims["validUntil"] = "2040-01-01T00:00:00Z".into());
    assert_reason(&report_on(by_jwk(&key, &differs), &net).await, Reason::Signature, CheckId::Proof);
}

#[tokio::test]
async fn e3_11_algorithms_are_not_confused() {
    let key = rsa();
    let net = key_set(&key.jwk());
    let claims = claims(HTTPS_ISSUER);
    for (header, reason) in [
        (json!({"alg": "none", "jwk": key.jwk()}), Reason::Signature),
        (json!({"alg": "HS256", "jwk": key.jwk()}), Reason::Signature),
        (json!({"jwk": key.jwk()}), Reason::Signature),
        (json!({"alg": "ES256", "jwk": key.jwk()}), Reason::Signature),
        (json!({"alg": "PS256", "jwk": key.jwk()}), Reason::Signature),
        (json!({"alg": "ES512", "jwk": key.jwk()}), Reason::UnsupportedProof),
        (json!({"alg": "RS256", "jwk": key.jwk(), "crit": ["b64"]}), Reason::Signature),
        (json!({"alg": "RS256", "jwk": key.jwk(), "jku": "https://evil.example/"}), Reason::Signature),
        (
            json!({"alg": "RS256", "jwk": changed(key.jwk(), |jwk| jwk["d"] = "AQAB".into())}),
            Reason::Signature,
        ),
        (json!({"alg": "RS256"}), Reason::KeyNotConfirmed),
    ] {
        let report = report_on(key.sign(&header, &claims), &net).await;
        assert_reason(&report, reason, CheckId::Proof);
        assert_nothing_asserted(&report);
    }
}

#[tokio::test]
async fn a7_2_ps256_is_read() {
    let theirs = rsa();
    for (key, reason) in [(&theirs, None), (&rsa(), Some(Reason::KeyNotIssuers))] {
        let header = json!({"alg": "PS256", "typ": "JWT", "jwk": key.jwk()});
        let signed = format!("{}.{}", encode(header.to_string()), encode(claims(HTTPS_ISSUER).to_string()));
        let Key::Rsa(pair) = key else { panic!("an RSA key") };
        let mut signature = vec![0; pair.public_modulus_len()];
        pair.sign(&RSA_PSS_SHA256, &SystemRandom::new(), signed.as_bytes(), &mut signature).unwrap();
        let report = report_on(format!("{signed}.{}", encode(signature)), &key_set(&theirs.jwk())).await;
        assert_eq!(report.reason, reason, "{}", pretty(&report));
    }
}

#[tokio::test]
async fn e3_3_in_vc_jose_claims_may_be_absent_and_must_be_right() {
    let key = p256();
    let sign = |header: Value, claims: &Value| {
        let mut all = json!({"alg": key.alg(), "typ": "vc+jwt", "jwk": key.jwk()});
        all.as_object_mut().unwrap().extend(header.as_object().unwrap().clone());
        key.sign(&all, claims)
    };
    let bare = changed(claims(HTTPS_ISSUER), |claims| {
        claims
            .as_object_mut()
            .unwrap()
            .retain(|name, _| !["iss", "sub", "jti", "nbf"].contains(&name.as_str()));
    });
    for (header, claims, reason) in [
        (json!({}), bare.clone(), None),
        (json!({"cty": "vc", "iss": HTTPS_ISSUER}), bare.clone(), None),
        (json!({"typ": "application/VC+JWT"}), bare.clone(), None),
        (json!({"iss": "https://other.example/"}), bare.clone(), Some(Reason::Signature)),
        (json!({"typ": "JWT"}), bare.clone(), Some(Reason::Signature)),
        (
            json!({}),
            changed(bare.clone(), |claims| claims["jti"] = "urn:uuid:0".into()),
            Some(Reason::Signature),
        ),
        (
            json!({}),
            changed(bare.clone(), |claims| claims["sub"] = "urn:uuid:0".into()),
            Some(Reason::Signature),
        ),
    ] {
        let report = report_on(sign(header.clone(), &claims), &key_set(&key.jwk())).await;
        assert_eq!(report.reason, reason, "{header} {claims}");
    }
}

#[tokio::test]
async fn a7_7_a_changed_jwt_asserts_nothing() {
    let key = p256();
    let jwt = by_jwk(&key, &claims(HTTPS_ISSUER));
    let parts: Vec<&str> = jwt.split('.').collect();
    let altered = changed(claims(HTTPS_ISSUER), |claims| claims["name"] = "Chess".into());
    let swapped = format!("{}.{}.{}", parts[0], encode(altered.to_string()), parts[2]);
    let report = report_on(swapped, &key_set(&key.jwk())).await;
    assert_reason(&report, Reason::Signature, CheckId::Proof);
    assert_nothing_asserted(&report);

    let text = claims(HTTPS_ISSUER).to_string().replacen(r#""name""#, r#""name":"Chess","name""#, 1);
    let signed = format!("{}.{}", parts[0], encode(text));
    let report = report_on(format!("{signed}.{}", parts[2]), &key_set(&key.jwk())).await;
    assert_reason(&report, Reason::Malformed, CheckId::Format);
    assert_reason(&report_on(format!("{jwt}="), &Net::default()).await, Reason::NotABadge, CheckId::Input);
}

#[tokio::test]
async fn a11_the_status_list_of_a_jwt_may_be_a_jwt() {
    let key = p256();
    let badge = changed(claims(HTTPS_ISSUER), |badge| {
        badge["credentialStatus"] = credential()["credentialStatus"].clone();
    });
    let jwt = by_jwk(&key, &badge);
    for (set, reason) in [(vec![], None), (vec![INDEX], Some(Reason::Revoked))] {
        let list = changed(list("revocation", &set), |list| {
            list["issuer"] = HTTPS_ISSUER.into();
            list["iss"] = HTTPS_ISSUER.into();
            list["jti"] = list["id"].clone();
            list["nbf"] = json!(1_767_225_600);
            list["sub"] = list["credentialSubject"]["id"].clone();
        });
        let net = key_set(&key.jwk()).bytes(LIST_URL, "application/vc+jwt", by_jwk(&key, &list).into_bytes());
        let report = report_on(jwt.clone(), &net).await;
        assert_eq!(report.reason, reason, "{}", pretty(&report));
    }
    let foreign = key_set(&key.jwk()).json(LIST_URL, &signed(&list("revocation", &[])));
    let report = report_on(jwt, &foreign).await;
    assert_eq!(report.check(CheckId::Status).unwrap().outcome, Outcome::Unknown);
}

#[tokio::test]
async fn pr2_a_header_of_8_kib_is_read_and_a_longer_one_is_not() {
    let key = ed25519();
    let header_of = |length: usize| {
        let bare = json!({"alg": "EdDSA", "jwk": key.jwk(), "kid": ""}).to_string().len();
        let fill = length / 4 * 3 - bare;
        key.sign(&json!({"alg": "EdDSA", "jwk": key.jwk(), "kid": "x".repeat(fill)}), &claims(HTTPS_ISSUER))
    };
    assert_valid(&report_on(header_of(8192), &key_set(&key.jwk())).await);
    let report = report_on(header_of(8196), &key_set(&key.jwk())).await;
    assert_reason(&report, Reason::Malformed, CheckId::Format);
    assert_eq!(why(&report, CheckId::Format), Some("header_size"));
}

#[tokio::test]
async fn pr2_a_jwt_has_256_kib() {
    let filled = |length: usize| format!("eyJ9.{}.AAAA", "A".repeat(length - 10));
    let read = report_on(filled(256 << 10), &Net::default()).await;
    assert_reason(&read, Reason::Malformed, CheckId::Format);
    let longer = filled((256 << 10) + 1);
    let baked = format!(
        r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0"><openbadges:credential verify="{longer}"/></svg>"#
    );
    for input in [longer, baked] {
        let report = report_on(input, &Net::default()).await;
        assert_reason(&report, Reason::TooLarge, CheckId::Format);
        assert_eq!(report.verdict, Verdict::Indeterminate);
    }
}
