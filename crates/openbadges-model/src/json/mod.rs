//! Strict reading of JSON: the only door for documents that others wrote.
//!
//! Stricter than JSON itself (RFC 8259) in what a signature could be fooled with: two members of one
//! name, text that is not UTF-8, and more depth, values or bytes than a credential ever has.

mod depth;
mod pointer;
mod read;
mod tree;

use serde_json::{Map, Value};

pub use depth::{MAX_DEPTH, TooDeep, check_depth};
pub(crate) use pointer::pointer_segment;
pub use pointer::{push_segment, segments};
pub use tree::{Json, ToJson};

/// How much a document may hold.
///
/// ```
/// use openbadges_model::json::{JsonError, Limits, parse};
///
/// let shallow = Limits { depth: 1, ..Limits::default() };
/// assert_eq!(parse(b"[[]]", &shallow), Err(JsonError::TooDeep { pointer: "/0".into(), limit: 1 }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Length of the document in bytes.
    pub bytes: usize,
    /// Lists and objects within each other; at most [`MAX_DEPTH`] whatever is asked for.
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
///
/// ```
/// use openbadges_model::json::{JsonError, Limits, parse};
///
/// let error = parse(br#"{"id": 1, "id": 2}"#, &Limits::default()).unwrap_err();
/// assert_eq!(error, JsonError::DuplicateKey { pointer: "/id".into() });
/// assert_eq!(error.to_string(), "the member /id is there twice; which one is meant cannot be told");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
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
    /// A number that no double can hold, such as `1e400`.
    #[error("the number at line {line}, column {column} is too large to be read")]
    NumberTooLarge {
        /// Its line, from 1.
        line: usize,
        /// Its column, from 1.
        column: usize,
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

/// Reads one JSON document into values of its own; see [`read`].
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
    read(bytes, limits).map(Value::from)
}

/// Reads one JSON document without copying its texts. A byte order mark at its start is skipped: editors on Windows
/// leave one, and it says nothing.
///
/// ```
/// use openbadges_model::json::{Json, JsonError, Limits, read};
///
/// let document = read(br#"{"type": ["Achievement"]}"#, &Limits::default())?;
/// let types = document.get("type").and_then(Json::as_array);
/// assert_eq!(types, Some(&[Json::from("Achievement")][..]));
/// # Ok::<(), JsonError>(())
/// ```
///
/// # Errors
/// [`JsonError`] says what is wrong and where.
pub fn read<'d>(bytes: &'d [u8], limits: &Limits) -> Result<Json<'d>, JsonError> {
    if bytes.len() > limits.bytes {
        return Err(JsonError::TooLong { bytes: bytes.len(), limit: limits.bytes });
    }
    let text = str::from_utf8(bytes).map_err(|error| JsonError::NotUtf8 { offset: error.valid_up_to() })?;
    read::document(text.strip_prefix('\u{feff}').unwrap_or(text), limits)
}

/// Members up to which names are compared one by one: to hash one costs more.
const FEW: usize = 16;

/// The member of an object that is called `name`, as [`Value::get`] finds it, and faster in the objects of a badge.
///
/// ```
/// use openbadges_model::json::member;
///
/// let badge = serde_json::json!({"name": "Teamwork"});
/// assert_eq!(member(&badge, "name"), Some(&badge["name"]));
/// assert_eq!(member(&badge, "image"), None);
/// ```
pub fn member<'v>(object: &'v Value, name: &str) -> Option<&'v Value> {
    find(object.as_object()?, name)
}

/// The same in the members of an object.
pub(crate) fn find<'m>(members: &'m Map<String, Value>, name: &str) -> Option<&'m Value> {
    if members.len() > FEW {
        return members.get(name);
    }
    members.iter().find(|(other, _)| *other == name).map(|(_, value)| value)
}

/// The entries of a member that may be missing, single, or a list.
///
/// ```
/// use openbadges_model::json::each;
///
/// let badge = serde_json::json!({"type": ["Achievement", "Other"], "tag": "team", "image": null});
/// assert_eq!(["type", "tag", "image"].map(|name| each(&badge, name).count()), [2, 1, 0]);
/// ```
pub fn each<'v>(object: &'v Value, name: &str) -> impl Iterator<Item = &'v Value> {
    let (list, single) = match member(object, name) {
        Some(Value::Array(list)) => (list.as_slice(), None),
        Some(Value::Null) | None => (&[] as &[Value], None),
        single => (&[] as &[Value], single),
    };
    list.iter().chain(single)
}
