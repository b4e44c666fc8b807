//! What a class is made of: the words that the tables of the classes are written in.

use super::walker::Walker;
use serde_json::{Map, Value};

/// One class.
pub(super) struct Class {
    /// Its name, for messages.
    pub(super) name: &'static str,
    /// What its `type` says.
    pub(super) types: Types,
    /// Whether members outside the table are forbidden.
    pub(super) closed: bool,
    pub(super) required: &'static [Member],
    pub(super) optional: &'static [Member],
    /// What no single member can tell.
    pub(super) rule: Option<Rule>,
}

/// Looks at the members of an object together.
pub(super) type Rule = fn(&mut Walker, &Map<String, Value>);

/// What the `type` of a class says.
pub(super) enum Types {
    /// The class has no `type`.
    None,
    /// Exactly this text (A.3-3).
    Constant(&'static str),
    /// Any text.
    Text,
    /// A list, or a single text (A.3-2), with one of each group in it.
    Contains(&'static [&'static [&'static str]]),
}

/// One member of a class.
pub(super) struct Member {
    pub(super) name: &'static str,
    pub(super) form: Form,
    pub(super) kind: Kind,
}

/// How many values a member has, and how they are written.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Form {
    /// One value.
    One,
    /// One value; a list is read with a warning (E.2-5).
    OneRather,
    /// A list, always.
    List,
    /// A list, or a single value (A.3-2).
    Compact,
}

/// What a value of a member is.
#[derive(Clone, Copy)]
pub(super) enum Kind {
    Text,
    /// A URI that identifies the object: relative ones lose their meaning.
    Id,
    /// A URI that points somewhere.
    Uri,
    DateTimeZ,
    DateTime,
    Date,
    Number,
    Boolean,
    Phone,
    Jws,
    Language,
    Country,
    Open(&'static [&'static str]),
    Closed(&'static [&'static str]),
    Object(&'static Class),
    /// A URI, or the object itself (2.0).
    Linked(&'static Class),
    /// A date as 2.0 and the versions before it wrote it.
    Date2,
    /// A language of BCP 47, whatever its case (2.0).
    AnyLanguage,
    ProfileRef,
    Endorsement,
    /// A credential inside a CLR, in any of its forms.
    Enclosed,
    /// Whatever is not `null`.
    Any,
    /// The list of contexts; the rules look into it.
    Context,
}

pub(super) const fn one(name: &'static str, kind: Kind) -> Member {
    Member { name, form: Form::One, kind }
}

pub(super) const fn list(name: &'static str, kind: Kind) -> Member {
    Member { name, form: Form::List, kind }
}

pub(super) const fn compact(name: &'static str, kind: Kind) -> Member {
    Member { name, form: Form::Compact, kind }
}

/// A class with a `type` that contains its name and nothing special; the others are changed from it.
pub(super) const fn open(
    name: &'static str,
    types: &'static [&'static [&'static str]],
    required: &'static [Member],
    optional: &'static [Member],
) -> Class {
    Class { name, types: Types::Contains(types), closed: false, required, optional, rule: None }
}

/// A closed class whose `type` is plain text.
pub(super) const fn constant(
    name: &'static str,
    kind: &'static str,
    required: &'static [Member],
    optional: &'static [Member],
) -> Class {
    Class { name, types: Types::Constant(kind), closed: true, required, optional, rule: None }
}

/// A class whose `type` is any text.
pub(super) const fn with_text_type(
    name: &'static str,
    required: &'static [Member],
    optional: &'static [Member],
) -> Class {
    Class { name, types: Types::Text, closed: false, required, optional, rule: None }
}
