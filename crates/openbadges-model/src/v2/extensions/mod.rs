//! What extensions hang on an object, and whether they are as their published schemas demand (C.4).

mod published;

use super::context::is_extension;
use crate::fault::locate;
use crate::json::{each, pointer_segment};
use crate::validate::{is_uri, is_uuid};
use crate::{Fault, FaultKind, Severity};
use Shape::{Begins, Boolean, DateTime, Day, List, Number, Object, OneOf, OneOrMany, Text, Uri, Uuid};
use published::{Extension, PUBLISHED, Rule, Shape};
use serde_json::{Map, Value};

/// Prefixes of the types of published extensions: the one of today, and two that old contexts gave.
const TYPE_PREFIXES: [&str; 5] = [
    "extensions:",
    "https://w3id.org/openbadges/extensions#",
    "obi:extensions/#",
    "https://w3id.org/openbadges#extensions/#",
    "https://w3id.org/openbadges/extensions/#",
];

/// Most faults of extensions that are told.
const MAX_FAULTS: usize = 100;

/// Most extensions that are told to be unknown.
const MAX_UNKNOWN: usize = 100;

/// Every fault of the extensions that hang on an object (an Assertion, a `BadgeClass`, a Profile): that they say what
/// they are (C.4-1), and what their published schemas demand. What others published is left alone beyond that.
///
/// ```
/// use openbadges_model::v2::extension_faults;
/// let badge = serde_json::json!({"extensions:ApplyLink": {
///     "@context": "https://w3id.org/openbadges/extensions/applyLinkExtension/context.json",
///     "type": ["Extension", "extensions:ApplyLink"],
///     "url": 7
/// }});
/// assert_eq!(extension_faults(&badge)[0].pointer, "/extensions:ApplyLink/url");
/// ```
pub fn faults(object: &Value) -> Vec<Fault> {
    let mut faults = Vec::new();
    for Place { name, index, value } in on(object) {
        let before = faults.len();
        if value.is_object() {
            declared(value, &mut faults);
            if let Some(known) = published(value) {
                rules(known.rules, &named(value, known), &mut faults);
            }
        } else {
            faults.push(wrong("an object in braces"));
        }
        if let Some(index) = index {
            locate(&mut faults[before..], &index);
        }
        locate(&mut faults[before..], name);
        if faults.len() >= MAX_FAULTS {
            break;
        }
    }
    faults.truncate(MAX_FAULTS);
    faults
}

/// The JSON Pointer and the types of each extension whose schema is not known here.
///
/// ```
/// use openbadges_model::v2::unknown_extensions;
///
/// let badge = serde_json::json!({"extensions:Mood": {"type": ["Extension", "extensions:Mood"], "mood": "merry"}});
/// assert_eq!(unknown_extensions(&badge), [("/extensions:Mood".into(), "Extension extensions:Mood".into())]);
/// ```
pub fn unknown(object: &Value) -> Vec<(String, String)> {
    let others = on(object).filter(|place| place.value.is_object() && published(place.value).is_none());
    others
        .take(MAX_UNKNOWN)
        .map(|place| {
            let types: Vec<&str> = each(place.value, "type").filter_map(Value::as_str).collect();
            (place.pointer(), types.join(" "))
        })
        .collect()
}

/// Where an extension hangs on an object: a member, or an item of one that is a list.
struct Place<'a> {
    name: &'a str,
    index: Option<usize>,
    value: &'a Value,
}

impl Place<'_> {
    fn pointer(&self) -> String {
        let pointer = pointer_segment(self.name);
        self.index.map_or_else(|| pointer.clone(), |index| format!("{pointer}/{index}"))
    }
}

/// The extensions that hang on an object.
fn on(object: &Value) -> impl Iterator<Item = Place<'_>> {
    let members = object.as_object().into_iter().flatten();
    let named = |name: &str| {
        ["extensions:", "https://w3id.org/openbadges/extensions#"]
            .iter()
            .any(|prefix| name.starts_with(prefix))
    };
    members.filter(|(name, _)| *name != "@context").flat_map(move |(name, value)| {
        let (items, is_list) = match value {
            Value::Array(items) => (items.as_slice(), true),
            single => (std::slice::from_ref(single), false),
        };
        let is_named = named(name);
        let found = items.iter().enumerate().filter(move |(_, item)| is_named || is_extension(item));
        found.map(move |(index, value)| Place { name, index: is_list.then_some(index), value })
    })
}

