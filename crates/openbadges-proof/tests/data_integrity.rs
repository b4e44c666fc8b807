//! Signing and verifying with `eddsa-rdfc-2022` (specification A.8; promises rules 7 and 9, threat model 3.1).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use jiff::Timestamp;
use openbadges_ld::LdError;
use openbadges_proof::data_integrity::{
    Proof, ProofError, ProofOptions, Suite, Verified, proofs, sign, verify,
};
use openbadges_proof::multibase::{decode_base58btc, encode_base58btc};
use openbadges_proof::{SigningKey, status_list};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

const METHOD: &str = "did:web:example.org:issuers:1#key-1";

fn key() -> SigningKey {
    SigningKey::from_seed([7; 32])
}

fn now() -> Timestamp {
    "2026-06-01T00:00:00.987654321Z".parse().unwrap()
}

fn options() -> ProofOptions {
    ProofOptions { verification_method: METHOD.to_owned(), created: now() }
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
        "issuer": { "id": "did:web:example.org:issuers:1", "type": ["Profile"], "name": "Example University" },
        "validFrom": "2026-01-31T12:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:6c9f8d14-7f0e-4f45-8e21-6ee3a3f3a001",
            "type": ["AchievementSubject"],
            "identifier": [{
                "type": "IdentityObject",
                "hashed": false,
                "identityHash": "Robin Hood",
                "identityType": "name",
            }],
            "achievement": {
                "id": "https://example.org/achievements/1",
                "type": ["Achievement"],
                "name": "Archery",
                "description": "Hits the target.",
                "criteria": { "narrative": "Hit it ten times." },
                "image": { "id": "https://example.org/archery.png", "type": "Image" },
            },
        },
        "credentialStatus": status_list::entry("https://example.org/status/1", 94_567, "revocation"),
    })
}

fn signed() -> Value {
    sign(&badge(), &key(), &options()).unwrap()
}

fn check(document: &Value) -> Result<Verified, ProofError> {
    verify(document, &proofs(document)[0], &key().public(), now())
}

/// The outcome for the signed badge with one member of the proof set, or with `null` taken out.
fn with(member: &str, value: Value) -> Result<Verified, ProofError> {
    let mut document = signed();
    set(&mut document["proof"][0], member, value);
    check(&document)
}

fn set(object: &mut Value, member: &str, value: Value) {
    match value {
        Value::Null => drop(object.as_object_mut().unwrap().remove(member)),
        value => object[member] = value,
    }
}

fn is_malformed(result: &Result<Verified, ProofError>, name: &str) -> bool {
    matches!(result, Err(ProofError::Malformed { member, .. }) if member == name)
}

#[test]
fn a8_2_the_proof_has_the_members_of_the_specification_in_an_array() {
    let document = signed();
    let proof = document["proof"][0].as_object().unwrap();
    let mut rest = Value::Object(proof.clone());
    let value = rest.as_object_mut().unwrap().remove("proofValue").unwrap();
    let expected = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "created": "2026-06-01T00:00:00Z",
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
    });
    assert_eq!(rest, expected);
    assert_eq!(decode_base58btc(value.as_str().unwrap()).unwrap().len(), 64);
    assert_eq!(document["proof"].as_array().unwrap().len(), 1);
    let mut without = document.clone();
    without.as_object_mut().unwrap().remove("proof");
    assert_eq!(without, badge());
    assert_eq!(signed(), document, "the same input gives the same proof");
}

#[test]
fn what_is_signed_verifies() {
    let verified = check(&signed()).unwrap();
    let created = Some("2026-06-01T00:00:00Z".parse().unwrap());
    assert_eq!(
        verified,
        Verified { suite: Suite::EddsaRdfc2022, undefined: vec![], previous: vec![], created }
    );
    let proof = Proof::parse(&signed()["proof"][0]).unwrap();
    assert_eq!((proof.verification_method.as_str(), proof.created), (METHOD, created));
    let mut single = signed();
    single["proof"] = single["proof"][0].clone();
    assert!(check(&single).is_ok(), "a single proof outside an array");
}

#[test]
fn another_key_or_another_document_does_not_verify() {
    let document = signed();
    let other = SigningKey::from_seed([8; 32]).public();
    assert_eq!(verify(&document, &document["proof"][0], &other, now()), Err(ProofError::Signature));
    let mut renamed = badge();
    renamed["name"] = json!("Fencing");
    assert_eq!(verify(&renamed, &document["proof"][0], &key().public(), now()), Err(ProofError::Signature));
}

