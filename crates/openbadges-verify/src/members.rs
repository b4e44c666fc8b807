//! Reading members of a JSON object.

pub(crate) use openbadges_model::json::{each, member};
use serde_json::Value;

/// The same with where each stands in the object, as a JSON Pointer: `/proof` where it is alone, `/proof/1` in a list.
pub(crate) fn each_placed<'a>(
    object: &'a Value,
    member: &'a str,
) -> impl Iterator<Item = (String, &'a Value)> {
    let is_list = object.get(member).is_some_and(Value::is_array);
    each(object, member).enumerate().map(move |(index, value)| {
        (if is_list { format!("/{member}/{index}") } else { format!("/{member}") }, value)
    })
}

/// Whether the object is of this type.
pub(crate) fn is_a(object: &Value, name: &str) -> bool {
    each(object, "type").any(|found| found == name)
}

/// A member that is a text.
pub(crate) fn text<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    member(object, name)?.as_str()
}

/// The id of a member that is an id itself or an object with one.
pub(crate) fn id_of<'a>(object: &'a Value, name: &str) -> Option<&'a str> {
    let value = member(object, name)?;
    value.as_str().or_else(|| text(value, "id"))
}
