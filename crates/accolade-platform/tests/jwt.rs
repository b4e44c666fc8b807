//! An award as a JWT: signed once with each algorithm, stored, and verified like any other form.

#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::files;
use accolade_platform::keys::KeyRing;
use accolade_platform::opening::{Format, Link};
use accolade_platform::verify::{Input, Verdict};
use accolade_platform::{issuers, verifying};
use accolade_storage::keys::{self, KeyAlgorithm};
use common::{Awarded, KEY, World, worlds};
use jiff::SignedDuration;
use serde_json::{Value, json};

const BOTH: [(Format, &str, &str); 2] =
    [(Format::Jwt, "EdDSA", "bicycle-repair.jwt"), (Format::JwtRs256, "RS256", "bicycle-repair-rs256.jwt")];

async fn key_set(world: &World, made: &Awarded) -> Vec<Value> {
    let set = issuers::key_set(&world.app, made.school).await.unwrap().unwrap();
    set.document["keys"].as_array().unwrap().clone()
}

async fn verdict(world: &World, bytes: &[u8]) -> Verdict {
    let input = Input::Bytes(bytes.to_vec());
    verifying::verify(&world.app, input, Some("ada@example.org".to_owned())).await.unwrap().verdict
}

#[tokio::test]
async fn a_jwt_is_made_once_and_is_valid_until_it_is_revoked() {
    for world in worlds().await {
        let made = world.awarded().await;
        for (format, _, name) in BOTH {
            let (first, second) = tokio::join!(made.file(format), made.file(format));
            world.clock.advance(SignedDuration::from_hours(1));
            let later = made.file(format).await;
            assert!(first.bytes == second.bytes && first.bytes == later.bytes, "the same bytes ever after");
            assert_eq!((first.name.as_str(), first.media_type), (name, "text/plain"));
            assert_eq!(verdict(&world, &first.bytes).await, Verdict::Valid, "{format:?}");
        }
        made.revoke().await;
        for (format, ..) in BOTH {
            assert_eq!(verdict(&world, &made.file(format).await.bytes).await, Verdict::Invalid, "{format:?}");
        }
    }
}

#[tokio::test]
async fn every_key_is_listed_with_its_algorithm_in_both_documents() {
    for world in worlds().await {
        let made = world.awarded().await;
        assert_eq!(key_set(&world, &made).await.len(), 1, "an RSA key is made when it is first asked for");
        made.file(Format::JwtRs256).await;
        let keys = key_set(&world, &made).await;
        let document = issuers::did_document(&world.app, made.school).await.unwrap().unwrap().document;
        for ((key, (_, algorithm, _)), number) in keys.iter().zip(BOTH).zip(1..) {
            let kid = format!("https://badges.example.org/issuers/{}/jwks.json#key-{number}", made.school);
            assert_eq!(
                (&key["alg"], &key["use"], &key["kid"]),
                (&json!(algorithm), &json!("sig"), &json!(kid))
            );
            let method = &document["assertionMethod"][number - 1];
            assert!(method.as_str().unwrap().ends_with(&format!("#key-{number}")), "{document}");
        }
        assert_eq!(keys[1]["n"], document["verificationMethod"][1]["publicKeyJwk"]["n"]);
        assert!(keys.iter().all(|key| key.get("d").is_none() && key.get("p").is_none()), "no private half");
    }
}

#[tokio::test]
async fn a_document_without_a_key_that_may_be_asked_for_says_so() {
    for world in worlds().await {
        let made = world.awarded().await;
        let complete = async || {
            let set = issuers::key_set(&world.app, made.school).await.unwrap().unwrap();
            let document = issuers::did_document(&world.app, made.school).await.unwrap().unwrap();
            (set.is_complete, document.is_complete)
        };
        made.file(Format::Jwt).await;
        assert_eq!(complete().await, (false, false), "it signs with the key that every issuer has");
        made.file(Format::JwtRs256).await;
        assert_eq!(complete().await, (true, true));
        retire_rsa(&world, &made, false).await;
        assert_eq!(complete().await, (false, false), "the next one asked for makes another");
    }
}

/// Ends the signing of the issuer's RSA key.
async fn retire_rsa(world: &World, made: &Awarded, compromised: bool) {
    let (school, now) = (made.school, common::BEGIN.parse().unwrap());
    let retired = world.database.write(move |tx| {
        Box::pin(async move {
            let all = keys::list(tx, school).await?;
            let rsa = all.iter().find(|key| key.algorithm == KeyAlgorithm::Rs256).unwrap();
            keys::retire(tx, school, &rsa.id, compromised, now).await
        })
    });
    assert!(retired.await.unwrap());
}

#[tokio::test]
async fn two_nodes_that_make_the_key_at_once_agree_on_one() {
    for world in worlds().await {
        let made = world.awarded().await;
        let other = world.other_node(KEY);
        let on = |app| files::file(app, Link::Mail(&made.mail), Format::JwtRs256);
        let (first, second, third) = tokio::join!(on(&world.app), on(&other), on(&other));
        let bytes = first.unwrap().bytes;
        assert!(bytes == second.unwrap().bytes && bytes == third.unwrap().bytes);
        assert_eq!(key_set(&world, &made).await.len(), 2);
        assert_eq!(verdict(&world, &bytes).await, Verdict::Valid);
    }
}

#[tokio::test]
async fn a_retired_key_still_verifies_and_a_compromised_one_does_not() {
    for world in worlds().await {
        let made = world.awarded().await;
        let jwt = made.file(Format::JwtRs256).await.bytes;
        for (compromised, expected, listed) in [(false, Verdict::Valid, 2), (true, Verdict::Invalid, 1)] {
            retire_rsa(&world, &made, compromised).await;
            assert_eq!(verdict(&world, &jwt).await, expected, "compromised: {compromised}");
            assert_eq!(key_set(&world, &made).await.len(), listed);
        }
    }
}

#[tokio::test]
async fn p_k1_the_private_half_is_stored_encrypted() {
    for world in worlds().await {
        let made = world.awarded().await;
        made.file(Format::JwtRs256).await;
        let mut conn = world.database.read().await.unwrap();
        let row = keys::active(&mut conn, made.school, KeyAlgorithm::Rs256).await.unwrap().unwrap();
        assert_eq!(row.kek_id, KeyRing::new(&zeroize::Zeroizing::new(KEY)).id());
        // The object identifier of RSA (1.2.840.113549.1.1.1) begins every PKCS #8 of such a key.
        let rsa = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x01];
        assert!(row.wrapped_private.len() > 1000);
        assert!(!row.wrapped_private.windows(rsa.len()).any(|window| window == rsa));
    }
}
