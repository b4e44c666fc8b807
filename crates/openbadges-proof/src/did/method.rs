//! Verification methods: a key, and who controls it.

use jiff::Timestamp;
use serde_json::{Map, Value};

use super::DidError;
use crate::{KeyError, PublicKey, WrittenKey, time};

/// A key that may sign credentials for its controller.
///
/// ```
/// use openbadges_proof::did::resolve_local;
///
/// let did = "did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2";
/// let method = resolve_local(&format!("{did}#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"))?;
/// assert_eq!((method.controller.as_str(), method.bare_did), (did, false));
/// # Ok::<(), openbadges_proof::did::MethodError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerificationMethod {
    /// Its absolute identifier.
    pub id: String,
    /// Whose key it is: compare it with `issuer.id` (specification A.9-1).
    pub controller: String,
    /// The key.
    pub key: PublicKey,
    /// The proof named the whole `did:key` instead of its method: accepted, worth a remark.
    pub bare_did: bool,
}

/// Why no usable key was found.
///
/// ```
/// use openbadges_proof::did::{MethodError, find_method, issuer_document};
///
/// let document = issuer_document("did:web:example.org", &[]);
/// let now = "2026-02-01T00:00:00Z".parse()?;
/// assert_eq!(find_method(&document, "did:web:example.org#key-1", now), Err(MethodError::NotFound));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MethodError {
    /// The identifier of the method is no DID that we use.
    #[error(transparent)]
    Did(#[from] DidError),
    /// The document is not the one that the identifier of the method names, or has no `id`.
    #[error("the document is of '{found}', the key is looked for in that of '{expected}'")]
    OtherDocument {
        /// The `id` of the document; empty where it has none.
        found: String,
        /// What its `id` has to be.
        expected: String,
    },
    /// The document does not contain the method.
    #[error("the document has no such key")]
    NotFound,
    /// The method is there, but not for signing credentials.
    #[error("the key is not listed in assertionMethod")]
    NotForAssertion,
    /// Two different methods have the same identifier.
    #[error("two keys have this identifier")]
    Ambiguous,
    /// More methods have the key than are tried.
    #[error("the document has too many methods with this key")]
    TooMany,
    /// The method is broken.
    #[error("{member}: {problem}")]
    Malformed {
        /// The member of the method or of the document.
        member: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The method belongs to somebody else than the document.
    #[error("the key's controller is '{found}', not the document's '{expected}'")]
    Controller {
        /// The `controller` of the method.
        found: String,
        /// The `id` of the document.
        expected: String,
    },
    /// The kind of key is not known here.
    #[error("keys of type '{0}' are not supported")]
    UnsupportedType(String),
    /// The key itself.
    #[error(transparent)]
    Key(#[from] KeyError),
    /// The key was withdrawn.
    #[error("the key was revoked on {0}")]
    Revoked(Timestamp),
    /// The key has expired.
    #[error("the key expired on {0}")]
    Expired(Timestamp),
}

/// Reads a verification method whose absolute identifier is `id`, as of `now`.
pub(super) fn read(
    method: &Map<String, Value>,
    id: &str,
    now: Timestamp,
) -> Result<VerificationMethod, MethodError> {
    let kind = text(method, "type")?.ok_or_else(|| malformed("type", "missing"))?;
    let key = match kind {
        "Multikey"
        | "JsonWebKey"
        | "JsonWebKey2020"
        | "Ed25519VerificationKey2020"
        | "EcdsaSecp256r1VerificationKey2019" => read_key(method)?,
        other => return Err(MethodError::UnsupportedType(other.to_owned())),
    };
    if let Some(at) = time(method, "revoked")?.filter(|at| *at <= now) {
        return Err(MethodError::Revoked(at));
    }
    if let Some(at) = time(method, "expires")?.filter(|at| *at <= now) {
        return Err(MethodError::Expired(at));
    }
    let controller = text(method, "controller")?.ok_or_else(|| malformed("controller", "missing"))?;
    Ok(VerificationMethod { id: id.to_owned(), controller: controller.to_owned(), key, bare_did: false })
}

/// Whether a method has this key, to be used or not.
pub(super) fn has_key(method: &Map<String, Value>, key: &WrittenKey) -> bool {
    match method.get("publicKeyJwk") {
        Some(jwk) => key.is_jwk(jwk),
        None => method
            .get("publicKeyMultibase")
            .and_then(Value::as_str)
            .is_some_and(|text| key.is_multibase(text)),
    }
}

/// The key, in whichever of the two forms it is given; in both, they have to agree.
fn read_key(method: &Map<String, Value>) -> Result<PublicKey, MethodError> {
    if ["secretKeyMultibase", "privateKeyMultibase", "secretKeyJwk", "privateKeyJwk"]
        .iter()
        .any(|member| method.contains_key(*member))
    {
        return Err(malformed("verificationMethod", "the private key is published"));
    }
    let multibase = text(method, "publicKeyMultibase")?.map(PublicKey::from_multibase).transpose()?;
    let jwk = method.get("publicKeyJwk").map(PublicKey::from_jwk).transpose()?;
    match (multibase, jwk) {
        (Some(a), Some(b)) if a != b => Err(malformed("publicKeyJwk", "differs from publicKeyMultibase")),
        (Some(key), _) | (None, Some(key)) => Ok(key),
        (None, None) => Err(malformed("publicKeyMultibase", "missing")),
    }
}

pub(super) fn malformed(member: &'static str, problem: &'static str) -> MethodError {
    MethodError::Malformed { member, problem }
}

fn text<'a>(method: &'a Map<String, Value>, member: &'static str) -> Result<Option<&'a str>, MethodError> {
    let value = method.get(member);
    value.map(|value| value.as_str().ok_or_else(|| malformed(member, "not a string"))).transpose()
}

fn time(method: &Map<String, Value>, member: &'static str) -> Result<Option<Timestamp>, MethodError> {
    let read = |text| time::parse(text).ok_or_else(|| malformed(member, "not a date and time with offset"));
    text(method, member)?.map(read).transpose()
}
