//! Badges of 2.0 and before that are signed as a JWS (specification C.2).
#![allow(clippy::unwrap_used, reason = "helpers of tests may fail")]

mod common;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair, KeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use common::v2::*;
use common::*;
use openbadges_proof::SigningKey;
use openbadges_verify::{CheckId, FetchError, Outcome, Reason, Verdict};
use serde_json::{Value, json};

#[tokio::test]
async fn c2_a_signed_badge_is_signed_with_a_key_of_its_issuer() {
    let report = report_on(jws(&signed_assertion(), &key()), &signing()).await;
    assert_valid(&report);
    // Nobody was asked whether it is revoked.
    assert_eq!(outcome(&report, CheckId::Status), Outcome::Skipped);
    let proved = report.content.unwrap().issuer.proved.unwrap();
    assert_eq!((proved.id.as_str(), proved.key), (ISSUER_URL, Some(key().public().to_multibase())));
}

/// Whoever signs it: a badge that says that it is hosted is what its address says.
#[tokio::test]
async fn c2_a_hosted_badge_inside_a_jws_is_still_hosted() {
    let altered = changed(assertion(), |it| it["recipient"]["identity"] = json!("eve@example.org"));
    for types in [json!("HostedBadge"), json!(["HostedBadge", "SignedBadge"])] {
        let given =
            changed(altered.clone(), |it| it["verification"] = json!({"type": types, "creator": KEY}));
        for signer in [key(), other_key()] {
            let text = jws(&given, &signer);
            let report = report_on(text.clone(), &signing()).await;
            assert_reason(&report, Reason::DocumentUnreachable, CheckId::Proof);
            let report = report_on(text, &signing().json(ASSERTION, &assertion())).await;
            assert_valid(&report);
            let facts = &report.check(CheckId::Proof).unwrap().facts;
            assert_eq!((facts.get("type"), facts.get("url")), (Some("HostedBadge"), Some(ASSERTION)));
            let shown = report.content.unwrap().credential;
            assert!(!shown.to_string().contains("eve@example.org"), "{shown}");
        }
    }
}

