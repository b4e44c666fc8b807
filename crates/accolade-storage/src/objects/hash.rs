//! An object's name.

use std::{fmt, str::FromStr};

use crate::{
    StorageError,
    param::{Bind, Param},
    row::{Column, Row},
};

/// SHA-256 of an object's bytes. Written as 64 lower-case hexadecimal digits.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObjectHash([u8; 32]);

impl ObjectHash {
    /// The name of these bytes.
    ///
    /// ```
    /// use accolade_storage::ObjectHash;
    /// let hash = ObjectHash::of(b"");
    /// assert!(hash.to_string().starts_with("e3b0c442"));
    /// ```
    pub fn of(bytes: &[u8]) -> Self {
        let digest = aws_lc_rs::digest::digest(&aws_lc_rs::digest::SHA256, bytes);
        let mut hash = [0; 32];
        hash.copy_from_slice(digest.as_ref());
        Self(hash)
    }

    /// The hash itself.
    pub const fn as_bytes(&self) -> &[u8; 32] {
        &self.0
    }
}

impl fmt::Display for ObjectHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hex::encode(self.0))
    }
}

impl fmt::Debug for ObjectHash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ObjectHash({self})")
    }
}

impl FromStr for ObjectHash {
    type Err = InvalidHash;

    fn from_str(text: &str) -> Result<Self, InvalidHash> {
        let mut hash = [0; 32];
        hex::decode_to_slice(text, &mut hash).map_err(|_| InvalidHash)?;
        let hash = Self(hash);
        if hash.to_string() == text { Ok(hash) } else { Err(InvalidHash) }
    }
}

/// The text is not a hash.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a hash: 64 lower-case hexadecimal digits are expected")]
pub struct InvalidHash;

impl Param for ObjectHash {
    fn bind(&self) -> Bind<'_> {
        Bind::Bytes(Some(&self.0))
    }

    fn null() -> Bind<'static> {
        Bind::Bytes(None)
    }
}

impl Column for ObjectHash {
    fn read(row: &Row, at: &str) -> Result<Self, StorageError> {
        row.get(at).map(Self)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_hash_has_one_spelling() {
        let hash = ObjectHash::of(b"badge");
        assert_eq!(hash.to_string().parse(), Ok(hash));
        for wrong in [hash.to_string().to_uppercase(), "00".into(), String::new()] {
            assert_eq!(wrong.parse::<ObjectHash>(), Err(InvalidHash));
        }
    }
}
