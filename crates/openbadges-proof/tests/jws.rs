//! Badges as JWS (specification A.7, C.2).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

mod fixtures;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use fixtures::{badge, key, set};
use openbadges_proof::data_integrity::ProofError;
use openbadges_proof::jws::{Form, KeyHeader, MAX_BYTES, key_set, sign_assertion, sign_credential};
use openbadges_proof::{JwsAlgorithm, KeyKind, PublicKey, SigningKey};
use serde_json::{Value, json};

const KID: &str = "https://example.org/jwks.json#k";

/// Header, payload and whether the signature holds with the algorithm of the header.
fn open(jws: &str, key: &PublicKey) -> (Value, Value, bool) {
    let (signed, signature) = jws.rsplit_once('.').unwrap();
    let (header, payload) = signed.split_once('.').unwrap();
    let json = |part| serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap();
    let (header, payload) = (json(header), json(payload));
    let algorithm = JwsAlgorithm::parse(header["alg"].as_str().unwrap()).unwrap();
    let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
    let holds = key.verify_jws(algorithm, signed.as_bytes(), &signature).is_ok();
    (header, payload, holds)
}

fn sign(document: &Value, key: &SigningKey) -> Result<String, ProofError> {
    sign_credential(document, key, Form::OpenBadges, KeyHeader::Kid(KID))
}

#[test]
fn vc_jose_signs_the_credential_alone() {
    let mut document = badge();
    set(&mut document["credentialSubject"], "id", Value::Null);
    for kind in KeyKind::ALL {
        let key = SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(5)).unwrap();
        let jwt = sign_credential(&document, &key, Form::VcJose, KeyHeader::Kid(KID)).unwrap();
        let (header, payload, holds) = open(&jwt, &key.public());
        assert_eq!(header, json!({ "alg": kind.algorithm().name(), "typ": "vc+jwt", "kid": KID }));
        assert_eq!((payload, holds), (document.clone(), true));
    }
    document["iss"] = json!("https://example.org");
    let refused = sign_credential(&document, &key(), Form::VcJose, KeyHeader::Jwk);
    assert!(refused.is_err());
}

#[test]
fn a7_3_the_header_may_hold_the_public_key_and_nothing_private() {
    for kind in KeyKind::ALL {
        let key = SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(5)).unwrap();
        let jwt = sign_credential(&badge(), &key, Form::OpenBadges, KeyHeader::Jwk).unwrap();
        let (header, _, holds) = open(&jwt, &key.public());
        assert!(holds && header.get("kid").is_none());
        assert_eq!(PublicKey::from_jwk(&header["jwk"]), Ok(key.public()));
    }
}

#[test]
fn a7_1_to_a7_6_header_and_claims_are_those_of_open_badges_with_every_kind_of_key() {
    for (kind, alg) in KeyKind::ALL.into_iter().zip(["EdDSA", "ES256", "ES384", "RS256"]) {
        let key = SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(5)).unwrap();
        let mut document = badge();
        document["validUntil"] = json!("2027-01-01T01:00:00.5+01:00");
        let (header, payload, holds) = open(&sign(&document, &key).unwrap(), &key.public());
        assert!(holds);
        assert_eq!(header, json!({ "alg": alg, "typ": "JWT", "kid": KID }));
        let mut expected = document.clone();
        for (claim, value) in [
            ("iss", document["issuer"]["id"].clone()),
            ("jti", document["id"].clone()),
            ("sub", document["credentialSubject"]["id"].clone()),
            ("nbf", json!(1_769_860_800)),
            ("exp", json!(1_798_761_600)),
        ] {
            expected[claim] = value;
        }
        assert_eq!(payload, expected);
    }
}

