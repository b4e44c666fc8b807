//! The canonical form of IRIs and literals (RDFC-1.0, 5: canonical N-Quads).

const XSD_STRING: &str = "http://www.w3.org/2001/XMLSchema#string";

/// Whether `text` is an absolute IRI that N-Quads can carry.
///
/// ```
/// use openbadges_ld::is_iri;
///
/// assert!(is_iri("did:web:example.org#key-1") && is_iri("https://bücher.example/1"));
/// assert!(!is_iri("badges/1") && !is_iri("https://example.org/a b"));
/// ```
pub fn is_iri(text: &str) -> bool {
    has_scheme(text)
        && !text.bytes().fold(false, |found, byte| found | is_excluded(byte))
        && one_fragment(text)
}

/// A number sign begins the fragment, so there is at most one.
fn one_fragment(text: &str) -> bool {
    text.split_once('#').is_none_or(|(_, fragment)| !fragment.contains('#'))
}

/// Whether `text` begins like an absolute IRI.
pub(crate) fn has_scheme(text: &str) -> bool {
    let mut bytes = text.bytes();
    bytes.next().is_some_and(|first| first.is_ascii_alphabetic())
        && bytes.find(|byte| !(byte.is_ascii_alphanumeric() || b"+-.".contains(byte))) == Some(b':')
}

/// What the production IRIREF leaves out.
fn is_excluded(byte: u8) -> bool {
    byte <= b' ' || matches!(byte, b'<' | b'>' | b'"' | b'{' | b'}' | b'|' | b'^' | b'`' | b'\\')
}

/// Whether `tag` has the form of a language tag (production LANGTAG).
pub(crate) fn is_language_tag(tag: &str) -> bool {
    let mut parts = tag.split('-');
    parts.next().is_some_and(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphabetic()))
        && parts.all(|part| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_alphanumeric()))
}

/// Appends `<iri>`.
pub(crate) fn push_iri(out: &mut String, iri: &str) {
    out.push('<');
    out.push_str(iri);
    out.push('>');
}

/// Appends a literal; a datatype of `xsd:string` is left out.
pub(crate) fn push_literal(out: &mut String, value: &str, datatype: Option<&str>, language: Option<&str>) {
    out.push('"');
    push_escaped(out, value);
    out.push('"');
    if let Some(language) = language {
        out.push('@');
        out.push_str(language);
    } else if let Some(datatype) = datatype.filter(|datatype| *datatype != XSD_STRING) {
        out.push_str("^^");
        push_iri(out, datatype);
    }
}

fn push_escaped(out: &mut String, value: &str) {
    let mut rest = value;
    // Looks at every byte without stopping, which the processor does many at a time.
    if !value.bytes().fold(false, |found, byte| found | needs_escape(byte)) {
        return out.push_str(value);
    }
    while let Some(at) = rest.bytes().position(needs_escape) {
        out.push_str(&rest[..at]);
        push_escape(out, rest.as_bytes()[at]);
        rest = &rest[at + 1..];
    }
    out.push_str(rest);
}

fn needs_escape(byte: u8) -> bool {
    byte < b' ' || matches!(byte, b'"' | b'\\' | 0x7f)
}

fn push_escape(out: &mut String, byte: u8) {
    let short = match byte {
        0x08 => 'b',
        b'\t' => 't',
        b'\n' => 'n',
        0x0c => 'f',
        b'\r' => 'r',
        b'"' | b'\\' => char::from(byte),
        _ => {
            const HEX: &[u8; 16] = b"0123456789ABCDEF";
            out.push_str("\\u00");
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
            return;
        }
    };
    out.push('\\');
    out.push(short);
}

#[cfg(test)]
mod tests {
    use super::{is_iri, is_language_tag, push_literal};

    #[test]
    fn control_characters_are_escaped_and_nothing_else() {
        let mut out = String::new();
        push_literal(&mut out, "a\u{0}\u{8}\t\n\u{b}\u{c}\r\"\\\u{7f}é\u{85}", None, None);
        assert_eq!(out, "\"a\\u0000\\b\\t\\n\\u000B\\f\\r\\\"\\\\\\u007Fé\u{85}\"");
    }

    #[test]
    fn iris_need_a_scheme_and_no_space() {
        assert!(is_iri("urn:x") && is_iri("xsd:dateTime") && is_iri("https://é.example/#a"));
        assert!(!is_iri("x") && !is_iri("#a:b") && !is_iri("1a:b") && !is_iri("urn:a b") && !is_iri(""));
    }

    #[test]
    fn language_tags() {
        assert!(is_language_tag("en") && is_language_tag("de-CH-1996"));
        assert!(
            !is_language_tag("")
                && !is_language_tag("en_US")
                && !is_language_tag("en-")
                && !is_language_tag("1n")
        );
    }
}
