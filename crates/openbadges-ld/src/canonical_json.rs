//! Canonical JSON (RFC 8785): the lexical form of `rdf:JSON` literals, and what the JCS cryptosuites hash.

use std::borrow::Cow;
use std::cmp::Ordering;

use openbadges_model::json::{Json, ToJson};
use serde_json::Value;

use crate::number::ecmascript;
use crate::{LdError, MAX_DEPTH};

/// The canonical JSON of a value (JSON Canonicalization Scheme, RFC 8785): members in the order of their UTF-16 code
/// units, numbers as ECMAScript writes them, no white space.
///
/// # Errors
/// [`LdError::TooDeep`] when values are nested deeper than [`MAX_DEPTH`].
///
/// ```
/// let value = serde_json::json!({"b": 4.50, "a": [true, "€"]});
/// assert_eq!(openbadges_ld::canonical_json(&value)?, r#"{"a":[true,"€"],"b":4.5}"#);
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
pub fn canonical_json<'v>(value: impl ToJson<'v>) -> Result<String, LdError> {
    canonical_json_without(value, &[])
}

/// The canonical JSON of a value that is an object without some of its members: of a document without its `proof`.
///
/// # Errors
/// Those of [`canonical_json`].
///
/// ```
/// let value = serde_json::json!({"b": 1, "a": 2, "proof": {}});
/// assert_eq!(openbadges_ld::canonical_json_without(&value, &["proof"])?, r#"{"a":2,"b":1}"#);
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
pub fn canonical_json_without<'v>(value: impl ToJson<'v>, without: &[&str]) -> Result<String, LdError> {
    let value = &*value.to_json()?;
    if !fits(value, MAX_DEPTH) {
        return Err(LdError::TooDeep { pointer: String::new() });
    }
    let mut out = String::with_capacity(4096);
    if let Some(members) = value.as_object() {
        push_members(&mut out, members.iter().filter(|(name, _)| !without.contains(&&**name)));
    } else {
        push_json(&mut out, value);
    }
    Ok(out)
}

/// Whether `value` is nested at most `depth` deep.
pub(crate) fn fits(value: &Json<'_>, depth: usize) -> bool {
    match value {
        Json::Array(items) => depth > 0 && items.iter().all(|item| fits(item, depth - 1)),
        Json::Object(members) => depth > 0 && members.iter().all(|(_, item)| fits(item, depth - 1)),
        _ => true,
    }
}

/// Appends `value`; the caller has bounded its depth.
pub(crate) fn push_json(out: &mut String, value: &Json<'_>) {
    match value {
        Json::Array(items) => push_items(out, '[', items, ']', push_json),
        Json::Object(members) => push_members(out, members.iter()),
        Json::Number(number) => out.push_str(&ecmascript(number)),
        Json::String(text) => push_string(out, text),
        Json::Bool(_) | Json::Null => out.push_str(&value.to_string()),
    }
}

fn push_members<'m>(out: &mut String, members: impl Iterator<Item = &'m (Cow<'m, str>, Json<'m>)>) {
    let mut members: Vec<_> = members.map(|(name, value)| (&**name, value)).collect();
    members.sort_unstable_by(|(a, _), (b, _)| utf16_order(a, b));
    push_items(out, '{', members, '}', |out, (name, value)| {
        push_string(out, name);
        out.push(':');
        push_json(out, value);
    });
}

fn push_items<T>(
    out: &mut String,
    open: char,
    items: impl IntoIterator<Item = T>,
    close: char,
    push: impl Fn(&mut String, T),
) {
    out.push(open);
    for (index, item) in items.into_iter().enumerate() {
        if index > 0 {
            out.push(',');
        }
        push(out, item);
    }
    out.push(close);
}

/// Only from U+E000 on do the code units of UTF-16 come in another order than the bytes of UTF-8.
fn utf16_order(a: &str, b: &str) -> Ordering {
    let is_plain = |text: &str| text.bytes().all(|byte| byte < 0xee);
    if is_plain(a) && is_plain(b) { a.cmp(b) } else { a.encode_utf16().cmp(b.encode_utf16()) }
}

fn push_string(out: &mut String, text: &str) {
    if text.bytes().all(|byte| byte >= 0x20 && byte != b'"' && byte != b'\\') {
        out.push('"');
        out.push_str(text);
        out.push('"');
    } else {
        // serde_json escapes exactly what RFC 8785 wants, in the same way.
        out.push_str(&Value::from(text).to_string());
    }
}

#[cfg(test)]
mod tests {
    use super::{Json, canonical_json, push_json};
    use crate::MAX_DEPTH;

    #[test]
    fn values_that_are_nested_too_deep_are_refused() {
        let nested =
            |depth: usize| (0..depth).fold(serde_json::json!(1), |inner, _| serde_json::json!([inner]));
        assert!(canonical_json(&nested(MAX_DEPTH)).is_ok());
        assert!(canonical_json(&nested(MAX_DEPTH + 1)).is_err());
    }

    proptest::proptest! {
        #[test]
        fn names_are_in_the_order_of_utf_16(a in ".{0,4}", b in ".{0,4}", text in "(.|\\PC){0,8}") {
            proptest::prop_assert_eq!(super::utf16_order(&a, &b), a.encode_utf16().cmp(b.encode_utf16()));
            let mut out = String::new();
            super::push_string(&mut out, &text);
            proptest::prop_assert_eq!(out, serde_json::Value::from(text).to_string());
        }
    }

    #[test]
    fn members_are_sorted_by_utf_16() {
        let value = serde_json::json!({"\u{fb33}": 1, "\u{1f600}": [true, null], "a": "\u{1}\n\"€"});
        let mut out = String::new();
        push_json(&mut out, &Json::try_from(&value).unwrap());
        assert_eq!(out, "{\"a\":\"\\u0001\\n\\\"€\",\"\u{1f600}\":[true,null],\"\u{fb33}\":1}");
    }
}
