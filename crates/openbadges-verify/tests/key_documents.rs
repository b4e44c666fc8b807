//! What is published of a key means the same for a proof and for a JWT (specification A.7-9, A.9, E.4-7, E.4-8, E.6-8).
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::v2::sealed;
use common::*;
use openbadges_proof::did::{did_key, did_key_method, issuer_document};
use openbadges_proof::{PublicKey, SigningKey};
use openbadges_verify::{Reason, Report};
use serde_json::{Value, json};

const HTTPS_ISSUER: &str = "https://badges.example.org/issuers/1";
const HTTPS_METHOD: &str = "https://badges.example.org/issuers/1#key-1";
const KEY_URL: &str = "https://badges.example.org/keys/1";
const SET_URL: &str = "https://badges.example.org/.well-known/jwks.json";
const SET_METHOD: &str = "https://badges.example.org/.well-known/jwks.json#k";

/// The badge of an issuer with a proof under this method, and as a JWT with this `kid`.
fn both(issuer: &str, method: &str) -> [String; 2] {
    let badge = changed(credential(), |badge| {
        badge["issuer"]["id"] = issuer.into();
        badge.as_object_mut().unwrap().shift_remove("credentialStatus");
    });
    let claims = changed(badge.clone(), |claims| {
        claims["iss"] = issuer.into();
        claims["sub"] = claims["credentialSubject"]["id"].clone();
        claims["jti"] = claims["id"].clone();
        claims["nbf"] = json!(1_714_979_289);
    });
    let jwt = sealed(&json!({"alg": "EdDSA", "kid": method}), &claims, &key());
    let proof = changed(sign_as(&badge, &key(), METHOD), |badge| {
        badge["proof"][0]["verificationMethod"] = method.into();
    });
    [resigned(proof).to_string(), jwt]
}

/// Asks both and has them answer alike.
async fn ask(issuer: &str, method: &str, net: &Net, expected: Option<Reason>, row: &str) -> [Report; 2] {
    let [proof, jwt] = both(issuer, method);
    let reports = [report_on(proof, net).await, report_on(jwt, net).await];
    for (report, form) in reports.iter().zip(["proof", "JWT"]) {
        assert_eq!(report.reason, expected, "{row}, {form}: {}", pretty(report));
    }
    reports
}

/// A key of the issuer with these members in place of others; those that are null are left out.
fn method(id: &str, controller: &str, members: &Value) -> Value {
    let mut method = json!({"id": id, "type": "Multikey", "controller": controller,
        "publicKeyMultibase": key().public().to_multibase()});
    let all = method.as_object_mut().unwrap();
    all.extend(members.as_object().unwrap().clone());
    all.retain(|_, value| !value.is_null());
    method
}

#[tokio::test]
async fn a9_3_a_key_in_any_legal_shape_is_found_and_has_the_same_reason() {
    let jwk = json!({"type": "JsonWebKey2020", "publicKeyMultibase": null, "publicKeyJwk": key().public().to_jwk()});
    let old = json!({"type": "Ed25519VerificationKey2018"});
    let past = "2026-02-01T00:00:00Z";
    for (members, expected) in [
        (json!({}), None),
        (jwk, None),
        (json!({"type": "Ed25519VerificationKey2020"}), None),
        (json!({"expires": "2036-02-01T00:00:00Z"}), None),
        (json!({"revoked": past}), Some(Reason::KeyRevoked)),
        (json!({"expires": past}), Some(Reason::KeyRevoked)),
        (old, Some(Reason::UnsupportedProof)),
        (json!({"secretKeyMultibase": "z3u2"}), Some(Reason::KeyNotIssuers)),
        (json!({"controller": "did:web:evil.example"}), Some(Reason::KeyNotIssuers)),
        (json!({"controller": null}), Some(Reason::KeyNotIssuers)),
        (json!({"publicKeyMultibase": null}), Some(Reason::KeyNotIssuers)),
        (json!({"publicKeyMultibase": other_key().public().to_multibase()}), Some(Reason::Signature)),
    ] {
        for (issuer, id, url) in [(ISSUER, METHOD, DOCUMENT_URL), (HTTPS_ISSUER, HTTPS_METHOD, HTTPS_ISSUER)]
        {
            let method = method(id, issuer, &members);
            let relative = changed(method.clone(), |method| method["id"] = json!("#key-1"));
            for document in [
                json!({"id": issuer, "verificationMethod": [method], "assertionMethod": [id]}),
                json!({"id": issuer, "verificationMethod": [relative], "assertionMethod": ["#key-1"]}),
                json!({"id": issuer, "verificationMethod": method, "assertionMethod": id}),
                json!({"id": issuer, "assertionMethod": [method]}),
                json!({"id": issuer, "assertionMethod": relative}),
                json!({"id": issuer, "verificationMethod": [method], "assertionMethod": [method]}),
            ] {
                let net = Net::default().json(url, &document).without_set("badges.example.org");
                ask(issuer, id, &net, expected, &document.to_string()).await;
            }
            for document in [
                json!({"id": issuer, "verificationMethod": [method]}),
                json!({"id": issuer, "verificationMethod": [method], "authentication": [id]}),
                json!({"id": issuer, "assertionMethod": [id]}),
            ] {
                let net = Net::default().json(url, &document).without_set("badges.example.org");
                ask(issuer, id, &net, Some(Reason::KeyNotIssuers), &document.to_string()).await;
            }
        }
    }
}

