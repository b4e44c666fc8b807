//! `did:jwk` (did:jwk Method): the identifier is a JSON Web Key in base64url, there is nothing to fetch.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::DidError;
use crate::{KeyError, PublicKey};

/// A `did:jwk` of a key of any kind.
///
/// ```
/// use openbadges_proof::SigningKey;
/// use openbadges_proof::did::{Did, did_jwk};
///
/// let key = SigningKey::from_seed([7; 32]).public();
/// let Ok(Did::Jwk(did)) = Did::parse(&did_jwk(&key)) else { unreachable!() };
/// assert_eq!(did.public_key(), key);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct JwkDid {
    encoded: String,
    key: PublicKey,
}

impl JwkDid {
    /// Reads what follows `did:jwk:`.
    pub(super) fn parse(id: &str) -> Result<Self, DidError> {
        let not_json = KeyError::Jwk { member: "value", problem: "not JSON in base64url" };
        let json = URL_SAFE_NO_PAD.decode(id).map_err(|_| not_json.clone())?;
        let jwk = serde_json::from_slice(&json).map_err(|_| not_json)?;
        Ok(Self { encoded: id.to_owned(), key: PublicKey::from_jwk(&jwk)? })
    }

    /// The key.
    pub fn public_key(&self) -> PublicKey {
        self.key.clone()
    }
}

impl fmt::Display for JwkDid {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "did:jwk:{}", self.encoded)
    }
}

/// The `did:jwk` of a key, of any kind.
///
/// ```
/// use openbadges_proof::SigningKey;
/// use openbadges_proof::did::{Did, did_jwk};
///
/// let did = did_jwk(&SigningKey::from_seed([7; 32]).public());
/// assert_eq!(Did::parse(&did)?.to_string(), did);
/// # Ok::<(), openbadges_proof::did::DidError>(())
/// ```
pub fn did_jwk(key: &PublicKey) -> String {
    format!("did:jwk:{}", URL_SAFE_NO_PAD.encode(key.to_jwk().to_string()))
}

/// The only verification method of the `did:jwk` of a key: `did:jwk:…#0`.
pub fn did_jwk_method(key: &PublicKey) -> String {
    format!("{}#0", did_jwk(key))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::did::resolve_local;
    use crate::{KeyKind, SigningKey};

    #[test]
    fn every_kind_of_key_has_one() {
        for kind in KeyKind::ALL {
            let key = SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(5)).unwrap().public();
            let method = resolve_local(&did_jwk_method(&key)).unwrap();
            assert_eq!((method.controller, method.key), (did_jwk(&key), key));
        }
    }
}