#[test]
fn what_the_claims_cannot_repeat_or_no_context_defines_is_not_signed() {
    let refuses = |change: &dyn Fn(&mut Value)| {
        let mut document = badge();
        change(&mut document);
        sign(&document, &key()).unwrap_err()
    };
    for member in ["id", "validFrom", "issuer"] {
        assert!(
            matches!(refuses(&|it| set(it, member, Value::Null)), ProofError::NotSignable(_)),
            "{member}"
        );
    }
    let nameless = refuses(&|it| set(&mut it["credentialSubject"], "id", Value::Null));
    assert!(matches!(nameless, ProofError::NotSignable(_)));
    assert!(matches!(refuses(&|it| it["validFrom"] = json!("2026-01-31")), ProofError::NotSignable(_)));
    assert!(matches!(refuses(&|it| it["jti"] = json!("urn:x:1")), ProofError::NotSignable(_)));
    assert!(matches!(
        refuses(&|it| it["type"] = json!(["VerifiableCredential"])),
        ProofError::NotSignable(_)
    ));
    assert!(matches!(refuses(&|it| it["unheardOf"] = json!(1)), ProofError::Undefined(_)));
    let nowhere = sign_credential(&badge(), &key(), Form::OpenBadges, KeyHeader::Kid("k"));
    assert!(matches!(nowhere, Err(ProofError::NotSignable(_))));
}

#[test]
fn a7_a_signature_of_another_length_is_none() {
    for kind in KeyKind::ALL {
        let key = SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(5)).unwrap();
        let jws = sign(&badge(), &key).unwrap();
        let (signed, signature) = jws.rsplit_once('.').unwrap();
        let signature = URL_SAFE_NO_PAD.decode(signature).unwrap();
        let with = |signature: &[u8]| {
            open(&format!("{signed}.{}", URL_SAFE_NO_PAD.encode(signature)), &key.public()).2
        };
        assert!(with(&signature), "{kind:?}");
        let zero = [0].as_slice();
        for other in [&signature[1..], &signature[..signature.len() - 1], &[]] {
            assert!(!with(other), "{kind:?}: {}", other.len());
        }
        for other in [[zero, &signature], [&signature, zero]] {
            assert!(!with(&other.concat()), "{kind:?}");
        }
        // The two numbers of ECDSA with a leading zero are the same numbers.
        let half = signature.len() / 2;
        assert!(!with(&[zero, &signature[..half], zero, &signature[half..]].concat()), "{kind:?}");
    }
}

#[test]
fn pr2_nothing_is_signed_that_is_too_long_to_be_read() {
    let named = |length: usize| {
        let mut document = badge();
        document["name"] = "x".repeat(length).into();
        sign(&document, &key())
    };
    // Four characters for each three bytes.
    let most = (MAX_BYTES - named(0).unwrap().len()) / 4 * 3;
    assert!(named(most - 3).unwrap().len() > MAX_BYTES - 8);
    assert!(matches!(named(most + 3), Err(ProofError::NotSignable(_))));
}

#[test]
fn c2_an_assertion_of_2_0_is_signed_as_it_is() {
    let rsa = SigningKey::generate_kind(KeyKind::Rsa, &mut |_| {}).unwrap();
    let assertion = json!({
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "urn:uuid:1",
        "verification": { "type": "SignedBadge", "creator": "https://example.org/key" },
    });
    let (header, payload, holds) = open(&sign_assertion(&assertion, &rsa).unwrap(), &rsa.public());
    assert_eq!((header["alg"].as_str(), payload, holds), (Some("RS256"), assertion.clone(), true));
    for (member, value) in [
        ("@context", json!("https://www.w3.org/ns/credentials/v2")),
        ("type", json!("Profile")),
        ("verification", json!({ "type": "HostedBadge" })),
    ] {
        let mut other = assertion.clone();
        other[member] = value;
        assert!(matches!(sign_assertion(&other, &rsa), Err(ProofError::NotSignable(_))), "{member}");
    }
}

#[test]
fn a7_9_the_key_set_has_each_key_under_its_address() {
    let keys: Vec<_> = KeyKind::ALL
        .into_iter()
        .map(|kind| SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(6)).unwrap().public())
        .collect();
    let named: Vec<_> = keys.iter().map(|key| (key.kind().name(), key.clone())).collect();
    let set = key_set(&named);
    for (entry, key) in set["keys"].as_array().unwrap().iter().zip(&keys) {
        assert_eq!(PublicKey::from_jwk(entry).as_ref(), Ok(key));
        assert_eq!((entry["kid"].as_str(), entry["use"].as_str()), (Some(key.kind().name()), Some("sig")));
    }
}
