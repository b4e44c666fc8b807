//! `did:jwk` (did:jwk Method): the identifier is a JSON Web Key in base64url, there is nothing to fetch.

use std::fmt;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::DidError;
use crate::{KeyError, PublicKey};

/// A `did:jwk` of a key of any kind.
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
