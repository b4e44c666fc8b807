//! Public keys as JSON Web Keys (RFC 7517, 7518, 8037), each for the algorithms of its kind.

use openbadges_proof::{JwsAlgorithm, KeyError, KeyKind, PublicKey};
use serde_json::Value;

pub(super) use openbadges_proof::JwsAlgorithm as Algorithm;

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Jwk(PublicKey);

impl From<PublicKey> for Jwk {
    fn from(key: PublicKey) -> Self {
        Self(key)
    }
}

impl Jwk {
    /// Reads a public key; the text says why it is none that we use.
    pub(super) fn read(jwk: &Value) -> Result<Self, &'static str> {
        PublicKey::from_jwk(jwk).map(Self).map_err(|error| match error {
            KeyError::Private => "private_key",
            KeyError::Unsupported | KeyError::Jwk { member: "kty" | "value", .. } => "key_type",
            KeyError::Rsa => "rsa_key",
            KeyError::Length(_) => "key_length",
            KeyError::Jwk { member: "use" | "key_ops", .. } => "key_use",
            KeyError::Jwk { member: "alg", .. } => "key_algorithm",
            _ => "key_malformed",
        })
    }

    pub(super) const fn public(&self) -> &PublicKey {
        &self.0
    }

    /// Whether this is the signature of a message by this key, with an algorithm of the key's kind.
    pub(super) fn verifies(&self, algorithm: JwsAlgorithm, message: &[u8], signature: &[u8]) -> bool {
        self.0.verify_jws(algorithm, message, signature).is_ok()
    }

    /// A name for the key: in Multikey form, or the thumbprint of RFC 7638.
    pub(super) fn thumbprint(&self) -> String {
        match self.0.kind() {
            KeyKind::Ed25519 => self.0.to_multibase(),
            _ => format!("urn:ietf:params:oauth:jwk-thumbprint:sha-256:{}", self.0.thumbprint()),
        }
    }
}

#[cfg(test)]
mod tests {
    use base64::Engine as _;
    use base64::engine::general_purpose::URL_SAFE_NO_PAD;
    use serde_json::json;

    use super::*;

    #[test]
    fn e3_11_weak_and_private_keys_are_refused() {
        let number = |length: usize, last: u8| {
            let mut bytes = vec![0xff; length];
            bytes[length - 1] = last;
            URL_SAFE_NO_PAD.encode(bytes)
        };
        let rsa = |n: usize, e: &str| json!({"kty": "RSA", "n": number(n, 0xff), "e": e});
        assert!(Jwk::read(&rsa(256, "AQAB")).is_ok());
        for (jwk, why) in [
            (rsa(255, "AQAB"), "rsa_key"),
            (rsa(1025, "AQAB"), "rsa_key"),
            (rsa(256, "Aw"), "rsa_key"),
            (rsa(256, "AQAA"), "rsa_key"),
            (rsa(256, "AAEAAQ"), "rsa_key"),
            (rsa(256, "____________"), "rsa_key"),
            (rsa(256, "AQAB="), "key_malformed"),
            (json!({"kty": "RSA", "n": "AQAB", "e": "AQAB", "d": "x"}), "private_key"),
            (json!({"kty": "oct", "k": "AQAB"}), "private_key"),
            (json!({"kty": "EC", "crv": "P-521", "x": "AQAB", "y": "AQAB"}), "key_type"),
            (json!({"kty": "EC", "crv": "P-256", "x": "AQAB", "y": "AQAB"}), "key_length"),
            (json!({"kty": "OKP", "crv": "Ed25519", "x": "AQAB"}), "key_length"),
            (json!("text"), "key_type"),
        ] {
            assert_eq!(Jwk::read(&jwk), Err(why), "{jwk}");
        }
        let other = json!({"kty": "RSA", "n": number(256, 0xff), "e": "AQAB", "alg": "ES256"});
        assert_eq!(Jwk::read(&other), Err("key_algorithm"));
    }
}
