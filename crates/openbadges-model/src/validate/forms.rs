//! The forms of single values: URIs, dates, languages, terms (A.1 "Scalar types", A.2).

use super::{
    advice,
    table::Kind,
    walker::{Walker, quoted},
};
use crate::{
    DateTimeZ, FaultKind,
    date_time::{is_date, is_date_time},
    v2::dates,
    vocabulary::is_extension_term,
};
use serde_json::Value;

/// How dates are written.
const WRITTEN: &str = "YYYY-MM-DDThh:mm:ssZ";

/// Checks a text of some kind.
pub(super) fn text(walker: &mut Walker, kind: Kind, text: &str) {
    match kind {
        Kind::Id => id(walker, text),
        Kind::Uri if !is_uri(text) => {
            let message = format!("{} is no absolute URI. Write one such as `https://…`.", quoted(text));
            walker.warning(FaultKind::RelativeUri, message);
        }
        Kind::DateTimeZ => date_time_z(walker, text),
        Kind::DateTime if !is_date(text) && !is_date_time(text) => form(walker, text, WRITTEN),
        // E.2-1: the text lets the zone out, the schema (`date-time`) does not.
        Kind::DateTime => walker.demand(text.parse::<DateTimeZ>().is_ok(), FaultKind::Form, || {
            format!("{} names no time with a zone. Write it as `{WRITTEN}`.", quoted(text))
        }),
        Kind::Date if !is_date(text) => form(walker, text, "YYYY-MM-DD"),
        Kind::Jws if !is_compact_jws(text) => {
            walker
                .error(FaultKind::Form, "This is no compact JWS: three parts with dots between them.".into());
        }
        Kind::Language if !is_language(text) => {
            let message = format!("{} is no language code. Write one such as `en` or `de-AT`.", quoted(text));
            walker.error(FaultKind::Form, message);
        }
        Kind::AnyLanguage
            if text.len() > 35 || !text.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-') =>
        {
            walker.warning(FaultKind::Form, format!("{} is no language code.", quoted(text)));
        }
        Kind::Country if text.len() != 2 || !text.bytes().all(|b| b.is_ascii_uppercase()) => {
            let message = format!("{} is no country code. Write two capital letters.", quoted(text));
            walker.warning(FaultKind::Form, message);
        }
        Kind::Phone => advice::phone(walker, text),
        Kind::Open(terms) => open_term(walker, terms, text),
        Kind::Closed(terms) if !terms.contains(&text) => {
            let message = format!("{} is not a term here. Choose from {}.", quoted(text), terms.join(", "));
            walker.error(FaultKind::Term, message);
        }
        _ => {}
    }
}

/// Checks the URI that identifies an object.
pub(super) fn id(walker: &mut Walker, text: &str) {
    if !is_uri(text) {
        let message =
            format!("{} is no absolute URI. Write one such as `https://…` or `urn:uuid:…`.", quoted(text));
        walker.error(FaultKind::Form, message);
    }
}

fn date_time_z(walker: &mut Walker, text: &str) {
    if let Err(error) = text.parse::<DateTimeZ>() {
        walker.error(FaultKind::Form, format!("{} cannot be used: {error}.", quoted(text)));
    }
}

/// A date of 2.0: ISO 8601 with a zone. What old documents wrote instead is read with a warning (C.5).
pub(super) fn old_date(walker: &mut Walker, value: &Value) {
    let (exact, read) = (dates::is_exact(value), dates::instant(value).is_some());
    let shown = value.as_str().map_or_else(|| "This".to_owned(), quoted);
    if !read {
        let message = format!("{shown} is no date. Write it as `{WRITTEN}`.");
        walker.error(FaultKind::Form, message);
    } else if !exact {
        let message = format!("{shown} names no time with a zone. Write it as `{WRITTEN}`.");
        walker.warning(FaultKind::Form, message);
    }
}

fn form(walker: &mut Walker, text: &str, wanted: &str) {
    walker.error(FaultKind::Form, format!("{} is no date. Write it as `{wanted}`.", quoted(text)));
}

