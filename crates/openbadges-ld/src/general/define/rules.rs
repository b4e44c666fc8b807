//! What a definition may say, and what goes together.

use std::rc::Rc;

use serde_json::Value;

use super::{Written, fault};
use crate::general::active::{Container, Term};
use crate::general::process::is_direction;
use crate::general::{Fault, items_of};
use crate::terms::is_keyword;

/// What a context may say of a term.
const MEMBERS: [&str; 10] = [
    "@id",
    "@reverse",
    "@container",
    "@context",
    "@direction",
    "@index",
    "@language",
    "@nest",
    "@prefix",
    "@protected",
];

/// `@type` may get a container or protection, no other keyword anything.
pub(super) fn check_keyword(term: &str, value: &Value) -> Result<(), Fault> {
    if !is_keyword(term) {
        return Ok(());
    }
    let members = value.as_object().filter(|members| term == "@type" && !members.is_empty());
    let fits = members.is_some_and(|members| {
        members.iter().all(|(name, value)| match name.as_str() {
            "@container" => value == "@set",
            "@protected" => true,
            _ => false,
        })
    });
    if fits { Ok(()) } else { Err(fault(term, "a keyword cannot be redefined")) }
}

pub(super) fn keep_protected(
    name: &str,
    new: Term,
    previous: Option<Rc<Term>>,
    may_override: bool,
) -> Result<Rc<Term>, Fault> {
    match previous.filter(|old| old.protected && !may_override) {
        None => Ok(Rc::new(new)),
        Some(old) if old.says_the_same(&new) => Ok(old),
        Some(_) => Err(Fault::Protected(name.to_owned())),
    }
}

pub(super) fn set_container(written: &Written<'_>, term: &mut Term) -> Result<(), Fault> {
    use Container as C;
    let name = written.term;
    let value = match written.members.get("@container") {
        None => return Ok(()),
        Some(Value::Null) if written.members.contains_key("@reverse") => return Ok(()),
        Some(value) => value,
    };
    let wrong = || fault(name, "@container has a value that is not known or does not go with the others");
    let mut container = C::default();
    for item in items_of(value) {
        container = container.and(item.as_str().and_then(C::of_keyword).ok_or_else(wrong)?);
    }
    let maps = C::ID.and(C::INDEX);
    let fits = container.count() == 1
        || container.is_within(C::GRAPH.and(C::SET).and(maps))
            && container.has(C::GRAPH)
            && !(container.has(C::ID) && container.has(C::INDEX))
        || container.has(C::SET)
            && container.count() == 2
            && container.is_within(C::SET.and(maps).and(C::GRAPH).and(C::TYPE).and(C::LANGUAGE));
    if !fits {
        return Err(wrong());
    }
    if container.has(C::TYPE) {
        let coercion = term.coercion.get_or_insert_with(|| "@id".to_owned());
        if coercion != "@id" && coercion != "@vocab" {
            return Err(fault(name, "@type beside the container @type is @id or @vocab"));
        }
    }
    term.container = container;
    Ok(())
}

/// `@language`, `@direction`, `@nest` and `@prefix`.
pub(super) fn set_rest(written: &Written<'_>, term: &mut Term) -> Result<(), Fault> {
    let (name, members) = (written.term, written.members);
    let is_typed = members.contains_key("@type");
    if let Some(language) = members.get("@language").filter(|_| !is_typed) {
        if !language.is_null() && !language.is_string() {
            return Err(fault(name, "@language is a string or null"));
        }
        term.language = Some(language.clone());
    }
    if let Some(direction) = members.get("@direction").filter(|_| !is_typed) {
        if !is_direction(direction) {
            return Err(fault(name, "@direction is ltr, rtl or null"));
        }
        term.direction = Some(direction.clone());
    }
    if let Some(nest) = members.get("@nest") {
        let nest = nest.as_str().filter(|nest| !is_keyword(nest) || *nest == "@nest");
        term.nest = Some(nest.ok_or_else(|| fault(name, "@nest is a term or @nest"))?.to_owned());
    }
    if let Some(prefix) = members.get("@prefix") {
        let wrong = || fault(name, "@prefix is true or false, for a term that is no IRI or keyword");
        term.prefix = prefix.as_bool().filter(|_| !name.contains([':', '/'])).ok_or_else(wrong)?;
        if term.prefix && term.meaning.as_deref().is_some_and(is_keyword) {
            return Err(wrong());
        }
    }
    Ok(())
}

pub(super) fn check_members(written: &Written<'_>) -> Result<(), Fault> {
    let known = |name: &String| name == "@type" || MEMBERS.contains(&name.as_str());
    if written.members.keys().all(known) {
        return Ok(());
    }
    Err(fault(written.term, "the definition has a member that is not known"))
}
