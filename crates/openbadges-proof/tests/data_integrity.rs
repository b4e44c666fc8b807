//! Signing and verifying with `eddsa-rdfc-2022` (specification A.8; promises rules 7 and 9, threat model 3.1).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod fixtures;

use fixtures::{METHOD, badge, check, key, now, options, set, signed};
use openbadges_ld::LdError;
use openbadges_proof::data_integrity::{
    Proof, ProofError, ProofOptions, Suite, Verified, hash_data, proofs, sign, verify,
};
use openbadges_proof::multibase::{decode_base58btc, encode_base58btc};
use openbadges_proof::{SigningKey, status_list};
use serde_json::{Value, json};

/// The outcome for the signed badge with one member of the proof set, or with `null` taken out.
fn with(member: &str, value: Value) -> Result<Verified, ProofError> {
    let mut document = signed();
    set(&mut document["proof"][0], member, value);
    check(&document)
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
    assert_eq!((verified.suite, verified.created), (Suite::EddsaRdfc2022, created));
    assert!(verified.undefined.is_empty() && verified.previous.is_empty());
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
        ("cryptosuite", "bbs-2023"),
        ("cryptosuite", "Ed25519Signature2020"),
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
    for later in [json!(now()), json!("2027-01-01T00:00:00Z")] {
        assert_eq!(with("expires", later.clone()), Err(ProofError::Signature), "{later}: it is signed");
    }
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

/// The proof of a document with these options, as somebody else's implementation makes it.
fn prove(document: &Value, mut proof: Value) -> Value {
    use ed25519_dalek::Signer as _;
    let signer = ed25519_dalek::SigningKey::from_bytes(&key().seed().unwrap());
    let signature = signer.sign(&hash_data(document, &proof).unwrap().combined());
    proof["proofValue"] = json!(encode_base58btc(&signature.to_bytes()));
    proof
}

#[test]
fn a8_7_what_a_covered_proof_leaves_unsigned_is_named_where_it_stands() {
    let options = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": "eddsa-rdfc-2022",
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
    });
    let (mut first, mut last) = (options.clone(), options.clone());
    (first["id"], first["remark"]) = (json!("urn:example:first"), json!("trust me"));
    last["previousProof"] = json!("urn:example:first");

    let mut document = badge();
    document["proof"] = json!([prove(&badge(), options), prove(&badge(), first)]);
    let last = prove(&document, last);
    document["proof"].as_array_mut().unwrap().push(last);
    let verified = verify(&document, &document["proof"][2], &key().public(), now()).unwrap();
    assert_eq!(verified.previous, ["urn:example:first"]);
    let pointers: Vec<&str> = verified.undefined.iter().map(|member| member.pointer.as_str()).collect();
    assert_eq!(pointers, ["/proof/1/remark"]);
    assert!(verify(&document, &document["proof"][1], &key().public(), now()).is_ok());
}
