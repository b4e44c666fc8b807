//! The detail of a check.

use std::fmt;

use openbadges_model::Fault;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// Faults that are named in a check; there may be thousands.
const MAX_FAULTS: usize = 20;

/// The technical detail of a check: names and texts in the order in which they were noted.
///
/// Names are ours and stable (`url`, `key`, `did`, `pointer`, `why` …); values come from the badge or from
/// what was fetched and are to be escaped wherever they are shown. A name noted twice is numbered from the
/// second on: `pointer`, `pointer2`, `pointer3`.
///
/// ```
/// use openbadges_verify::Facts;
///
/// let facts = Facts::new().with("pointer", "/name").with("pointer", "/issuer");
/// assert_eq!(facts.get("pointer"), Some("/name"));
/// assert_eq!(facts.all("pointer").count(), 2);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Facts(Vec<(String, String)>);

impl Facts {
    /// No facts.
    pub fn new() -> Self {
        Self::default()
    }

    /// These facts and one more.
    #[must_use]
    pub fn with(mut self, name: &str, value: impl Into<String>) -> Self {
        self.push(name, value);
        self
    }

    /// Notes one more fact.
    pub fn push(&mut self, name: &str, value: impl Into<String>) {
        let earlier = self.all(name).count();
        let key = if earlier == 0 { name.to_owned() } else { format!("{name}{}", earlier + 1) };
        self.0.push((key, value.into()));
    }

    /// Notes a fact if there is one.
    pub(crate) fn push_some(&mut self, name: &str, value: Option<impl Into<String>>) {
        if let Some(value) = value {
            self.push(name, value);
        }
    }

    /// These facts, where the first faults are and what is wrong there, and how many more there are.
    pub(crate) fn with_faults(mut self, faults: &[Fault]) -> Self {
        for fault in faults.iter().take(MAX_FAULTS) {
            self.push("pointer", fault.pointer.as_str());
            self.push("message", fault.message.as_str());
        }
        if faults.len() > MAX_FAULTS {
            self.push("more", (faults.len() - MAX_FAULTS).to_string());
        }
        self
    }

    /// The first fact of this name.
    pub fn get(&self, name: &str) -> Option<&str> {
        self.iter().find(|(known, _)| *known == name).map(|(_, value)| value)
    }

    /// All facts of this name, in order.
    pub fn all<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a str> {
        self.iter()
            .filter(move |(key, _)| {
                key.strip_prefix(name).is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
            })
            .map(|(_, value)| value)
    }

    /// Every name and value, in order.
    pub fn iter(&self) -> impl Iterator<Item = (&str, &str)> {
        self.0.iter().map(|(name, value)| (name.as_str(), value.as_str()))
    }

    /// Whether nothing was noted.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// Notes all of `other` after these.
    pub fn extend(&mut self, other: &Self) {
        for (name, value) in other.iter() {
            self.push(name, value);
        }
    }
}

impl Serialize for Facts {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.iter())
    }
}

impl<'de> Deserialize<'de> for Facts {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_map(Members)
    }
}

struct Members;

impl<'de> Visitor<'de> for Members {
    type Value = Facts;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("an object of texts")
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Facts, A::Error> {
        let mut facts = Vec::new();
        while let Some(fact) = members.next_entry()? {
            facts.push(fact);
        }
        Ok(Facts(facts))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn repeated_names_are_numbered_in_order() {
        let facts =
            Facts::new().with("pointer", "/a").with("url", "u").with("pointer", "/b").with("pointer", "/c");
        assert_eq!(facts.all("pointer").collect::<Vec<_>>(), ["/a", "/b", "/c"]);
        let json = serde_json::to_string(&facts).unwrap();
        assert_eq!(json, r#"{"pointer":"/a","url":"u","pointer2":"/b","pointer3":"/c"}"#);
        assert_eq!(serde_json::from_str::<Facts>(&json).unwrap(), facts);
    }
}
