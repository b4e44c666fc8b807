//! Parts of a document by JSON Pointers (Data Integrity ECDSA Cryptosuites 1.0, 3.4.11 to 3.4.13).

use std::borrow::Cow;
use std::collections::BTreeMap;

use openbadges_ld::MAX_DEPTH;
use openbadges_model::json::{TooDeep, check_depth, push_segment, segments};
use serde_json::{Map, Value};

/// The members that come with every object on the way to what is selected: without them it would say something else.
const COMPANIONS: [&str; 3] = ["id", "type", "@context"];

/// Why a pointer selects nothing.
///
/// ```
/// use openbadges_proof::data_integrity::sd::{SelectionError, reveal};
///
/// let badge = serde_json::json!({"name": "Archery"});
/// assert_eq!(reveal(&badge, &["/image"]), Err(SelectionError::Nothing("/image".into())));
/// assert_eq!(reveal(&badge, &["name"]), Err(SelectionError::Pointer("name".into())));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum SelectionError {
    /// Not a JSON Pointer (RFC 6901), or one that goes too deep.
    #[error("'{0}' is not a JSON Pointer")]
    Pointer(String),
    /// The document has nothing there.
    #[error("the document has nothing at '{0}'")]
    Nothing(String),
    /// What is selected means something else without the rest: part of an ordered list, or of a value.
    #[error("what is selected does not stand by itself: select the whole of an ordered list or a value")]
    Torn,
    /// The document is nested deeper than any that is read.
    #[error(transparent)]
    TooDeep(#[from] TooDeep),
}

/// What is selected of a value.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Selection {
    Whole,
    Members(BTreeMap<String, Selection>),
    Items(BTreeMap<usize, Selection>),
}

/// The part of a document that pointers select, with the `id`, `type` and `@context` of every object on the way. Arrays
/// keep the items that are selected, in their order.
///
/// ```
/// use openbadges_proof::data_integrity::sd::reveal;
/// use serde_json::json;
///
/// let badge = json!({"id": "urn:uuid:1", "name": "Archery", "description": "Hits the target."});
/// assert_eq!(reveal(&badge, &["/name"])?, json!({"id": "urn:uuid:1", "name": "Archery"}));
/// # Ok::<(), openbadges_proof::data_integrity::sd::SelectionError>(())
/// ```
pub fn reveal(document: &Value, pointers: &[&str]) -> Result<Value, SelectionError> {
    Ok(Selection::of(document, pointers)?.cut(document))
}

impl Selection {
    pub(super) fn of(document: &Value, pointers: &[&str]) -> Result<Self, SelectionError> {
        check_depth(document)?;
        let mut selection = Self::start(document);
        for pointer in pointers {
            let tokens = tokens(pointer)?;
            let nothing = || SelectionError::Nothing((*pointer).to_owned());
            selection.add(document, &tokens).ok_or_else(nothing)?;
        }
        Ok(selection)
    }

    /// What is selected of a value that leads to another.
    fn start(value: &Value) -> Self {
        match value {
            Value::Object(members) => {
                let is_named = |name: &&str| {
                    members.get(*name).is_some_and(|it| !it.as_str().is_some_and(|it| it.starts_with("_:")))
                };
                let named = COMPANIONS.iter().filter(|name| is_named(name));
                Self::Members(named.map(|name| ((*name).to_owned(), Self::Whole)).collect())
            }
            Value::Array(_) => Self::Items(BTreeMap::new()),
            _ => Self::Whole,
        }
    }

    fn add(&mut self, value: &Value, tokens: &[String]) -> Option<()> {
        let Some((token, rest)) = tokens.split_first() else {
            *self = Self::Whole;
            return Some(());
        };
        let (inner, selection) = match value {
            Value::Object(members) => {
                let inner = members.get(token)?;
                let Self::Members(selected) = self else { return resolves(inner, rest) };
                (inner, selected.entry(token.clone()).or_insert_with(|| Self::start(inner)))
            }
            Value::Array(items) => {
                let index = index(token)?;
                let inner = items.get(index)?;
                let Self::Items(selected) = self else { return resolves(inner, rest) };
                (inner, selected.entry(index).or_insert_with(|| Self::start(inner)))
            }
            _ => return None,
        };
        selection.add(inner, rest)
    }

    /// The selected part of a value.
    pub(super) fn cut(&self, value: &Value) -> Value {
        match (self, value) {
            (Self::Members(selected), Value::Object(members)) => {
                let kept = members
                    .iter()
                    .filter_map(|(name, inner)| Some((name.clone(), selected.get(name)?.cut(inner))));
                Value::Object(kept.collect::<Map<_, _>>())
            }
            (Self::Items(selected), Value::Array(items)) => {
                let kept = selected.iter().filter_map(|(index, inner)| Some(inner.cut(items.get(*index)?)));
                kept.collect()
            }
            _ => value.clone(),
        }
    }