#[test]
fn rule_9_members_without_meaning_are_not_signed_but_named_when_verifying() {
    let mut document = badge();
    document["credentialSubject"]["grade"] = json!("A");
    match sign(&document, &key(), &options()) {
        Err(ProofError::Undefined(members)) => {
            let members: Vec<_> = members.iter().map(|m| (m.pointer.as_str(), m.term.as_str())).collect();
            assert_eq!(members, [("/credentialSubject/grade", "grade")]);
        }
        other => panic!("{other:?}"),
    }

    let mut added = signed();
    added["credentialSubject"]["grade"] = json!("A");
    added["proof"][0]["remark"] = json!("trust me");
    let undefined = check(&added).unwrap().undefined;
    let pointers: Vec<&str> = undefined.iter().map(|member| member.pointer.as_str()).collect();
    assert_eq!(pointers, ["/credentialSubject/grade", "/proof/0/remark"]);
}

#[test]
fn no_oracle_only_credentials_of_ours_are_signed() {
    let refused =
        |document: &Value| matches!(sign(document, &key(), &options()), Err(ProofError::NotSignable(_)));
    for kind in ["AchievementCredential", "EndorsementCredential"] {
        let mut document = badge();
        document["type"] = json!(["VerifiableCredential", kind]);
        assert!(!refused(&document), "{kind}");
    }
    for kind in
        [json!(["VerifiableCredential"]), json!(["OpenBadgeCredential"]), json!("VerifiableCredential")]
    {
        let mut document = badge();
        document["type"] = kind.clone();
        assert!(refused(&document), "{kind}");
    }
    let mut anonymous = badge();
    set(&mut anonymous, "issuer", Value::Null);
    assert!(refused(&anonymous));
    assert!(refused(&signed()), "a second proof");
    assert!(refused(&json!("text")) && refused(&json!([badge()])) && refused(&Value::Null));
    let login =
        json!({ "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiablePresentation"] });
    assert!(refused(&login));
    for method in ["key-1", "#key-1", "did:web:example.org", ""] {
        let options = ProofOptions { verification_method: method.into(), created: now() };
        assert!(matches!(sign(&badge(), &key(), &options), Err(ProofError::NotSignable(_))), "{method}");
    }
}

#[test]
fn a11_a_status_list_credential_is_signed_and_verifies() {
    let list = status_list::BitstringStatusList::new(status_list::MIN_ENTRIES).unwrap();
    let issuer = "did:web:example.org:issuers:1";
    let url = "https://example.org/status/1";
    let document =
        status_list::credential(url, issuer, "revocation", &list.encode(), now(), status_list::TTL_MS);
    let document = sign(&document, &key(), &options()).unwrap();
    assert_eq!(check(&document).unwrap().undefined, []);
}

#[test]
fn e3_1_unknown_kinds_of_proof_are_unsupported_not_wrong() {
    for (member, found) in [
        ("type", "RsaSignature2018"),
        ("type", "JsonWebSignature2020"),
        ("cryptosuite", "ecdsa-sd-2023"),
        ("cryptosuite", "eddsa-jcs-2022"),
        ("cryptosuite", "eddsa-rdf-2022"),
    ] {
        assert_eq!(with(member, json!(found)), Err(ProofError::Unsupported { member, found: found.into() }));
    }
}

#[test]
fn missing_and_mistyped_members_are_named() {
    for member in ["type", "cryptosuite", "verificationMethod", "proofPurpose", "proofValue"] {
        assert!(is_malformed(&with(member, Value::Null), member), "{member}");
        assert!(is_malformed(&with(member, json!(["x"])), member), "{member}");
    }
    assert!(is_malformed(&with("created", json!(1)), "created"));
    assert!(is_malformed(&with("created", json!("2026-06-01")), "created"));
    assert!(is_malformed(&with("created", json!("2026-06-01T00:00:00")), "created"));
    assert!(is_malformed(&with("expires", json!("never")), "expires"));
    assert!(is_malformed(&with("verificationMethod", json!("#key-1")), "verificationMethod"));
    assert!(is_malformed(&with("id", json!(1)), "id"));
    assert!(is_malformed(&with("previousProof", json!({})), "previousProof"));
    assert!(is_malformed(&with("previousProof", json!("relative")), "previousProof"));
    assert!(is_malformed(&with("previousProof", json!(vec!["urn:x:1"; 17])), "previousProof"));
    let id = "urn:x:1".to_owned();
    assert_eq!(with("previousProof", json!(vec![id.clone(); 16])), Err(ProofError::PreviousProof { id }));
    assert!(is_malformed(&verify(&badge(), &json!("text"), &key().public(), now()), "value"));
}

#[test]
fn members_said_twice_under_another_name_are_refused() {
    for name in ["@type", "@id", "@graph", "https://w3id.org/security#proofPurpose", "sec:created"] {
        assert!(is_malformed(&with(name, json!("x")), name), "{name}");
    }
}

#[test]
fn the_purpose_has_to_be_assertion() {
    for found in ["authentication", "capabilityInvocation", "https://w3id.org/security#assertionMethod"] {
        assert_eq!(with("proofPurpose", json!(found)), Err(ProofError::Purpose { found: found.into() }));
    }
}

