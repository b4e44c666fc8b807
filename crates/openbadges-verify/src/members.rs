//! Reading members of a JSON object.

use serde_json::Value;

/// The entries of a member that may be missing, single, or a list.
pub(crate) fn each<'a>(object: &'a Value, member: &str) -> impl Iterator<Item = &'a Value> {
    let value = object.get(member).filter(|value| !value.is_null());
    let (list, single) = match value {
        Some(Value::Array(list)) => (list.as_slice(), None),
        other => (&[] as &[Value], other),
    };
    list.iter().chain(single)
}

/// Whether the object is of this type.
pub(crate) fn is_a(object: &Value, name: &str) -> bool {
    each(object, "type").any(|found| found == name)
}

/// A member that is a text.
pub(crate) fn text<'a>(object: &'a Value, member: &str) -> Option<&'a str> {
    object.get(member)?.as_str()
}

/// The id of a member that is an id itself or an object with one.
pub(crate) fn id_of<'a>(object: &'a Value, member: &str) -> Option<&'a str> {
    let value = object.get(member)?;
    value.as_str().or_else(|| text(value, "id"))
}
