//! Public keys, and what their signatures hold for.

use std::fmt;
use std::sync::Arc;

use aws_lc_rs::digest::{SHA256, digest};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use super::ed25519::Ed25519Key;
use super::rsa::RsaKey;
use super::{BadSignature, JwsAlgorithm, KeyError, KeyKind, ec, strict};
use crate::multibase::{decode_base58btc, encode_base58btc};

/// The multicodecs of public keys, as varints.
const CODECS: [(KeyKind, [u8; 2]); 3] =
    [(KeyKind::Ed25519, [0xed, 0x01]), (KeyKind::P256, [0x80, 0x24]), (KeyKind::P384, [0x81, 0x24])];
/// The multicodec `rsa-pub`, as a varint.
const RSA_PUB: [u8; 2] = [0x85, 0x24];

/// A public key that has been checked: an Ed25519 key is canonical and not of small order, a point lies on its curve,
/// an RSA key is neither weak nor oversized.
///
/// ```
/// use openbadges_proof::{KeyKind, PublicKey};
///
/// let key = PublicKey::from_multibase("zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP")?;
/// assert_eq!(key.kind(), KeyKind::P256);
/// assert_eq!(PublicKey::from_jwk(&key.to_jwk()), Ok(key));
/// # Ok::<(), openbadges_proof::KeyError>(())
/// ```
#[derive(Clone, PartialEq, Eq, Hash)]
pub struct PublicKey(Inner);

#[derive(Clone, PartialEq, Eq, Hash)]
enum Inner {
    Ed25519(Ed25519Key),
    /// An uncompressed point.
    P256(Arc<[u8]>),
    /// An uncompressed point.
    P384(Arc<[u8]>),
    Rsa(Arc<RsaKey>),
}

