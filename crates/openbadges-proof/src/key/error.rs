//! What can be wrong with keys and signatures.

use crate::multibase::MultibaseError;

/// The signature was not made with this key over these bytes.
///
/// ```
/// use openbadges_proof::{BadSignature, SigningKey};
///
/// let key = SigningKey::from_seed([7; 32]).public();
/// assert_eq!(key.verify(b"content", &[0; 64]), Err(BadSignature));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the signature does not belong to this key and content")]
pub struct BadSignature;

/// Why bytes, text or JSON are no key that we use.
///
/// ```
/// use openbadges_proof::{KeyError, PublicKey};
///
/// let symmetric = serde_json::json!({ "kty": "oct", "k": "AQAB" });
/// assert_eq!(PublicKey::from_jwk(&symmetric), Err(KeyError::Private));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum KeyError {
    /// Not a multibase text.
    #[error("the key is not a multibase text: {0}")]
    Multibase(#[from] MultibaseError),
    /// A kind of key that is not used here: it is not wrong, nothing can be told with it.
    #[error("the key is not of a kind that is supported (Ed25519, P-256, P-384; RSA as a JWK)")]
    Unsupported,
    /// A key of this kind has another number of bytes.
    #[error("a key of this kind does not have {0} bytes")]
    Length(usize),
    /// A small-order point, or an encoding that is not the canonical one: anybody could sign for such a key.
    #[error("the key is of small order or not canonically encoded")]
    Weak,
    /// Bytes that are no point of the curve, or no number below its order.
    #[error("the key is not on its curve")]
    NotOnCurve,
    /// An RSA key outside of 2048 to 8192 bits, or with an exponent that is even or not from 65537 to 2^33.
    #[error("the RSA key has less than 2048 or more than 8192 bits, or an exponent that is not sane")]
    Rsa,
    /// A member of the JSON Web Key (RFC 7517) is missing or wrong.
    #[error("the JWK's {member}: {problem}")]
    Jwk {
        /// The member.
        member: &'static str,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// A private key was found where a public one belongs: everybody can sign with it.
    #[error("the private key is published")]
    Private,
    /// The bytes are no private key.
    #[error("not a private key of a kind that is supported")]
    Secret,
}