fn open_term(walker: &mut Walker, terms: &[&str], text: &str) {
    if terms.contains(&text) || is_extension_term(text) {
        return;
    }
    if text.len() > 4 && text.starts_with("ext:") {
        let message =
            format!("{} should have only letters, digits, `.`, `-` and `_` after `ext:`.", quoted(text));
        return walker.warning(FaultKind::Term, message);
    }
    let message = format!(
        "{} is not a term of the specification. Choose one of {}, or one of your own that begins with `ext:`.",
        quoted(text),
        terms.join(", ")
    );
    walker.error(FaultKind::Term, message);
}

/// Whether `text` begins with a scheme and has no white space: enough to tell an absolute URI or IRI. Some
/// characters that no URI should have are let pass, since browsers and other verifiers do.
pub(crate) fn is_uri(text: &str) -> bool {
    let Some((scheme, rest)) = text.split_once(':') else { return false };
    scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.bytes().all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b))
        && !rest.is_empty()
        && !rest.contains(|c: char| match c {
            '<' | '>' | '"' | '\\' => true,
            '!'..='~' => false,
            _ => c.is_whitespace() || c.is_control(),
        })
}

/// A UUID as RFC 9562 writes it, in either case.
pub(crate) fn is_uuid(text: &str) -> bool {
    text.len() == 36
        && text.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        })
}

/// `^[\w-]+\.[\w-]*\.[\w-]+$`
fn is_compact_jws(text: &str) -> bool {
    let parts: Vec<&str> = text.split('.').collect();
    let base64url = |part: &str| part.bytes().all(|b| b.is_ascii_alphanumeric() || b"-_".contains(&b));
    matches!(parts[..], [head, body, end] if !head.is_empty() && !end.is_empty()
        && [head, body, end].into_iter().all(base64url))
}

/// `^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$`, the part of BCP 47 that the schema knows.
fn is_language(text: &str) -> bool {
    let mut parts = text.split('-').peekable();
    let language = parts.next().unwrap_or_default();
    let is_script = |part: &str| {
        part.len() == 4
            && part
                .bytes()
                .enumerate()
                .all(|(i, b)| if i == 0 { b.is_ascii_uppercase() } else { b.is_ascii_lowercase() })
    };
    let is_region = |part: &str| match part.len() {
        2 => part.bytes().all(|b| b.is_ascii_uppercase()),
        3 => part.bytes().all(|b| b.is_ascii_digit()),
        _ => false,
    };
    parts.next_if(|part| is_script(part));
    parts.next_if(|part| is_region(part));
    parts.next().is_none()
        && (2..=4).contains(&language.len())
        && language.bytes().all(|b| b.is_ascii_lowercase())
}

/// The texts of a `type`: a list of texts, or a single one.
pub(super) fn texts(value: &Value) -> Option<Vec<&str>> {
    match value {
        Value::String(text) => Some(vec![text]),
        Value::Array(items) if !items.is_empty() => items.iter().map(Value::as_str).collect(),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a1_uris_are_absolute() {
        for good in [
            "https://example.org/ä?b#c",
            "urn:uuid:1",
            "did:web:a%3A1:b",
            "data:image/png;base64,AA==",
            "mailto:a@b",
        ] {
            assert!(is_uri(good), "{good}");
        }
        for bad in
            ["", "example", "/a", "1a:b", "https:", "https://a b", "ht tp:a", "urn:\u{7}", "https://a/<b>"]
        {
            assert!(!is_uri(bad), "{bad}");
        }
    }

    #[test]
    fn a1_compact_jws_has_three_parts() {
        assert!(is_compact_jws("a_.b-.c") && is_compact_jws("a..c"));
        for bad in ["", "a.b", ".b.c", "a.b.", "a.b.c.d", "a.b=.c", "a b.c.d"] {
            assert!(!is_compact_jws(bad), "{bad}");
        }
    }

    #[test]
    fn a1_language_codes() {
        for good in ["en", "deu", "de-AT", "zh-Hans-CN", "es-419", "abcd"] {
            assert!(is_language(good), "{good}");
        }
        for bad in ["", "e", "EN", "en-us", "en_US", "zh-hans", "de-AT-1996", "english", "en-", "en-AT-AT"] {
            assert!(!is_language(bad), "{bad}");
        }
    }

    #[test]
    fn messages_bear_long_texts() {
        assert_eq!(quoted(&"é".repeat(1000)).chars().count(), 63);
    }
}