#[tokio::test]
async fn a9_3_identifiers_that_lead_to_no_key_have_the_same_reason() {
    let own = did_key(&key().public());
    let own_method = did_key_method(&key().public());
    let other = did_key_method(&other_key().public());
    let wrong_fragment = format!("{own}#key-1");
    for (issuer, method, expected) in [
        (own.as_str(), own_method.as_str(), None),
        (&own, &own, None),
        (&own, &wrong_fragment, Some(Reason::KeyNotIssuers)),
        (&own, &other, Some(Reason::Signature)),
        (&did_key(&other_key().public()), &own_method, Some(Reason::KeyNotIssuers)),
        ("did:example:1", "did:example:1#k", Some(Reason::UnsupportedProof)),
        (&own, "did:example:1#k", Some(Reason::KeyNotIssuers)),
        (HTTPS_ISSUER, "did:example:1#k", Some(Reason::KeyNotIssuers)),
        ("did:web:Badges.example.org", "did:web:Badges.example.org#key-1", Some(Reason::Signature)),
        ("did:web:badges.example.org%3A443", "did:web:badges.example.org%3A443#k", Some(Reason::Signature)),
        (ISSUER, "did:web:badges.example.org?versionId=1#key-1", Some(Reason::Signature)),
        (ISSUER, ISSUER, Some(Reason::KeyNotIssuers)),
        (ISSUER, METHOD, None),
        (HTTPS_ISSUER, "https://elsewhere.example/keys#1", Some(Reason::KeyNotConfirmed)),
        (HTTPS_ISSUER, "http://badges.example.org/issuers/1#key-1", Some(Reason::KeyNotConfirmed)),
    ] {
        ask(issuer, method, &net(), expected, &format!("{issuer} {method}")).await;
    }
}

/// What lies at the issuer's address and is somebody else's says nothing of the issuer, whatever keys it lists.
#[tokio::test]
async fn a9_1_a_document_with_another_id_confirms_no_key() {
    let (elsewhere, kid) = ("https://keys.example.net/jwks.json", "https://keys.example.net/jwks.json#k");
    let set = json!({"keys": [changed(key().public().to_jwk(), |jwk| jwk["kid"] = "k".into())]});
    let hint = |issuer: &str| format!("{issuer}#{}", key().public().to_multibase());
    for (issuer, method, url) in [
        (HTTPS_ISSUER, hint(HTTPS_ISSUER), HTTPS_ISSUER),
        (HTTPS_ISSUER, did_key_method(&key().public()), HTTPS_ISSUER),
        (HTTPS_ISSUER, kid.to_owned(), HTTPS_ISSUER),
        (ISSUER, hint(ISSUER), DOCUMENT_URL),
        (ISSUER, kid.to_owned(), DOCUMENT_URL),
    ] {
        for (id, expected) in [(issuer, None), (ENDORSER, Some(Reason::KeyNotConfirmed))] {
            let document = changed(issuer_document(id, &[("key-1", key().public())]), |document| {
                document["assertionMethod"].as_array_mut().unwrap().push(method.as_str().into());
            });
            let net = Net::default().json(url, &document).json(elsewhere, &set);
            ask(issuer, &method, &net, expected, &format!("{issuer} {method} {id}")).await;
        }
    }
}

/// The name says one key and the document another: the document counts, even if it lists the first elsewhere.
#[tokio::test]
async fn a9_1_a_method_with_another_key_than_its_fragment_says_confirms_none() {
    for (issuer, url) in [(ISSUER, DOCUMENT_URL), (HTTPS_ISSUER, HTTPS_ISSUER)] {
        let fragment = key().public().to_multibase();
        for (listed, expected) in [(key(), None), (other_key(), Some(Reason::KeyNotIssuers))] {
            let keys = [(fragment.as_str(), listed.public()), ("key-1", key().public())];
            let net = Net::default().json(url, &issuer_document(issuer, &keys));
            ask(issuer, &format!("{issuer}#{fragment}"), &net, expected, issuer).await;
        }
    }
}

