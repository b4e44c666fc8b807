//! From text to values: the JSON reader underneath is `serde_json`'s, the strictness is ours.

use std::borrow::Cow;
use std::collections::HashSet;
use std::fmt;

use serde::de::{DeserializeSeed, Deserializer, Error, MapAccess, SeqAccess, Visitor};
use serde_json::Number;

use super::{FEW, Json, JsonError, Limits, MAX_DEPTH, pointer_segment};

/// The one value of a text.
pub(super) fn document<'d>(text: &'d str, limits: &Limits) -> Result<Json<'d>, JsonError> {
    let limits = Limits { depth: limits.depth.min(MAX_DEPTH), ..*limits };
    let mut reader = Reader { limits, depth: 0, nodes: 0, refusal: None };
    let mut deserializer = serde_json::Deserializer::from_str(text);
    let value = Node(&mut reader).deserialize(&mut deserializer);
    match value.and_then(|value| deserializer.end().map(|()| value)) {
        Ok(value) => Ok(value),
        Err(error) => Err(reader.refusal.unwrap_or_else(|| refusal(&error))),
    }
}

fn refusal(error: &serde_json::Error) -> JsonError {
    let message = error.to_string();
    if message.starts_with("number out of range") {
        return JsonError::NumberTooLarge { line: error.line(), column: error.column() };
    }
    JsonError::Syntax { message }
}

/// What is counted while reading, and why it stopped. Pointers are put together on the way out of a
/// refusal, so that reading a good document costs nothing for them.
struct Reader {
    limits: Limits,
    depth: usize,
    nodes: usize,
    refusal: Option<JsonError>,
}

impl Reader {
    fn refuse<E: Error>(&mut self, refusal: JsonError) -> E {
        self.refusal = Some(refusal);
        E::custom("refused")
    }

    fn count<E: Error>(&mut self) -> Result<(), E> {
        self.nodes += 1;
        if self.nodes > self.limits.nodes {
            return Err(self.refuse(JsonError::TooManyNodes { limit: self.limits.nodes }));
        }
        Ok(())
    }

    fn enter<E: Error>(&mut self) -> Result<(), E> {
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

/// Reads one value.
struct Node<'a>(&'a mut Reader);

impl<'d> DeserializeSeed<'d> for Node<'_> {
    type Value = Json<'d>;

    fn deserialize<D: Deserializer<'d>>(self, deserializer: D) -> Result<Json<'d>, D::Error> {
        self.0.count()?;
        deserializer.deserialize_any(self)
    }
}

impl<'d> Visitor<'d> for Node<'_> {
    type Value = Json<'d>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a JSON value")
    }

    fn visit_unit<E>(self) -> Result<Json<'d>, E> {
        Ok(Json::Null)
    }

    fn visit_bool<E>(self, value: bool) -> Result<Json<'d>, E> {
        Ok(Json::Bool(value))
    }

    fn visit_i64<E>(self, value: i64) -> Result<Json<'d>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_u64<E>(self, value: u64) -> Result<Json<'d>, E> {
        Ok(Json::Number(value.into()))
    }

    fn visit_f64<E: Error>(self, value: f64) -> Result<Json<'d>, E> {
        Number::from_f64(value).map(Json::Number).ok_or_else(|| E::custom("number out of range"))
    }

    fn visit_borrowed_str<E>(self, value: &'d str) -> Result<Json<'d>, E> {
        Ok(Json::String(Cow::Borrowed(value)))
    }

    fn visit_str<E>(self, value: &str) -> Result<Json<'d>, E> {
        Ok(Json::String(Cow::Owned(value.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'d>>(self, mut items: A) -> Result<Json<'d>, A::Error> {
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
        Ok(Json::Array(list))
    }

    fn visit_map<A: MapAccess<'d>>(self, mut members: A) -> Result<Json<'d>, A::Error> {
        let reader = self.0;
        reader.enter()?;
        let mut list: Vec<(Cow<'d, str>, Json<'d>)> = Vec::new();
        let mut many = HashSet::new();
        while let Some(name) = members.next_key_seed(Name)? {
            if is_repeated(&name, &list, &mut many) {
                return Err(reader.refuse(JsonError::DuplicateKey { pointer: pointer_segment(&name) }));
            }
            match members.next_value_seed(Node(&mut *reader)) {
                Ok(value) => list.push((name, value)),
                Err(error) => {
                    reader.locate(&name);
                    return Err(error);
                }
            }
        }
        reader.depth -= 1;
        Ok(Json::Object(list))
    }
}

/// Whether a name is among those of `list`; `many` are their names where there are more than a few.
fn is_repeated(name: &str, list: &[(Cow<'_, str>, Json<'_>)], many: &mut HashSet<String>) -> bool {
    if list.len() < FEW {
        return list.iter().any(|(other, _)| other == name);
    }
    if many.is_empty() {
        many.extend(list.iter().map(|(name, _)| name.clone().into_owned()));
    }
    !many.insert(name.to_owned())
}

/// Reads the name of a member.
struct Name;

impl<'d> DeserializeSeed<'d> for Name {
    type Value = Cow<'d, str>;

    fn deserialize<D: Deserializer<'d>>(self, deserializer: D) -> Result<Cow<'d, str>, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'d> Visitor<'d> for Name {
    type Value = Cow<'d, str>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("the name of a member")
    }

    fn visit_borrowed_str<E>(self, name: &'d str) -> Result<Cow<'d, str>, E> {
        Ok(Cow::Borrowed(name))
    }

    fn visit_str<E>(self, name: &str) -> Result<Cow<'d, str>, E> {
        Ok(Cow::Owned(name.to_owned()))
    }
}
