//! Expansion (JSON-LD 1.1 API, 5.1): elements, and objects as a whole.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::active::{Active, Container};
use super::{Expanded, Expander, Identity, Item, Literal, Node, Place, invalid};
use crate::nquads::is_iri;
use crate::pointer::At;
use crate::{LdError, MAX_DEPTH};

/// The contexts of an object.
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
}

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
    fn has_node_members(&self) -> bool {
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
    fn name<'n>(&'n self, keyword: &'n str) -> &'n str {
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
            scalar => self.scalar(active, property, scalar, place.at),
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
        let in_graph = property.and_then(|name| active.terms.get(name)).is_some_and(|term| term.is_graph());
        self.finish(object, property, in_graph, place.at)
    }

    /// Steps 7 to 12: which contexts hold inside of an object.
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
        Ok(Scope { of_types, active, is_json, is_value, is_lost })
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

    /// Steps 15 to 19: what an object is.
    fn finish(
        &mut self,
        object: Object,
        property: Option<&str>,
        in_graph: bool,
        at: &At<'_>,
    ) -> Result<Expanded, LdError> {
        let is_top = property.is_none_or(|name| name == "@graph");
        if object.value.is_some() {
            return self.finish_value(object, is_top, in_graph, at);
        }
        if object.list.is_some() || object.set.is_some() {
            return self.finish_collection(object, is_top, in_graph, at);
        }
        let beside_language = ["@type", "@index", "@direction"];
        if object.language.is_some()
            && !object.has_node_members()
            && !beside_language.iter().any(|keyword| object.has(keyword))
        {
            self.report(&at.member(object.name("@language")), object.name("@language"));
            return Ok(Expanded::Nothing);
        }
        self.report_beside(&object, at);
        if (is_top || in_graph) && object.node.says_nothing() && matches!(object.node.id, Identity::Known(_))
        {
            self.report(&at.member(object.name("@id")), object.id.as_deref().unwrap_or_default());
        }
        let unsaid = ["@index", "@language", "@direction", "@included", "@type"];
        let has_more = unsaid.iter().any(|keyword| object.has(keyword));
        Ok(Expanded::One(Item::Node(Box::new(Node { has_more, ..object.node }))))
    }

    fn finish_value(
        &mut self,
        mut object: Object,
        is_top: bool,
        in_graph: bool,
        at: &At<'_>,
    ) -> Result<Expanded, LdError> {
        if object.has_node_members() || object.list.is_some() || object.set.is_some() {
            return Err(invalid(
                at,
                "an object with @value has only @type, @language, @direction or @index beside it",
            ));
        }
        if object.is_twice("@type") {
            return Err(invalid(at, "a value has one type"));
        }
        if object.has("@type") && (object.language.is_some() || object.has("@direction")) {
            return Err(invalid(at, "a value has a type or a language, not both"));
        }
        self.report_unsigned(&object, at);
        let is_json = object.datatype.as_deref() == Some("@json");
        let value = object.value.take().unwrap_or_default();
        if value.is_null() && !is_json {
            return Ok(Expanded::Nothing);
        }
        if object.language.is_some() && !value.is_string() {
            return Err(invalid(at, "only a string has a language"));
        }
        if object.has("@type") && !is_json && !object.datatype.as_deref().is_some_and(is_iri) {
            return Err(invalid(at, "the @type of a value is the IRI of a datatype"));
        }
        if is_top || in_graph {
            self.report(at, &scalar_text(&value));
        }
        if is_top {
            return Ok(Expanded::Nothing);
        }
        let has_more = object.has("@index");
        let literal = Literal { value, datatype: object.datatype, language: object.language, has_more };
        self.literal(literal, at).map(|it| it.map_or(Expanded::Nothing, Expanded::One))
    }

    fn finish_collection(
        &mut self,
        object: Object,
        is_top: bool,
        in_graph: bool,
        at: &At<'_>,
    ) -> Result<Expanded, LdError> {
        let is_beside =
            object.names.iter().any(|(it, _)| !["@list", "@set", "@index"].contains(&it.as_str()));
        let is_both = object.list.is_some() && object.set.is_some();
        if is_beside || is_both || object.has_properties {
            return Err(invalid(at, "@list and @set stand alone, or with @index"));
        }
        self.report_unsigned(&object, at);
        let names_list =
            object.names.iter().find(|(known, _)| known == "@list").map_or("@list", |(_, name)| name);
        match (object.set, object.list) {
            (Some(set), _) => Ok(set),
            (None, Some(list)) if is_top || in_graph => {
                self.report(&at.member(names_list), "@list");
                Ok(if is_top { Expanded::Nothing } else { Expanded::One(Item::List(list)) })
            }
            (None, list) => Ok(Expanded::One(Item::List(list.unwrap_or_default()))),
        }
    }

    /// `@index` and `@direction` have no place in the statements.
    fn report_unsigned(&mut self, object: &Object, at: &At<'_>) {
        if object.has("@index") {
            self.report(&at.member(object.name("@index")), object.name("@index"));
        }
        if object.has("@direction") {
            self.report(&at.member(object.name("@direction")), object.name("@direction"));
        }
    }

    /// What is of no use in a node.
    fn report_beside(&mut self, object: &Object, at: &At<'_>) {
        self.report_unsigned(object, at);
        if object.language.is_some() {
            self.report(&at.member(object.name("@language")), object.name("@language"));
        }
    }
}

/// A value object or a mere reference is read with the terms that the type around it brought.
fn keeps_type_scope(active: &Active, members: &Map<String, Value>) -> bool {
    let mut names = members.keys();
    names.clone().any(|name| active.is(name, "@value"))
        || members.len() == 1 && names.all(|name| active.is(name, "@id"))
}

/// What `@id` says.
pub(super) fn identity(active: &Active, id: &str) -> Identity {
    match active.document_iri(id) {
        Some(iri) if is_iri(&iri) || iri.starts_with("_:") => Identity::Known(iri),
        _ => Identity::Lost,
    }
}

/// A string, or the strings of an array.
fn strings(value: &Value) -> impl Iterator<Item = &str> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        single => std::slice::from_ref(single),
    };
    items.iter().filter_map(Value::as_str)
}

/// What a dropped value is called in a report.
pub(super) fn scalar_text(value: &Value) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}

/// Whether a context stands in the document and not at an address.
fn is_written_out(local: &Value) -> bool {
    match local {
        Value::Array(items) => items.iter().any(is_written_out),
        Value::Object(members) => !members.is_empty(),
        _ => false,
    }
}
