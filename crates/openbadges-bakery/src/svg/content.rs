//! What text stands for (XML 1.0, 2.11, 3.3.3, 4.6).

use std::borrow::Cow;

use memchr::{memchr, memchr3};

use crate::BakeError;

/// Bytes of an image, which is UTF-8.
pub(super) fn read(bytes: &[u8]) -> Result<&str, BakeError> {
    str::from_utf8(bytes).map_err(|_| BakeError::NotUtf8)
}

/// Text, with the ends of its lines as they are read.
pub(super) fn text(written: &[u8]) -> Result<Cow<'_, str>, BakeError> {
    read(written).map(lines)
}

fn lines(text: &str) -> Cow<'_, str> {
    match memchr(b'\r', text.as_bytes()) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(text.replace("\r\n", "\n").replace('\r', "\n")),
    }
}

/// The character that a reference stands for, which is written without `&` and `;`, as far as XML knows it by itself.
pub(super) fn character(reference: &str) -> Option<char> {
    match reference {
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "quot" => Some('"'),
        "apos" => Some('\''),
        _ => numbered(reference),
    }
}

fn numbered(reference: &str) -> Option<char> {
    let number = reference.strip_prefix('#')?;
    let (digits, radix) = number.strip_prefix('x').map_or((number, 10), |digits| (digits, 16));
    if digits.starts_with('+') {
        return None;
    }
    u32::from_str_radix(digits, radix)
        .ok()
        .and_then(char::from_u32)
        .filter(|character| is_xml_char(*character))
}

/// The value that is meant by an attribute: references resolved, white space normalised.
///
/// # Errors
/// [`BakeError::Entities`] for a reference that is no [`character`].
pub(super) fn value(written: &[u8]) -> Result<Cow<'_, str>, BakeError> {
    let mut value = Cow::Borrowed("");
    let mut rest = read(written)?;
    while let Some(at) = memchr(b'&', rest.as_bytes()) {
        value += spaced(&rest[..at]);
        let (reference, after) = rest[at + 1..].split_once(';').ok_or(BakeError::Entities)?;
        value.to_mut().push(character(reference).ok_or(BakeError::Entities)?);
        rest = after;
    }
    Ok(value + spaced(rest))
}

fn spaced(text: &str) -> Cow<'_, str> {
    match memchr3(b'\t', b'\r', b'\n', text.as_bytes()) {
        None => Cow::Borrowed(text),
        Some(_) => Cow::Owned(lines(text).replace(['\t', '\n'], " ")),
    }
}

/// XML 1.0, production 2.
pub(super) const fn is_xml_char(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{fffd}' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn references_are_resolved() {
        assert_eq!(value(b"a&lt;&#65;&#x1F600;\r\n\t&#9;&amp;amp;").unwrap(), "a<A\u{1f600}  \t&amp;");
        for bad in [
            "&", "&;", "&a;", "&#;", "&#x;", "&#+5;", "&#x+5;", "&#0;", "&#xd800;", "&#xffff;", "&#X41;",
            "&lt",
        ] {
            assert_eq!(value(bad.as_bytes()), Err(BakeError::Entities), "{bad}");
        }
    }

    #[test]
    fn lines_end_with_a_line_feed() {
        assert_eq!(lines("a\r\n\rb\n"), "a\n\nb\n");
    }
}
