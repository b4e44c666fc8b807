//! The spellings that JSON-LD allows and 2.0 tolerates (C.2), put into one.

use crate::v2::context::is_extension;
use crate::v2::document_class::short;
use serde_json::{Value, json};

/// Members that have one value: of a list of one, that one is meant (C.2).
const SINGLE: [&str; 21] = [
    "recipient",
    "badge",
    "verification",
    "issuedOn",
    "expires",
    "narrative",
    "revoked",
    "revocationReason",
    "id",
    "name",
    "description",
    "criteria",
    "issuer",
    "url",
    "email",
    "revocationList",
    "identity",
    "hashed",
    "salt",
    "creator",
    "claim",
];

/// Objects within each other that are looked into.
const MAX_DEPTH: usize = 64;

/// The document with keywords by their aliases, types by their short names, single values without brackets, and nothing
/// for `null`.
pub(super) fn plain(document: &Value) -> Value {
    tidy(document, 0)
}

/// Whether a document is what [`plain`] makes of it.
pub(super) fn is_plain(document: &Value) -> bool {
    is_tidy(document, 0)
}

fn tidy(value: &Value, depth: usize) -> Value {
    match value {
        Value::Object(_) if is_left_alone(value, depth) => value.clone(),
        Value::Object(members) => {
            members.iter().filter_map(|(name, value)| member(name, value, depth)).collect()
        }
        Value::Array(items) => items.iter().map(|item| tidy(item, depth + 1)).collect(),
        other => other.clone(),
    }
}

fn is_left_alone(object: &Value, depth: usize) -> bool {
    is_extension(object) || depth > MAX_DEPTH
}

fn member(name: &str, value: &Value, depth: usize) -> Option<(String, Value)> {
    let name = unaliased(name);
    let value = single(name, value);
    if name.is_empty() || value.is_null() {
        return None;
    }
    let tidied = match name {
        "@context" => value.clone(),
        "type" => short_types(value),
        _ => tidy(value, depth + 1),
    };
    Some((name.to_owned(), tidied))
}

fn is_tidy(value: &Value, depth: usize) -> bool {
    match value {
        Value::Object(_) if is_left_alone(value, depth) => true,
        Value::Object(members) => members.iter().all(|(name, value)| {
            let is_kept = !(name.is_empty() || value.is_null());
            let is_plain = unaliased(name) == name && std::ptr::eq(single(name, value), value);
            is_kept
                && is_plain
                && match name.as_str() {
                    "@context" => true,
                    "type" => are_short_types(value),
                    _ => is_tidy(value, depth + 1),
                }
        }),
        Value::Array(items) => items.iter().all(|item| is_tidy(item, depth + 1)),
        _ => true,
    }
}

fn unaliased(name: &str) -> &str {
    match name {
        "@id" => "id",
        "@type" => "type",
        "verify" => "verification",
        other => other,
    }
}

/// Of a list of one, that one, where the member has one value.
fn single<'v>(name: &str, value: &'v Value) -> &'v Value {
    let mut value = value;
    while let Value::Array(items) = value
        && let [item] = items.as_slice()
        && SINGLE.contains(&name)
    {
        value = item;
    }
    value
}

fn short_types(types: &Value) -> Value {
    match types {
        Value::String(name) => json!(short(name)),
        Value::Array(names) => names.iter().map(short_types).collect(),
        other => other.clone(),
    }
}

fn are_short_types(types: &Value) -> bool {
    match types {
        Value::String(name) => short(name) == name,
        Value::Array(names) => names.iter().all(are_short_types),
        _ => true,
    }
}
