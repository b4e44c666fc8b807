//! The document that an issuer publishes, in the one shape that the strictest reader takes.

use jiff::Timestamp;
use serde_json::{Value, json};

use crate::time::whole_seconds;
use crate::{KeyKind, PublicKey};

/// The document of an issuer: a DID document, or with an https identifier the same members of a profile.
///
/// Specification E.4-7 and E.4-8: `verificationMethod` and `assertionMethod` are arrays, ids are absolute strings, the
/// methods stand only in `verificationMethod`, and each has its `controller`. They are Multikeys, an RSA key a JWK. `keys` are fragments with their keys, all
/// that may still verify something: a key that is only retired stays.
///
/// ```
/// use openbadges_proof::SigningKey;
/// use openbadges_proof::did::issuer_document;
///
/// let key = SigningKey::from_seed([7; 32]).public();
/// let document = issuer_document("did:web:example.org", &[("key-1", key.clone())]);
/// assert_eq!(document["assertionMethod"][0], "did:web:example.org#key-1");
/// assert_eq!(document["verificationMethod"][0]["publicKeyMultibase"], key.to_multibase());
/// ```
pub fn issuer_document(did: &str, keys: &[(&str, PublicKey)]) -> Value {
    let methods: Vec<Value> = keys.iter().map(|(fragment, key)| method(did, fragment, key)).collect();
    let ids: Vec<String> = keys.iter().map(|(fragment, _)| format!("{did}#{fragment}")).collect();
    let is_rsa = |(_, key): &(&str, PublicKey)| key.kind() == KeyKind::Rsa;
    let mut context = vec!["https://www.w3.org/ns/did/v1", "https://w3id.org/security/multikey/v1"];
    context.extend(keys.iter().any(is_rsa).then_some("https://w3id.org/security/jwk/v1"));
    json!({
        "@context": context,
        "id": did,
        "verificationMethod": methods,
        "assertionMethod": ids,
    })
}

/// Withdraws a compromised key: it stays in `verificationMethod`, marked with the time, and leaves `assertionMethod`, so
/// that nothing signed with it verifies any more. Answers whether the document had such a key.
///
/// ```
/// use openbadges_proof::SigningKey;
/// use openbadges_proof::did::{MethodError, find_method, issuer_document, withdraw_key};
///
/// let key = SigningKey::from_seed([7; 32]).public();
/// let mut document = issuer_document("did:web:example.org", &[("key-1", key)]);
/// let now = "2026-02-01T00:00:00Z".parse()?;
/// assert!(withdraw_key(&mut document, "did:web:example.org#key-1", now));
/// assert_eq!(find_method(&document, "did:web:example.org#key-1", now), Err(MethodError::NotForAssertion));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn withdraw_key(document: &mut Value, method_id: &str, at: Timestamp) -> bool {
    if let Some(Value::Array(listed)) = document.get_mut("assertionMethod") {
        listed.retain(|id| id != method_id);
    }
    let methods = document.get_mut("verificationMethod").and_then(Value::as_array_mut);
    let found = methods.into_iter().flatten().filter_map(Value::as_object_mut);
    let mut marked = false;
    for method in found.filter(|method| method.get("id").is_some_and(|id| id == method_id)) {
        method.insert("revoked".to_owned(), whole_seconds(at).into());
        marked = true;
    }
    marked
}

fn method(did: &str, fragment: &str, key: &PublicKey) -> Value {
    let (kind, member, value) = if key.kind() == KeyKind::Rsa {
        ("JsonWebKey", "publicKeyJwk", key.to_jwk())
    } else {
        ("Multikey", "publicKeyMultibase", key.to_multibase().into())
    };
    let mut method = json!({ "id": format!("{did}#{fragment}"), "type": kind, "controller": did });
    method[member] = value;
    method
}
