use std::fmt;

use super::strict::{self, BadSignature};
use crate::multibase::{MultibaseError, decode_base58btc, encode_base58btc};

/// The multicodec `ed25519-pub`, 0xed as a varint.
const ED25519_PUB: [u8; 2] = [0xed, 0x01];

/// A public Ed25519 key whose encoding is canonical and whose point is not of small order.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct PublicKey([u8; 32]);

/// Why bytes or text are no public key that we use.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Not a multibase text.
    #[error("the key is not a multibase text: {0}")]
    Multibase(#[from] MultibaseError),
    /// A key of another kind than Ed25519; not wrong, but of no use for `eddsa-rdfc-2022`.
    #[error("the key is not an Ed25519 Multikey (z6Mk…)")]
    NotEd25519,
    /// An Ed25519 key has 32 bytes.
    #[error("an Ed25519 key has 32 bytes, not {0}")]
    Length(usize),
    /// A small-order point, or an encoding that is not the canonical one: anybody could sign for such a key.
    #[error("the key is of small order or not canonically encoded")]
    Weak,
}

impl PublicKey {
    /// Takes the 32 bytes of RFC 8032, 5.1.2.
    pub fn from_bytes(bytes: [u8; 32]) -> Result<Self, KeyError> {
        if strict::is_canonical(&bytes) && !strict::is_small_order(&bytes) {
            Ok(Self(bytes))
        } else {
            Err(KeyError::Weak)
        }
    }

    /// The 32 bytes of RFC 8032, 5.1.2.
    pub fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// The Multikey text, always `z6Mk…` (Controlled Identifiers 1.0, "Multikey").
    pub fn to_multibase(&self) -> String {
        encode_base58btc(&[ED25519_PUB.as_slice(), &self.0].concat())
    }

    /// Reads a Multikey text.
    pub fn from_multibase(text: &str) -> Result<Self, KeyError> {
        let bytes = decode_base58btc(text)?;
        let key = bytes.strip_prefix(&ED25519_PUB).ok_or(KeyError::NotEd25519)?;
        Self::from_bytes(key.try_into().map_err(|_| KeyError::Length(key.len()))?)
    }

    /// Verifies a signature strictly: what [`ed25519-dalek`'s `verify_strict`][strict] refuses, this refuses.
    ///
    /// [strict]: https://docs.rs/ed25519-dalek/latest/ed25519_dalek/struct.VerifyingKey.html#method.verify_strict
    pub fn verify(&self, message: &[u8], signature: &[u8; 64]) -> Result<(), BadSignature> {
        strict::verify(&self.0, message, signature)
    }
}

impl fmt::Debug for PublicKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "PublicKey({})", self.to_multibase())
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::SigningKey;

    #[test]
    fn a8_3_multikeys_of_other_kinds_lengths_and_alphabets_are_refused() {
        let p256 = "zDnaegE6RR3atJtHKwTRTWHsJ3kNHqFwv7n9YjTgmU7TyfU76";
        assert_eq!(PublicKey::from_multibase(p256), Err(KeyError::NotEd25519));
        let with = |bytes: &[u8]| PublicKey::from_multibase(&encode_base58btc(bytes));
        assert_eq!(with(&[0xed]), Err(KeyError::NotEd25519));
        assert_eq!(with(&[0xed, 0x01]), Err(KeyError::Length(0)));
        assert_eq!(with(&[&[0xed, 0x01], [9; 33].as_slice()].concat()), Err(KeyError::Length(33)));
        assert_eq!(with(&[&[0xed, 0x01], [0; 32].as_slice()].concat()), Err(KeyError::Weak));
        assert!(matches!(PublicKey::from_multibase("u7QE"), Err(KeyError::Multibase(_))));
    }

    proptest! {
        #[test]
        fn a8_3_multikey_text_starts_with_z6mk_and_is_read_back(seed: [u8; 32]) {
            let key = SigningKey::from_seed(seed).public();
            let text = key.to_multibase();
            prop_assert!(text.starts_with("z6Mk"));
            prop_assert_eq!(PublicKey::from_multibase(&text), Ok(key));
        }
    }
}
