//! Public keys as JSON Web Keys (RFC 7517, 7518, 8037), each for the one algorithm of its type.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rsa::PublicKeyComponents;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED, RSA_PKCS1_2048_8192_SHA256, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use openbadges_proof::PublicKey;
use serde_json::Value;

use crate::checks::text;

/// Members that only a private or a secret key has.
const PRIVATE: [&str; 7] = ["d", "p", "q", "dp", "dq", "qi", "k"];
/// The smallest public exponent of an RSA key.
const MIN_EXPONENT: u64 = 65_537;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Algorithm {
    Rs256,
    Es256,
    EdDsa,
}

/// A public key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Jwk {
    Rsa {
        n: Vec<u8>,
        e: Vec<u8>,
    },
    /// An uncompressed point: 4, x, y.
    P256(Vec<u8>),
    Ed25519(PublicKey),
}

impl Jwk {
    /// Reads a public key; the text says why it is none that we use.
    pub(super) fn read(jwk: &Value) -> Result<Self, &'static str> {
        if PRIVATE.iter().any(|member| jwk.get(*member).is_some()) {
            return Err("private_key");
        }
        if text(jwk, "use").is_some_and(|usage| usage != "sig") {
            return Err("key_use");
        }
        let key = match (text(jwk, "kty"), text(jwk, "crv")) {
            (Some("RSA"), _) => Self::rsa(bytes(jwk, "n")?, bytes(jwk, "e")?)?,
            (Some("EC"), Some("P-256")) => Self::P256(point(&bytes(jwk, "x")?, &bytes(jwk, "y")?)?),
            (Some("OKP"), Some("Ed25519")) => Self::ed25519(bytes(jwk, "x")?)?,
            _ => return Err("key_type"),
        };
        let fits = text(jwk, "alg").is_none_or(|alg| key.algorithm_names().contains(&alg));
        if fits { Ok(key) } else { Err("key_algorithm") }
    }

    fn rsa(n: Vec<u8>, e: Vec<u8>) -> Result<Self, &'static str> {
        let exponent = e.iter().try_fold(0_u64, |sum, byte| Some(sum.checked_mul(256)? + u64::from(*byte)));
        let sane = exponent.is_some_and(|exponent| exponent >= MIN_EXPONENT && exponent % 2 == 1);
        let plain = [&n, &e].iter().all(|number| number.first().is_some_and(|first| *first != 0));
        if sane && plain && (256..=1024).contains(&n.len()) { Ok(Self::Rsa { n, e }) } else { Err("rsa_key") }
    }

    fn ed25519(x: Vec<u8>) -> Result<Self, &'static str> {
        let bytes = x.try_into().map_err(|_| "key_length")?;
        PublicKey::from_bytes(bytes).map(Self::Ed25519).map_err(|_| "key_malformed")
    }

    const fn algorithm_names(&self) -> &'static [&'static str] {
        match self {
            Self::Rsa { .. } => &["RS256"],
            Self::P256(_) => &["ES256"],
            Self::Ed25519(_) => &["EdDSA", "Ed25519"],
        }
    }

    /// Whether this is the signature of a message by this key, with the algorithm of the key's type.
    pub(super) fn verifies(&self, algorithm: Algorithm, message: &[u8], signature: &[u8]) -> bool {
        match (self, algorithm) {
            (Self::Rsa { n, e }, Algorithm::Rs256) => {
                let key = PublicKeyComponents { n, e };
                key.verify(&RSA_PKCS1_2048_8192_SHA256, message, signature).is_ok()
            }
            (Self::P256(point), Algorithm::Es256) => {
                UnparsedPublicKey::new(&ECDSA_P256_SHA256_FIXED, point).verify(message, signature).is_ok()
            }
            (Self::Ed25519(key), Algorithm::EdDsa) => {
                signature.try_into().is_ok_and(|signature| key.verify(message, signature).is_ok())
            }
            _ => false,
        }
    }

    /// A name for the key: in Multikey form, or the thumbprint of RFC 7638.
    pub(super) fn thumbprint(&self) -> String {
        let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
        let members = match self {
            Self::Ed25519(key) => return key.to_multibase(),
            Self::Rsa { n, e } => format!(r#"{{"e":"{}","kty":"RSA","n":"{}"}}"#, encode(e), encode(n)),
            Self::P256(point) => {
                let (x, y) = (encode(&point[1..33]), encode(&point[33..]));
                format!(r#"{{"crv":"P-256","kty":"EC","x":"{x}","y":"{y}"}}"#)
            }
        };
        format!(
            "urn:ietf:params:oauth:jwk-thumbprint:sha-256:{}",
            encode(digest(&SHA256, members.as_bytes()).as_ref())
        )
    }
}

fn bytes(jwk: &Value, member: &str) -> Result<Vec<u8>, &'static str> {
    URL_SAFE_NO_PAD.decode(text(jwk, member).ok_or("key_malformed")?).map_err(|_| "key_malformed")
}

fn point(x: &[u8], y: &[u8]) -> Result<Vec<u8>, &'static str> {
    if x.len() == 32 && y.len() == 32 { Ok([&[4], x, y].concat()) } else { Err("key_length") }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

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
            (json!({"kty": "EC", "crv": "P-384", "x": "AQAB", "y": "AQAB"}), "key_type"),
            (json!({"kty": "EC", "crv": "P-256", "x": "AQAB", "y": "AQAB"}), "key_length"),
            (json!({"kty": "OKP", "crv": "Ed25519", "x": "AQAB"}), "key_length"),
            (json!("text"), "key_type"),
        ] {
            assert_eq!(Jwk::read(&jwk), Err(why), "{jwk}");
        }
        let other = json!({"kty": "RSA", "n": number(256, 0xff), "e": "AQAB", "alg": "PS256"});
        assert_eq!(Jwk::read(&other), Err("key_algorithm"));
    }
}
