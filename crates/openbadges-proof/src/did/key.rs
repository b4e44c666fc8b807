//! `did:key` with Ed25519, P-256 and P-384 keys (did:key Method): the identifier is the key, there is nothing to fetch.

use std::fmt;

use super::{Did, DidError, DidUrl, MethodError, VerificationMethod};
use crate::PublicKey;

/// A `did:key` of an Ed25519, P-256 or P-384 key.
///
/// ```
/// use openbadges_proof::SigningKey;
/// use openbadges_proof::did::{Did, did_key};
///
/// let key = SigningKey::from_seed([7; 32]).public();
/// let Ok(Did::Key(did)) = Did::parse(&did_key(&key)) else { unreachable!() };
/// assert_eq!(did.public_key(), key);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct KeyDid {
    multibase: String,
    key: PublicKey,
}

impl KeyDid {
    /// Reads what follows `did:key:`.
    pub(super) fn parse(id: &str) -> Result<Self, DidError> {
        Ok(Self { key: PublicKey::from_multibase(id)?, multibase: id.to_owned() })
    }

    /// The key.
    pub fn public_key(&self) -> PublicKey {
        self.key.clone()
    }
}

impl fmt::Display for KeyDid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "did:key:{}", self.multibase)
    }
}

/// The `did:key` of a key; an RSA key has none that is read.
///
/// ```
/// use openbadges_proof::SigningKey;
/// use openbadges_proof::did::did_key;
///
/// assert!(did_key(&SigningKey::from_seed([7; 32]).public()).starts_with("did:key:z6Mk"));
/// ```
pub fn did_key(key: &PublicKey) -> String {
    format!("did:key:{}", key.to_multibase())
}

/// The only verification method of the `did:key` of a key: `did:key:z6Mk…#z6Mk…`.
///
/// ```
/// use openbadges_proof::SigningKey;
/// use openbadges_proof::did::{did_key, did_key_method, resolve_local};
///
/// let key = SigningKey::from_seed([7; 32]).public();
/// assert_eq!(resolve_local(&did_key_method(&key))?.controller, did_key(&key));
/// # Ok::<(), openbadges_proof::did::MethodError>(())
/// ```
pub fn did_key_method(key: &PublicKey) -> String {
    let multibase = key.to_multibase();
    format!("did:key:{multibase}#{multibase}")
}

/// The verification method of a `did:key` or a `did:jwk`, without any document. The DID without fragment is accepted,
/// and [`VerificationMethod::bare_did`] says so: it names the issuer, strictly not a method.
///
/// ```
/// use openbadges_proof::did::{MethodError, resolve_local};
///
/// let method = resolve_local("did:key:z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2")?;
/// assert!(method.bare_did && method.id.ends_with("#z6MkrJVnaZkeFzdQyMZu1cgjg7k1pZZ6pvBQ7XJPt4swbTQ2"));
/// assert_eq!(resolve_local("did:web:example.org#key-1"), Err(MethodError::NotFound));
/// # Ok::<(), MethodError>(())
/// ```
pub fn resolve_local(method_id: &str) -> Result<VerificationMethod, MethodError> {
    let DidUrl { did, fragment } = DidUrl::parse(method_id)?;
    let (key, name) = match &did {
        Did::Key(did) => (did.public_key(), did.multibase.as_str()),
        // did:jwk Method: the only method of such a document is `#0`.
        Did::Jwk(did) => (did.public_key(), "0"),
        Did::Web(_) => return Err(MethodError::NotFound),
    };
    if fragment.as_ref().is_some_and(|fragment| fragment != name) {
        return Err(MethodError::NotFound);
    }
    Ok(VerificationMethod {
        id: format!("{did}#{name}"),
        controller: did.to_string(),
        key,
        bare_did: fragment.is_none(),
    })
}
