//! What a canonical form costs: ours, the hash that follows it, and another implementation.

#![allow(
    clippy::expect_used,
    missing_docs,
    reason = "a benchmark fails by panicking; divan makes public items"
)]

#[path = "../tests/common/mod.rs"]
mod common;

use divan::{Bencher, black_box};
use openbadges_ld::rdfc::{self, Hash};
use openbadges_ld::{Limits, canonicalize, nquads, to_dataset};
use serde_json::{Value, json};

fn main() {
    divan::main();
}

/// A badge as we issue it.
fn badge() -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "urn:uuid:8c0f6f5e-6d3c-4b58-9a5e-0d2a7f3b9c11",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Bicycle repair",
        "issuer": {
            "id": "did:web:badges.example.org:issuers:1f3c2b7a-4e5d-4c6b-8a7f-9e0d1c2b3a4f",
            "type": ["Profile"],
            "name": "Workshop on the Corner",
            "url": "https://workshop.example.org/",
            "email": "badges@workshop.example.org"
        },
        "validFrom": "2026-05-04T00:00:00Z",
        "awardedDate": "2026-05-04T00:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:0b1d4a52-6c1e-4f47-8f0e-3a9d5c7b2e60",
            "type": ["AchievementSubject"],
            "identifier": [
                {
                    "type": "IdentityObject",
                    "hashed": true,
                    "identityHash": "sha256$9e1f3a0c5b7d2e4f6a8091b2c3d4e5f60718293a4b5c6d7e8f90a1b2c3d4e5f6",
                    "identityType": "emailAddress",
                    "salt": "kq3v8s0x2m5n7p9r1t4w6y8z"
                },
                {"type": "IdentityObject", "hashed": false, "identityHash": "Ada Example", "identityType": "name"}
            ],
            "achievement": {
                "id": "https://badges.example.org/issuers/1f3c2b7a-4e5d-4c6b-8a7f-9e0d1c2b3a4f/badges/77aa0c1e-02f4-4d8a-8a57-1f0d9a3b5c2d/1",
                "type": ["Achievement"],
                "achievementType": "Badge",
                "name": "Bicycle repair",
                "description": "Repairs a bicycle so that it is safe to ride.",
                "criteria": {"narrative": "Brakes, lights, chain and tyres were repaired and checked with a mechanic."},
                "image": {
                    "id": "https://badges.example.org/issuers/1f3c2b7a-4e5d-4c6b-8a7f-9e0d1c2b3a4f/badges/77aa0c1e-02f4-4d8a-8a57-1f0d9a3b5c2d/1/image.png",
                    "type": "Image",
                    "caption": "A bicycle wheel"
                },
                "tag": ["bicycle", "repair"]
            }
        },
        "credentialStatus": {
            "id": "https://badges.example.org/issuers/1f3c2b7a-4e5d-4c6b-8a7f-9e0d1c2b3a4f/status/1#48213",
            "type": "BitstringStatusListEntry",
            "statusPurpose": "revocation",
            "statusListIndex": "48213",
            "statusListCredential": "https://badges.example.org/issuers/1f3c2b7a-4e5d-4c6b-8a7f-9e0d1c2b3a4f/status/1"
        }
    })
}

#[divan::bench]
fn ours(bencher: Bencher<'_, '_>) {
    let badge = badge();
    bencher.bench_local(|| canonicalize(black_box(&badge), &Limits::default()).expect("a canonical form"));
}

#[divan::bench]
fn ours_expansion_only(bencher: Bencher<'_, '_>) {
    let badge = badge();
    bencher.bench_local(|| to_dataset(black_box(&badge)).expect("a dataset"));
}

#[divan::bench]
fn ours_rdfc_only(bencher: Bencher<'_, '_>) {
    let dataset = nquads::parse(&to_dataset(&badge()).expect("a dataset").0.to_nquads()).expect("N-Quads");
    bencher.bench_local(|| rdfc::canonicalize(black_box(&dataset), Hash::Sha256, &Limits::default()));
}

/// The least that anybody has to do with the result.
#[divan::bench]
fn sha256_of_the_result(bencher: Bencher<'_, '_>) {
    let nquads = canonicalize(&badge(), &Limits::default()).expect("a canonical form").nquads;
    let sha256 = &aws_lc_rs::digest::SHA256;
    bencher.bench_local(|| aws_lc_rs::digest::digest(sha256, black_box(nquads.as_bytes())));
}

/// Another implementation, the contexts read anew as it has no other way. Needs the published contexts.
#[divan::bench]
fn oxjsonld_and_oxrdf(bencher: Bencher<'_, '_>) {
    let badge = badge();
    if common::vectors().is_some() {
        bencher
            .bench_local(|| common::oracle_canonical(common::oracle(black_box(&badge)).expect("a dataset")));
    }
}
