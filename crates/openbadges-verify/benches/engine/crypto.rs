//! Signing and verifying, beside the part that no implementation can do without.

use std::hint::black_box;

use aws_lc_rs::signature::{ED25519, Ed25519KeyPair, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use ed25519_dalek::Signer as _;
use openbadges_model::json::{self, Json};
use openbadges_proof::data_integrity::{
    ProofSettings, Suite, Verified, hash_data, proofs, proofs_of_json, sign_json, verify,
};
use openbadges_proof::{JwsAlgorithm, PublicKey, SigningKey, jws};
use serde_json::Value;

use crate::harness::Cases;
use crate::reference;

/// The 64 bytes that stand for the badge, signed and verified: `raw` is ed25519-dalek, whatever we use ourselves.
pub(crate) fn add(cases: &mut Cases<'_>, signed: &Value) {
    let message = hash_data(signed, &proofs(signed)[0]).expect("hashes").combined();
    let message: [u8; 64] = message.try_into().expect("two hashes of 32 bytes");
    let seed = reference::key().seed().expect("an Ed25519 key");
    let dalek = ed25519_dalek::SigningKey::from_bytes(&seed);
    let (dalek_public, signature) = (dalek.verifying_key(), dalek.sign(&message));
    let aws = Ed25519KeyPair::from_seed_unchecked(seed.as_slice()).expect("a seed");
    let aws_public = UnparsedPublicKey::new(&ED25519, dalek_public.to_bytes());
    let bytes = signature.to_bytes();
    let prepared = reference::key().public().prepared();
    let (first, second, third, fourth) = (message, message, message, message);
    cases.add("raw_sign", move || dalek.sign(black_box(&first)));
    cases.add("raw_verify", move || dalek_public.verify_strict(black_box(&second), &signature));
    cases.add("aws_sign", move || aws.sign(black_box(&third)));
    cases.add("prepared_verify", move || prepared.verify(black_box(&fourth), &bytes));
    cases.add("prepare_key", || reference::key().public().prepared());
    cases.add("aws_verify", move || aws_public.verify(black_box(&message), &bytes));
}

/// From JSON text to signed JSON text, and from JSON text to the verdict on its proof with the key known.
pub(crate) fn add_whole<'a>(cases: &mut Cases<'a>, text: &'a str, unsigned: &'a str) {
    let (key, options) = (reference::key(), reference::options());
    let public = key.public();
    cases.add("sign", move || {
        let signed = sign_json(read(black_box(unsigned)), &key, &options, &ProofSettings::default());
        signed.expect("a signed credential").to_string()
    });
    cases.add("verify", move || verified(black_box(text), &public));
}

/// The same by JCS, and as JWT.
pub(crate) fn add_other_forms<'a>(cases: &mut Cases<'a>, unsigned: &'a str) {
    let settings = ProofSettings { suite: Some(Suite::EddsaJcs2022), ..ProofSettings::default() };
    let options = reference::options();
    let sign_jcs = move |key: &SigningKey| {
        let signed = sign_json(read(black_box(unsigned)), key, &options, &settings);
        signed.expect("a signed credential").to_string()
    };
    let kid = reference::options().verification_method;
    let sign_jwt = move |key: &SigningKey| {
        let document = Value::from(read(black_box(unsigned)));
        jws::sign_credential(&document, key, jws::Form::OpenBadges, jws::KeyHeader::Kid(&kid))
            .expect("a signed credential")
    };
    let (key, other, public) = (reference::key(), reference::key(), reference::key().public());
    let (jcs, jwt, second) = (sign_jcs(&key), sign_jwt(&key), public.clone());
    add_floors(cases, &jcs, &jwt);
    cases.add("sign_jcs", move || sign_jcs(&key));
    cases.add("verify_jcs", move || verified(black_box(&jcs), &public));
    cases.add("sign_jwt", move || sign_jwt(&other));
    cases.add("verify_jwt", move || verified_jwt(black_box(&jwt), &second));
}

/// What nobody can do without: to read the text, and the signature over as many bytes.
fn add_floors(cases: &mut Cases<'_>, jcs: &str, jwt: &str) {
    let dalek = ed25519_dalek::SigningKey::from_bytes(&reference::key().seed().expect("an Ed25519 key"));
    let (input, _) = jwt.rsplit_once('.').expect("three parts");
    let (_, payload) = input.split_once('.').expect("three parts");
    let payload = URL_SAFE_NO_PAD.decode(payload).expect("base64url");
    for (names, message, text) in [
        (["floor_sign_jcs", "floor_verify_jcs"], [7; 64].to_vec(), jcs.as_bytes().to_vec()),
        (["floor_sign_jwt", "floor_verify_jwt"], input.as_bytes().to_vec(), payload),
    ] {
        let (signer, signature) = (dalek.clone(), dalek.sign(&message));
        let (first, second) = ((message.clone(), text.clone()), (message, text));
        let read = |text: &[u8]| serde_json::from_slice::<Value>(black_box(text)).expect("JSON");
        cases.add(names[0], move || (read(&first.1), signer.sign(black_box(&first.0))));
        let public = dalek.verifying_key();
        cases
            .add(names[1], move || (read(&second.1), public.verify_strict(black_box(&second.0), &signature)));
    }
}

/// Header and payload of a JWT whose signature holds.
fn verified_jwt(jwt: &str, key: &PublicKey) -> (Value, Value) {
    let (signed, signature) = jwt.rsplit_once('.').expect("three parts");
    let (header, payload) = signed.split_once('.').expect("three parts");
    let decoded = |part: &str| URL_SAFE_NO_PAD.decode(part).expect("base64url");
    let value = |part: &str| json::parse(&decoded(part), &json::Limits::default()).expect("strict JSON");
    let header = value(header);
    let algorithm = header["alg"].as_str().and_then(JwsAlgorithm::parse).expect("an algorithm");
    key.verify_jws(algorithm, signed.as_bytes(), &decoded(signature)).expect("a signature that holds");
    (header, value(payload))
}

/// The verdict on the first proof of a text.
pub(crate) fn verified(text: &str, key: &PublicKey) -> Verified {
    let document = read(text);
    verify(&document, &proofs_of_json(&document)[0], key, reference::now()).expect("a proof that holds")
}

fn read(text: &str) -> Json<'_> {
    json::read(text.as_bytes(), &json::Limits::default()).expect("strict JSON")
}
