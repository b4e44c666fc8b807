//! Members that may be written as a list or as one value.

use serde::{Deserialize, Serialize};
use std::ops::Deref;

/// A list that may have been read as a single value (A.3-2: `type`, `proof`, `credentialSchema`,
/// `termsOfUse`). It remembers which, so that writing gives back what was read; a list that is
/// made here is always written as an array (A.3-1).
///
/// ```
/// use openbadges_model::OneOrMany;
///
/// let single: OneOrMany<String> = serde_json::from_str(r#""Profile""#)?;
/// assert!(single.has("Profile"));
/// assert_eq!(serde_json::to_string(&single)?, r#""Profile""#);
/// let made = OneOrMany::from(vec!["Profile"]);
/// assert_eq!(serde_json::to_string(&made)?, r#"["Profile"]"#);
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OneOrMany<T> {
    items: Vec<T>,
    single: bool,
}

impl<T> OneOrMany<T> {
    /// One value that is written without an array around it, for the classes that want it so.
    pub fn single(item: T) -> Self {
        Self { items: vec![item], single: true }
    }

    /// As 2.0 wants it: an array only where there are several values (C.2).
    pub fn compact(items: Vec<T>) -> Self {
        Self { single: items.len() == 1, items }
    }

    /// Adds a value; what was single becomes an array.
    pub fn push(&mut self, item: T) {
        self.single = false;
        self.items.push(item);
    }

    /// Whether there is no value.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }
}

impl OneOrMany<String> {
    /// Whether `name` is among the values: the usual question to a `type`.
    pub fn has(&self, name: &str) -> bool {
        self.items.iter().any(|item| item == name)
    }
}

impl<T> Default for OneOrMany<T> {
    fn default() -> Self {
        Self { items: Vec::new(), single: false }
    }
}

impl<T> Deref for OneOrMany<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        &self.items
    }
}

impl<T> From<Vec<T>> for OneOrMany<T> {
    fn from(items: Vec<T>) -> Self {
        Self { items, single: false }
    }
}

impl<T> FromIterator<T> for OneOrMany<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self::from(items.into_iter().collect::<Vec<_>>())
    }
}

impl<T: Serialize> Serialize for OneOrMany<T> {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match (self.single, self.items.as_slice()) {
            (true, [item]) => item.serialize(serializer),
            (_, items) => items.serialize(serializer),
        }
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for OneOrMany<T> {
    fn deserialize<D: serde::Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        #[derive(Deserialize)]
        #[serde(untagged)]
        enum Form<T> {
            Many(Vec<T>),
            One(T),
        }
        Ok(match Form::deserialize(deserializer)? {
            Form::Many(items) => Self::from(items),
            Form::One(item) => Self::single(item),
        })
    }
}

/// The `type` of a class as we write it: an array of names.
pub(crate) fn types(names: &[&str]) -> OneOrMany<String> {
    names.iter().map(ToString::to_string).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::{Value, json};

    #[test]
    fn a3_2_writes_back_the_form_that_was_read() {
        for form in [json!("Profile"), json!(["Profile"]), json!(["Profile", "Other"])] {
            let read: OneOrMany<String> = serde_json::from_value(form.clone()).unwrap();
            assert!(read.has("Profile"));
            assert_eq!(serde_json::to_value(&read).unwrap(), form);
        }
    }

    #[test]
    fn c2_an_array_only_for_several() {
        let written = |tags: &[&str]| serde_json::to_value(OneOrMany::compact(tags.to_vec())).unwrap();
        assert_eq!(written(&["a"]), json!("a"));
        assert_eq!(written(&["a", "b"]), json!(["a", "b"]));
    }

    #[test]
    fn a_second_value_makes_an_array() {
        let mut proofs: OneOrMany<Value> = OneOrMany::single(json!({"type": "A"}));
        proofs.push(json!({"type": "B"}));
        assert_eq!(serde_json::to_value(&proofs).unwrap(), json!([{"type": "A"}, {"type": "B"}]));
    }
}
