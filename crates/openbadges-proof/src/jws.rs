//! Badges as JSON Web Signatures in compact form (RFC 7515): the VC-JWT of Open Badges 3.0, the VC-JOSE of the W3C and
//! the signed Assertion of Open Badges 2.0, and the key set (RFC 7517, 5) that a reader finds their keys in.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openbadges_ld::to_dataset;
use openbadges_model::Instant;
use openbadges_model::json::{Json, check_depth};
use serde_json::{Map, Value, json};

use crate::data_integrity::{ProofError, check_signable};
use crate::key::signer;
use crate::{PublicKey, Signer};

/// Claims that a JWT has beside the members of the credential (specification A.7-6, A.7-7).
const CLAIMS: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];
const VC_2: &str = "https://www.w3.org/ns/credentials/v2";
const OB_2: &str = "https://w3id.org/openbadges/v2";

/// The two ways of making a JWT of a credential.
///
/// ```
/// use openbadges_proof::jws::{Form, KeyHeader, sign_credential};
/// # use openbadges_proof::{SigningKey, multibase::decode_base64url};
///
/// # let badge = serde_json::json!({
/// #     "@context": ["https://www.w3.org/ns/credentials/v2"],
/// #     "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": "did:web:example.org"
/// # });
/// # let key = SigningKey::from_seed([7; 32]);
/// // In this form a credential needs no `id` and no `validFrom`: there are no claims that repeat them.
/// assert!(sign_credential(&badge, &key, Form::VcJose, KeyHeader::Jwk).is_ok());
/// assert!(sign_credential(&badge, &key, Form::OpenBadges, KeyHeader::Jwk).is_err());
/// # Ok::<(), openbadges_proof::data_integrity::ProofError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Form {
    /// VC-JWT of Open Badges (specification A.7): `typ` is `JWT`, and claims repeat what the credential says, `iss`,
    /// `sub`, `jti`, `nbf` and, where it ends, `exp`.
    OpenBadges,
    /// VC-JOSE of the W3C: `typ` is `vc+jwt`, and the payload is the credential alone.
    VcJose,
}

/// How the header names the key (specification A.7-3).
///
/// ```
/// use openbadges_proof::jws::{Form, KeyHeader, sign_credential};
/// use openbadges_proof::multibase::decode_base64url;
/// # use openbadges_proof::SigningKey;
///
/// # let badge = serde_json::json!({
/// #     "@context": ["https://www.w3.org/ns/credentials/v2"],
/// #     "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": "did:web:example.org"
/// # });
/// # let key = SigningKey::from_seed([7; 32]);
/// let kid = "https://example.org/jwks.json#1";
/// let jwt = sign_credential(&badge, &key, Form::VcJose, KeyHeader::Kid(kid))?;
/// let header = decode_base64url(&format!("u{}", jwt.split('.').next().unwrap_or_default()), 500)?;
/// assert_eq!(serde_json::from_slice::<serde_json::Value>(&header)?["kid"], kid);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyHeader<'a> {
    /// `kid`, the absolute address at which the key is found.
    Kid(&'a str),
    /// `jwk`, the public key itself. A reader still looks for it among the keys of the issuer.
    Jwk,
}

/// The longest JWS that is signed and read, in bytes.
pub const MAX_BYTES: usize = 256 << 10;

/// Signs a credential as a JWT. The algorithm is the one of the kind of key
/// ([`KeyKind::algorithm`](crate::KeyKind::algorithm)).
///
/// Refused is what [`data_integrity::sign`](crate::data_integrity::sign) refuses, and in [`Form::OpenBadges`] a
/// credential without `id`, `validFrom` or subject `id`, which the claims repeat, and what would be longer than
/// [`MAX_BYTES`]. A proof that the credential has stays in it (A.7-8).
///
/// ```
/// use openbadges_proof::jws::{self, Form, KeyHeader};
/// use openbadges_proof::{KeyKind, SigningKey};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let badge = serde_json::json!({
/// #     "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
/// #     "id": "urn:uuid:91537dba-56cb-11ec-bf63-0242ac130002",
/// #     "type": ["VerifiableCredential", "OpenBadgeCredential"],
/// #     "issuer": { "id": "https://badges.example.org/1", "type": ["Profile"] },
/// #     "validFrom": "2026-01-31T12:00:00Z",
/// #     "credentialSubject": { "id": "urn:uuid:6c9f8d14-7f0e-4f45-8e21-6ee3a3f3a001", "type": ["AchievementSubject"] }
/// # });
/// # fn fill(bytes: &mut [u8]) { bytes.fill(7) }
/// let key = SigningKey::generate_kind(KeyKind::Rsa, &mut fill)?;
/// let kid = "https://badges.example.org/jwks.json#rsa-1";
/// let jwt = jws::sign_credential(&badge, &key, Form::OpenBadges, KeyHeader::Kid(kid))?;
/// assert_eq!(jwt.split('.').count(), 3);
/// assert_eq!(jws::key_set(&[(kid, key.public())])["keys"][0]["alg"], "RS256");
/// # Ok(())
/// # }
/// ```
pub fn sign_credential(
    document: &Value,
    key: &dyn Signer,
    form: Form,
    named: KeyHeader<'_>,
) -> Result<String, ProofError> {
    check_signable(&Json::try_from(document)?)?;
    let undefined = to_dataset(document)?.1;
    if !undefined.is_empty() {
        return Err(ProofError::Undefined(undefined));
    }
    let members = credential(document)?;
    let mut header = Map::new();
    match named {
        KeyHeader::Kid(kid) if !kid.contains(':') => {
            return Err(ProofError::NotSignable("the kid is not an absolute identifier"));
        }
        KeyHeader::Kid(kid) => header.insert("kid".to_owned(), kid.into()),
        KeyHeader::Jwk => header.insert("jwk".to_owned(), key.public_key().to_jwk()),
    };
    match form {
        Form::OpenBadges => compact(&claims(document, members)?, key, "JWT", header),
        Form::VcJose => compact(document, key, "vc+jwt", header),
    }
}

