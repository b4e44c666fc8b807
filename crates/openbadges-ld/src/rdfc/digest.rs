//! The hash function of a canonicalisation.

use aws_lc_rs::digest;

/// The hash function that RDFC-1.0 runs with; SHA-256 unless a cryptosuite says otherwise.
///
/// ```
/// use openbadges_ld::rdfc::{Hash, canonicalize};
/// use openbadges_ld::{Limits, nquads};
///
/// // The hash function decides over the order of blank nodes, not over what is said.
/// let dataset = nquads::parse("_:a <urn:p> \"1\" .\n")?;
/// let (canonical, _) = canonicalize(&dataset, Hash::Sha384, &Limits::default())?;
/// assert_eq!(canonical, "_:c14n0 <urn:p> \"1\" .\n");
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Hash {
    /// SHA-256.
    #[default]
    Sha256,
    /// SHA-384, as P-384 keys of `ecdsa-rdfc-2019` demand.
    Sha384,
}

/// A hash value; the bytes sort as their lower case hexadecimal form does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Digest([u8; 48]);

impl Hash {
    pub(super) fn of(self, data: &[u8]) -> Digest {
        let algorithm = match self {
            Self::Sha256 => &digest::SHA256,
            Self::Sha384 => &digest::SHA384,
        };
        let value = digest::digest(algorithm, data);
        let mut bytes = [0; 48];
        bytes[..value.as_ref().len()].copy_from_slice(value.as_ref());
        Digest(bytes)
    }

    fn size(self) -> usize {
        match self {
            Self::Sha256 => 32,
            Self::Sha384 => 48,
        }
    }

    /// Appends a hash value of this function in lower case hexadecimal digits.
    pub(super) fn push_hex(self, out: &mut String, digest: &Digest) {
        const HEX: &[u8; 16] = b"0123456789abcdef";
        for byte in &digest.0[..self.size()] {
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
}
