//! What an object is, once its members are known (JSON-LD 1.1 API, 5.1.2, steps 15 to 19).

use super::object::{Object, scalar_text};
use super::{Expanded, Expander, Identity, Item, Literal, Node, Place, invalid};
use crate::LdError;
use crate::nquads::is_iri;
use crate::pointer::At;

impl Expander<'_> {
    /// What the object is: a value, a collection or a node.
    pub(super) fn finish(
        &mut self,
        object: Object,
        property: Option<&str>,
        place: Place<'_>,
    ) -> Result<Expanded, LdError> {
        let Place { at, in_graph, .. } = place;
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
        let has_more = object.has("@index");
        let literal = Literal { value, datatype: object.datatype, language: object.language, has_more };
        let literal = self.literal(literal, at)?;
        Ok(if is_top { Expanded::Nothing } else { Expanded::One(literal) })
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
