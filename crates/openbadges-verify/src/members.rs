//! Reading members of a JSON object.

pub(crate) use openbadges_model::json::{each, member};
use serde_json::Value;

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
