//! Multibase text, the two alphabets that Open Badges meet: base58btc (`z`) for keys and proofs, base64url without
//! padding (`u`) for status lists (Controlled Identifiers 1.0, "Multibase").

mod base58;

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

/// Longest base58btc text that is read, in characters after the `z`: decoding costs the square of the length.
pub const MAX_BASE58_CHARS: usize = 512;

/// Why a multibase text could not be read.
///
/// ```
/// use openbadges_proof::multibase::{MultibaseError, decode_base58btc};
///
/// assert_eq!(decode_base58btc("u3Q"), Err(MultibaseError::Prefix { expected: 'z' }));
/// assert_eq!(decode_base58btc("z0"), Err(MultibaseError::Alphabet { prefix: 'z' }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum MultibaseError {
    /// The first character names another alphabet, or there is none.
    #[error("expected a multibase text that starts with '{expected}'")]
    Prefix {
        /// The letter of the alphabet that was expected.
        expected: char,
    },
    /// A character outside the alphabet, or padding.
    #[error("a character does not belong to the alphabet of '{prefix}'")]
    Alphabet {
        /// The letter of the alphabet.
        prefix: char,
    },
    /// Longer than what is read.
    #[error("the text is longer than {max} characters")]
    TooLong {
        /// The longest text that is read, in characters.
        max: usize,
    },
}

/// Writes bytes as base58btc with the prefix `z`.
///
/// ```
/// assert_eq!(openbadges_proof::multibase::encode_base58btc(b"Hello World!"), "z2NEpo7TZRRrLZSi2U");
/// ```
pub fn encode_base58btc(bytes: &[u8]) -> String {
    let mut text = String::from("z");
    base58::encode(bytes, &mut text);
    text
}

/// Reads base58btc with the prefix `z`, at most [`MAX_BASE58_CHARS`] characters of it.
///
/// ```
/// assert_eq!(openbadges_proof::multibase::decode_base58btc("z2NEpo7TZRRrLZSi2U")?, b"Hello World!");
/// # Ok::<(), openbadges_proof::multibase::MultibaseError>(())
/// ```
pub fn decode_base58btc(text: &str) -> Result<Vec<u8>, MultibaseError> {
    let digits = text.strip_prefix('z').ok_or(MultibaseError::Prefix { expected: 'z' })?;
    if digits.len() > MAX_BASE58_CHARS {
        return Err(MultibaseError::TooLong { max: MAX_BASE58_CHARS });
    }
    base58::decode(digits).ok_or(MultibaseError::Alphabet { prefix: 'z' })
}

/// Writes bytes as base64url without padding, with the prefix `u`.
///
/// ```
/// assert_eq!(openbadges_proof::multibase::encode_base64url(b"Hello World!"), "uSGVsbG8gV29ybGQh");
/// ```
pub fn encode_base64url(bytes: &[u8]) -> String {
    let mut text = String::from("u");
    URL_SAFE_NO_PAD.encode_string(bytes, &mut text);
    text
}

/// Reads base64url without padding, with the prefix `u`, at most `max` characters of it.
///
/// ```
/// use openbadges_proof::multibase::{MultibaseError, decode_base64url};
///
/// assert_eq!(decode_base64url("uSGVsbG8gV29ybGQh", 16)?, b"Hello World!");
/// assert_eq!(decode_base64url("uSGVsbG8gV29ybGQh", 15), Err(MultibaseError::TooLong { max: 15 }));
/// # Ok::<(), MultibaseError>(())
/// ```
pub fn decode_base64url(text: &str, max: usize) -> Result<Vec<u8>, MultibaseError> {
    let digits = text.strip_prefix('u').ok_or(MultibaseError::Prefix { expected: 'u' })?;
    if digits.len() > max {
        return Err(MultibaseError::TooLong { max });
    }
    URL_SAFE_NO_PAD.decode(digits).map_err(|_| MultibaseError::Alphabet { prefix: 'u' })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn p_r2_base58_is_read_up_to_512_characters() {
        let text = |n: usize| format!("z{}", "1".repeat(n));
        assert_eq!(decode_base58btc(&text(511)), Ok(vec![0; 511]));
        assert_eq!(decode_base58btc(&text(512)), Ok(vec![0; 512]));
        assert_eq!(decode_base58btc(&text(513)), Err(MultibaseError::TooLong { max: 512 }));
    }

    #[test]
    fn other_alphabets_padding_and_foreign_characters_are_refused() {
        assert_eq!(decode_base58btc("uAAAA"), Err(MultibaseError::Prefix { expected: 'z' }));
        assert_eq!(decode_base58btc(""), Err(MultibaseError::Prefix { expected: 'z' }));
        assert_eq!(decode_base58btc("z0OIl"), Err(MultibaseError::Alphabet { prefix: 'z' }));
        assert_eq!(decode_base58btc("zü"), Err(MultibaseError::Alphabet { prefix: 'z' }));
        assert_eq!(decode_base64url("uAA==", 99), Err(MultibaseError::Alphabet { prefix: 'u' }));
        assert_eq!(decode_base64url("uA+/A", 99), Err(MultibaseError::Alphabet { prefix: 'u' }));
        // Bits beyond the last byte have to be zero, or two texts would mean the same bytes.
        assert_eq!(decode_base64url("uAB", 99), Err(MultibaseError::Alphabet { prefix: 'u' }));
        assert_eq!(decode_base64url("uAAAA", 3), Err(MultibaseError::TooLong { max: 3 }));
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(bytes in prop::collection::vec(any::<u8>(), 0..200)) {
            prop_assert_eq!(decode_base58btc(&encode_base58btc(&bytes)), Ok(bytes.clone()));
            prop_assert_eq!(decode_base64url(&encode_base64url(&bytes), 1000), Ok(bytes));
        }

        #[test]
        fn any_text_is_read_or_refused(text in ".{0,600}") {
            if let Ok(bytes) = decode_base58btc(&text) {
                prop_assert_eq!(encode_base58btc(&bytes), text.as_str());
            }
            if let Ok(bytes) = decode_base64url(&text, 600) {
                prop_assert_eq!(encode_base64url(&bytes), text);
            }
        }
    }
}