#[test]
fn a8_6_a_proof_that_expired_is_refused_before_anything_else_is_asked() {
    let at = "2026-05-31T23:59:59Z".parse().unwrap();
    assert_eq!(with("expires", json!("2026-05-31T23:59:59Z")), Err(ProofError::Expired { at }));
    assert_eq!(with("expires", json!("2027-01-01T00:00:00Z")), Err(ProofError::Signature), "it is signed");
}

#[test]
fn every_option_of_the_proof_is_signed() {
    for (member, value) in [
        ("created", json!("2026-06-01T00:00:01Z")),
        ("created", Value::Null),
        ("verificationMethod", json!("did:web:example.org:issuers:1#key-2")),
        ("id", json!("urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33")),
        ("domain", json!("example.org")),
        ("challenge", json!("1")),
        ("nonce", json!("1")),
    ] {
        assert_eq!(with(member, value), Err(ProofError::Signature), "{member}");
    }
}

#[test]
fn the_proof_value_is_base58btc_of_64_bytes() {
    let good = signed()["proof"][0]["proofValue"].as_str().unwrap().to_owned();
    let bytes = decode_base58btc(&good).unwrap();
    for value in [
        String::new(),
        good[1..].to_owned(),
        format!("u{}", &good[1..]),
        format!("z1{}", &good[1..]),
        encode_base58btc(&bytes[..63]),
        encode_base58btc(&[bytes.as_slice(), &[0]].concat()),
        format!("z{}", "2".repeat(5000)),
    ] {
        assert!(is_malformed(&with("proofValue", json!(value)), "proofValue"), "{value:.20}");
    }
}

#[test]
fn a8_8_a_context_in_the_proof_is_the_beginning_of_the_documents() {
    let contexts = badge()["@context"].clone();
    assert!(with("@context", contexts.clone()).is_ok());
    assert!(with("@context", json!([contexts[0]])).is_ok());
    assert!(with("@context", contexts[0].clone()).is_ok());
    for wrong in
        [json!([contexts[1]]), json!([contexts[1], contexts[0]]), json!([contexts[0], contexts[1], "x"])]
    {
        assert_eq!(with("@context", wrong), Err(ProofError::Context));
    }
}

#[test]
fn a8_5_unknown_contexts_are_refused_and_contexts_are_signed() {
    let mut document = signed();
    document["@context"].as_array_mut().unwrap().push(json!("https://evil.example/context"));
    assert!(matches!(check(&document), Err(ProofError::Ld(LdError::UnknownContext { .. }))));
    let mut document = signed();
    document["@context"].as_array_mut().unwrap().push(json!({ "name": "https://evil.example/name" }));
    assert!(matches!(check(&document), Err(ProofError::Ld(_))));
    let mut document = signed();
    set(&mut document, "@context", Value::Null);
    assert!(check(&document).is_err());
    assert_eq!(verify(&json!([]), &signed()["proof"][0], &key().public(), now()), Err(ProofError::Document));
}

#[test]
fn a8_7_each_proof_of_a_set_stands_for_itself() {
    let mut document = signed();
    let broken = json!({ "type": "SomeProofType", "created": "2022-11-16T18:54:22Z" });
    document["proof"].as_array_mut().unwrap().insert(0, broken);
    let [first, second] = proofs(&document) else { panic!("two proofs") };
    assert!(matches!(verify(&document, first, &key().public(), now()), Err(ProofError::Unsupported { .. })));
    assert_eq!(verify(&document, second, &key().public(), now()).unwrap().undefined, []);
}

#[test]
fn e1_14_an_endorsement_inside_is_signed_with_its_own_proof() {
    let endorsement = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
        ],
        "id": "urn:uuid:0a3a6b5e-5ab3-4e0c-9a61-3a7e2b7a0001",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "A fine badge",
        "issuer": { "id": "did:web:example.org:issuers:1", "type": ["Profile"], "name": "Example University" },
        "validFrom": "2026-01-31T12:00:00Z",
        "credentialSubject": { "id": "https://example.org/achievements/1", "type": ["EndorsementSubject"] },
    });
    let mut document = badge();
    document["endorsement"] = json!([sign(&endorsement, &key(), &options()).unwrap()]);
    let document = sign(&document, &key(), &options()).unwrap();
    assert_eq!(check(&document).unwrap().undefined, []);
    assert_eq!(check(&document["endorsement"][0]).unwrap().undefined, []);

    let mut changed = document.clone();
    changed["endorsement"][0]["proof"][0]["created"] = json!("2026-06-01T00:00:01Z");
    assert_eq!(check(&changed), Err(ProofError::Signature));
    let mut removed = document;
    set(&mut removed["endorsement"][0], "proof", Value::Null);
    assert_eq!(check(&removed), Err(ProofError::Signature));
}

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
