//! The key of a proof in the document of its controller (specification A.8-3, A.9-1, A.9-3, E.3-9, E.4-1, E.4-7/8).

#![allow(clippy::unwrap_used, reason = "a test that cannot be set up has failed")]

use jiff::Timestamp;
use openbadges_proof::did::{
    MethodError, find_in_key_document, find_key, find_method, issuer_document, withdraw_key,
};
use openbadges_proof::{KeyError, PublicKey, SigningKey};
use serde_json::{Value, json};

const DID: &str = "did:web:example.org:issuers:1";
const METHOD: &str = "did:web:example.org:issuers:1#k1";

fn key(n: u8) -> PublicKey {
    SigningKey::from_seed([n; 32]).public()
}

fn now() -> Timestamp {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

fn multikey(id: &str) -> Value {
    json!({ "id": id, "type": "Multikey", "controller": DID, "publicKeyMultibase": key(1).to_multibase() })
}

/// A document whose only method is `method`, named in `assertionMethod` by `reference`.
fn document(method: &Value, reference: &Value) -> Value {
    json!({ "id": DID, "verificationMethod": [method], "assertionMethod": [reference] })
}

fn find(document: &Value) -> Result<PublicKey, MethodError> {
    find_method(document, METHOD, now()).map(|method| {
        assert_eq!((method.id.as_str(), method.controller.as_str(), method.bare_did), (METHOD, DID, false));
        method.key
    })
}

/// A whole document around `multikey` with one member of the method changed (`null`: taken out).
fn with(member: &str, value: Value) -> Result<PublicKey, MethodError> {
    let mut method = multikey(METHOD);
    match value {
        Value::Null => drop(method.as_object_mut().unwrap().remove(member)),
        value => method[member] = value,
    }
    find(&document(&method, &json!(METHOD)))
}

#[test]
fn e4_7_the_issuer_document_has_the_strictest_shape() {
    let document = issuer_document(DID, &[("k1", key(1)), ("k2", key(2))]);
    let expected = json!({
        "@context": ["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"],
        "id": DID,
        "verificationMethod": [
            { "id": METHOD, "type": "Multikey", "controller": DID, "publicKeyMultibase": key(1).to_multibase() },
            { "id": format!("{DID}#k2"), "type": "Multikey", "controller": DID, "publicKeyMultibase": key(2).to_multibase() },
        ],
        "assertionMethod": [METHOD, format!("{DID}#k2")],
    });
    assert_eq!(document, expected);
    assert_eq!(find(&document), Ok(key(1)));
    assert_eq!(find_method(&document, &format!("{DID}#k2"), now()).unwrap().key, key(2));
}

#[test]
fn a_withdrawn_key_stays_in_the_document_and_verifies_nothing() {
    let mut document = issuer_document(DID, &[("k1", key(1)), ("k2", key(2))]);
    assert!(withdraw_key(&mut document, METHOD, now()));
    assert!(!withdraw_key(&mut document, "did:web:example.org#other", now()));
    assert_eq!(find(&document), Err(MethodError::NotForAssertion));
    assert_eq!(document["verificationMethod"][0]["revoked"], "2026-06-01T00:00:00Z");
    assert!(find_method(&document, &format!("{DID}#k2"), now()).is_ok());
}

#[test]
fn e4_7_all_legal_shapes_are_read() {
    let relative = multikey("#k1");
    let absolute = multikey(METHOD);
    for document in [
        document(&absolute, &json!(METHOD)),
        document(&absolute, &json!("#k1")),
        document(&relative, &json!("#k1")),
        document(&relative, &json!(METHOD)),
        // embedded in the relationship
        json!({ "id": DID, "assertionMethod": [absolute] }),
        json!({ "id": DID, "assertionMethod": [relative] }),
        // single values instead of lists
        json!({ "id": DID, "verificationMethod": absolute, "assertionMethod": METHOD }),
        json!({ "id": DID, "assertionMethod": absolute }),
        // defined in another relationship, referred to here
        json!({ "id": DID, "authentication": [absolute], "assertionMethod": ["#k1"] }),
        // the same method twice
        json!({ "id": DID, "verificationMethod": [absolute], "assertionMethod": [absolute] }),
    ] {
        assert_eq!(find(&document), Ok(key(1)), "{document}");
    }
}

#[test]
fn all_legal_forms_of_the_key_are_read() {
    assert_eq!(with("@context", json!("https://w3id.org/security/multikey/v1")), Ok(key(1)));
    for kind in ["Ed25519VerificationKey2020", "EcdsaSecp256r1VerificationKey2019"] {
        assert_eq!(with("type", json!(kind)), Ok(key(1)));
    }
    let jwk = json!({ "kty": "OKP", "crv": "Ed25519", "x": x(1) });
    for kind in ["JsonWebKey", "JsonWebKey2020", "Multikey"] {
        let method = json!({ "id": METHOD, "type": kind, "controller": DID, "publicKeyJwk": jwk });
        assert_eq!(find(&document(&method, &json!(METHOD))), Ok(key(1)), "{kind}");
    }
    assert_eq!(with("publicKeyJwk", jwk), Ok(key(1)));
}

fn x(n: u8) -> String {
    use base64::Engine as _;
    base64::engine::general_purpose::URL_SAFE_NO_PAD.encode(key(n).to_bytes())
}

#[test]
fn broken_published_and_foreign_keys_are_refused() {
    let malformed = |result: Result<PublicKey, MethodError>| {
        use KeyError::{Jwk, Private};
        matches!(result, Err(MethodError::Malformed { .. } | MethodError::Key(Jwk { .. } | Private)))
    };
    assert!(malformed(with("publicKeyJwk", json!({ "kty": "OKP", "crv": "Ed25519", "x": x(1), "d": "AA" }))));
    assert!(malformed(with(
        "publicKeyJwk",
        json!({ "kty": "OKP", "crv": "Ed25519", "x": x(1), "use": "enc" })
    )));
    assert!(malformed(with("publicKeyJwk", json!({ "kty": "OKP", "crv": "Ed25519", "x": "=" }))));
    assert!(
        malformed(with("publicKeyJwk", json!({ "kty": "OKP", "crv": "Ed25519", "x": x(2) }))),
        "two keys"
    );
    assert!(malformed(with("publicKeyJwk", json!("text"))));
    let mut jwk =
        json!({ "kty": "OKP", "crv": "Ed25519", "x": x(1), "alg": "Ed25519", "key_ops": ["verify"] });
    assert_eq!(with("publicKeyJwk", jwk.clone()), Ok(key(1)));
    jwk["key_ops"] = json!(["sign"]);
    assert!(malformed(with("publicKeyJwk", jwk.clone())));
    (jwk["key_ops"], jwk["alg"]) = (json!(["verify"]), json!("HS256"));
    assert!(malformed(with("publicKeyJwk", jwk)));
    assert!(malformed(with("secretKeyMultibase", json!("z3u2"))));
    assert!(malformed(with("publicKeyMultibase", json!(null))));
    assert!(malformed(with("publicKeyMultibase", json!(["z6Mk"]))));
    assert!(malformed(with("type", json!(null))));
    assert_eq!(
        with("type", json!("EcdsaSecp256k1VerificationKey2019")),
        Err(MethodError::UnsupportedType("EcdsaSecp256k1VerificationKey2019".into()))
    );
    let secp256k1 = json!("zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme");
    assert_eq!(with("publicKeyMultibase", secp256k1), Err(MethodError::Key(KeyError::Unsupported)));
    let secp256k1 = json!({ "kty": "EC", "crv": "secp256k1", "x": "AA", "y": "AA" });
    assert_eq!(with("publicKeyJwk", secp256k1), Err(MethodError::Key(KeyError::Unsupported)));
    let weak = json!({ "kty": "OKP", "crv": "Ed25519", "x": "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" });
    assert_eq!(with("publicKeyJwk", weak), Err(MethodError::Key(KeyError::Weak)));
}

#[test]
fn a8_3_revoked_and_expired_keys_are_refused() {
    let at: Timestamp = "2026-05-31T23:59:59Z".parse().unwrap();
    assert_eq!(with("revoked", json!("2026-05-31T23:59:59Z")), Err(MethodError::Revoked(at)));
    assert_eq!(with("expires", json!("2026-05-31T23:59:59Z")), Err(MethodError::Expired(at)));
    // At the moment itself a key is withdrawn already (Controlled Identifiers 1.0, 2.2).
    assert_eq!(with("revoked", json!(now())), Err(MethodError::Revoked(now())));
    assert_eq!(with("expires", json!(now())), Err(MethodError::Expired(now())));
    assert_eq!(with("revoked", json!("2026-06-01T00:00:01Z")), Ok(key(1)));
    assert_eq!(with("expires", json!("2026-06-01T00:00:01Z")), Ok(key(1)));
    assert_eq!(with("expires", json!("9999-12-31T23:59:59Z")), Ok(key(1)));
    assert!(matches!(with("revoked", json!(true)), Err(MethodError::Malformed { .. })));
    assert!(matches!(with("expires", json!("soon")), Err(MethodError::Malformed { .. })));
}

#[test]
fn a9_1_the_controller_has_to_be_the_document() {
    let found = "did:web:evil.example".to_owned();
    let expected = DID.to_owned();
    assert_eq!(with("controller", json!(found)), Err(MethodError::Controller { found, expected }));
    assert!(matches!(
        with("controller", json!(null)),
        Err(MethodError::Malformed { member: "controller", .. })
    ));
}

#[test]
fn a9_3_the_method_has_to_be_listed_for_assertion() {
    let method = multikey(METHOD);
    let listed_elsewhere = json!({ "id": DID, "verificationMethod": [method], "authentication": [METHOD] });
    assert_eq!(find(&listed_elsewhere), Err(MethodError::NotForAssertion));
    assert_eq!(find(&document(&method, &json!("#k2"))), Err(MethodError::NotForAssertion));
    assert_eq!(find(&json!({ "id": DID, "assertionMethod": [METHOD] })), Err(MethodError::NotFound));
    assert_eq!(find(&json!({ "id": DID })), Err(MethodError::NotFound));
}

#[test]
fn the_document_has_to_be_the_one_the_method_names() {
    let mut other = document(&multikey(METHOD), &json!(METHOD));
    other["id"] = json!("did:web:evil.example");
    assert!(matches!(find(&other), Err(MethodError::OtherDocument { .. })));
    other.as_object_mut().unwrap().remove("id");
    assert!(matches!(find(&other), Err(MethodError::OtherDocument { .. })));
    for nonsense in [json!(null), json!([]), json!("text"), json!(1)] {
        assert!(find(&nonsense).is_err());
    }
    assert_eq!(find_method(&issuer_document(DID, &[("k1", key(1))]), DID, now()), Err(MethodError::NotFound));
}

#[test]
fn two_different_methods_with_one_identifier_are_refused() {
    let mut second = multikey("#k1");
    second["publicKeyMultibase"] = json!(key(2).to_multibase());
    let two =
        json!({ "id": DID, "verificationMethod": [multikey(METHOD), second], "assertionMethod": ["#k1"] });
    assert_eq!(find(&two), Err(MethodError::Ambiguous));
    let hidden = json!({ "id": DID, "verificationMethod": [multikey(METHOD)], "assertionMethod": [second] });
    assert_eq!(find(&hidden), Err(MethodError::Ambiguous));
}

#[test]
fn a_profile_at_an_https_address_is_read_alike() {
    let id = "https://example.org/issuers/1";
    let mut profile = issuer_document(id, &[("key-1", key(1))]);
    profile["type"] = json!(["Profile"]);
    profile["name"] = json!("Example");
    let method = find_method(&profile, "https://example.org/issuers/1#key-1", now()).unwrap();
    assert_eq!((method.key, method.controller.as_str()), (key(1), id));
}

#[test]
fn e3_9_the_fragment_of_an_https_method_is_no_key() {
    let id = "https://example.org/issuers/1";
    let method = format!("{id}#{}", key(1).to_multibase());
    assert_eq!(find_method(&json!({ "id": id }), &method, now()), Err(MethodError::NotFound));
}

#[test]
fn e4_8_a_document_that_is_one_key_counts_when_its_controller_lists_it() {
    let id = "https://example.org/keys/1";
    let mut document = multikey(id);
    let owner = json!({ "id": DID, "assertionMethod": [id] });
    assert_eq!(find_in_key_document(&document, &owner, id, now()).unwrap().key, key(1));
    let silent = json!({ "id": DID, "assertionMethod": [] });
    assert_eq!(find_in_key_document(&document, &silent, id, now()), Err(MethodError::NotForAssertion));
    let stranger = json!({ "id": "did:web:evil.example", "assertionMethod": [id] });
    assert!(matches!(
        find_in_key_document(&document, &stranger, id, now()),
        Err(MethodError::Controller { .. })
    ));
    document["id"] = json!("https://example.org/keys/2");
    assert!(matches!(
        find_in_key_document(&document, &owner, id, now()),
        Err(MethodError::OtherDocument { .. })
    ));
}

#[test]
fn e4_8_the_controller_may_withdraw_a_key_that_is_published_alone() {
    let id = "https://example.org/keys/1";
    let document = multikey(id);
    let withdrawn = |mut key: Value| {
        key["revoked"] = json!("2026-05-31T23:59:59Z");
        find_in_key_document(&document, &json!({ "id": DID, "assertionMethod": [key] }), id, now())
    };
    assert!(matches!(withdrawn(document.clone()), Err(MethodError::Revoked(_))));
    let mut other = document.clone();
    other["publicKeyMultibase"] = json!(key(2).to_multibase());
    let owner = json!({ "id": DID, "assertionMethod": [other] });
    assert_eq!(find_in_key_document(&document, &owner, id, now()), Err(MethodError::Ambiguous));
}

#[test]
fn a_key_is_found_under_any_name_that_may_be_used() {
    let jwk =
        json!({ "id": "#k2", "type": "JsonWebKey", "controller": DID, "publicKeyJwk": key(1).to_jwk() });
    let found = |methods: &[&Value], listed: &[&str]| {
        let document = json!({ "id": DID, "verificationMethod": methods, "assertionMethod": listed });
        find_key(&document, &key(1), now()).map(|method| method.id)
    };
    let expected = Ok(format!("{DID}#k2"));
    assert_eq!(found(&[&jwk], &["#k2"]), expected);
    assert_eq!(found(&[&multikey(METHOD), &jwk], &["#k2"]), expected);
    assert_eq!(found(&[&multikey(METHOD), &jwk], &[]), Err(MethodError::NotForAssertion));
    assert_eq!(found(&[], &["#k2"]), Err(MethodError::NotFound));
    let mut revoked = multikey(METHOD);
    revoked["revoked"] = json!("2026-05-31T23:59:59Z");
    assert!(matches!(found(&[&revoked], &[METHOD]), Err(MethodError::Revoked(_))));
    assert_eq!(found(&[&revoked, &jwk], &[METHOD, "#k2"]), expected);
    let mut nameless = multikey("");
    nameless.as_object_mut().unwrap().remove("id");
    assert!(matches!(found(&[&nameless], &[]), Err(MethodError::Malformed { member: "id", .. })));
    assert_eq!(found(&[&multikey(METHOD); 16], &[]), Err(MethodError::NotForAssertion));
    assert_eq!(found(&[&multikey(METHOD); 17], &[]), Err(MethodError::TooMany));
}
