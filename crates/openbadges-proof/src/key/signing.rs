//! Private keys in memory.

use std::fmt;

use aws_lc_rs::encoding::AsDer as _;
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa;
use aws_lc_rs::signature::{EcdsaKeyPair, Ed25519KeyPair, KeyPair as _, RSA_PKCS1_SHA256};
use zeroize::Zeroizing;

use super::{KeyError, KeyKind, PublicKey, SignRequest, Signer, SignerError, ec};

/// Bits of the RSA keys that are made.
const RSA_SIZE: rsa::KeySize = rsa::KeySize::Rsa2048;

/// A private key in memory.
///
/// It signs nothing but credentials ([`data_integrity::sign`](crate::data_integrity::sign)): there is no public
/// function that signs bytes. The secret is wiped when the key is dropped, and `Debug` shows the public key only.
///
/// ```
/// use openbadges_proof::{KeyKind, SigningKey};
///
/// # fn main() -> Result<(), openbadges_proof::KeyError> {
/// # fn fill(bytes: &mut [u8]) { bytes.fill(7) }
/// // `fill` is your source of cryptographic random bytes.
/// let key = SigningKey::generate_kind(KeyKind::P256, &mut fill)?;
/// let again = SigningKey::from_secret(&key.secret())?;
/// assert_eq!(again.public(), key.public());
/// # Ok(())
/// # }
/// ```
pub struct SigningKey {
    pair: Pair,
    public: PublicKey,
}

/// The private halves. An RSA key is some hundred bytes larger than the others, but nobody has many of them.
enum Pair {
    Ed25519 { seed: Zeroizing<[u8; 32]>, pair: Ed25519KeyPair },
    Ec { private: Zeroizing<Vec<u8>>, pair: EcdsaKeyPair },
    Rsa(Box<rsa::KeyPair>),
}

impl SigningKey {
    /// The Ed25519 key that belongs to a seed of 32 random bytes (RFC 8032, 5.1.5).
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "every 32 bytes are an Ed25519 seed, and its public key is a strict one"
    )]
    pub fn from_seed(seed: [u8; 32]) -> Self {
        let seed = Zeroizing::new(seed);
        let pair = Ed25519KeyPair::from_seed_unchecked(seed.as_slice()).expect("32 bytes are a seed");
        let public = pair.public_key().as_ref().try_into().expect("a public key has 32 bytes");
        let public =
            PublicKey::from_bytes(public).expect("clamping keeps the point out of the small subgroup");
        Self { pair: Pair::Ed25519 { seed, pair }, public }
    }

    /// The P-256 key of a private number, 32 bytes big-endian.
    pub fn from_p256(private: &[u8; 32]) -> Result<Self, KeyError> {
        let (pair, point) = ec::P256.pair(private)?;
        Ok(Self::ec(private, pair, PublicKey::from_p256(&point)?))
    }

    /// The P-384 key of a private number, 48 bytes big-endian.
    pub fn from_p384(private: &[u8; 48]) -> Result<Self, KeyError> {
        let (pair, point) = ec::P384.pair(private)?;
        Ok(Self::ec(private, pair, PublicKey::from_p384(&point)?))
    }

    /// The RSA key of a PKCS #8 `PrivateKeyInfo` in DER, 2048 to 8192 bits.
    pub fn from_rsa_pkcs8(der: &[u8]) -> Result<Self, KeyError> {
        Self::rsa(rsa::KeyPair::from_pkcs8(der).map_err(|_| KeyError::Secret)?)
    }

    fn ec(private: &[u8], pair: EcdsaKeyPair, public: PublicKey) -> Self {
        Self { pair: Pair::Ec { private: Zeroizing::new(private.to_vec()), pair }, public }
    }

    pub(super) fn rsa(pair: rsa::KeyPair) -> Result<Self, KeyError> {
        let public = pair.public_key();
        let modulus = public.modulus().big_endian_without_leading_zero();
        let exponent = public.exponent().big_endian_without_leading_zero();
        let public = PublicKey::from_rsa(modulus, exponent)?;
        Ok(Self { pair: Pair::Rsa(Box::new(pair)), public })
    }

    /// Makes a new Ed25519 key. `random` must fill the slice it is given with bytes from a cryptographic generator.
    pub fn generate(random: &mut dyn FnMut(&mut [u8])) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        random(seed.as_mut_slice());
        Self::from_seed(*seed)
    }

    /// Makes a new key of any kind. RSA (2048 bits) is the one exception to the rule that randomness is a parameter: the
    /// library makes such a key from the random bytes of the operating system only.
    pub fn generate_kind(kind: KeyKind, random: &mut dyn FnMut(&mut [u8])) -> Result<Self, KeyError> {
        match kind {
            KeyKind::Ed25519 => Ok(Self::generate(random)),
            KeyKind::P256 => candidates(random, Self::from_p256),
            KeyKind::P384 => candidates(random, Self::from_p384),
            KeyKind::Rsa => Self::rsa(rsa::KeyPair::generate(RSA_SIZE).map_err(|_| KeyError::Secret)?),
        }
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        self.public.clone()
    }

    /// Its kind.
    pub fn kind(&self) -> KeyKind {
        self.public.kind()
    }

    /// The seed of an Ed25519 key; `None` for the others.
    pub fn seed(&self) -> Option<Zeroizing<[u8; 32]>> {
        match &self.pair {
            Pair::Ed25519 { seed, .. } => Some(seed.clone()),
            Pair::Ec { .. } | Pair::Rsa(_) => None,
        }
    }

    /// The private number or the seed; for RSA the PKCS #8 DER.
    pub(super) fn private(&self) -> Zeroizing<Vec<u8>> {
        match &self.pair {
            Pair::Ed25519 { seed, .. } => Zeroizing::new(seed.to_vec()),
            Pair::Ec { private, .. } => private.clone(),
            Pair::Rsa(pair) => {
                Zeroizing::new(pair.as_der().map(|der| der.as_ref().to_vec()).unwrap_or_default())
            }
        }
    }

    fn sign_bytes(&self, message: &[u8]) -> Option<Vec<u8>> {
        match &self.pair {
            Pair::Ed25519 { pair, .. } => Some(pair.sign(message).as_ref().to_vec()),
            Pair::Ec { pair, .. } => Some(pair.sign(&SystemRandom::new(), message).ok()?.as_ref().to_vec()),
            Pair::Rsa(pair) => {
                let mut signature = vec![0; pair.public_modulus_len()];
                pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message, &mut signature).ok()?;
                Some(signature)
            }
        }
    }
}

