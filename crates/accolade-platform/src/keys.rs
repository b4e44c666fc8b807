//! The instance's key ring: one key-encryption key, kept outside the database, and what is derived from it.

use std::sync::Arc;

use aws_lc_rs::{hkdf, hmac};
use openbadges_proof::SigningKey;
use openbadges_proof::wrap::{self, KeyEncryptionKey};
use uuid::Uuid;
use zeroize::Zeroizing;

use crate::ids::{IssuerId, KeyId};
use crate::links::{LinkKey, LinkToken, Purpose};
use crate::random::Random;
use crate::trouble::Trouble;

/// Wraps issuers' signing keys, makes and checks links, peppers passwords. Cheap to clone.
#[derive(Clone)]
pub struct KeyRing(Arc<Inner>);

struct Inner {
    wrapping: KeyEncryptionKey,
    links: LinkKey,
    pepper: hmac::Key,
    id: String,
}

impl std::fmt::Debug for KeyRing {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "KeyRing({})", self.0.id)
    }
}

impl KeyRing {
    /// The ring of a key-encryption key of 32 random bytes, which the binary reads from its file or the environment.
    #[expect(
        clippy::expect_used,
        clippy::missing_panics_doc,
        reason = "the id is 16 hexadecimal digits, which is a legal one"
    )]
    pub fn new(key: &Zeroizing<[u8; 32]>) -> Self {
        let links = derive(key, b"links");
        let pepper = derive(key, b"password pepper");
        let id = hex::encode(&derive(key, b"key id")[..8]);
        Self(Arc::new(Inner {
            wrapping: KeyEncryptionKey::new(&id, key).expect("a legal key id"),
            links: LinkKey::new(&links),
            pepper: hmac::Key::new(hmac::HMAC_SHA256, &*pepper),
            id,
        }))
    }

    /// Names the key-encryption key without telling anything about it.
    pub fn id(&self) -> &str {
        &self.0.id
    }

    /// The token of a link.
    pub(crate) fn seal(&self, purpose: Purpose, id: Uuid, number: u32) -> LinkToken {
        self.0.links.seal(purpose, id, number)
    }

    /// What the token of a link opens, and the number of the link.
    pub(crate) fn open<T: From<Uuid>>(&self, purpose: Purpose, token: &str) -> Option<(T, u32)> {
        self.0.links.open(purpose, token).map(|(id, number)| (id.into(), number))
    }

    /// What is given to the password hash instead of the password: worthless without this ring.
    pub(crate) fn pepper(&self, password: &str) -> Zeroizing<[u8; 32]> {
        let mut peppered = Zeroizing::new([0; 32]);
        peppered.copy_from_slice(hmac::sign(&self.0.pepper, password.as_bytes()).as_ref());
        peppered
    }

    /// An issuer's signing key, wrapped for the database.
    pub(crate) fn wrap(
        &self,
        issuer: IssuerId,
        kid: &KeyId,
        key: &SigningKey,
        random: &dyn Random,
    ) -> Vec<u8> {
        wrap::wrap_key(&self.0.wrapping, &associated_data(issuer, kid), key, random.bytes())
    }

    /// The signing key that was wrapped for this issuer under this name.
    pub(crate) fn unwrap(
        &self,
        issuer: IssuerId,
        kid: &KeyId,
        wrapped: &[u8],
    ) -> Result<SigningKey, Trouble> {
        wrap::unwrap_key(&self.0.wrapping, &associated_data(issuer, kid), wrapped).map_err(|error| {
            Trouble::Broken(format!("the signing key {kid} of issuer {issuer} cannot be unwrapped: {error}"))
        })
    }
}

/// Ties a wrapped key to its issuer, its name and this format, so that rows cannot be swapped.
fn associated_data(issuer: IssuerId, kid: &KeyId) -> Vec<u8> {
    wrap::associated_data(&[issuer.uuid().as_bytes(), kid.as_str().as_bytes(), b"1"])
}

#[expect(clippy::expect_used, reason = "32 bytes are far below the most that HKDF-SHA256 gives")]
fn derive(key: &Zeroizing<[u8; 32]>, purpose: &[u8]) -> Zeroizing<[u8; 32]> {
    let salt = hkdf::Salt::new(hkdf::HKDF_SHA256, b"accolade");
    let mut derived = Zeroizing::new([0; 32]);
    salt.extract(&**key)
        .expand(&[purpose], hkdf::HKDF_SHA256)
        .and_then(|okm| okm.fill(&mut *derived))
        .expect("HKDF gives 32 bytes");
    derived
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::random::SystemRandom;

    fn ring(byte: u8) -> KeyRing {
        KeyRing::new(&Zeroizing::new([byte; 32]))
    }

    #[test]
    fn p_k1_a_key_unwraps_only_for_its_issuer_name_and_ring() {
        let random = SystemRandom::new();
        let (ours, theirs) = (IssuerId::from(Uuid::from_u128(1)), IssuerId::from(Uuid::from_u128(2)));
        let wrapped = ring(1).wrap(ours, &KeyId::numbered(1), &SigningKey::from_seed([9; 32]), &random);
        assert!(!wrapped.windows(32).any(|window| window == [9; 32]));
        let key = ring(1).unwrap(ours, &KeyId::numbered(1), &wrapped).unwrap();
        assert_eq!(key.seed().as_deref(), Some(&[9; 32]));
        assert!(ring(1).unwrap(theirs, &KeyId::numbered(1), &wrapped).is_err());
        assert!(ring(1).unwrap(ours, &KeyId::numbered(2), &wrapped).is_err());
        assert!(ring(2).unwrap(ours, &KeyId::numbered(1), &wrapped).is_err());
    }

    #[test]
    fn what_is_derived_differs_by_purpose_and_key() {
        let key = Zeroizing::new([1; 32]);
        assert_ne!(*derive(&key, b"links"), *derive(&key, b"password pepper"));
        assert_ne!(ring(1).id(), ring(2).id());
        assert_ne!(*ring(1).pepper("correct horse"), *ring(2).pepper("correct horse"));
    }
}