    /// Where a value of the part stands in the whole, both as JSON Pointers.
    pub(super) fn place_in_whole(&self, pointer: &str) -> String {
        let mut place = String::new();
        let mut selection = Some(self);
        for token in segments(pointer) {
            let step = selection.map_or((None, None), |it| it.step(&token));
            push_segment(&mut place, step.0.as_deref().unwrap_or(&token));
            selection = step.1;
        }
        place
    }

    /// The token in the whole, where it differs, and what is selected there.
    fn step(&self, token: &str) -> (Option<String>, Option<&Self>) {
        match self {
            Self::Whole => (None, None),
            Self::Members(selected) => (None, selected.get(token)),
            Self::Items(selected) => {
                let item = token.parse().ok().and_then(|index| selected.iter().nth(index));
                (item.map(|(index, _)| index.to_string()), item.map(|(_, inner)| inner))
            }
        }
    }
}

/// Whether there is something at the end of a pointer, inside of what is selected whole already.
fn resolves(value: &Value, tokens: &[String]) -> Option<()> {
    let Some((token, rest)) = tokens.split_first() else { return Some(()) };
    let inner = match value {
        Value::Object(members) => members.get(token),
        Value::Array(items) => items.get(index(token)?),
        _ => None,
    };
    resolves(inner?, rest)
}

/// An index as RFC 6901 writes it: no sign, no leading zeros.
fn index(token: &str) -> Option<usize> {
    token.parse().ok().filter(|index: &usize| index.to_string() == token)
}

fn tokens(pointer: &str) -> Result<Vec<String>, SelectionError> {
    let is_pointer = pointer.is_empty() || pointer.starts_with('/');
    let tokens: Vec<String> = segments(pointer).take(MAX_DEPTH + 1).map(Cow::into_owned).collect();
    if is_pointer && tokens.len() <= MAX_DEPTH {
        Ok(tokens)
    } else {
        Err(SelectionError::Pointer(pointer.to_owned()))
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    fn document() -> Value {
        json!({
            "@context": ["urn:c"],
            "id": "urn:1",
            "type": "T",
            "list": [{ "id": "_:b", "x": 0 }, { "type": "U", "x": 1, "y": [1, 2, 3] }, { "x": 2 }],
            "a/b": { "~": true, "z": null },
            "rest": 1,
        })
    }

    #[test]
    fn objects_on_the_way_bring_their_identifier_type_and_context() {
        let head = json!({ "@context": ["urn:c"], "id": "urn:1", "type": "T" });
        assert_eq!(reveal(&document(), &[]), Ok(head.clone()));
        let mut expected = head;
        expected["list"] = json!([{ "type": "U", "y": [1, 3] }, { "x": 2 }]);
        expected["a/b"] = json!({ "~": true });
        let pointers = ["/list/2", "/list/1/y/0", "/list/1/y/2", "/a~1b/~0", "/list/2/x"];
        assert_eq!(reveal(&document(), &pointers), Ok(expected));
        assert_eq!(reveal(&document(), &[""]), Ok(document()));
        assert_eq!(reveal(&document(), &["", "/rest"]), Ok(document()));
    }

    #[test]
    fn a_pointer_that_leads_nowhere_is_an_error() {
        for pointer in ["/none", "/list/3", "/list/01", "/list/-", "/rest/x", "/list/0/x/y"] {
            let nothing = Err(SelectionError::Nothing(pointer.to_owned()));
            assert_eq!(reveal(&document(), &[pointer]), nothing, "{pointer}");
            assert!(reveal(&document(), &["", pointer]).is_err(), "{pointer}");
        }
        assert!(matches!(reveal(&document(), &["list"]), Err(SelectionError::Pointer(_))));
        let deep = "/a".repeat(MAX_DEPTH + 1);
        assert!(matches!(reveal(&document(), &[&deep]), Err(SelectionError::Pointer(_))));
    }

    #[test]
    fn places_in_the_part_are_found_in_the_whole() {
        let selection = Selection::of(&document(), &["/list/2", "/list/1/y/2", "/a~1b"]).unwrap();
        for (part, whole) in [
            ("", ""),
            ("/list/0", "/list/1"),
            ("/list/0/y/0", "/list/1/y/2"),
            ("/list/1/x", "/list/2/x"),
            ("/a~1b/z", "/a~1b/z"),
        ] {
            assert_eq!(selection.place_in_whole(part), whole);
        }
    }
}
