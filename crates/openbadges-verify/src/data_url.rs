//! What is written into a document as a `data:` address (RFC 2397).

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use percent_encoding::percent_decode_str;

/// A `data:` address taken apart.
pub(crate) struct DataUrl<'a> {
    /// Without its parameters.
    pub(crate) media_type: &'a str,
    pub(crate) bytes: Vec<u8>,
}

impl<'a> DataUrl<'a> {
    /// Nothing where it is another address, or cannot be read.
    pub(crate) fn read(address: &'a str) -> Option<Self> {
        let (scheme, rest) = address.split_at_checked("data:".len())?;
        let (head, body) = rest.split_once(',').filter(|_| scheme.eq_ignore_ascii_case("data:"))?;
        let media_type = head.split(';').next().unwrap_or_default();
        let body: Vec<u8> = percent_decode_str(body).collect();
        let bytes = if head.ends_with(";base64") { STANDARD.decode(body).ok()? } else { body };
        Some(Self { media_type, bytes })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_with_their_content_are_taken_apart() {
        for (address, media_type, bytes) in [
            ("data:,hello", "", "hello"),
            ("DATA:text/plain;charset=utf-8,h%65llo", "text/plain", "hello"),
            ("data:text/plain;base64,aGVsbG8=", "text/plain", "hello"),
            ("data:,%+f%", "", "%+f%"),
            ("data:application/vc+jwt,a.b.c", "application/vc+jwt", "a.b.c"),
        ] {
            let read = DataUrl::read(address).unwrap();
            assert_eq!((read.media_type, read.bytes.as_slice()), (media_type, bytes.as_bytes()));
        }
        for other in
            ["data:hello", "https://example.org/,a", "data", "", "data:;base64,?", "\u{e9}\u{e9}\u{e9},a"]
        {
            assert!(DataUrl::read(other).is_none(), "{other}");
        }
    }
}
