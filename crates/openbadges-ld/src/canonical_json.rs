//! Canonical JSON (RFC 8785), the lexical form of `rdf:JSON` literals.

use serde_json::Value;

use crate::number::ecmascript;

/// Appends `value`; the caller has bounded its depth.
pub(crate) fn push_json(out: &mut String, value: &Value) {
    match value {
        Value::Array(items) => push_items(out, '[', items, ']', push_json),
        Value::Object(members) => {
            let mut members: Vec<_> = members.iter().collect();
            members.sort_by(|(a, _), (b, _)| a.encode_utf16().cmp(b.encode_utf16()));
            push_items(out, '{', members, '}', |out, (name, value)| {
                push_string(out, name);
                out.push(':');
                push_json(out, value);
            });
        }
        Value::Number(number) => out.push_str(&ecmascript(number)),
        Value::String(text) => push_string(out, text),
        Value::Bool(_) | Value::Null => out.push_str(&value.to_string()),
    }
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

fn push_string(out: &mut String, text: &str) {
    // serde_json escapes exactly what RFC 8785 wants, in the same way.
    out.push_str(&Value::from(text).to_string());
}

#[cfg(test)]
mod tests {
    use super::push_json;

    #[test]
    fn members_are_sorted_by_utf_16() {
        let value = serde_json::json!({"\u{fb33}": 1, "\u{1f600}": [true, null], "a": "\u{1}\n\"€"});
        let mut out = String::new();
        push_json(&mut out, &value);
        assert_eq!(out, "{\"a\":\"\\u0001\\n\\\"€\",\"\u{1f600}\":[true,null],\"\u{fb33}\":1}");
    }
}
