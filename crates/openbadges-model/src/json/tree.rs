//! JSON values that borrow their text.

use std::borrow::Cow;
use std::fmt;

use serde::ser::{Serialize, Serializer};
use serde_json::{Map, Number, Value};

use super::{TooDeep, check_depth};

/// A JSON value that borrows from the text, or the [`Value`], that it was made of. Members keep their order, and no two
/// of an object have one name.
///
/// ```
/// use openbadges_model::json::{Json, JsonError, Limits, read};
///
/// let document = read(br#"{"type": ["Achievement"], "name": "Teamwork"}"#, &Limits::default())?;
/// assert_eq!(document.get("name").and_then(Json::as_str), Some("Teamwork"));
/// # Ok::<(), JsonError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub enum Json<'d> {
    /// `null`.
    Null,
    /// `true` or `false`.
    Bool(bool),
    /// A number.
    Number(Number),
    /// A text, owned where it is written with escapes.
    String(Cow<'d, str>),
    /// A list.
    Array(Vec<Self>),
    /// An object: names and values.
    Object(Vec<(Cow<'d, str>, Self)>),
}

impl<'d> Json<'d> {
    /// The member called `name`, if this is an object that has it.
    pub fn get(&self, name: &str) -> Option<&Self> {
        let mut members = self.as_object()?.iter();
        members.find(|(other, _)| other == name).map(|(_, value)| value)
    }

    /// Adds a member to an object; the caller knows that it has none of this name.
    pub fn push(&mut self, name: impl Into<Cow<'d, str>>, value: impl Into<Self>) {
        if let Self::Object(members) = self {
            members.push((name.into(), value.into()));
        }
    }

    /// Takes a member out of an object; the others keep their order.
    pub fn remove(&mut self, name: &str) -> Option<Self> {
        let Self::Object(members) = self else { return None };
        let at = members.iter().position(|(other, _)| other == name)?;
        Some(members.remove(at).1)
    }

    /// Whether this is `null`.
    pub fn is_null(&self) -> bool {
        matches!(self, Self::Null)
    }

    /// Whether this is a text.
    pub fn is_string(&self) -> bool {
        matches!(self, Self::String(_))
    }

    /// The text, if this is one.
    pub fn as_str(&self) -> Option<&str> {
        match self {
            Self::String(text) => Some(text),
            _ => None,
        }
    }

    /// The items, if this is a list.
    pub fn as_array(&self) -> Option<&[Self]> {
        match self {
            Self::Array(items) => Some(items),
            _ => None,
        }
    }

    /// The members, if this is an object.
    pub fn as_object(&self) -> Option<&[(Cow<'d, str>, Self)]> {
        match self {
            Self::Object(members) => Some(members),
            _ => None,
        }
    }
}

impl<'d> From<&'d str> for Json<'d> {
    fn from(text: &'d str) -> Self {
        Self::String(text.into())
    }
}

impl From<String> for Json<'_> {
    fn from(text: String) -> Self {
        Self::String(text.into())
    }
}

impl From<Vec<Self>> for Json<'_> {
    fn from(items: Vec<Self>) -> Self {
        Self::Array(items)
    }
}

impl PartialEq<str> for Json<'_> {
    fn eq(&self, text: &str) -> bool {
        self.as_str() == Some(text)
    }
}

/// What can be looked at as [`Json`]: a `&Json`, or a `&Value`, whose texts are borrowed.
///
/// ```
/// use openbadges_model::json::{Json, ToJson};
///
/// fn name<'d>(document: impl ToJson<'d>) -> Option<String> {
///     document.to_json().ok()?.get("name").and_then(Json::as_str).map(str::to_owned)
/// }
/// let value = serde_json::json!({"name": "Teamwork"});
/// assert_eq!(name(&value), name(&Json::try_from(&value)?));
/// assert_eq!(name(&value).as_deref(), Some("Teamwork"));
/// # Ok::<(), openbadges_model::json::TooDeep>(())
/// ```
pub trait ToJson<'d> {
    /// The same as JSON.
    ///
    /// # Errors
    /// A `Value` is nested deeper than [`MAX_DEPTH`](super::MAX_DEPTH). A `Json` was counted when it was made.
    fn to_json(self) -> Result<Cow<'d, Json<'d>>, TooDeep>;
}

impl<'d> ToJson<'d> for &'d Json<'d> {
    fn to_json(self) -> Result<Cow<'d, Json<'d>>, TooDeep> {
        Ok(Cow::Borrowed(self))
    }
}

impl<'d> ToJson<'d> for &'d Value {
    fn to_json(self) -> Result<Cow<'d, Json<'d>>, TooDeep> {
        self.try_into().map(Cow::Owned)
    }
}

impl<'d> TryFrom<&'d Value> for Json<'d> {
    type Error = TooDeep;

    /// A value that is nested at most [`MAX_DEPTH`](super::MAX_DEPTH) deep.
    fn try_from(value: &'d Value) -> Result<Self, TooDeep> {
        check_depth(value)?;
        Ok(borrow(value))
    }
}

/// The same value, whose depth was looked at before: to count on the way takes longer.
fn borrow(value: &Value) -> Json<'_> {
    match value {
        Value::Null => Json::Null,
        Value::Bool(value) => Json::Bool(*value),
        Value::Number(number) => Json::Number(number.clone()),
        Value::String(text) => Json::String(Cow::Borrowed(text)),
        Value::Array(items) => Json::Array(items.iter().map(borrow).collect()),
        Value::Object(members) => {
            Json::Object(members.iter().map(|(name, value)| (name.as_str().into(), borrow(value))).collect())
        }
    }
}

impl From<Json<'_>> for Value {
    fn from(value: Json<'_>) -> Self {
        match value {
            Json::Null => Self::Null,
            Json::Bool(value) => Self::Bool(value),
            Json::Number(number) => Self::Number(number),
            Json::String(text) => Self::String(text.into_owned()),
            Json::Array(items) => Self::Array(items.into_iter().map(Self::from).collect()),
            Json::Object(members) => {
                let mut map = Map::with_capacity(members.len());
                map.extend(members.into_iter().map(|(name, value)| (name.into_owned(), value.into())));
                Self::Object(map)
            }
        }
    }
}

impl Serialize for Json<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self {
            Self::Null => serializer.serialize_unit(),
            Self::Bool(value) => serializer.serialize_bool(*value),
            Self::Number(number) => number.serialize(serializer),
            Self::String(text) => serializer.serialize_str(text),
            Self::Array(items) => serializer.collect_seq(items),
            Self::Object(members) => {
                serializer.collect_map(members.iter().map(|(name, value)| (name, value)))
            }
        }
    }
}

/// Compact JSON text.
impl fmt::Display for Json<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&serde_json::to_string(self).map_err(|_| fmt::Error)?)
    }
}
