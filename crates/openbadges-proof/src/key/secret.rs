//! Private keys as bytes and texts: to be wrapped ([`wrap`](crate::wrap)), or to be put in a file that is guarded.

use zeroize::Zeroizing;

use super::{KeyError, KeyKind, SigningKey};
use crate::multibase::{decode_base58btc, encode_base58btc};

/// The multicodecs of private keys, as varints.
const CODECS: [(KeyKind, [u8; 2]); 3] =
    [(KeyKind::Ed25519, [0x80, 0x26]), (KeyKind::P256, [0x86, 0x26]), (KeyKind::P384, [0x87, 0x26])];

impl SigningKey {
    /// The secret, to be wrapped and stored; never to be stored as it is. [`Self::from_secret`] reads it: for Ed25519 the
    /// seed alone, for P-256 and P-384 the multicodec and the private number, for RSA a PKCS #8 DER.
    pub fn secret(&self) -> Zeroizing<Vec<u8>> {
        match self.kind() {
            KeyKind::Ed25519 | KeyKind::Rsa => self.private(),
            kind => with_codec(kind, &self.private()),
        }
    }

    /// The key of a [`secret`](Self::secret).
    pub fn from_secret(secret: &[u8]) -> Result<Self, KeyError> {
        match secret.first_chunk() {
            // A DER sequence starts with 0x30, and is never this short.
            _ if secret.len() == 32 => Self::of(KeyKind::Ed25519, secret),
            Some(codec) if CODECS[1..].iter().any(|(_, other)| other == codec) => Self::from_codec(secret),
            _ => Self::from_rsa_pkcs8(secret),
        }
    }

    /// The secret half of a Multikey, `secretKeyMultibase` (Controlled Identifiers 1.0, 2.2.2); `None` for RSA, which has
    /// none.
    pub fn to_secret_multibase(&self) -> Option<Zeroizing<String>> {
        let kind = self.kind();
        (kind != KeyKind::Rsa).then(|| Zeroizing::new(encode_base58btc(&with_codec(kind, &self.private()))))
    }

    /// Reads a `secretKeyMultibase`.
    pub fn from_secret_multibase(text: &str) -> Result<Self, KeyError> {
        Self::from_codec(&Zeroizing::new(decode_base58btc(text)?))
    }

    fn from_codec(bytes: &[u8]) -> Result<Self, KeyError> {
        let (codec, private) = bytes.split_first_chunk().ok_or(KeyError::Secret)?;
        let known = CODECS.iter().find(|(_, other)| other == codec);
        known.map_or(Err(KeyError::Unsupported), |(kind, _)| Self::of(*kind, private))
    }

    pub(super) fn of(kind: KeyKind, private: &[u8]) -> Result<Self, KeyError> {
        let length = |_| KeyError::Length(private.len());
        match kind {
            KeyKind::Ed25519 => Ok(Self::from_seed(private.try_into().map_err(length)?)),
            KeyKind::P256 => Self::from_p256(private.try_into().map_err(length)?),
            KeyKind::P384 => Self::from_p384(private.try_into().map_err(length)?),
            KeyKind::Rsa => Err(KeyError::Unsupported),
        }
    }
}

fn with_codec(kind: KeyKind, private: &[u8]) -> Zeroizing<Vec<u8>> {
    let codec = CODECS.iter().find(|(other, _)| *other == kind).map_or([0; 2], |(_, codec)| *codec);
    let mut bytes = Zeroizing::new(Vec::with_capacity(private.len() + codec.len()));
    bytes.extend_from_slice(&codec);
    bytes.extend_from_slice(private);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_kind_is_read_back_from_its_secret_and_its_text() {
        for kind in KeyKind::ALL {
            let random = &mut super::super::signing::tests::random([4; 32]);
            let key = SigningKey::generate_kind(kind, random).unwrap();
            assert_eq!(SigningKey::from_secret(&key.secret()).unwrap().public(), key.public());
            let Some(text) = key.to_secret_multibase() else {
                assert_eq!(kind, KeyKind::Rsa);
                continue;
            };
            assert_eq!(SigningKey::from_secret_multibase(&text).unwrap().public(), key.public());
        }
    }

    #[test]
    fn damaged_secrets_are_refused() {
        for bad in [&[][..], &[1], &[0x86, 0x26], &[0x86, 0x26, 1], &[0x30; 40], &[7; 33]] {
            assert!(SigningKey::from_secret(bad).is_err(), "{bad:?}");
        }
        let p256 = SigningKey::from_p256(&[3; 32]).unwrap();
        assert!(SigningKey::from_secret_multibase(&p256.public().to_multibase()).is_err());
    }

    #[test]
    fn a_32_byte_secret_is_a_seed_as_it_always_was() {
        assert_eq!(
            SigningKey::from_secret(&[5; 32]).unwrap().public(),
            SigningKey::from_seed([5; 32]).public()
        );
        assert_eq!(SigningKey::from_seed([5; 32]).secret().as_slice(), [5; 32]);
    }
}
