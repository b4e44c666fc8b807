//! A typical badge signed and verified, beside the Ed25519 operation alone that no implementation can do without.

#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has failed")]

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, UnparsedPublicKey};
use divan::{Bencher, black_box};
use ed25519_dalek::Signer as _;
use jiff::Timestamp;
use openbadges_proof::SigningKey;
use openbadges_proof::data_integrity::{ProofOptions, hash_data, sign, verify};
use serde_json::{Value, json};

fn main() {
    divan::main();
}

fn key() -> SigningKey {
    SigningKey::from_seed([7; 32])
}

fn options() -> ProofOptions {
    let created = Timestamp::UNIX_EPOCH;
    ProofOptions { verification_method: "did:web:example.org:issuers:1#key-1".to_owned(), created }
}

fn badge() -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:91537dba-56cb-11ec-bf63-0242ac130002",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Archery",
        "issuer": {
            "id": "did:web:example.org:issuers:1",
            "type": ["Profile"],
            "name": "Example University",
            "url": "https://example.org",
            "email": "badges@example.org",
        },
        "validFrom": "2026-01-31T12:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:6c9f8d14-7f0e-4f45-8e21-6ee3a3f3a001",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": true,
                    "identityHash": "sha256$b5809d8a92f8858436d7e6b87c12ebc0ae1eac4baecc2c0b913aee2c922ef399",
                    "identityType": "emailAddress",
                    "salt": "a1b2c3d4",
                },
                { "type": "IdentityObject", "hashed": false, "identityHash": "Robin Hood", "identityType": "name" },
            ],
            "achievement": {
                "id": "https://example.org/achievements/1",
                "type": ["Achievement"],
                "name": "Archery",
                "description": "Hits the target.",
                "criteria": { "id": "https://example.org/achievements/1", "narrative": "Hit it ten times." },
                "image": { "id": "https://example.org/archery.png", "type": "Image" },
                "tag": ["sports", "archery"],
            },
        },
        "credentialStatus": openbadges_proof::status_list::entry("https://example.org/status/1", 94_567, "revocation"),
    })
}

fn signed() -> Value {
    sign(&badge(), &key(), &options()).expect("a badge is signed")
}

fn message() -> [u8; 64] {
    let document = signed();
    hash_data(&document, &document["proof"][0]).expect("it is hashed").combined()
}

/// Ours: from the JSON value to the signed one.
#[divan::bench]
fn sign_badge(bencher: Bencher<'_, '_>) {
    let (key, options, badge) = (key(), options(), badge());
    bencher.bench(|| sign(black_box(&badge), &key, &options));
}

/// Ours: from the JSON value to the verdict on its proof.
#[divan::bench]
fn verify_badge(bencher: Bencher<'_, '_>) {
    let (public, document) = (key().public(), signed());
    bencher.bench(|| verify(black_box(&document), &document["proof"][0], &public, Timestamp::UNIX_EPOCH));
}

/// The part of ours that is not Ed25519.
#[divan::bench]
fn hash_badge(bencher: Bencher<'_, '_>) {
    let document = signed();
    bencher.bench(|| hash_data(black_box(&document), &document["proof"][0]).map(|hashes| hashes.combined()));
}

/// Ours: strict verification alone.
#[divan::bench]
fn verify_strict_ours(bencher: Bencher<'_, '_>) {
    let (public, message, signature) = (key().public(), message(), raw_signature());
    bencher.bench(|| public.verify(black_box(&message), &signature));
}

fn raw_signature() -> [u8; 64] {
    ed25519_dalek::SigningKey::from_bytes(&key().seed()).sign(&message()).to_bytes()
}

#[divan::bench]
fn sign_raw_aws_lc(bencher: Bencher<'_, '_>) {
    let key = Ed25519KeyPair::from_seed_unchecked(key().seed().as_slice()).expect("a seed");
    let message = message();
    bencher.bench(|| key.sign(black_box(&message)));
}

#[divan::bench]
fn sign_raw_dalek(bencher: Bencher<'_, '_>) {
    let key = ed25519_dalek::SigningKey::from_bytes(&key().seed());
    let message = message();
    bencher.bench(|| key.sign(black_box(&message)));
}

#[divan::bench]
fn verify_raw_aws_lc(bencher: Bencher<'_, '_>) {
    let public = key().public();
    let key = UnparsedPublicKey::new(&ED25519, public.as_bytes());
    let (message, signature) = (message(), raw_signature());
    bencher.bench(|| key.verify(black_box(&message), &signature));
}

#[divan::bench]
fn verify_raw_dalek_strict(bencher: Bencher<'_, '_>) {
    let key = ed25519_dalek::VerifyingKey::from_bytes(key().public().as_bytes()).expect("a key");
    let (message, signature) = (message(), ed25519_dalek::Signature::from_bytes(&raw_signature()));
    bencher.bench(|| key.verify_strict(black_box(&message), &signature));
}
