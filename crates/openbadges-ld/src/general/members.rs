//! Expansion (JSON-LD 1.1 API, 5.1): the members of an object, steps 13 and 14.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::active::is_absolute;
use super::object::{Object, identity};
use super::process::is_direction;
use super::scope::Scope;
use super::{Expanded, Expander, Identity, Item, Place, invalid, items_of};
use crate::LdError;
use crate::nquads::is_iri;
use crate::pointer::At;
use crate::terms::{Keyword, is_keyword};

impl Expander<'_> {
    /// Adds what `members` say to `object`.
    pub(super) fn members(
        &mut self,
        object: &mut Object,
        scope: &Scope,
        property: Option<&str>,
        members: &Map<String, Value>,
        at: &At<'_>,
    ) -> Result<(), LdError> {
        let mut nests = Vec::new();
        for (name, value) in members.iter().filter(|(name, _)| *name != "@context") {
            let at = at.member(name);
            match scope.active.vocabulary_iri(name) {
                Some(keyword) if is_keyword(&keyword) => {
                    if property == Some("@reverse") {
                        return Err(invalid(&at, "a keyword cannot be reversed"));
                    }
                    if keyword == "@nest" {
                        nests.push((name, value));
                    } else {
                        self.keyword(object, scope, property, (&keyword, name, value), &at)?;
                    }
                }
                Some(iri) if is_absolute(&iri) => {
                    if scope.is_lost || !is_iri(&iri) {
                        self.report(&at, name);
                    }
                    if is_iri(&iri) {
                        object.has_properties = true;
                        self.property(object, scope, name, &iri, value, &at)?;
                    }
                }
                _ => self.report(&at, name),
            }
        }
        for (name, value) in nests {
            self.nest(object, scope, name, value, &at.member(name))?;
        }
        Ok(())
    }

    /// `@nest`: members that stand one level too deep.
    fn nest(
        &mut self,
        object: &mut Object,
        scope: &Scope,
        name: &str,
        value: &Value,
        at: &At<'_>,
    ) -> Result<(), LdError> {
        let active = self.context_of(&scope.active, name, at)?;
        let scope = Scope { active, of_types: Rc::clone(&scope.of_types), ..*scope };
        for (index, item) in items_of(value).iter().enumerate() {
            let (item_at, single_at) = (at.item(index), *at);
            let at = if value.is_array() { &item_at } else { &single_at };
            let members =
                item.as_object().filter(|it| !it.keys().any(|name| scope.active.is(name, "@value")));
            let members = members.ok_or_else(|| invalid(at, "@nest is an object without @value"))?;
            self.nested(at, |this| this.members(object, &scope, Some(name), members, at))?;
        }
        Ok(())
    }

    fn keyword(
        &mut self,
        object: &mut Object,
        scope: &Scope,
        property: Option<&str>,
        (keyword, name, value): (&str, &str, &Value),
        at: &At<'_>,
    ) -> Result<(), LdError> {
        if Keyword::parse(keyword).is_none() {
            self.report(at, name);
            return Ok(());
        }
        let is_twice = object.has(keyword) && !["@type", "@included"].contains(&keyword);
        if is_twice {
            return Err(invalid(at, "another member means the same keyword"));
        }
        object.note(keyword, name);
        match keyword {
            "@id" => self.id(object, scope, value, at),
            "@type" => self.types(object, scope, value, at),
            "@graph" if scope.is_lost => {
                self.report(at, name);
                object.node.graph = Some(Vec::new());
                Ok(())
            }
            "@graph" => {
                let graph = self.element(&scope.active, Some("@graph"), value, Place::plain(at))?;
                object.node.graph = Some(graph.into_items());
                Ok(())
            }
            "@included" => self.included(object, scope, value, at),
            "@value" => take_value(object, scope, value, at),
            "@language" => {
                let language = value.as_str().ok_or_else(|| invalid(at, "a language is a string"))?;
                object.language = Some(language.to_owned());
                Ok(())
            }
            "@direction" if is_direction(value) && !value.is_null() => Ok(()),
            "@direction" => Err(invalid(at, "@direction is ltr or rtl")),
            "@index" if value.is_string() => Ok(()),
            "@index" => Err(invalid(at, "an index is a string")),
            "@list" => self.list(object, scope, property, value, at),
            "@set" => {
                let place = Place { in_graph: scope.in_graph, ..Place::plain(at) };
                let items = self.element(&scope.active, property, value, place)?;
                object.set = Some(Expanded::Many(items.into_items()));
                Ok(())
            }
            "@reverse" => self.reverse(object, scope, value, at),
            _ => Ok(()),
        }
    }

    fn id(&mut self, object: &mut Object, scope: &Scope, value: &Value, at: &At<'_>) -> Result<(), LdError> {
        let id = value.as_str().ok_or_else(|| invalid(at, "an id is a string"))?;
        object.id = Some(id.to_owned());
        object.node.id = identity(&scope.active, id);
        if object.node.id == Identity::Lost {
            self.report(at, id);
        }
        Ok(())
    }

    fn types(
        &mut self,
        object: &mut Object,
        scope: &Scope,
        value: &Value,
        at: &At<'_>,
    ) -> Result<(), LdError> {
        let is_only = !object.is_twice("@type");
        for (index, item) in items_of(value).iter().enumerate() {
            let (item_at, single_at) = (at.item(index), *at);
            let at = if value.is_array() { &item_at } else { &single_at };
            let name = item.as_str().ok_or_else(|| invalid(at, "a type is a string"))?;
            let iri = scope.of_types.type_iri(name);
            object.datatype = iri.clone().filter(|_| is_only && !value.is_array());
            match iri.filter(|iri| iri.starts_with("_:") || is_iri(iri) || scope.is_value) {
                Some(iri) if !scope.is_lost => object.node.types.push(iri),
                _ => self.report(at, name),
            }
        }
        Ok(())
    }

    fn included(
        &mut self,
        object: &mut Object,
        scope: &Scope,
        value: &Value,
        at: &At<'_>,
    ) -> Result<(), LdError> {
        let is_value = |name: &String| ["@value", "@list", "@set"].iter().any(|it| scope.active.is(name, it));
        let is_node = |item: &Value| item.as_object().is_some_and(|it| !it.keys().any(is_value));
        if !items_of(value).iter().all(is_node) {
            return Err(invalid(at, "what is included are nodes"));
        }
        let items = self.element(&scope.active, None, value, Place::plain(at))?;
        object.node.included.extend(items.into_items());
        Ok(())
    }

    fn list(
        &mut self,
        object: &mut Object,
        scope: &Scope,
        property: Option<&str>,
        value: &Value,
        at: &At<'_>,
    ) -> Result<(), LdError> {
        if scope.in_graph || property.is_none_or(|name| name == "@graph") {
            // Nothing leads to the list: it is dropped with all that is in it.
            object.list = Some(Vec::new());
            return Ok(());
        }
        let items = self.element(&scope.active, property, value, Place::plain(at))?;
        object.list = Some(items.into_items());
        Ok(())
    }

    /// `@reverse`: statements in which this node is the object.
    fn reverse(
        &mut self,
        object: &mut Object,
        scope: &Scope,
        value: &Value,
        at: &At<'_>,
    ) -> Result<(), LdError> {
        let members = value.as_object().ok_or_else(|| invalid(at, "@reverse is an object"))?;
        let inner = self.nested(at, |this| {
            let scope = this.scope(&scope.active, Some("@reverse"), members, Place::plain(at))?;
            let mut inner = Object::default();
            this.members(&mut inner, &scope, Some("@reverse"), members, at)?;
            Ok(inner)
        })?;
        object.node.properties.extend(inner.node.reverse);
        for (property, items) in inner.node.properties {
            add_reverse(object, &property, items, at)?;
        }
        Ok(())
    }

    fn property(
        &mut self,
        object: &mut Object,
        scope: &Scope,
        name: &str,
        iri: &str,
        value: &Value,
        at: &At<'_>,
    ) -> Result<(), LdError> {
        let term = scope.active.terms.get(name).cloned();
        let Some(items) = self.property_value(&scope.active, name, term.as_deref(), value, at)? else {
            return Ok(());
        };
        if term.is_some_and(|term| term.reverse) {
            return add_reverse(object, iri, items, at);
        }
        object.node.properties.push((iri.to_owned(), items));
        Ok(())
    }
}

fn add_reverse(object: &mut Object, property: &str, items: Vec<Item>, at: &At<'_>) -> Result<(), LdError> {
    if !items.iter().all(|item| matches!(item, Item::Node(_))) {
        return Err(invalid(at, "a reverse property has nodes as values"));
    }
    object.node.reverse.push((property.to_owned(), items));
    Ok(())
}

fn take_value(object: &mut Object, scope: &Scope, value: &Value, at: &At<'_>) -> Result<(), LdError> {
    if !scope.is_json && (value.is_object() || value.is_array()) {
        return Err(invalid(at, "@value is a string, a number or a boolean"));
    }
    object.value = Some(value.clone());
    Ok(())
}

impl Expanded {
    pub(super) fn is_nothing(&self) -> bool {
        matches!(self, Self::Nothing)
    }
}
