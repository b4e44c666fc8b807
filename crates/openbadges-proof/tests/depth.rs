//! A value that others made may be nested as deep as anybody likes: nothing overflows a stack of 1 MiB (promise P-R1).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Debug;
use std::mem::ManuallyDrop;

use openbadges_ld::{LdError, Options};
use openbadges_proof::data_integrity::{
    Proof, ProofError, ProofOptions, ProofSettings, Suite, hash_data, proof_config, proofs, sd, sign,
    sign_with, verify,
};
use openbadges_proof::did::find_method;
use openbadges_proof::jws::{Form, KeyHeader, sign_assertion, sign_credential};
use openbadges_proof::status_list::StatusEntry;
use openbadges_proof::{KeyKind, PublicKey, SigningKey};
use serde_json::{Map, Value, json};

/// A document that is never dropped: to drop a value goes down it, too.
type Document = ManuallyDrop<Value>;

/// A document with 100,000 lists and objects within each other in a member.
fn deep(mut document: Value, member: &str) -> Document {
    let mut inner = json!("x");
    for _ in 0..50_000 {
        inner = Value::Array(vec![Value::Object(Map::from_iter([("id".to_owned(), inner)]))]);
    }
    document[member] = inner;
    ManuallyDrop::new(document)
}

fn list() -> Value {
    json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"],
        "id": "urn:uuid:1",
        "type": ["VerifiableCredential", "BitstringStatusListCredential"],
        "issuer": "did:web:example.org",
        "name": "A list",
        "description": "One of many."
    })
}

fn options() -> ProofOptions {
    ProofOptions {
        verification_method: "did:web:example.org#key-1".into(),
        created: "2026-02-01T00:00:00Z".parse().unwrap(),
    }
}

fn random(bytes: &mut [u8]) {
    bytes.fill(7);
}

fn is_too_deep<T: Debug>(answer: &Result<T, ProofError>) {
    let is_so = matches!(
        answer,
        Err(ProofError::Ld(LdError::TooDeep { .. }) | ProofError::Selection(sd::SelectionError::TooDeep(_)))
    );
    assert!(is_so, "{answer:?}");
}

/// Does this on a small stack, where an overflow would end the test.
fn on_a_small_stack(work: impl FnOnce() + Send + 'static) {
    std::thread::Builder::new().stack_size(1024 * 1024).spawn(work).unwrap().join().unwrap();
}

#[test]
fn p_r1_nothing_that_is_too_deep_is_signed() {
    on_a_small_stack(|| {
        let (key, options) = (SigningKey::from_seed([7; 32]), options());
        let p256 = SigningKey::generate_kind(KeyKind::P256, &mut random).unwrap();
        for member in ["evidence", "@context", "issuer", "type", "credentialSubject"] {
            let document = &*deep(list(), member);
            is_too_deep(&sign(document, &key, &options));
            for suite in [Suite::EddsaRdfc2022, Suite::EddsaJcs2022] {
                let settings = ProofSettings { suite: Some(suite), ..ProofSettings::default() };
                is_too_deep(&sign_with(document, &key, &options, &settings));
            }
            is_too_deep(&sd::sign(document, &p256, &options, &["/issuer"], &mut random));
            for form in [Form::OpenBadges, Form::VcJose] {
                is_too_deep(&sign_credential(document, &key, form, KeyHeader::Jwk));
            }
            is_too_deep(&sign_assertion(document, &key));
        }
        // The proofs that a document has stay in it.
        is_too_deep(&sign_with(&deep(list(), "proof"), &key, &options, &ProofSettings::default()));
    });
}

#[test]
fn p_r1_nothing_that_is_too_deep_is_verified() {
    on_a_small_stack(|| {
        let key = SigningKey::from_seed([7; 32]);
        let signed = sign(&list(), &key, &options()).unwrap();
        let (proof, now) = (proofs(&signed)[0].clone(), options().created);
        for member in ["evidence", "@context", "proof"] {
            let document = &*deep(list(), member);
            is_too_deep(&verify(document, &proof, &key.public(), now));
            is_too_deep(&hash_data(document, &proof));
            is_too_deep(&proof_config(document, &proof));
        }
        for member in ["@context", "id", "previousProof", "proofValue", "nickname"] {
            let proof = &*deep(proof.clone(), member);
            is_too_deep(&Proof::parse(proof));
            is_too_deep(&verify(&signed, proof, &key.public(), now));
            is_too_deep(&hash_data(&signed, proof));
            is_too_deep(&proof_config(&signed, proof));
        }
        let document = deep(list(), "verificationMethod");
        assert!(find_method(&document, "did:web:example.org#key-1", now).is_err());
        assert!(StatusEntry::parse(&document).is_err());
        assert!(PublicKey::from_jwk(&document).is_err());
    });
}

#[test]
fn p_r1_nothing_that_is_too_deep_is_disclosed() {
    on_a_small_stack(|| {
        let key = SigningKey::generate_kind(KeyKind::P256, &mut random).unwrap();
        let base = sd::sign(&list(), &key, &options(), &["/issuer"], &mut random).unwrap();
        let shown = sd::derive(&base, &proofs(&base)[0], &["/name"]).unwrap();
        let [base_proof, proof] = [&base, &shown].map(|signed| proofs(signed)[0].clone());
        let bytes = proof["proofValue"].as_str().unwrap();
        let bytes = openbadges_proof::multibase::decode_base64url(bytes, 4096).unwrap();
        let value = sd::DerivedProof::from_bytes(&bytes).unwrap();
        let statements = sd::Statements::of(&list(), &[7; 32]).unwrap();
        for member in ["evidence", "@context", "name"] {
            let document = &*deep(list(), member);
            is_too_deep(&verify(document, &proof, &key.public(), options().created));
            is_too_deep(&sd::verify_data(document, &proof, &value, &Options::default()));
            is_too_deep(&sd::derive(document, &base_proof, &["/name"]));
            is_too_deep(&sd::base_data(document, &base_proof, &[7; 32], &["/name"]));
            is_too_deep(&sd::reveal(document, &[&format!("/{member}")]).map_err(ProofError::from));
            is_too_deep(&sd::Statements::of(document, &[7; 32]));
            is_too_deep(&statements.select(document, &[&format!("/{member}")]));
        }
        for member in ["@context", "nickname"] {
            is_too_deep(&sd::derive(&base, &deep(base_proof.clone(), member), &["/name"]));
            is_too_deep(&sd::base_data(&list(), &deep(base_proof.clone(), member), &[7; 32], &["/name"]));
            is_too_deep(&sd::verify_data(&shown, &deep(proof.clone(), member), &value, &Options::default()));
        }
        assert_eq!(sd::required_pointers(&deep(list(), "issuer")), ["/name", "/issuer"]);
    });
}
