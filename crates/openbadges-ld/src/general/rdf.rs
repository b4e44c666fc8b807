//! Deserialize JSON-LD to RDF (JSON-LD 1.1 API, 8).

use std::collections::HashMap;

use openbadges_model::json::Json;
use serde_json::Value;

use super::{Identity, Item, Literal, Node};
use crate::canonical_json::push_json;
use crate::dataset::{Quad, Term};
use crate::expand::literal;
use crate::nquads::{push_iri, push_literal};
use crate::number::lexical;
use crate::rdf;
use crate::{Dataset, LdError, Limits};

/// The statements of a document's items.
pub(super) fn dataset(items: Vec<Item>, limits: &Limits) -> Result<Dataset, LdError> {
    let mut writer = Writer { dataset: Dataset::default(), nodes: HashMap::new(), limits };
    for item in items {
        writer.object(item, Term::DefaultGraph)?;
    }
    Ok(writer.dataset)
}

struct Writer<'l> {
    dataset: Dataset,
    /// Blank nodes that the document names itself.
    nodes: HashMap<String, Term>,
    limits: &'l Limits,
}

impl Writer<'_> {
    /// What a statement has for an item as its object; the item's own statements are written on the way.
    fn object(&mut self, item: Item, graph: Term) -> Result<Option<Term>, LdError> {
        match item {
            Item::Literal(literal) => self.literal(literal),
            Item::List(items) => self.list(items, graph).map(Some),
            Item::Node(node) => self.node(*node, graph),
        }
    }

    fn list(&mut self, items: Vec<Item>, graph: Term) -> Result<Term, LdError> {
        let objects: Vec<Option<Term>> =
            items.into_iter().map(|item| self.object(item, graph)).collect::<Result<_, _>>()?;
        let mut rest = self.iri(rdf::NIL);
        for object in objects.into_iter().rev() {
            let subject = self.dataset.blank(None);
            if let Some(object) = object {
                let predicate = self.iri(rdf::FIRST);
                self.push(subject, predicate, object, graph)?;
            }
            let predicate = self.iri(rdf::REST);
            self.push(subject, predicate, rest, graph)?;
            rest = subject;
        }
        Ok(rest)
    }

    /// What an item says that nothing leads to: of a list its nodes alone.
    fn unlinked(&mut self, item: Item, graph: Term) -> Result<(), LdError> {
        match item {
            Item::List(items) => items.into_iter().try_for_each(|item| self.unlinked(item, graph)),
            item => self.object(item, graph).map(|_| ()),
        }
    }

    /// The statements of a node, and the node: `None` when it cannot be spoken of.
    fn node(&mut self, node: Node, graph: Term) -> Result<Option<Term>, LdError> {
        let subject = match &node.id {
            Identity::None => Some(self.dataset.blank(None)),
            Identity::Lost => None,
            Identity::Known(id) => Some(self.named(id)),
        };
        for name in &node.types {
            let object = self.named(name);
            let predicate = self.iri(rdf::TYPE);
            self.link(subject, predicate, Some(object), graph)?;
        }
        for (property, items) in node.properties {
            let predicate = self.iri(&property);
            for item in items {
                if subject.is_none() {
                    self.unlinked(item, graph)?;
                    continue;
                }
                let object = self.object(item, graph)?;
                self.link(subject, predicate, object, graph)?;
            }
        }
        for (property, items) in node.reverse {
            let predicate = self.iri(&property);
            for item in items {
                let other = self.object(item, graph)?;
                self.link(other, predicate, subject, graph)?;
            }
        }
        for item in node.included {
            self.object(item, graph)?;
        }
        if let Some(name) = subject {
            for item in node.graph.into_iter().flatten() {
                self.object(item, name)?;
            }
        }
        Ok(subject)
    }

    fn link(
        &mut self,
        subject: Option<Term>,
        predicate: Term,
        object: Option<Term>,
        graph: Term,
    ) -> Result<(), LdError> {
        match (subject, object) {
            (Some(subject), Some(object)) => self.push(subject, predicate, object, graph),
            _ => Ok(()),
        }
    }

    fn push(&mut self, subject: Term, predicate: Term, object: Term, graph: Term) -> Result<(), LdError> {
        self.dataset.push(Quad { subject, predicate, object, graph }, self.limits)
    }

    fn iri(&mut self, iri: &str) -> Term {
        self.dataset.term(|out| push_iri(out, iri))
    }

    /// An IRI, or the blank node that the document calls so.
    fn named(&mut self, name: &str) -> Term {
        let Some(label) = name.strip_prefix("_:") else { return self.iri(name) };
        if let Some(known) = self.nodes.get(label) {
            return *known;
        }
        let node = self.dataset.blank(None);
        self.nodes.insert(label.to_owned(), node);
        node
    }

    fn literal(&mut self, literal: Literal) -> Result<Option<Term>, LdError> {
        if literal.is_json() {
            let mut text = String::new();
            push_json(&mut text, &Json::try_from(&literal.value)?);
            return Ok(Some(self.dataset.term(|out| push_literal(out, &text, Some(rdf::JSON), None))));
        }
        if literal.unsayable_datatype().or(literal.unsayable_language()).is_some() {
            return Ok(None);
        }
        let datatype = literal.datatype.as_deref();
        let (text, own) = match literal.value {
            Value::String(text) => (text, None),
            Value::Number(number) => {
                let lexical = lexical(&number, datatype == Some(literal::xsd::DOUBLE));
                let own = if lexical.is_integer { literal::xsd::INTEGER } else { literal::xsd::DOUBLE };
                (lexical.text, Some(own))
            }
            other => (other.to_string(), Some(literal::xsd::BOOLEAN)),
        };
        let language = literal.language.map(|tag| tag.to_ascii_lowercase());
        Ok(Some(self.dataset.term(|out| push_literal(out, &text, datatype.or(own), language.as_deref()))))
    }
}
