//! Expansion (JSON-LD 1.1 API, 5.1): elements.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::active::{Active, Container};
use super::{Expanded, Expander, Identity, Item, Node, Place};
use crate::nquads::is_iri;
use crate::pointer::At;
use crate::{LdError, MAX_DEPTH};

/// What an object has, before it is known what it is.
#[derive(Default)]
pub(super) struct Object {
    pub(super) node: Node,
    /// What the document calls the keywords that it uses, each with its name.
    pub(super) names: Vec<(String, String)>,
    /// `@id` as it is written.
    pub(super) id: Option<String>,
    /// `@type` where it is one string.
    pub(super) datatype: Option<String>,
    pub(super) value: Option<Value>,
    pub(super) language: Option<String>,
    pub(super) list: Option<Vec<Item>>,
    pub(super) set: Option<Expanded>,
    /// Whether there is a property, even one without a value.
    pub(super) has_properties: bool,
}

impl Object {
    pub(super) fn has_node_members(&self) -> bool {
        self.has("@id")
            || self.node.graph.is_some()
            || self.has("@included")
            || self.has("@reverse")
            || self.has_properties
    }

    pub(super) fn has(&self, keyword: &str) -> bool {
        self.names.iter().any(|(known, _)| known == keyword)
    }

    pub(super) fn is_twice(&self, keyword: &str) -> bool {
        self.names.iter().filter(|(known, _)| known == keyword).count() > 1
    }

    /// Remembers that a member is or stands for a keyword.
    pub(super) fn note(&mut self, keyword: &str, name: &str) {
        if !self.is_twice(keyword) {
            self.names.push((keyword.to_owned(), name.to_owned()));
        }
    }

    /// What the document calls a keyword that it uses here.
    pub(super) fn name<'n>(&'n self, keyword: &'n str) -> &'n str {
        self.names.iter().find(|(known, _)| known == keyword).map_or(keyword, |(_, name)| name)
    }
}

impl Expander<'_> {
    /// Any element as a value of `property`.
    pub(super) fn element(
        &mut self,
        active: &Rc<Active>,
        property: Option<&str>,
        element: &Value,
        place: Place<'_>,
    ) -> Result<Expanded, LdError> {
        match element {
            Value::Null => Ok(Expanded::Nothing),
            Value::Array(items) => {
                self.nested(place.at, |this| this.array(active, property, items, place)).map(Expanded::Many)
            }
            Value::Object(members) => {
                self.nested(place.at, |this| this.object(active, property, members, place))
            }
            scalar => self.scalar(active, property, scalar, place),
        }
    }

    pub(super) fn nested<T>(
        &mut self,
        at: &At<'_>,
        walk: impl FnOnce(&mut Self) -> Result<T, LdError>,
    ) -> Result<T, LdError> {
        if self.depth >= MAX_DEPTH {
            return Err(LdError::TooDeep { pointer: at.pointer() });
        }
        self.depth += 1;
        let result = walk(self);
        self.depth -= 1;
        result
    }

    pub(super) fn depth_left(&self) -> usize {
        MAX_DEPTH.saturating_sub(self.depth)
    }

    fn array(
        &mut self,
        active: &Rc<Active>,
        property: Option<&str>,
        items: &[Value],
        place: Place<'_>,
    ) -> Result<Vec<Item>, LdError> {
        let term = property.and_then(|name| active.terms.get(name));
        let is_list = term.is_some_and(|term| term.container.has(Container::LIST));
        let mut expanded = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let at = place.at.item(index);
            let found = self.element(active, property, item, Place { at: &at, ..place })?;
            match found {
                Expanded::Many(items) if is_list => expanded.push(Item::List(items)),
                found => expanded.extend(found.into_items()),
            }
        }
        Ok(expanded)
    }

    fn object(
        &mut self,
        active: &Rc<Active>,
        property: Option<&str>,
        members: &Map<String, Value>,
        place: Place<'_>,
    ) -> Result<Expanded, LdError> {
        let scope = self.scope(active, property, members, place)?;
        let mut object = Object::default();
        self.members(&mut object, &scope, property, members, place.at)?;
        self.finish(object, property, place)
    }
}

/// What `@id` says.
pub(super) fn identity(active: &Active, id: &str) -> Identity {
    match active.document_iri(id) {
        Some(iri) if is_iri(&iri) || iri.starts_with("_:") => Identity::Known(iri),
        _ => Identity::Lost,
    }
}

/// What a dropped value is called in a report.
pub(super) fn scalar_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
