//! How deep a value may be that others made: a text was counted when it was read, a [`Value`] was not.

use serde_json::Value;

use super::push_segment;

/// The deepest nesting of lists and objects that is looked at, whatever is asked for: below the depth at which the JSON
/// reader underneath gives up by itself, and far below what a stack of 1 MiB holds.
pub const MAX_DEPTH: usize = 120;

/// A value is nested deeper than [`MAX_DEPTH`].
///
/// ```
/// use openbadges_model::json::{MAX_DEPTH, check_depth};
/// use serde_json::json;
///
/// let nested = (0..=MAX_DEPTH).fold(json!(1), |inner, _| json!([inner]));
/// let error = check_depth(&json!({ "evidence": nested })).unwrap_err();
/// assert!(error.pointer.starts_with("/evidence/0/0/"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{pointer}: values are nested too deep")]
pub struct TooDeep {
    /// JSON Pointer to a list or object that is too deep.
    pub pointer: String,
}

/// Refuses a value that is nested deeper than [`MAX_DEPTH`], before anything walks into it: what goes down without
/// counting overflows the stack. What [`parse`](super::parse) has read is never that deep, and whatever takes
/// [`ToJson`](super::ToJson) asks this first.
///
/// ```
/// use openbadges_model::json::check_depth;
///
/// assert!(check_depth(&serde_json::json!({"type": ["Achievement"]})).is_ok());
/// ```
///
/// # Errors
/// [`TooDeep`] says where.
pub fn check_depth(value: &Value) -> Result<(), TooDeep> {
    if fits(value, MAX_DEPTH) {
        return Ok(());
    }
    let mut pointer = String::new();
    lead(value, MAX_DEPTH, &mut pointer);
    Err(TooDeep { pointer })
}

fn fits(value: &Value, depth: usize) -> bool {
    match value {
        Value::Array(items) => depth > 0 && items.iter().all(|item| fits(item, depth - 1)),
        Value::Object(members) => depth > 0 && members.values().all(|member| fits(member, depth - 1)),
        _ => true,
    }
}

/// Leads the pointer to the first list or object that is too deep, if there is one.
fn lead(value: &Value, depth: usize, pointer: &mut String) -> bool {
    let Some(depth) = depth.checked_sub(1) else { return value.is_array() || value.is_object() };
    let mut step = |name: &str, inner: &Value| {
        let before = pointer.len();
        push_segment(pointer, name);
        let found = lead(inner, depth, pointer);
        if !found {
            pointer.truncate(before);
        }
        found
    };
    match value {
        Value::Array(items) => items.iter().enumerate().any(|(index, item)| step(&index.to_string(), item)),
        Value::Object(members) => members.iter().any(|(name, member)| step(name, member)),
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::json::{Json, JsonError, Limits, read};
    use serde_json::json;

    /// `{"a": 1, "b": [[…[2]…]]}`, so that the innermost list is this deep.
    fn nested(depth: usize) -> Value {
        json!({ "a": 1, "b": (1..depth).fold(json!(2), |inner, _| json!([inner])) })
    }

    #[test]
    fn a_value_is_as_deep_as_its_text() {
        let limits = Limits { depth: usize::MAX, ..Limits::default() };
        let deep = nested(MAX_DEPTH);
        assert_eq!(check_depth(&deep), Ok(()));
        assert_eq!(Json::try_from(&deep), Ok(read(deep.to_string().as_bytes(), &limits).unwrap()));

        let too_deep = nested(MAX_DEPTH + 1);
        let error = check_depth(&too_deep).unwrap_err();
        assert_eq!(error.pointer, format!("/b{}", "/0".repeat(MAX_DEPTH - 1)));
        assert_eq!(Json::try_from(&too_deep), Err(error.clone()));
        let pointer = error.pointer;
        let refused = Err(JsonError::TooDeep { pointer, limit: MAX_DEPTH });
        assert_eq!(read(too_deep.to_string().as_bytes(), &limits), refused);
    }
}
