//! Keys at rest: AES-256-GCM under a key-encryption key.
//!
//! The blob is `version (1 byte) ‖ length of the id (1 byte) ‖ id of the key-encryption key ‖ nonce (12) ‖ ciphertext
//! and tag`. Version and id are authenticated together with what the caller binds the secret to (tenant, key id,
//! version), so that a blob moved to another row does not open.

use std::fmt;

use aws_lc_rs::aead::{AES_256_GCM, Aad, LessSafeKey, Nonce, UnboundKey};
use zeroize::Zeroizing;

use crate::{KeyError, SigningKey};

const VERSION: u8 = 1;
const NONCE_LEN: usize = 12;
const TAG_LEN: usize = 16;
/// Longest id of a key-encryption key, in bytes.
const MAX_ID_LEN: usize = 64;

/// Why a secret could not be unwrapped.
///
/// ```
/// use openbadges_proof::wrap::{KeyEncryptionKey, WrapError, unwrap, wrap};
///
/// let (old, new) = (KeyEncryptionKey::new("2025", &[1; 32])?, KeyEncryptionKey::new("2026", &[2; 32])?);
/// let blob = wrap(&old, b"whose it is", b"secret", [3; 12]);
/// let error = WrapError::OtherKek { found: "2025".into(), expected: "2026".into() };
/// assert_eq!(unwrap(&new, b"whose it is", &blob), Err(error));
/// # Ok::<(), WrapError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum WrapError {
    /// The id of a key-encryption key is 1 to 64 printable ASCII characters.
    #[error("the id of a key-encryption key is 1 to 64 printable ASCII characters")]
    KekId,
    /// Not a blob of ours, or cut off.
    #[error("not a wrapped secret, or one that was cut off")]
    Malformed,
    /// Written by a newer version.
    #[error("version {0} of the wrapping is not known: made by a newer release?")]
    Version(u8),
    /// Wrapped under another key-encryption key.
    #[error("wrapped under the key-encryption key '{found}', not '{expected}'")]
    OtherKek {
        /// The id in the blob.
        found: String,
        /// The id of the key that was given.
        expected: String,
    },
    /// Wrong key, wrong associated data, or a changed blob: which of them cannot be told.
    #[error("the secret does not open: wrong key-encryption key, other owner, or damaged")]
    Refused,
    /// What was wrapped is no private key.
    #[error("what was wrapped is not a signing key: {0}")]
    Key(#[from] KeyError),
}

/// A key-encryption key with its id. It never leaves this type; `Debug` shows the id only.
///
/// ```
/// use openbadges_proof::SigningKey;
/// use openbadges_proof::wrap::{KeyEncryptionKey, unwrap_key, wrap_key};
///
/// # fn main() -> Result<(), openbadges_proof::wrap::WrapError> {
/// # let (random, nonce) = ([1; 32], [2; 12]);
/// let kek = KeyEncryptionKey::new("2026-1", &random)?;
/// let key = SigningKey::from_seed([7; 32]);
/// let blob = wrap_key(&kek, b"whose it is", &key, nonce);
/// assert_eq!(unwrap_key(&kek, b"whose it is", &blob)?.public(), key.public());
/// assert!(unwrap_key(&kek, b"somebody else", &blob).is_err());
/// # Ok(())
/// # }
/// ```
pub struct KeyEncryptionKey {
    id: String,
    key: LessSafeKey,
}

impl KeyEncryptionKey {
    /// Takes 32 bytes from a cryptographic generator, under an id that says which of several keys it is.
    pub fn new(id: &str, key: &[u8; 32]) -> Result<Self, WrapError> {
        let printable = id.bytes().all(|byte| byte.is_ascii_graphic());
        if id.is_empty() || id.len() > MAX_ID_LEN || !printable {
            return Err(WrapError::KekId);
        }
        let key = UnboundKey::new(&AES_256_GCM, key).map_err(|_| WrapError::Refused)?;
        Ok(Self { id: id.to_owned(), key: LessSafeKey::new(key) })
    }

    /// Its id, which every blob wrapped under it names.
    pub fn id(&self) -> &str {
        &self.id
    }

    fn header(&self) -> Vec<u8> {
        // The id has at most 64 bytes.
        [&[VERSION, self.id.len().to_le_bytes()[0]], self.id.as_bytes()].concat()
    }
}

impl fmt::Debug for KeyEncryptionKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("KeyEncryptionKey").field("id", &self.id).finish_non_exhaustive()
    }
}

/// Associated data from its parts (tenant, key id, version …), each with its length, so that no two lists of parts
/// give the same bytes.
///
/// ```
/// use openbadges_proof::wrap::associated_data;
///
/// assert_ne!(associated_data(&[b"ab", b"c"]), associated_data(&[b"a", b"bc"]));
/// ```
pub fn associated_data(parts: &[&[u8]]) -> Vec<u8> {
    parts.iter().flat_map(|part| [&(part.len() as u64).to_be_bytes(), *part].concat()).collect()
}