/// The published extension that a value's types name.
fn published(value: &Value) -> Option<&'static Extension> {
    each(value, "type").filter_map(Value::as_str).find_map(|name| {
        let short = TYPE_PREFIXES.iter().find_map(|prefix| name.strip_prefix(prefix)).or_else(|| {
            // The context of this one forgot the colon.
            name.strip_prefix("extensions#")
        })?;
        PUBLISHED.iter().find(|extension| extension.types.contains(&short))
    })
}

/// The extension with its members by the terms of its context, however they are written.
fn named(value: &Value, extension: &Extension) -> Map<String, Value> {
    let members = value.as_object().into_iter().flatten();
    let term = |name: &str| {
        let is = |iri: &str| {
            iri == name
                || name
                    .strip_prefix("schema:")
                    .is_some_and(|rest| iri.strip_prefix("http://schema.org/") == Some(rest))
                || name.strip_prefix("extensions:").is_some_and(|rest| {
                    iri.strip_prefix("https://w3id.org/openbadges/extensions#") == Some(rest)
                })
        };
        extension.terms.iter().find(|(_, iri)| is(iri)).map_or(name, |(term, _)| term).to_owned()
    };
    members
        .map(|(name, value)| (if name == "@id" { "id".to_owned() } else { term(name) }, value.clone()))
        .collect()
}

/// C.4-1: the types "must include" that it is an extension, for by them its schema is found. Its own context "should" be
/// there; it may as well be among those of the document.
fn declared(value: &Value, faults: &mut Vec<Fault>) {
    if !is_extension(value) {
        let message = "The types do not say that this is an extension: add \"Extension\".";
        faults.push(Fault { pointer: "/type".into(), ..error(FaultKind::Type, message.into()) });
    }
    if value.get("@context").is_none() {
        let message = "The context of the extension is missing: an extension should have its own.";
        let missing = error(FaultKind::Missing, message.into());
        faults.push(Fault { pointer: "/@context".into(), severity: Severity::Warning, ..missing });
    }
}

fn rules(rules: &[Rule], members: &Map<String, Value>, faults: &mut Vec<Fault>) {
    for Rule(name, required, shape) in rules {
        let before = faults.len();
        match members.get(*name) {
            Some(value) => check(shape, value, faults),
            None if *required => {
                let message = format!("`{name}` is missing: the extension's schema requires it.");
                faults.push(error(FaultKind::Missing, message));
            }
            None => {}
        }
        locate(&mut faults[before..], *name);
        if faults.len() >= MAX_FAULTS {
            return;
        }
    }
}

/// Checks a value; shapes are no deeper than the table.
fn check(shape: &Shape, value: &Value, faults: &mut Vec<Fault>) {
    let text = value.as_str();
    let (fits, wanted) = match shape {
        Text => (text.is_some(), "text"),
        Uri => (text.is_some_and(is_uri), "an absolute URI"),
        Number => (value.is_number(), "a number"),
        Boolean => (value.is_boolean(), "`true` or `false`"),
        DateTime => (super::dates::is_exact(value), "a date and time with a zone"),
        Day => (text.is_some_and(is_day), "a day as `YYYY-MM-DD`"),
        Uuid => (text.is_some_and(is_lower_uuid), "a UUID in lower case"),
        Begins(start) => {
            (text.is_some_and(|text| text.starts_with(start)), "one of the names of the extension")
        }
        OneOf(names) => (text.is_some_and(|text| names.contains(&text)), "one of the names of the extension"),
        List(item) | OneOrMany(item) if value.is_array() => {
            return items(item, value, faults);
        }
        List(_) => (false, "a list"),
        OneOrMany(item) => return check(item, value, faults),
        Object(inner) => match value {
            Value::Object(members) => return rules(inner, members, faults),
            _ => (false, "an object in braces"),
        },
    };
    if !fits {
        faults.push(wrong(wanted));
    }
}

fn items(shape: &Shape, list: &Value, faults: &mut Vec<Fault>) {
    for (index, item) in list.as_array().into_iter().flatten().enumerate() {
        if faults.len() >= MAX_FAULTS {
            return;
        }
        let before = faults.len();
        check(shape, item, faults);
        locate(&mut faults[before..], &index);
    }
}

fn is_day(text: &str) -> bool {
    let dashed = text.len() == 10 && text.split('-').map(str::len).eq([4, 2, 2]);
    (dashed || (text.len() == 8 && !text.contains('-'))) && text.parse::<jiff::civil::Date>().is_ok()
}

fn is_lower_uuid(text: &str) -> bool {
    is_uuid(text) && !text.contains(char::is_uppercase)
}

fn wrong(wanted: &str) -> Fault {
    error(FaultKind::WrongType, format!("The extension's schema wants {wanted} here."))
}

fn error(kind: FaultKind, message: String) -> Fault {
    Fault { pointer: String::new(), kind, severity: Severity::Error, message }
}
