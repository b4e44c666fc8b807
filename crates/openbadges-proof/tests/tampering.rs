//! Nothing that is signed can be changed, and no JSON makes the verifier panic (promise P-V1, fuzz target `di_verify`).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod fixtures;

use fixtures::{badge, check, key, now, options, set, signed};
use openbadges_proof::SigningKey;
use openbadges_proof::data_integrity::{ProofError, sign, verify};
use openbadges_proof::multibase::{decode_base58btc, encode_base58btc};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// The pointers of all strings below a value, those of the proof and the contexts left out.
fn strings(value: &Value, at: &str, into: &mut Vec<String>) {
    let mut below = |name: &str, value: &Value| strings(value, &format!("{at}/{name}"), into);
    match value {
        Value::Object(members) => {
            let signed = members.iter().filter(|(name, _)| *name != "proof" && *name != "@context");
            signed.for_each(|(name, value)| below(name, value));
        }
        Value::Array(items) => items.iter().enumerate().for_each(|(n, item)| below(&n.to_string(), item)),
        Value::String(_) => into.push(at.to_owned()),
        _ => {}
    }
}

/// The pointers of all members of all objects, likewise.
fn members(value: &Value, at: &str, into: &mut Vec<(String, String)>) {
    match value {
        Value::Object(object) => {
            for (name, value) in object.iter().filter(|(name, _)| *name != "proof" && *name != "@context") {
                into.push((at.to_owned(), name.clone()));
                members(value, &format!("{at}/{name}"), into);
            }
        }
        Value::Array(items) => {
            items.iter().enumerate().for_each(|(n, item)| members(item, &format!("{at}/{n}"), into));
        }
        _ => {}
    }
}

#[test]
fn p_v1_no_member_can_be_taken_out() {
    let document = signed();
    let mut all = Vec::new();
    members(&document, "", &mut all);
    assert!(all.len() > 25);
    for (parent, name) in all {
        let mut changed = document.clone();
        set(changed.pointer_mut(&parent).unwrap(), &name, Value::Null);
        assert!(check(&changed).is_err(), "{parent}/{name}");
    }
}

#[test]
fn p_v1_the_boolean_and_the_order_of_nothing_but_sets() {
    let mut changed = signed();
    changed["credentialSubject"]["identifier"][0]["hashed"] = json!(true);
    assert_eq!(check(&changed), Err(ProofError::Signature));
    let mut turned = signed();
    turned["type"].as_array_mut().unwrap().reverse();
    assert!(check(&turned).is_ok(), "types are a set");
}

/// JSON as a hostile sender might write it: names that mean something, values of every kind.
fn any_json() -> impl Strategy<Value = Value> {
    let text = prop_oneof![
        Just("https://www.w3.org/ns/credentials/v2".to_owned()),
        Just("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json".to_owned()),
        Just("DataIntegrityProof".to_owned()),
        Just("eddsa-rdfc-2022".to_owned()),
        Just("assertionMethod".to_owned()),
        Just("OpenBadgeCredential".to_owned()),
        "z[1-9A-HJ-NP-Za-km-z]{0,90}",
        ".{0,12}",
    ];
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<f64>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        text.prop_map(Value::from),
    ];
    let name = prop_oneof![
        Just("@context".to_owned()),
        Just("@graph".to_owned()),
        Just("@id".to_owned()),
        Just("@value".to_owned()),
        Just("@list".to_owned()),
        Just("id".to_owned()),
        Just("type".to_owned()),
        Just("cryptosuite".to_owned()),
        Just("proof".to_owned()),
        Just("proofPurpose".to_owned()),
        Just("proofValue".to_owned()),
        Just("previousProof".to_owned()),
        Just("verificationMethod".to_owned()),
        Just("credentialSubject".to_owned()),
        Just("name".to_owned()),
        ".{0,8}",
    ];
    leaf.prop_recursive(4, 40, 6, move |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::from),
            prop::collection::vec((name.clone(), inner), 0..6)
                .prop_map(|members| Value::Object(members.into_iter().collect::<Map<_, _>>())),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn p_v1_no_string_that_is_signed_can_be_changed(at in any::<prop::sample::Index>(), text in ".{0,20}", append: bool) {
        let mut document = signed();
        let mut all = Vec::new();
        strings(&document, "", &mut all);
        let pointer = at.get(&all).clone();
        let place = document.pointer_mut(&pointer).unwrap();
        let old = place.as_str().unwrap().to_owned();
        let new = if append { format!("{old}{text}") } else { text };
        prop_assume!(new != old);
        *place = json!(new.clone());
        prop_assert!(check(&document).is_err(), "{pointer} -> {new}");
    }

    #[test]
    fn no_byte_of_the_proof_value_can_be_changed(at in 0_usize..64, bit in 0_u8..8) {
        let mut document = signed();
        let mut bytes = decode_base58btc(document["proof"][0]["proofValue"].as_str().unwrap()).unwrap();
        bytes[at] ^= 1 << bit;
        document["proof"][0]["proofValue"] = json!(encode_base58btc(&bytes));
        prop_assert_eq!(check(&document), Err(ProofError::Signature));
    }

    #[test]
    fn any_key_signs_and_verifies(seed: [u8; 32], name in ".{1,40}") {
        let key = SigningKey::from_seed(seed);
        let mut document = badge();
        document["name"] = json!(name);
        let document = sign(&document, &key, &options()).unwrap();
        let text = serde_json::to_vec(&document).unwrap();
        let read: Value = serde_json::from_slice(&text).unwrap();
        prop_assert!(verify(&read, &read["proof"][0], &key.public(), now()).is_ok());
    }

    #[test]
    fn any_json_is_refused_without_a_panic(mut document in any_json(), proof in any_json()) {
        prop_assert!(verify(&document, &proof, &key().public(), now()).is_err());
        let _ = sign(&document, &key(), &options());
        if let Value::Object(members) = &mut document {
            members.insert("proof".to_owned(), signed()["proof"].clone());
            prop_assert!(check(&document).is_err());
        }
        let mut inside = signed();
        inside["credentialSubject"]["achievement"]["extra"] = document;
        if let Ok(verified) = check(&inside) {
            prop_assert!(!verified.undefined.is_empty() || inside["credentialSubject"]["achievement"]["extra"].is_null());
        }
    }
}
