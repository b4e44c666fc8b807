//! Which contexts hold inside of an object (JSON-LD 1.1 API, 5.1.2, steps 7 to 12).

use std::rc::Rc;

use serde_json::{Map, Value};

use super::active::Active;
use super::object::identity;
use super::{Expander, Identity, Place, items_of};
use crate::LdError;
use crate::pointer::At;

/// The contexts of an object, and what else is known of it before its members are read.
#[expect(clippy::struct_excessive_bools, reason = "facts that do not depend on each other")]
pub(super) struct Scope {
    /// What its types are understood in.
    pub(super) of_types: Rc<Active>,
    /// What everything else is understood in.
    pub(super) active: Rc<Active>,
    /// Whether its `@value` is any JSON.
    pub(super) is_json: bool,
    /// Whether it has an `@value`.
    pub(super) is_value: bool,
    /// Whether its `@id` means nothing, so that nothing can be said of it.
    pub(super) is_lost: bool,
    /// Whether the object is put in a graph of its own.
    pub(super) in_graph: bool,
}

impl Expander<'_> {
    /// The contexts of an object with these members, as a value of `property`.
    pub(super) fn scope(
        &mut self,
        active: &Rc<Active>,
        property: Option<&str>,
        members: &Map<String, Value>,
        place: Place<'_>,
    ) -> Result<Scope, LdError> {
        let term = property.and_then(|name| active.terms.get(name).cloned());
        let mut active = match &active.previous {
            Some(previous) if !place.in_map && !keeps_type_scope(active, members) => Rc::clone(previous),
            _ => Rc::clone(active),
        };
        if let Some(term) = term {
            active = self.processor.scoped(&active, &term, false).map_err(|fault| fault.at(place.at))?;
        }
        if let Some(local) = members.get("@context") {
            let at = place.at.member("@context");
            if self.known_only && is_written_out(local) {
                return Err(LdError::InlineContext { pointer: at.pointer() });
            }
            active = self.processor.embedded(&active, local).map_err(|fault| fault.at(&at))?;
        }
        let of_types = Rc::clone(&active);
        let mut names: Vec<&String> = members.keys().filter(|name| of_types.is(name, "@type")).collect();
        names.sort_unstable();
        for name in &names {
            active = self.type_scope(active, &of_types, &members[*name], &place.at.member(name))?;
        }
        let last = names.first().and_then(|name| strings(&members[*name]).last());
        let is_json = last.is_some_and(|last| active.vocabulary_iri(last).as_deref() == Some("@json"));
        let is_value = members.keys().any(|name| active.is(name, "@value"));
        let mut ids = members.iter().filter(|(name, _)| active.is(name, "@id"));
        let is_lost =
            ids.any(|(_, id)| id.as_str().is_some_and(|id| identity(&active, id) == Identity::Lost));
        Ok(Scope { of_types, active, is_json, is_value, is_lost, in_graph: place.in_graph })
    }

    fn type_scope(
        &mut self,
        mut active: Rc<Active>,
        of_types: &Active,
        value: &Value,
        at: &At<'_>,
    ) -> Result<Rc<Active>, LdError> {
        let mut types: Vec<&str> = strings(value).collect();
        types.sort_unstable();
        for term in types.into_iter().filter_map(|name| of_types.terms.get(name)) {
            active = self.processor.scoped(&active, term, true).map_err(|fault| fault.at(at))?;
        }
        Ok(active)
    }
}

/// A value object or a mere reference is read with the terms that the type around it brought.
fn keeps_type_scope(active: &Active, members: &Map<String, Value>) -> bool {
    let mut names = members.keys();
    names.clone().any(|name| active.is(name, "@value"))
        || members.len() == 1 && names.all(|name| active.is(name, "@id"))
}

/// A string, or the strings of an array.
fn strings(value: &Value) -> impl Iterator<Item = &str> {
    items_of(value).iter().filter_map(Value::as_str)
}

/// Whether a context stands in the document and not at an address.
fn is_written_out(local: &Value) -> bool {
    match local {
        Value::Array(items) => items.iter().any(is_written_out),
        Value::Object(members) => !members.is_empty(),
        _ => false,
    }
}