#[tokio::test]
async fn c2_keys_of_others_and_other_signatures_are_refused() {
    let good = jws(&signed_assertion(), &key());
    let forged = jws(&signed_assertion(), &other_key());
    assert_reason(&report_on(forged.clone(), &signing()).await, Reason::Signature, CheckId::Proof);
    // The attacker's own key, wherever the badge says that it is.
    let evil = "https://evil.example/key";
    let pointing = changed(signed_assertion(), |document| document["verification"]["creator"] = json!(evil));
    let net = signing().json(evil, &changed(key_document(&other_key()), |key| key["id"] = json!(evil)));
    let report = report_on(jws(&pointing, &other_key()), &net).await;
    assert_reason(&report, Reason::KeyNotIssuers, CheckId::Proof);
    assert!(report.content.is_none());
    // A key that names another owner, and a profile that lists no key.
    let stolen = changed(key_document(&key()), |key| key["owner"] = json!("https://other.example/issuer"));
    let report = report_on(good.clone(), &signing().json(KEY, &stolen)).await;
    assert_reason(&report, Reason::KeyNotIssuers, CheckId::Proof);
    let report = report_on(good.clone(), &signing().json(ISSUER_URL, &profile())).await;
    assert_reason(&report, Reason::KeyNotIssuers, CheckId::Proof);
    // What cannot be had does not make a forgery.
    for url in [KEY, ISSUER_URL] {
        let report = report_on(good.clone(), &signing().fails(url, FetchError::TimedOut)).await;
        assert_reason(&report, Reason::KeyNotConfirmed, CheckId::Proof);
    }
    let none =
        good.replacen(&good[..good.find('.').unwrap()], &URL_SAFE_NO_PAD.encode(r#"{"alg":"none"}"#), 1);
    assert_reason(&report_on(none, &signing()).await, Reason::Signature, CheckId::Proof);
    // The payload without its signature.
    assert_reason(&common::report(&signed_assertion(), &signing()).await, Reason::NoProof, CheckId::Proof);
}

#[tokio::test]
async fn c2_an_issuer_may_have_any_number_of_keys() {
    let embedded =
        |key: &SigningKey, id: &str| changed(key_document(key), |document| document["id"] = json!(id));
    let mut keys: Vec<Value> =
        (0..9).map(|number| embedded(&other_key(), &format!("{KEY}/{number}"))).collect();
    keys.push(embedded(&key(), KEY));
    let net = signing().json(ISSUER_URL, &changed(profile(), |profile| profile["publicKey"] = json!(keys)));
    assert_valid(&report_on(jws(&signed_assertion(), &key()), &net).await);
    let unnamed = changed(signed_assertion(), |document| {
        document["verification"].as_object_mut().unwrap().remove("creator");
    });
    assert_valid(&report_on(jws(&unnamed, &key()), &net).await);
}

#[tokio::test]
async fn c2_unknown_members_of_the_header_mean_nothing_unless_it_says_that_they_do() {
    let report_under = async |member: &str, value: Value| {
        let header = changed(json!({"alg": "EdDSA"}), |header| header[member] = value);
        report_on(sealed(&header, &signed_assertion(), &key()), &signing()).await
    };
    let theirs = other_key().public().to_jwk();
    for (member, value) in [
        ("typ", json!("JOSE")),
        ("typ", json!("application/ld+json")),
        ("typ", json!(5)),
        ("cty", json!("application/json")),
        ("jku", json!("https://evil.example/keys")),
        ("x5c", json!(["AQAB"])),
        ("jwk", theirs),
        ("x", json!(1)),
    ] {
        assert_valid(&report_under(member, value).await);
    }
    for (member, value) in [
        ("crit", json!(["x"])),
        ("crit", json!([])),
        ("b64", json!(false)),
        ("alg", json!("none")),
        ("alg", json!("HS256")),
        ("alg", json!(null)),
    ] {
        assert_reason(&report_under(member, value).await, Reason::Signature, CheckId::Proof);
    }
}

#[tokio::test]
async fn c2_without_a_creator_each_key_of_the_profile_is_tried() {
    let unnamed =
        changed(signed_assertion(), |document| document["verification"] = json!({"type": "signed"}));
    let second = "https://badges.example.org/key-2";
    let issuer = changed(profile(), |issuer| issuer["publicKey"] = json!([second, KEY]));
    let other = changed(key_document(&other_key()), |key| key["id"] = json!(second));
    let net = signing().json(ISSUER_URL, &issuer).json(second, &other);
    assert_valid(&report_on(jws(&unnamed, &key()), &net).await);
    assert_valid(&report_on(jws(&unnamed, &other_key()), &net).await);
    let third = SigningKey::from_seed([3; 32]);
    assert_reason(&report_on(jws(&unnamed, &third), &net).await, Reason::Signature, CheckId::Proof);
    // One of them cannot be had: it may be the one.
    let net = net.fails(second, FetchError::TimedOut);
    assert_reason(&report_on(jws(&unnamed, &third), &net).await, Reason::KeyNotConfirmed, CheckId::Proof);
}

#[tokio::test]
async fn keys_inside_the_profile_and_other_algorithms() {
    let p256 = EcdsaKeyPair::generate(&ECDSA_P256_SHA256_FIXED_SIGNING).unwrap();
    let header = [
        0x30, 0x59, 0x30, 0x13, 0x06, 0x07, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x02, 0x01, 0x06, 0x08, 0x2a, 0x86,
        0x48, 0xce, 0x3d, 0x03, 0x01, 0x07, 0x03, 0x42, 0x00,
    ];
    let der = [&header[..], p256.public_key().as_ref()].concat();
    let pem = format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", STANDARD.encode(der));
    let issuer = changed(profile(), |issuer| {
        issuer["publicKey"] = json!({"id": KEY, "type": "CryptographicKey", "publicKeyPem": pem});
    });
    let net = Net::default().json(BADGE, &badge()).json(ISSUER_URL, &issuer);
    let sign = |message: &[u8]| p256.sign(&SystemRandom::new(), message).unwrap().as_ref().to_vec();
    assert_valid(&report_on(compact(&signed_assertion(), "ES256", sign), &net).await);
    // An algorithm that does not fit the key.
    assert_reason(
        &report_on(jws(&signed_assertion(), &key()), &net).await,
        Reason::Signature,
        CheckId::Proof,
    );
}

#[tokio::test]
async fn c2_the_revocation_list_of_the_issuer_counts() {
    let id = signed_assertion()["id"].clone();
    let issuer = changed(signer(), |issuer| issuer["revocationList"] = json!(LIST));
    let list = |entries: Value| {
        json!({"@context": CONTEXT, "type": "RevocationList", "id": LIST, "issuer": ISSUER_URL,
            "revokedAssertions": entries})
    };
    let with = |list: &Value| signing().json(ISSUER_URL, &issuer).json(LIST, list);
    let text = jws(&signed_assertion(), &key());
    for entries in
        [json!([{"id": id, "revocationReason": "Mistake"}]), json!([id]), json!(id), json!({"id": id})]
    {
        let report = report_on(text.clone(), &with(&list(entries))).await;
        assert_reason(&report, Reason::Revoked, CheckId::Status);
        assert!(report.content.is_some());
    }
    for entries in [json!([]), json!(["urn:uuid:1", {"id": "urn:uuid:2"}, {"uid": 3}, null])] {
        assert_valid(&report_on(text.clone(), &with(&list(entries))).await);
    }
    let foreign = changed(list(json!([])), |list| list["issuer"] = json!("https://other.example/issuer"));
    for broken in [foreign, json!({"id": LIST, "type": "RevocationList"})] {
        assert_reason(
            &report_on(text.clone(), &with(&broken)).await,
            Reason::StatusMalformed,
            CheckId::Status,
        );
    }
    let unreachable = signing().json(ISSUER_URL, &issuer);
    assert_reason(&report_on(text, &unreachable).await, Reason::StatusUnreachable, CheckId::Status);
}

#[tokio::test]
async fn c5_a_signed_badge_of_1_1_names_a_pem_file_of_the_issuers_host() {
    let old = json!({
        "uid": "a1", "badge": BADGE, "issuedOn": 1_430_352_000,
        "recipient": {"type": "email", "hashed": false, "identity": "ada@example.org"},
        "verify": {"type": "signed", "url": KEY}
    });
    let issuer = json!({"name": "Example Org", "url": "https://badges.example.org", "revocationList": LIST});
    let badge = json!({
        "name": "Teamwork", "description": "Works well.", "image": "https://badges.example.org/i.png",
        "criteria": "https://badges.example.org/c", "issuer": ISSUER_URL
    });
    let net = |list: Value| {
        Net::default()
            .json(BADGE, &badge)
            .json(ISSUER_URL, &issuer)
            .bytes(KEY, "text/plain", pem(&key()).into())
            .json(LIST, &list)
    };
    let report = report_on(jws(&old, &key()), &net(json!({"b2": "Other"}))).await;
    assert_reason(&report, Reason::OldModel, CheckId::DataModel);
    assert_eq!(outcome(&report, CheckId::Status), Outcome::Pass);
    let revoked = report_on(jws(&old, &key()), &net(json!({"a1": "Mistake"}))).await;
    assert_reason(&revoked, Reason::Revoked, CheckId::Status);
    let evil = changed(old, |old| old["verify"]["url"] = json!("https://evil.example/key"));
    let net = net(json!({})).bytes("https://evil.example/key", "text/plain", pem(&other_key()).into());
    assert_reason(&report_on(jws(&evil, &other_key()), &net).await, Reason::KeyNotIssuers, CheckId::Proof);
}

#[tokio::test]
async fn c5_a_badge_of_1_1_may_link_to_what_is_still_of_1_0() {
    let assertion = "https://badges.example.org/old/1";
    let of_1_1 = json!({
        "@context": "https://w3id.org/openbadges/v1", "id": assertion, "type": "Assertion", "uid": "a1",
        "badge": BADGE, "issuedOn": "2015-04-30T00:00:00Z",
        "recipient": {"type": "email", "hashed": false, "identity": "ada@example.org"},
        "verify": {"type": "hosted", "url": assertion}
    });
    let issuer = json!({"name": "Example Org", "url": "https://badges.example.org", "revocationList": LIST});
    let badge = json!({
        "name": "Teamwork", "description": "Works well.", "image": "https://badges.example.org/i.png",
        "criteria": "https://badges.example.org/c", "issuer": ISSUER_URL
    });
    let net = |badge: &Value| {
        Net::default()
            .json(assertion, &of_1_1)
            .json(BADGE, badge)
            .json(ISSUER_URL, &issuer)
            .bytes(KEY, "text/plain", pem(&key()).into())
            .json(LIST, &json!({"a1": "Mistake"}))
    };
    assert_reason(&report_on(assertion, &net(&badge)).await, Reason::OldModel, CheckId::DataModel);
    let signed = changed(of_1_1.clone(), |signed| {
        signed["id"] = json!("urn:uuid:6f2e33e5-7a29-4155-840a-59483ba10164");
        signed["verify"] = json!({"type": "signed", "url": KEY});
    });
    let report = report_on(jws(&signed, &key()), &net(&badge)).await;
    assert_reason(&report, Reason::Revoked, CheckId::Status);
    // What is written inside is of the version of what it is in.
    let inside = changed(signed, |signed| signed["badge"] = badge.clone());
    let report = report_on(jws(&inside, &key()), &net(&badge)).await;
    assert_reason(&report, Reason::Malformed, CheckId::DataModel);
}

#[tokio::test]
async fn pv1_no_changed_signature_or_payload_is_valid() {
    let good = jws(&signed_assertion(), &key());
    let net = signing();
    for at in 0..good.len() {
        let mut changed = good.clone().into_bytes();
        changed[at] = if changed[at] == b'A' { b'B' } else { b'A' };
        let report = report_on(changed.clone(), &net).await;
        // Characters whose last bits say nothing may not be taken for others either.
        assert_ne!(report.verdict, Verdict::Valid, "{at}: {}", String::from_utf8_lossy(&changed));
        assert!(report.content.is_none(), "{at}");
    }
}

#[tokio::test]
async fn c2_an_embedded_badge_class_has_the_context_of_its_badge() {
    let inside = |id: &str| {
        changed(signed_assertion(), |document| {
            document["badge"] = changed(badge(), |badge| {
                badge["id"] = json!(id);
                badge.as_object_mut().unwrap().shift_remove("@context");
            });
        })
    };
    let urn = inside("urn:uuid:7d0f7d59-2b6f-4a3b-9f57-8d6a0e0f6f11");
    assert_valid(&report_on(jws(&urn, &key()), &signing()).await);
    let lost = "https://badges.example.org/lost";
    let net = signing().fails(lost, FetchError::NotFound(404));
    assert_valid(&report_on(jws(&inside(lost), &key()), &net).await);
    // A context of its own may still not change what is read.
    let other = changed(urn, |document| document["badge"]["@context"] = json!({"issuer": "obi:nobody"}));
    let report = report_on(jws(&other, &key()), &signing()).await;
    assert_reason(&report, Reason::Malformed, CheckId::Contexts);
    assert_eq!(report.check(CheckId::Contexts).unwrap().facts.get("pointer"), Some("/badge/@context"));
}