/// A public key in the parts that a JWK writes.
pub(super) enum Parts<'a> {
    Ed25519 { x: &'a [u8] },
    Ec { crv: &'static str, x: &'a [u8], y: &'a [u8] },
    Rsa { n: &'a [u8], e: &'a [u8] },
}

impl PublicKey {
    /// Takes the 32 bytes of an Ed25519 key (RFC 8032, 5.1.2).
    pub fn from_bytes(bytes: [u8; 32]) -> Result<Self, KeyError> {
        if strict::is_canonical(&bytes) && !strict::is_small_order(&bytes) {
            Ok(Self(Inner::Ed25519(Ed25519Key::new(bytes))))
        } else {
            Err(KeyError::Weak)
        }
    }

    /// Takes a point of P-256 (SEC 1, 2.3.3), compressed or not.
    pub fn from_p256(point: &[u8]) -> Result<Self, KeyError> {
        Ok(Self(Inner::P256(ec::P256.point(point)?.into())))
    }

    /// Takes a point of P-384 (SEC 1, 2.3.3), compressed or not.
    pub fn from_p384(point: &[u8]) -> Result<Self, KeyError> {
        Ok(Self(Inner::P384(ec::P384.point(point)?.into())))
    }

    /// Takes modulus and exponent of an RSA key, big-endian without leading zeros.
    pub fn from_rsa(modulus: &[u8], exponent: &[u8]) -> Result<Self, KeyError> {
        Ok(Self(Inner::Rsa(Arc::new(RsaKey::new(modulus, exponent)?))))
    }

    /// The same key, made ready for many signatures: an Ed25519 key gets a table of its multiples, 220 KB that take as
    /// long to make as some ten verifications, of which each then takes about half as long. The verdicts are the
    /// same. Clones share the table; keys of other kinds stay as they are. A key that verifies often gets one by itself,
    /// which it loses again when others are busier.
    ///
    /// ```
    /// use openbadges_proof::PublicKey;
    ///
    /// let key = PublicKey::from_multibase("z6MkhaXgBZDvotDkL5257faiztiGiC2QtKLGpbnnEGta2doK")?;
    /// assert_eq!(key.prepared(), key);
    /// # Ok::<(), openbadges_proof::KeyError>(())
    /// ```
    #[must_use]
    pub fn prepared(&self) -> Self {
        match &self.0 {
            Inner::Ed25519(key) => Self(Inner::Ed25519(key.prepared())),
            _ => self.clone(),
        }
    }

    /// Its kind.
    pub fn kind(&self) -> KeyKind {
        match &self.0 {
            Inner::Ed25519(_) => KeyKind::Ed25519,
            Inner::P256(_) => KeyKind::P256,
            Inner::P384(_) => KeyKind::P384,
            Inner::Rsa(_) => KeyKind::Rsa,
        }
    }

    /// The bytes that a Multikey holds: the 32 of RFC 8032, a compressed point, or a PKCS #1 `RSAPublicKey`.
    pub fn to_bytes(&self) -> Vec<u8> {
        match &self.0 {
            Inner::Ed25519(key) => key.bytes().to_vec(),
            Inner::P256(point) | Inner::P384(point) => ec::compress(point),
            Inner::Rsa(key) => key.to_der(),
        }
    }

    /// The bytes with the multicodec in front, as ecdsa-sd-2023 embeds a key.
    pub(crate) fn to_multicodec(&self) -> Vec<u8> {
        let codec = CODECS.iter().find(|(kind, _)| *kind == self.kind()).map_or(RSA_PUB, |(_, codec)| *codec);
        [codec.as_slice(), &self.to_bytes()].concat()
    }

    /// Reads what [`Self::to_multicodec`] writes.
    pub(crate) fn from_multicodec(bytes: &[u8]) -> Result<Self, KeyError> {
        let (codec, key) = bytes.split_first_chunk().ok_or(KeyError::Unsupported)?;
        match CODECS.iter().find(|(_, other)| other == codec) {
            Some((KeyKind::P256, _)) if key.first() != Some(&4) => Self::from_p256(key),
            Some((KeyKind::P384, _)) if key.first() != Some(&4) => Self::from_p384(key),
            Some((KeyKind::Ed25519, _)) => {
                Self::from_bytes(key.try_into().map_err(|_| KeyError::Length(key.len()))?)
            }
            Some(_) => Err(KeyError::Length(key.len())),
            None => Err(KeyError::Unsupported),
        }
    }

    /// The Multikey text (Controlled Identifiers 1.0, "Multikey"): `z6Mk…`, `zDn…`, `z82…`. An RSA key gets one too, for
    /// a name; it is not read again, RSA keys are published as JWK.
    pub fn to_multibase(&self) -> String {
        encode_base58btc(&self.to_multicodec())
    }

    /// Reads a Multikey text of an Ed25519, P-256 or P-384 key.
    pub fn from_multibase(text: &str) -> Result<Self, KeyError> {
        Self::from_multicodec(&decode_base58btc(text)?)
    }

    /// The thumbprint of RFC 7638 with SHA-256, in base64url.
    pub fn thumbprint(&self) -> String {
        URL_SAFE_NO_PAD.encode(digest(&SHA256, self.required_members().as_bytes()).as_ref())
    }

    /// Verifies a signature with the algorithm that this kind of key signs with ([`KeyKind::algorithm`]). Ed25519 is
    /// verified strictly: what [`ed25519-dalek`'s `verify_strict`][strict] refuses, this refuses. An ECDSA signature is
    /// `r ‖ s` in fixed length.
    ///
    /// [strict]: https://docs.rs/ed25519-dalek/latest/ed25519_dalek/struct.VerifyingKey.html#method.verify_strict
    pub fn verify(&self, message: &[u8], signature: &[u8]) -> Result<(), BadSignature> {
        self.verify_jws(self.kind().algorithm(), message, signature)
    }

    /// Verifies a signature with the algorithm that a JWS names; with one of another kind of key it never holds.
    pub fn verify_jws(
        &self,
        algorithm: JwsAlgorithm,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), BadSignature> {
        if algorithm.key_kind() != self.kind() {
            return Err(BadSignature);
        }
        match &self.0 {
            Inner::Ed25519(key) => key.verify(message, signature),
            Inner::P256(point) => ec::P256.verify(point, message, signature),
            Inner::P384(point) => ec::P384.verify(point, message, signature),
            Inner::Rsa(key) => key.verify(algorithm == JwsAlgorithm::Ps256, message, signature),
        }
    }

    pub(super) fn parts(&self) -> Parts<'_> {
        match &self.0 {
            Inner::Ed25519(key) => Parts::Ed25519 { x: key.bytes() },
            Inner::P256(point) => Parts::Ec { crv: "P-256", x: &point[1..33], y: &point[33..] },
            Inner::P384(point) => Parts::Ec { crv: "P-384", x: &point[1..49], y: &point[49..] },
            Inner::Rsa(key) => Parts::Rsa { n: key.modulus(), e: key.exponent() },
        }
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

    const P256: &str = "zDnaepBuvsQ8cpsWrVKw8fbpGpvPeNSjVPTWoq6cRqaYzBKVP";
    const P384: &str = "z82LkuBieyGShVBhvtE2zoiD6Kma4tJGFtkAhxR5pfkp5QPw4LutoYWhvQCnGjdVn14kujQ";

    #[test]
    fn a8_3_multikeys_of_other_kinds_lengths_and_alphabets_are_refused() {
        let secp256k1 = "zQ3shokFTS3brHcDQrn82RUDfCZESWL1ZdCEJwekUDPQiYBme";
        assert_eq!(PublicKey::from_multibase(secp256k1), Err(KeyError::Unsupported));
        let with = |bytes: &[u8]| PublicKey::from_multibase(&encode_base58btc(bytes));
        assert_eq!(with(&[0xed]), Err(KeyError::Unsupported));
        assert_eq!(with(&[0xed, 0x01]), Err(KeyError::Length(0)));
        assert_eq!(with(&[&[0xed, 0x01], [9; 33].as_slice()].concat()), Err(KeyError::Length(33)));
        assert_eq!(with(&[&[0xed, 0x01], [0; 32].as_slice()].concat()), Err(KeyError::Weak));
        assert_eq!(with(&[0x80, 0x24]), Err(KeyError::Length(0)));
        assert_eq!(with(&[&[0x80, 0x24, 2], [0xff; 32].as_slice()].concat()), Err(KeyError::NotOnCurve));
        assert!(matches!(PublicKey::from_multibase("u7QE"), Err(KeyError::Multibase(_))));
    }

    #[test]
    fn a8_3_multikeys_of_the_nist_curves_are_read_and_written_compressed() {
        for (text, kind, length) in [(P256, KeyKind::P256, 33), (P384, KeyKind::P384, 49)] {
            let key = PublicKey::from_multibase(text).unwrap();
            assert_eq!((key.kind(), key.to_multibase().as_str()), (kind, text));
            assert_eq!(key.to_bytes().len(), length);
            let Parts::Ec { x, y, .. } = key.parts() else { panic!("a point") };
            let whole = [&[4], x, y].concat();
            let codec: [u8; 2] = key.to_multicodec()[..2].try_into().unwrap();
            let whole = encode_base58btc(&[codec.as_slice(), &whole].concat());
            assert!(PublicKey::from_multibase(&whole).is_err(), "a Multikey is compressed");
        }
    }

    #[test]
    fn an_algorithm_of_another_kind_of_key_never_holds() {
        for kind in [KeyKind::Ed25519, KeyKind::P256, KeyKind::P384] {
            let key = SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(7)).unwrap();
            let signature = crate::key::signer::sign(&key, b"text").unwrap();
            for algorithm in JwsAlgorithm::ALL {
                let holds = key.public().verify_jws(algorithm, b"text", &signature).is_ok();
                assert_eq!(holds, algorithm.key_kind() == kind, "{kind:?} {algorithm:?}");
            }
        }
    }

    proptest! {
        #[test]
        fn a8_3_multikey_text_starts_with_its_letters_and_is_read_back(seed: [u8; 32]) {
            for (kind, start) in [(KeyKind::Ed25519, "z6Mk"), (KeyKind::P256, "zDn"), (KeyKind::P384, "z82")] {
                let key = SigningKey::generate_kind(kind, &mut crate::key::signing::tests::random(seed)).unwrap();
                let text = key.public().to_multibase();
                prop_assert!(text.starts_with(start));
                prop_assert_eq!(PublicKey::from_multibase(&text), Ok(key.public()));
                prop_assert_eq!(PublicKey::from_jwk(&key.public().to_jwk()), Ok(key.public()));
            }
        }
    }
}
