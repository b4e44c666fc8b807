//! A key as it is written, to look for it among many.

use serde_json::Value;

use super::{KeyKind, PublicKey};

/// A public key as it is written. Each key has one text in each form, so that it is found among many without parsing
/// them; what is found may still be a key that is refused, for its use or for what stands beside it.
///
/// ```
/// use openbadges_proof::{SigningKey, WrittenKey};
///
/// let key = SigningKey::from_seed([7; 32]).public();
/// let written = WrittenKey::from(&key);
/// assert!(written.is_jwk(&key.to_jwk()) && written.is_multibase(&key.to_multibase()));
/// ```
#[derive(Debug, Clone)]
pub struct WrittenKey {
    jwk: Value,
    /// Nothing for an RSA key, which is only read as a JWK.
    multibase: Option<String>,
}

impl From<&PublicKey> for WrittenKey {
    fn from(key: &PublicKey) -> Self {
        let multibase = (key.kind() != KeyKind::Rsa).then(|| key.to_multibase());
        Self { jwk: key.to_jwk(), multibase }
    }
}

impl WrittenKey {
    /// Whether a JWK is of this key.
    pub fn is_jwk(&self, jwk: &Value) -> bool {
        let own = self.jwk.as_object();
        own.is_some_and(|own| own.iter().all(|(name, value)| jwk.get(name) == Some(value)))
    }

    /// Whether a Multikey text is of this key.
    pub fn is_multibase(&self, text: &str) -> bool {
        self.multibase.as_deref() == Some(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SigningKey;

    #[test]
    fn a_key_is_its_own_text_and_no_other() {
        let key =
            |kind, byte| SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(byte)).unwrap().public();
        for kind in KeyKind::ALL {
            let (own, other) = (key(kind, 5), key(kind, 6));
            let written = WrittenKey::from(&own);
            let mut jwk = own.to_jwk();
            jwk["kid"] = "k".into();
            assert!(written.is_jwk(&jwk));
            assert_eq!(written.is_multibase(&own.to_multibase()), kind != KeyKind::Rsa);
            assert!(!written.is_jwk(&other.to_jwk()) && !written.is_multibase(&other.to_multibase()));
            assert!(!written.is_jwk(&Value::Null));
        }
    }
}
