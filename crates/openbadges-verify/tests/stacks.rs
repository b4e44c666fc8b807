//! A stack of 1 MiB is enough for a whole verification of documents as deep as anybody likes (promise P-R1): an overflow
//! would end the test.
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use common::*;
use openbadges_verify::{Input, Offline, Options, Verdict, verify};
use proptest::prelude::*;
use serde_json::{Value, json};

/// Puts a value into the next one around it; the number chooses how.
fn around(value: Value, how: usize) -> Value {
    let with = |member: &str, value: Value| changed(credential(), |badge| badge[member] = value);
    match how {
        0 => json!([value]),
        1 => json!({"@list": [value]}),
        2 => json!({"@graph": [value]}),
        3 => json!({"@context": value}),
        4 => json!({"evidence": value}),
        5 => with("endorsement", json!([value])),
        6 => with("endorsementJwt", json!([jws(&value)])),
        7 => with("issuer", json!({"id": ISSUER, "type": ["Profile"], "parentOrg": value})),
        8 => with("proof", json!([value])),
        9 => changed(credential(), |clr| {
            clr["type"] = json!(["VerifiableCredential", "ClrCredential"]);
            clr["credentialSubject"]["verifiableCredential"] = json!([value]);
        }),
        10 => changed(credential(), |badge| badge["credentialSubject"]["achievement"]["related"] = value),
        11 => json!({"@context": "https://w3id.org/openbadges/v2", "type": "Assertion", "badge": value}),
        12 => json!({"@context": "https://w3id.org/openbadges/v2", "type": "BadgeClass", "issuer": value}),
        13 => json!({"vc": value}),
        _ => json!(jws(&value)),
    }
}

const WAYS: usize = 15;

/// A JWS that nobody signed.
fn jws(payload: &Value) -> String {
    let part = |text: &str| URL_SAFE_NO_PAD.encode(text);
    format!("{}.{}.AA", part(r#"{"alg":"EdDSA","typ":"JWT"}"#), part(&payload.to_string()))
}

/// The text, made step by step: a document that was put together would need a stack of its own.
fn nest(ways: &[usize]) -> Vec<u8> {
    let mut value = json!("x");
    for how in ways {
        // A JWS in a JWS grows by a third each time.
        if value.to_string().len() > 300_000 {
            break;
        }
        value = around(value, *how);
    }
    value.as_str().map_or_else(|| value.to_string(), str::to_owned).into_bytes()
}

fn verdict(bytes: Vec<u8>) -> Verdict {
    let run = move || {
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        runtime.block_on(verify(Input::Bytes(bytes), &Offline, &Options::at(now()))).verdict
    };
    std::thread::Builder::new().stack_size(1 << 20).spawn(run).unwrap().join().unwrap()
}

#[test]
fn p_r1_every_way_of_nesting_fits_at_the_cap_and_beyond() {
    for how in 0..WAYS {
        for depth in [10, 15, 20, 30, 60, 61, 63, 64, 65, 100] {
            assert_ne!(verdict(nest(&vec![how; depth])), Verdict::Valid, "{how} {depth}");
        }
    }
}

#[test]
fn p_r1_a_signed_badge_with_endorsements_in_each_other_fits() {
    let mut word = endorsed(&endorsement("urn:uuid:1"));
    for _ in 0..12 {
        let mut next = endorsement("urn:uuid:1");
        next["endorsement"] = json!([word]);
        word = endorsed(&next);
    }
    let badge = signed(&changed(credential(), |badge| badge["endorsement"] = json!([word])));
    assert_ne!(verdict(badge.to_string().into_bytes()), Verdict::Valid);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 64, ..ProptestConfig::default() })]

    #[test]
    fn p_r1_mixed_nests_fit(ways in prop::collection::vec(0..WAYS, 0..40)) {
        prop_assert_ne!(verdict(nest(&ways)), Verdict::Valid);
    }
}