/// Signs an Assertion of Open Badges 2.0 (specification C.2, signed 1). Its `verification` is of type `SignedBadge` and
/// names the key as its `creator`, or the issuer's profile lists the key.
///
/// ```
/// use openbadges_proof::{KeyKind, SigningKey, jws};
///
/// # fn fill(bytes: &mut [u8]) { bytes.fill(7) }
/// let assertion = serde_json::json!({
///     "@context": "https://w3id.org/openbadges/v2",
///     "type": "Assertion",
///     "id": "urn:uuid:1",
///     "badge": "https://example.org/badges/1",
///     "verification": {"type": "SignedBadge", "creator": "https://example.org/keys/1"}
/// });
/// let key = SigningKey::generate_kind(KeyKind::Rsa, &mut fill)?;
/// assert_eq!(jws::sign_assertion(&assertion, &key)?.split('.').count(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sign_assertion(document: &Value, key: &dyn Signer) -> Result<String, ProofError> {
    check_depth(document)?;
    let has = |value: Option<&Value>, name: &str| match value {
        Some(Value::Array(items)) => items.iter().any(|item| item == name),
        value => value.is_some_and(|value| value == name),
    };
    if !has(document.get("@context"), OB_2) || !has(document.get("type"), "Assertion") {
        return Err(ProofError::NotSignable("not an Assertion of Open Badges 2.0"));
    }
    let kind = document.get("verification").and_then(|verification| verification.get("type"));
    if !has(kind, "SignedBadge") && !has(kind, "signed") {
        return Err(ProofError::NotSignable("its verification is not of type SignedBadge"));
    }
    compact(document, key, "JWT", Map::new())
}

/// The key set to publish: each key with its `kid`, the algorithm of its kind, and that it is for signatures.
///
/// ```
/// use openbadges_proof::{SigningKey, jws};
///
/// let set = jws::key_set(&[("https://example.org/jwks.json#1", SigningKey::from_seed([7; 32]).public())]);
/// assert_eq!(set["keys"][0]["kid"], "https://example.org/jwks.json#1");
/// assert_eq!(set["keys"][0]["alg"], "EdDSA");
/// ```
pub fn key_set(keys: &[(&str, PublicKey)]) -> Value {
    let entry = |(kid, key): &(&str, PublicKey)| {
        let mut jwk = key.to_jwk();
        jwk["kid"] = json!(kid);
        jwk["use"] = json!("sig");
        jwk["alg"] = json!(key.kind().algorithm().name());
        jwk
    };
    json!({ "keys": keys.iter().map(entry).collect::<Vec<_>>() })
}

/// The members of a credential of the VC data model 2.0, none of which would be taken for a claim.
fn credential(document: &Value) -> Result<&Map<String, Value>, ProofError> {
    let members = document.as_object().ok_or(ProofError::Document)?;
    let first = document.pointer("/@context/0").or_else(|| document.get("@context"));
    if first.is_none_or(|first| first != VC_2) {
        return Err(ProofError::NotSignable("its first context is not that of Verifiable Credentials 2.0"));
    }
    if members.keys().any(|name| CLAIMS.contains(&name.as_str())) {
        return Err(ProofError::NotSignable("it has a member with the name of a claim"));
    }
    Ok(members)
}

/// The credential with the claims that repeat what it says.
fn claims(document: &Value, members: &Map<String, Value>) -> Result<Value, ProofError> {
    let text = |pointer: &str| document.pointer(pointer).and_then(Value::as_str);
    let missing = |what| ProofError::NotSignable(what);
    let issuer = text("/issuer/id").or_else(|| text("/issuer"));
    let mut claims: Map<String, Value> = members.clone();
    let mut add = |name: &str, value: Value| claims.insert(name.to_owned(), value);
    add("iss", issuer.ok_or(missing("its issuer has no id"))?.into());
    add("jti", text("/id").ok_or(missing("it has no id"))?.into());
    let subject = text("/credentialSubject/id");
    add("sub", subject.ok_or(missing("its subject has no id, and a JWT names one"))?.into());
    let from = text("/validFrom").and_then(seconds);
    add("nbf", from.ok_or(missing("it has no validFrom with an offset"))?.into());
    if let Some(until) = text("/validUntil") {
        add("exp", seconds(until).ok_or(missing("its validUntil has no offset"))?.into());
    }
    Ok(Value::Object(claims))
}

/// `NumericDate` (RFC 7519, 2), whole seconds.
fn seconds(text: &str) -> Option<i64> {
    Instant::read(text).ok().map(Instant::second)
}

fn compact(
    payload: &Value,
    key: &dyn Signer,
    typ: &str,
    mut header: Map<String, Value>,
) -> Result<String, ProofError> {
    let algorithm = key.public_key().kind().algorithm();
    header.insert("alg".to_owned(), algorithm.name().into());
    header.insert("typ".to_owned(), typ.into());
    let mut jws = URL_SAFE_NO_PAD.encode(Value::Object(header).to_string());
    jws.push('.');
    URL_SAFE_NO_PAD.encode_string(payload.to_string(), &mut jws);
    let signature = signer::sign(key, jws.as_bytes())?;
    jws.push('.');
    URL_SAFE_NO_PAD.encode_string(signature, &mut jws);
    if jws.len() > MAX_BYTES {
        return Err(ProofError::NotSignable("as a JWS it is longer than the 256 KiB that are read"));
    }
    Ok(jws)
}