impl Signer for SigningKey {
    fn public_key(&self) -> PublicKey {
        self.public()
    }

    fn sign(&self, request: &SignRequest<'_>) -> Result<Vec<u8>, SignerError> {
        if request.algorithm() != self.kind().algorithm() {
            return Err(SignerError("the algorithm is not of this kind of key".to_owned()));
        }
        self.sign_bytes(request.message()).ok_or_else(|| SignerError("the library refused".to_owned()))
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("public", &self.public).finish_non_exhaustive()
    }
}

/// Draws private numbers until one is below the order of the curve, which nearly every one is: the draw of a number
/// that is not uniform would give the key away bit by bit.
fn candidates<const N: usize>(
    random: &mut dyn FnMut(&mut [u8]),
    read: impl Fn(&[u8; N]) -> Result<SigningKey, KeyError>,
) -> Result<SigningKey, KeyError> {
    let mut private = Zeroizing::new([0; N]);
    for _ in 0..64 {
        random(private.as_mut_slice());
        if let Ok(key) = read(&private) {
            return Ok(key);
        }
    }
    Err(KeyError::NotOnCurve)
}

#[cfg(test)]
pub(crate) mod tests {
    use super::super::signer::sign;
    use super::*;

    // RFC 8032, 7.1, TEST 2.
    const SEED: &str = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    const PUBLIC: &str = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    const SIGNATURE: &str = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    /// The bytes of a public key.
    pub(crate) fn public() -> [u8; 32] {
        key().public().to_bytes().try_into().unwrap()
    }

    /// Bytes that follow from a seed.
    pub(crate) fn random(seed: [u8; 32]) -> impl FnMut(&mut [u8]) {
        let mut state = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA512, &seed);
        move |bytes: &mut [u8]| {
            bytes.copy_from_slice(&state.as_ref()[..bytes.len()]);
            state = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA512, state.as_ref());
        }
    }

    fn key() -> SigningKey {
        SigningKey::from_seed(hex::decode(SEED).unwrap().try_into().unwrap())
    }

    #[test]
    fn signs_as_rfc_8032_says() {
        let key = key();
        assert_eq!(hex::encode(key.public().to_bytes()), PUBLIC);
        assert_eq!(hex::encode(sign(&key, &[0x72]).unwrap()), SIGNATURE);
        assert_eq!(hex::encode(key.seed().unwrap().as_slice()), SEED);
    }

    #[test]
    fn every_kind_signs_what_its_public_half_verifies() {
        for kind in KeyKind::ALL {
            let key = SigningKey::generate_kind(kind, &mut random([3; 32])).unwrap();
            let signature = sign(&key, b"text").unwrap();
            assert_eq!(key.public().verify(b"text", &signature), Ok(()));
            assert!(key.public().verify(b"other", &signature).is_err());
            assert!(key.public().verify(b"text", &signature[1..]).is_err());
            let mut changed = signature.clone();
            changed[5] ^= 1;
            assert!(key.public().verify(b"text", &changed).is_err());
            assert_eq!(key.seed().is_some(), kind == KeyKind::Ed25519);
        }
    }

    #[test]
    fn a_signer_that_answers_another_encoding_is_not_believed() {
        struct Der(SigningKey);
        impl Signer for Der {
            fn public_key(&self) -> PublicKey {
                self.0.public()
            }
            fn sign(&self, request: &SignRequest<'_>) -> Result<Vec<u8>, SignerError> {
                Signer::sign(&self.0, request).map(|raw| [&[0x30, 0x44], raw.as_slice()].concat())
            }
        }
        let key = SigningKey::from_p256(&[9; 32]).unwrap();
        assert!(sign(&key, b"text").is_ok());
        assert!(sign(&Der(key), b"text").is_err());
    }

    #[test]
    fn p_k1_debug_never_prints_the_secret() {
        let shown = format!("{:?}", key());
        assert!(shown.contains("z6Mk"), "{shown}");
        assert!(!shown.contains(SEED) && !shown.contains("204"), "{shown}");
        assert!(!shown.contains(&format!("{:?}", key().seed().unwrap().as_slice())));
    }

    #[test]
    fn generates_from_the_randomness_it_is_given() {
        let mut calls = 0;
        let key = SigningKey::generate(&mut |bytes| {
            calls += 1;
            bytes.fill(7);
        });
        assert_eq!((calls, *key.seed().unwrap()), (1, [7; 32]));
    }

    #[test]
    fn a_private_number_that_is_too_large_is_drawn_again() {
        let mut calls = 0;
        let key = SigningKey::generate_kind(KeyKind::P256, &mut |bytes| {
            calls += 1;
            bytes.fill(if calls < 3 { 0xff } else { 7 });
        });
        assert_eq!(key.unwrap().private().as_slice(), [7; 32]);
        assert_eq!(calls, 3);
        assert!(SigningKey::generate_kind(KeyKind::P384, &mut |bytes| bytes.fill(0xff)).is_err());
    }
}
