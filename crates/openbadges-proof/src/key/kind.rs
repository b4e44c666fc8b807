//! The kinds of keys, and the one algorithm of each.

use openbadges_ld::rdfc::Hash;

/// The kinds of keys.
///
/// ```
/// use openbadges_proof::{JwsAlgorithm, KeyKind};
///
/// assert_eq!(KeyKind::P384.algorithm(), JwsAlgorithm::Es384);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum KeyKind {
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// ECDSA on P-256, always with SHA-256.
    P256,
    /// ECDSA on P-384, always with SHA-384.
    P384,
    /// RSA with 2048 to 8192 bits, always with SHA-256.
    Rsa,
}

/// Algorithms of JSON Web Signatures (RFC 7518, 3.1; RFC 8037). Each belongs to one kind of key.
///
/// ```
/// use openbadges_proof::{JwsAlgorithm, KeyKind};
///
/// assert_eq!(JwsAlgorithm::parse("PS256").map(JwsAlgorithm::key_kind), Some(KeyKind::Rsa));
/// assert_eq!(JwsAlgorithm::parse("none"), None);
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum JwsAlgorithm {
    /// Ed25519.
    EdDsa,
    /// ECDSA on P-256 with SHA-256; the signature is `r ‖ s`.
    Es256,
    /// ECDSA on P-384 with SHA-384; the signature is `r ‖ s`.
    Es384,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    Rs256,
    /// RSASSA-PSS with SHA-256: read, never made.
    Ps256,
}

impl KeyKind {
    /// Every kind.
    pub const ALL: [Self; 4] = [Self::Ed25519, Self::P256, Self::P384, Self::Rsa];

    /// Its name in plain text.
    pub const fn name(self) -> &'static str {
        match self {
            Self::Ed25519 => "Ed25519",
            Self::P256 => "P-256",
            Self::P384 => "P-384",
            Self::Rsa => "RSA",
        }
    }

    /// The algorithm that keys of this kind sign with.
    pub const fn algorithm(self) -> JwsAlgorithm {
        match self {
            Self::Ed25519 => JwsAlgorithm::EdDsa,
            Self::P256 => JwsAlgorithm::Es256,
            Self::P384 => JwsAlgorithm::Es384,
            Self::Rsa => JwsAlgorithm::Rs256,
        }
    }

    /// The hash function that Data Integrity suites use with keys of this kind.
    pub const fn hash(self) -> Hash {
        match self {
            Self::P384 => Hash::Sha384,
            Self::Ed25519 | Self::P256 | Self::Rsa => Hash::Sha256,
        }
    }

    /// The length of a signature in bytes; that of RSA is the length of the key.
    pub(crate) const fn signature_len(self) -> Option<usize> {
        match self {
            Self::Ed25519 | Self::P256 => Some(64),
            Self::P384 => Some(96),
            Self::Rsa => None,
        }
    }
}

impl JwsAlgorithm {
    /// Every algorithm.
    pub const ALL: [Self; 5] = [Self::EdDsa, Self::Es256, Self::Es384, Self::Rs256, Self::Ps256];

    /// The value of `alg` that we write.
    pub const fn name(self) -> &'static str {
        match self {
            Self::EdDsa => "EdDSA",
            Self::Es256 => "ES256",
            Self::Es384 => "ES384",
            Self::Rs256 => "RS256",
            Self::Ps256 => "PS256",
        }
    }

    /// Reads a value of `alg`; `Ed25519` (RFC 9864) is the newer name of `EdDSA` with this curve.
    pub fn parse(name: &str) -> Option<Self> {
        match name {
            "Ed25519" => Some(Self::EdDsa),
            _ => Self::ALL.into_iter().find(|algorithm| algorithm.name() == name),
        }
    }

    /// The kind of key that it belongs to: with another one, nothing verifies.
    pub const fn key_kind(self) -> KeyKind {
        match self {
            Self::EdDsa => KeyKind::Ed25519,
            Self::Es256 => KeyKind::P256,
            Self::Es384 => KeyKind::P384,
            Self::Rs256 | Self::Ps256 => KeyKind::Rsa,
        }
    }
}
