//! Strict reading of JSON: the only door for documents that others wrote.
//!
//! Stricter than JSON itself (RFC 8259) in what a signature could be fooled with: two members of one
//! name, text that is not UTF-8, and more depth, values or bytes than a credential ever has.

use serde::de::{DeserializeSeed, Deserializer, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value, map::Entry};
use std::fmt;

/// How much a document may hold.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Length of the document in bytes.
    pub bytes: usize,
    /// Lists and objects within each other; at most 120 whatever is asked for.
    pub depth: usize,
    /// Values: every object, list, text, number, `true`, `false` and `null`.
    pub nodes: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 2 * 1024 * 1024, depth: 64, nodes: 50_000 }
    }
}

/// Why a document was not read.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum JsonError {
    /// More bytes than [`Limits::bytes`].
    #[error("the document is {bytes} bytes long; at most {limit} are read")]
    TooLong {
        /// Length of the document.
        bytes: usize,
        /// What was allowed.
        limit: usize,
    },
    /// Not UTF-8.
    #[error("the document is not UTF-8: byte {offset} does not belong; save it as UTF-8")]
    NotUtf8 {
        /// Offset of the first wrong byte.
        offset: usize,
    },
    /// Not JSON.
    #[error("the document is not JSON: {message}")]
    Syntax {
        /// What was found, with line and column.
        message: String,
    },
    /// Two members of one object have the same name.
    #[error("the member {pointer} is there twice; which one is meant cannot be told")]
    DuplicateKey {
        /// JSON Pointer to the member.
        pointer: String,
    },
    /// Deeper than [`Limits::depth`].
    #[error("the document is nested more than {limit} deep at {pointer}")]
    TooDeep {
        /// JSON Pointer to the list or object that is too deep.
        pointer: String,
        /// What was allowed.
        limit: usize,
    },
    /// More values than [`Limits::nodes`].
    #[error("the document has more than {limit} values")]
    TooManyNodes {
        /// What was allowed.
        limit: usize,
    },
}

/// Reads one JSON document. A byte order mark at its start is skipped: editors on Windows leave one,
/// and it says nothing.
///
/// ```
/// use openbadges_model::json::{JsonError, Limits, parse};
/// let value = parse(br#"{"name": "Teamwork"}"#, &Limits::default())?;
/// assert_eq!(value["name"], "Teamwork");
/// let twice = parse(br#"{"a": {"b": 1, "b": 2}}"#, &Limits::default());
/// assert_eq!(twice, Err(JsonError::DuplicateKey { pointer: "/a/b".into() }));
/// # Ok::<(), JsonError>(())
/// ```
///
/// # Errors
/// [`JsonError`] says what is wrong and where.
pub fn parse(bytes: &[u8], limits: &Limits) -> Result<Value, JsonError> {
    if bytes.len() > limits.bytes {
        return Err(JsonError::TooLong { bytes: bytes.len(), limit: limits.bytes });
    }
    let text = str::from_utf8(bytes).map_err(|error| JsonError::NotUtf8 { offset: error.valid_up_to() })?;
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { limits: *limits, depth: 0, nodes: 0, refusal: None };
    reader.limits.depth = limits.depth.min(MAX_DEPTH);
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Node(&mut reader).deserialize(&mut deserializer);
    match value.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(value) => Ok(value),
        Err(error) => Err(reader.refusal.unwrap_or_else(|| JsonError::Syntax { message: error.to_string() })),
    }
}

/// Below the depth at which the JSON reader underneath gives up by itself.
const MAX_DEPTH: usize = 120;

/// What is counted while reading, and why it stopped. Pointers are put together on the way out of a
/// refusal, so that reading a good document costs nothing for them.
struct Reader {
    limits: Limits,
    depth: usize,
    nodes: usize,
    refusal: Option<JsonError>,
}

impl Reader {
    fn refuse<E: serde::de::Error>(&mut self, refusal: JsonError) -> E {
        self.refusal = Some(refusal);
        E::custom("refused")
    }

    fn count<E: serde::de::Error>(&mut self) -> Result<(), E> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return Err(self.refuse(JsonError::TooManyNodes { limit: self.limits.nodes }));
        }
        Ok(())
    }

    fn enter<E: serde::de::Error>(&mut self) -> Result<(), E> {
        self.depth += 1;
        if self.depth > self.limits.depth {
            let limit = self.limits.depth;
            return Err(self.refuse(JsonError::TooDeep { pointer: String::new(), limit }));
        }
        Ok(())
    }

    /// Puts `segment` before the pointer of the refusal that is on its way out.
    fn locate(&mut self, segment: &str) {
        if let Some(JsonError::DuplicateKey { pointer } | JsonError::TooDeep { pointer, .. }) =
            &mut self.refusal
        {
            pointer.insert_str(0, &pointer_segment(segment));
        }
    }
}

/// `/` and a name as RFC 6901 writes it in a JSON Pointer.
pub(crate) fn pointer_segment(name: &str) -> String {
    format!("/{}", name.replace('~', "~0").replace('/', "~1"))
}

/// Reads one value.
struct Node<'a>(&'a mut Reader);

impl<'de> DeserializeSeed<'de> for Node<'_> {
    type Value = Value;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Value, D::Error> {
        self.0.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'de> Visitor<'de> for Node<'_> {
    type Value = Value;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Value, E> {
        Ok(Value::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Value, E> {
        Ok(Value::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Value, E> {
        Ok(Value::Number(value.into()))
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Value, E> {
        Number::from_f64(value).map(Value::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_str<E>(self, value: &str) -> Result<Value, E> {
        Ok(Value::String(value.to_owned()))
    }

    fn visit_string<E>(self, value: String) -> Result<Value, E> {
        Ok(Value::String(value))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<Value, A::Error> {
        let reader = self.0;
        reader.enter()?;
        let mut list = Vec::new();
        loop {
            match items.next_element_seed(Node(&mut *reader)) {
                Ok(Some(item)) => list.push(item),
                Ok(None) => break,
                Err(error) => {
                    reader.locate(&list.len().to_string());
                    return Err(error);
                }
            }
        }
        reader.depth -= 1;
        Ok(Value::Array(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut members: A) -> Result<Value, A::Error> {
        let reader = self.0;
        reader.enter()?;
        let mut map = Map::new();
        while let Some(name) = members.next_key::<String>()? {
            let slot = match map.entry(name) {
                Entry::Vacant(slot) => slot,
                Entry::Occupied(slot) => {
                    let pointer = pointer_segment(slot.key());
                    return Err(reader.refuse(JsonError::DuplicateKey { pointer }));
                }
            };
            match members.next_value_seed(Node(&mut *reader)) {
                Ok(value) => slot.insert(value),
                Err(error) => {
                    reader.locate(slot.key());
                    return Err(error);
                }
            };
        }
        reader.depth -= 1;
        Ok(Value::Object(map))
    }
}
