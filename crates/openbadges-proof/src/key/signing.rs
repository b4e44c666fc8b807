use std::fmt;

use aws_lc_rs::signature::{Ed25519KeyPair, KeyPair as _};
use zeroize::Zeroizing;

use super::PublicKey;

/// A private Ed25519 key.
///
/// It signs nothing but credentials ([`data_integrity::sign`](crate::data_integrity::sign)): there is no public
/// function that signs bytes. The seed is wiped when the key is dropped, and `Debug` shows the public key only.
pub struct SigningKey {
    seed: Zeroizing<[u8; 32]>,
    pair: Ed25519KeyPair,
    public: PublicKey,
}

impl SigningKey {
    /// The key that belongs to a seed of 32 random bytes (RFC 8032, 5.1.5).
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
        Self { seed, pair, public }
    }

    /// Makes a new key. `random` must fill the slice it is given with bytes from a cryptographic generator.
    pub fn generate(random: &mut dyn FnMut(&mut [u8])) -> Self {
        let mut seed = Zeroizing::new([0; 32]);
        random(seed.as_mut_slice());
        Self::from_seed(*seed)
    }

    /// The public half.
    pub fn public(&self) -> PublicKey {
        self.public
    }

    /// The seed, to be wrapped (see [`wrap`](crate::wrap)) and stored; never to be stored as it is.
    pub fn seed(&self) -> Zeroizing<[u8; 32]> {
        self.seed.clone()
    }

    /// Signs bytes. Kept inside the crate: whoever may sign any bytes may sign any credential.
    #[expect(
        clippy::expect_used,
        reason = "signing with a whole Ed25519 key has no way to fail; a signature has 64 bytes"
    )]
    pub(crate) fn sign(&self, message: &[u8]) -> [u8; 64] {
        self.pair.sign(message).as_ref().try_into().expect("64 bytes")
    }
}

impl fmt::Debug for SigningKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SigningKey").field("public", &self.public).finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    // RFC 8032, 7.1, TEST 2.
    const SEED: &str = "4ccd089b28ff96da9db6c346ec114e0f5b8a319f35aba624da8cf6ed4fb8a6fb";
    const PUBLIC: &str = "3d4017c3e843895a92b70aa74d1b7ebc9c982ccf2ec4968cc0cd55f12af4660c";
    const SIGNATURE: &str = "92a009a9f0d4cab8720e820b5f642540a2b27b5416503f8fb3762223ebdb69da\
                             085ac1e43e15996e458f3613d0f11d8c387b2eaeb4302aeeb00d291612bb0c00";

    fn key() -> SigningKey {
        SigningKey::from_seed(hex::decode(SEED).unwrap().try_into().unwrap())
    }

    #[test]
    fn signs_as_rfc_8032_says() {
        let key = key();
        assert_eq!(hex::encode(key.public().as_bytes()), PUBLIC);
        assert_eq!(hex::encode(key.sign(&[0x72])), SIGNATURE);
        assert_eq!(key.public().verify(&[0x72], &key.sign(&[0x72])), Ok(()));
        assert_eq!(hex::encode(key.seed().as_slice()), SEED);
    }

    #[test]
    fn p_k1_debug_never_prints_the_secret() {
        let shown = format!("{:?}", key());
        assert!(shown.contains("z6Mk"), "{shown}");
        assert!(!shown.contains(SEED) && !shown.contains("204"), "{shown}");
        assert!(!shown.contains(&format!("{:?}", key().seed().as_slice())));
    }

    #[test]
    fn generates_from_the_randomness_it_is_given() {
        let mut calls = 0;
        let key = SigningKey::generate(&mut |bytes| {
            calls += 1;
            bytes.fill(7);
        });
        assert_eq!((calls, *key.seed()), (1, [7; 32]));
    }
}
