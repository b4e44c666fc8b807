//! What the engine's steps cost for one typical badge, each beside the work that nobody can do without and beside peers.
#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has failed")]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../../../benches/harness.rs"]
mod harness;
#[path = "../../openbadges-ld/tests/common/mod.rs"]
mod oracle;

use std::hint::black_box;

use aws_lc_rs::digest;
use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, UnparsedPublicKey};
use ed25519_dalek::Signer as _;
use harness::Cases;
use openbadges_ld::canonicalize;
use openbadges_model::json;
use openbadges_proof::data_integrity::{ProofOptions, hash_data, sign, verify};
use openbadges_verify::{Input, Options, Verdict};
use serde_json::Value;

fn main() {
    if !harness::asked_for() {
        return;
    }
    let badge = common::credential();
    let signed = common::signed(&badge);
    let text = signed.to_string();
    let image = picture();
    let baked = openbadges_bakery::bake(&image, &text).expect("a baked picture");
    let net = common::net();

    let mut cases = Cases::default();
    canonical_form(&mut cases, &badge);
    signatures(&mut cases, &badge, &signed);
    ed25519(&mut cases, &signed);
    cases.add("parse", || json::parse(black_box(text.as_bytes()), &json::Limits::default()));
    cases.add("parse_serde_json", || serde_json::from_slice::<Value>(black_box(text.as_bytes())));
    cases.add("bake", || openbadges_bakery::bake(black_box(&image), &text));
    cases.add("unbake", || openbadges_bakery::unbake(black_box(&baked)));
    cases.add("copy", || black_box(&baked).clone());
    report(&mut cases, &text, &net);
    cases.run();
}

fn canonical_form<'a>(cases: &mut Cases<'a>, badge: &'a Value) {
    let limits = openbadges_ld::Limits::default();
    let nquads = canonicalize(badge, &limits).expect("a canonical form").nquads;
    cases.add("canonicalize", move || canonicalize(black_box(badge), &limits));
    cases.add("sha256", move || digest::digest(&digest::SHA256, black_box(nquads.as_bytes())));
    // The peer reads the published contexts anew each time: it has no other way.
    if oracle::vectors().is_some() {
        cases.add("canonicalize_oxrdf", || {
            oracle::oracle_canonical(oracle::oracle(black_box(badge)).expect("a dataset"))
        });
    }
}

fn signatures<'a>(cases: &mut Cases<'a>, badge: &'a Value, signed: &'a Value) {
    let (key, public) = (common::key(), common::key().public());
    let options = ProofOptions { verification_method: common::METHOD.to_owned(), created: common::now() };
    let proof = first_proof(signed);
    verify(signed, proof, &public, common::now()).expect("a proof that holds");
    cases.add("sign", move || sign(black_box(badge), &key, &options));
    cases.add("verify", move || verify(black_box(signed), proof, &public, common::now()));
}

/// Signing and verifying the 64 bytes that stand for the badge: the part that no implementation can do without.
fn ed25519(cases: &mut Cases<'_>, signed: &Value) {
    let message = hash_data(signed, first_proof(signed)).expect("hashes").combined();
    let message: [u8; 64] = message.try_into().expect("two hashes of 32 bytes");
    let seed = common::key().seed().expect("an Ed25519 key");
    let public = common::key().public();
    let aws = Ed25519KeyPair::from_seed_unchecked(seed.as_slice()).expect("a seed");
    let aws_public = UnparsedPublicKey::new(&ED25519, public.to_bytes());
    let dalek = ed25519_dalek::SigningKey::from_bytes(&seed);
    let (dalek_public, signature) = (dalek.verifying_key(), dalek.sign(&message));
    let bytes = signature.to_bytes();
    cases.add("sign_raw", move || aws.sign(black_box(&message)));
    cases.add("sign_dalek", move || dalek.sign(black_box(&message)));
    cases.add("verify_raw", move || aws_public.verify(black_box(&message), &bytes));
    cases.add("verify_dalek", move || dalek_public.verify_strict(black_box(&message), &signature));
}

/// The whole way from a file to the report, with the issuer's document and the status list from memory.
fn report<'a>(cases: &mut Cases<'a>, text: &'a str, net: &'a common::Net) {
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let options = Options::at(common::now());
    let report = move || {
        let input = Input::Bytes(black_box(text).as_bytes().to_vec());
        runtime.block_on(openbadges_verify::verify(input, net, &options))
    };
    assert_eq!(report().verdict, Verdict::Valid);
    cases.add("report", report);
}

fn first_proof(signed: &Value) -> &Value {
    &openbadges_proof::data_integrity::proofs(signed)[0]
}

/// A picture of the size of a badge's: 512 pixels a side, with noise that keeps it from becoming too short.
fn picture() -> Vec<u8> {
    let pixels: Vec<u8> = (0u32..512 * 512)
        .flat_map(|at| [at >> 9, at & 511, at.wrapping_mul(0x9e37_79b1) >> 29, 255])
        .map(low)
        .collect();
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 512, 512);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&pixels).expect("pixels");
    writer.finish().expect("a picture");
    file
}

fn low(value: u32) -> u8 {
    value.to_le_bytes()[0]
}