/// Wraps a secret. `nonce` is 12 bytes from a cryptographic generator, used once; `aad` is what the secret belongs to
/// (see [`associated_data`]) and has to be given again to [`unwrap`].
///
/// ```
/// use openbadges_proof::wrap::{KeyEncryptionKey, unwrap, wrap};
///
/// let kek = KeyEncryptionKey::new("2026", &[1; 32])?; // 32 bytes of your random source
/// let blob = wrap(&kek, b"whose it is", b"secret", [2; 12]); // 12 bytes of your random source, never used again
/// assert_eq!(unwrap(&kek, b"whose it is", &blob)?.as_slice(), b"secret");
/// # Ok::<(), openbadges_proof::wrap::WrapError>(())
/// ```
#[expect(clippy::expect_used, clippy::missing_panics_doc, reason = "AES-GCM refuses 64 GiB and more only")]
pub fn wrap(kek: &KeyEncryptionKey, aad: &[u8], secret: &[u8], nonce: [u8; NONCE_LEN]) -> Vec<u8> {
    let header = kek.header();
    let mut sealed = Zeroizing::new(Vec::with_capacity(secret.len() + TAG_LEN));
    sealed.extend_from_slice(secret);
    let bound = Aad::from([&header, aad].concat());
    kek.key
        .seal_in_place_append_tag(Nonce::assume_unique_for_key(nonce), bound, &mut *sealed)
        .expect("a secret is far below 64 GiB");
    [&header, nonce.as_slice(), &sealed].concat()
}

/// Opens what [`wrap`] made, with the same key-encryption key and the same associated data.
pub fn unwrap(kek: &KeyEncryptionKey, aad: &[u8], blob: &[u8]) -> Result<Zeroizing<Vec<u8>>, WrapError> {
    let found = kek_id(blob)?;
    if found != kek.id {
        return Err(WrapError::OtherKek { found: found.to_owned(), expected: kek.id.clone() });
    }
    let header = kek.header();
    let rest = blob.get(header.len()..).ok_or(WrapError::Malformed)?;
    let (nonce, sealed) = rest.split_first_chunk::<NONCE_LEN>().ok_or(WrapError::Malformed)?;
    if sealed.len() < TAG_LEN {
        return Err(WrapError::Malformed);
    }
    let bound = Aad::from([&header, aad].concat());
    let mut opened = Zeroizing::new(sealed.to_vec());
    kek.key
        .open_in_place(Nonce::assume_unique_for_key(*nonce), bound, &mut opened)
        .map_err(|_| WrapError::Refused)?;
    let length = opened.len() - TAG_LEN;
    opened.truncate(length);
    Ok(opened)
}

/// Wraps a signing key of any kind: [`SigningKey::secret`] by [`wrap`].
///
/// ```
/// use openbadges_proof::{KeyKind, SigningKey};
/// use openbadges_proof::wrap::{KeyEncryptionKey, associated_data, unwrap_key, wrap_key};
///
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # fn fill(bytes: &mut [u8]) { bytes.fill(7) }
/// let kek = KeyEncryptionKey::new("2026", &[1; 32])?; // 32 bytes of your random source, kept apart from the database
/// let key = SigningKey::generate_kind(KeyKind::P384, &mut fill)?;
/// let owner = associated_data(&[b"tenant-1", b"key-1"]);
/// let blob = wrap_key(&kek, &owner, &key, [2; 12]); // 12 bytes of your random source, never used again
/// assert_eq!(unwrap_key(&kek, &owner, &blob)?.public(), key.public());
/// assert!(unwrap_key(&kek, &associated_data(&[b"tenant-2", b"key-1"]), &blob).is_err());
/// # Ok(())
/// # }
/// ```
pub fn wrap_key(kek: &KeyEncryptionKey, aad: &[u8], key: &SigningKey, nonce: [u8; NONCE_LEN]) -> Vec<u8> {
    wrap(kek, aad, &key.secret(), nonce)
}

/// Opens what [`wrap_key`] made; also what [`wrap`] made of the seed of an Ed25519 key.
pub fn unwrap_key(kek: &KeyEncryptionKey, aad: &[u8], blob: &[u8]) -> Result<SigningKey, WrapError> {
    Ok(SigningKey::from_secret(&unwrap(kek, aad, blob)?)?)
}

/// The id of the key-encryption key that a blob was wrapped under: which key of the ring opens it.
///
/// ```
/// use openbadges_proof::wrap::{KeyEncryptionKey, kek_id, wrap};
///
/// let kek = KeyEncryptionKey::new("2026", &[1; 32])?;
/// assert_eq!(kek_id(&wrap(&kek, b"whose it is", b"secret", [2; 12]))?, "2026");
/// # Ok::<(), openbadges_proof::wrap::WrapError>(())
/// ```
pub fn kek_id(blob: &[u8]) -> Result<&str, WrapError> {
    let (head, rest) = blob.split_first_chunk::<2>().ok_or(WrapError::Malformed)?;
    let [version, length] = *head;
    if version != VERSION {
        return Err(WrapError::Version(version));
    }
    let id = rest.get(..usize::from(length)).ok_or(WrapError::Malformed)?;
    std::str::from_utf8(id).map_err(|_| WrapError::Malformed)
}
