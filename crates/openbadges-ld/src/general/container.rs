//! Expansion (JSON-LD 1.1 API, 5.1): the value of a property by the container of its term, steps 13.5 to 13.12.

use std::rc::Rc;

use serde_json::{Map, Value};

use super::active::{Active, Container, Term};
use super::{Expanded, Expander, Identity, Item, Literal, Node, Place, invalid, items_of};
use crate::LdError;
use crate::nquads::is_iri;
use crate::pointer::At;

impl Expander<'_> {
    /// The values of the property `name`, unless there is nothing.
    pub(super) fn property_value(
        &mut self,
        active: &Rc<Active>,
        name: &str,
        term: Option<&Term>,
        value: &Value,
        at: &At<'_>,
    ) -> Result<Option<Vec<Item>>, LdError> {
        let container = term.map_or(Container::default(), |term| term.container);
        let maps = Container::ID.and(Container::INDEX).and(Container::TYPE);
        let expanded = match (term, value) {
            (Some(term), value) if term.coercion.as_deref() == Some("@json") => {
                let datatype = Some("@json".to_owned());
                let literal = Literal { value: value.clone(), datatype, language: None, has_more: false };
                if term.is_graph() {
                    self.report(at, &super::object::scalar_text(value));
                }
                Expanded::One(self.literal(literal, at)?)
            }
            (_, Value::Object(languages)) if container.has(Container::LANGUAGE) => {
                Expanded::Many(self.language_map(active, languages, at)?)
            }
            (Some(term), Value::Object(entries)) if container.has(maps) => {
                Expanded::Many(self.map(active, name, term, entries, at)?)
            }
            _ => self.element(
                active,
                Some(name),
                value,
                Place { in_graph: container.has(Container::GRAPH), ..Place::plain(at) },
            )?,
        };
        if expanded.is_nothing() {
            return Ok(None);
        }
        let expanded = match expanded {
            Expanded::One(Item::List(items)) => vec![Item::List(items)],
            other if container.has(Container::LIST) => vec![Item::List(other.into_items())],
            other => other.into_items(),
        };
        if container.has(Container::GRAPH) && !container.has(Container::ID.and(Container::INDEX)) {
            return Ok(Some(expanded.into_iter().map(Self::graph).collect()));
        }
        Ok(Some(expanded))
    }

    /// An item in a graph of its own. Nothing leads to a bare value or a list there: it was reported where it was read.
    fn graph(item: Item) -> Item {
        let graph = match item {
            Item::Node(node) => vec![Item::Node(node)],
            Item::Literal(_) | Item::List(_) => Vec::new(),
        };
        Item::Node(Box::new(Node { graph: Some(graph), ..Node::default() }))
    }

    /// `@container: @language`.
    fn language_map(
        &mut self,
        active: &Active,
        languages: &Map<String, Value>,
        at: &At<'_>,
    ) -> Result<Vec<Item>, LdError> {
        let mut items = Vec::new();
        for (language, value) in languages {
            let at = at.member(language);
            let is_none = active.vocabulary_iri(language).as_deref() == Some("@none");
            for value in items_of(value).iter().filter(|value| !value.is_null()) {
                if !value.is_string() {
                    return Err(invalid(&at, "what a language map has are strings"));
                }
                let language = (!is_none).then(|| language.clone());
                let literal = Literal { value: value.clone(), datatype: None, language, has_more: false };
                items.push(self.literal(literal, &at)?);
            }
        }
        Ok(items)
    }

    /// `@container: @index`, `@id` or `@type`, alone or with `@graph`.
    fn map(
        &mut self,
        active: &Rc<Active>,
        name: &str,
        term: &Term,
        entries: &Map<String, Value>,
        at: &At<'_>,
    ) -> Result<Vec<Item>, LdError> {
        let mut keys: Vec<&String> = entries.keys().collect();
        keys.sort_unstable();
        let mut items = Vec::new();
        for key in keys {
            let at = at.member(key);
            let map_active = self.map_context(active, term, key, &at)?;
            let place = Place { at: &at, in_map: true, in_graph: term.is_graph() };
            let expanded = self.element(&map_active, Some(name), &entries[key], place)?;
            for item in expanded.into_items() {
                items.push(self.map_item(active, term, key, item, &at)?);
            }
        }
        Ok(items)
    }

    fn map_context(
        &mut self,
        active: &Rc<Active>,
        term: &Term,
        key: &str,
        at: &At<'_>,
    ) -> Result<Rc<Active>, LdError> {
        let mut map_active = Rc::clone(active);
        if term.container.has(Container::ID.and(Container::TYPE))
            && let Some(previous) = &active.previous
        {
            map_active = Rc::clone(previous);
        }
        if term.container.has(Container::TYPE)
            && let Some(term) = map_active.terms.get(key).cloned()
        {
            map_active = self.processor.scoped(&map_active, &term, true).map_err(|fault| fault.at(at))?;
        }
        Ok(map_active)
    }

    /// Gives an item of a map what its key says.
    fn map_item(
        &mut self,
        active: &Rc<Active>,
        term: &Term,
        key: &str,
        item: Item,
        at: &At<'_>,
    ) -> Result<Item, LdError> {
        let is_none = active.vocabulary_iri(key).as_deref() == Some("@none");
        let item = match item {
            Item::Node(node) if node.graph.is_some() && node.is_bare() => Item::Node(node),
            item if term.container.has(Container::GRAPH) => Self::graph(item),
            item => item,
        };
        if is_none {
            return Ok(item);
        }
        if term.container.has(Container::INDEX) {
            return self.indexed(active, term, key, item, at);
        }
        let Item::Node(mut node) = item else { return Ok(item) };
        if term.container.has(Container::ID) {
            if node.id == Identity::None {
                node.id = self.map_id(active, key, at);
            }
        } else {
            self.map_type(active, key, &mut node, at);
        }
        Ok(Item::Node(node))
    }

    fn map_id(&mut self, active: &Active, key: &str, at: &At<'_>) -> Identity {
        let id = super::object::identity(active, key);
        if id == Identity::Lost {
            self.report(at, key);
        }
        id
    }

    fn map_type(&mut self, active: &Active, key: &str, node: &mut Node, at: &At<'_>) {
        match active.type_iri(key).filter(|iri| is_iri(iri) || iri.starts_with("_:")) {
            Some(iri) => node.types.insert(0, iri),
            None => self.report(at, key),
        }
    }

    /// An item of an index map. Its key is in the statements only where it is the value of a property.
    fn indexed(
        &mut self,
        active: &Rc<Active>,
        term: &Term,
        key: &str,
        mut item: Item,
        at: &At<'_>,
    ) -> Result<Item, LdError> {
        let Some(index) =
            term.index.as_deref().filter(|index| active.vocabulary_iri(index).as_deref() != Some("@index"))
        else {
            let has_index = match &mut item {
                Item::Node(node) => std::mem::replace(&mut node.has_more, true),
                Item::Literal(literal) => std::mem::replace(&mut literal.has_more, true),
                Item::List(_) => false,
            };
            if !has_index {
                self.report(at, key);
            }
            return Ok(item);
        };
        let Item::Node(mut node) = item else {
            return Err(invalid(at, "only nodes can be indexed by a property"));
        };
        let value = self.coerced(active, index, &Value::from(key), at)?;
        if let Some(property) = active.vocabulary_iri(index) {
            node.properties.push((property, vec![value]));
        }
        Ok(Item::Node(node))
    }
}