#[tokio::test]
async fn e4_8_a_key_that_is_published_alone_is_the_controllers_who_lists_it() {
    let multikey = method(KEY_URL, HTTPS_ISSUER, &json!({}));
    let json_web_key = method(
        KEY_URL,
        HTTPS_ISSUER,
        &json!({"type": "JsonWebKey", "publicKeyMultibase": null, "publicKeyJwk": key().public().to_jwk()}),
    );
    let withdrawn = changed(multikey.clone(), |key| key["revoked"] = json!("2026-02-01T00:00:00Z"));
    let strange = changed(multikey.clone(), |key| key["type"] = json!("Ed25519VerificationKey2018"));
    let lists = json!({"assertionMethod": [KEY_URL]});
    for (document, owner, expected) in [
        (&multikey, &lists, None),
        (&json_web_key, &lists, None),
        (&multikey, &json!({"assertionMethod": [multikey]}), None),
        (&multikey, &json!({"verificationMethod": [multikey], "assertionMethod": [KEY_URL]}), None),
        (&multikey, &json!({}), Some(Reason::KeyNotIssuers)),
        (&multikey, &json!({"verificationMethod": [multikey]}), Some(Reason::KeyNotIssuers)),
        (&withdrawn, &lists, Some(Reason::KeyRevoked)),
        (&multikey, &json!({"assertionMethod": [withdrawn]}), Some(Reason::KeyRevoked)),
        (&strange, &lists, Some(Reason::UnsupportedProof)),
        (&method(KEY_URL, HTTPS_ISSUER, &json!({"controller": null})), &lists, Some(Reason::KeyNotConfirmed)),
        (&key().public().to_jwk(), &lists, None),
        (&key().public().to_jwk(), &json!({}), Some(Reason::KeyNotIssuers)),
        (&json!({}), &lists, Some(Reason::KeyNotConfirmed)),
    ] {
        let owner = changed(owner.clone(), |owner| owner["id"] = HTTPS_ISSUER.into());
        let net = Net::default()
            .json(KEY_URL, document)
            .json(HTTPS_ISSUER, &owner)
            .without_set("badges.example.org");
        ask(HTTPS_ISSUER, KEY_URL, &net, expected, &format!("{document} {owner}")).await;
    }
}

/// A key that somebody else has.
fn stranger(number: u8) -> PublicKey {
    SigningKey::from_seed([number + 10; 32]).public()
}

/// As many JWKs of others as were once looked at and more, each with members of its own, and then one.
fn behind_many(members: impl Fn(u8) -> Value, last: Value) -> Net {
    let others = (0..100).map(|number| {
        changed(stranger(number).to_jwk(), |jwk| {
            jwk.as_object_mut().unwrap().extend(members(number).as_object().unwrap().clone());
        })
    });
    Net::default().json(SET_URL, &json!({"keys": others.chain([last]).collect::<Vec<_>>()}))
}

#[tokio::test]
async fn e6_8_however_many_keys_there_are_the_issuers_is_found() {
    let own = changed(key().public().to_jwk(), |jwk| jwk["kid"] = "k".into());
    let hint = format!("{HTTPS_ISSUER}#{}", key().public().to_multibase());
    for method in [SET_METHOD, &hint] {
        let named = behind_many(|number| json!({"kid": format!("k{number}")}), own.clone());
        ask(HTTPS_ISSUER, method, &named, None, "behind others").await;
        let pinned =
            behind_many(|number| json!({"kid": "k", "iss": format!("{HTTPS_ISSUER}{number}")}), own.clone());
        ask(HTTPS_ISSUER, method, &pinned, None, "behind those of other issuers").await;
    }
    let mut keys: Vec<(String, PublicKey)> =
        (0..100).map(|number| (format!("k{number}"), stranger(number))).collect();
    keys.push(("key-1".to_owned(), key().public()));
    let keys: Vec<(&str, PublicKey)> = keys.iter().map(|(name, key)| (name.as_str(), key.clone())).collect();
    for (issuer, method, url) in [
        (ISSUER, METHOD, DOCUMENT_URL),
        (HTTPS_ISSUER, HTTPS_METHOD, HTTPS_ISSUER),
        (HTTPS_ISSUER, &hint, HTTPS_ISSUER),
    ] {
        let net = Net::default().json(url, &issuer_document(issuer, &keys));
        ask(issuer, method, &net, None, "in a document").await;
    }
}

#[tokio::test]
async fn p_r2_where_not_every_key_is_tried_it_cannot_be_told() {
    let hint = format!("{HTTPS_ISSUER}#{}", key().public().to_multibase());
    let refused = changed(key().public().to_jwk(), |jwk| jwk["use"] = "enc".into());
    let profile = json!({"id": HTTPS_ISSUER, "type": ["Profile"]});
    for (count, expected) in [(16, Reason::KeyNotIssuers), (17, Reason::TooLarge)] {
        let set = json!({"keys": vec![refused.clone(); count]});
        let net = Net::default().json(SET_URL, &set).json(HTTPS_ISSUER, &profile);
        ask(HTTPS_ISSUER, &hint, &net, Some(expected), "in a set").await;

        let idle = |number| method(&format!("{HTTPS_ISSUER}#{number}"), HTTPS_ISSUER, &json!({}));
        let document =
            json!({"id": HTTPS_ISSUER, "verificationMethod": (0..count).map(idle).collect::<Vec<_>>()});
        ask(
            HTTPS_ISSUER,
            &hint,
            &Net::default().json(HTTPS_ISSUER, &document),
            Some(expected),
            "in a document",
        )
        .await;
    }
}

#[tokio::test]
async fn a7_9_a_set_is_read_alike() {
    let own = |members: Value| {
        changed(key().public().to_jwk(), |jwk| {
            jwk.as_object_mut().unwrap().extend(members.as_object().unwrap().clone());
        })
    };
    let profile = json!({"id": HTTPS_ISSUER, "type": ["Profile"], "name": "Example Org"});
    for (key, expected) in [
        (own(json!({"kid": "k"})), None),
        (own(json!({"kid": SET_METHOD})), None),
        (own(json!({"kid": "k", "iss": HTTPS_ISSUER})), None),
        (
            own(json!({"kid": "k", "iss": "https://badges.example.org/issuers/2"})),
            Some(Reason::KeyNotIssuers),
        ),
        (own(json!({})), Some(Reason::KeyNotIssuers)),
        (own(json!({"kid": "k2"})), Some(Reason::KeyNotIssuers)),
        (own(json!({"kid": "k", "use": "enc"})), Some(Reason::KeyNotIssuers)),
        (own(json!({"kid": "k", "d": "AAAA"})), Some(Reason::KeyNotIssuers)),
        (own(json!({"kid": "k", "crv": "P-521"})), Some(Reason::UnsupportedProof)),
    ] {
        let net = Net::default().json(SET_URL, &json!({"keys": [key]})).json(HTTPS_ISSUER, &profile);
        ask(HTTPS_ISSUER, SET_METHOD, &net, expected, &key.to_string()).await;
    }
    let twice = json!({"keys": [own(json!({"kid": "k"})), own(json!({"kid": "k"}))]});
    ask(HTTPS_ISSUER, SET_METHOD, &Net::default().json(SET_URL, &twice), None, "the same twice").await;
    let two = json!({"keys": [own(json!({"kid": "k"})), own(json!({"kid": "k", "x": "AA"}))]});
    ask(
        HTTPS_ISSUER,
        SET_METHOD,
        &Net::default().json(SET_URL, &two),
        Some(Reason::KeyNotIssuers),
        "two of a name",
    )
    .await;
    // A key of the set that the profile does not tell of, by the name that it would have there.
    for kid in ["key-1", HTTPS_METHOD] {
        let set = json!({"keys": [own(json!({"kid": kid}))]});
        let net = Net::default().json(SET_URL, &set).json(HTTPS_ISSUER, &profile);
        ask(HTTPS_ISSUER, HTTPS_METHOD, &net, None, kid).await;
    }
    let neither = Net::default().json(SET_URL, &json!({"keys": []})).json(HTTPS_ISSUER, &profile);
    ask(HTTPS_ISSUER, HTTPS_METHOD, &neither, Some(Reason::KeyNotIssuers), "not listed").await;
    // A JWK names no controller: a DID document that lists the key confirms it, another one does not.
    let set = json!({"keys": [own(json!({"kid": "k"}))]});
    for (listed, expected) in [(key(), None), (other_key(), Some(Reason::KeyNotIssuers))] {
        let net = Net::default().json(SET_URL, &set).issuer(&listed.public());
        ask(ISSUER, SET_METHOD, &net, expected, "a DID").await;
    }
}
