//! JSON-LD 1.1 expansion and "deserialize to RDF" in one walk over the document (JSON-LD 1.1 API, 5.1 and 8.1).

mod keywords;
pub(crate) mod literal;
mod members;
mod name;
mod node;
mod property;
mod scope;

use std::collections::HashMap;
use std::fmt::Display;
use std::sync::Arc;

use openbadges_model::json::Json;

use crate::context::{Context, Steps};
use crate::dataset::{Dataset, Quad, Term};
use crate::pointer::At;
use crate::rdf;
use crate::terms::{Container, Meaning, Tables, TermId, tables};
use crate::undefined::{Named, Undefined};
use crate::{LdError, MAX_DEPTH, Options};
use keywords::Keywords;
use members::Members;

/// Why a document goes to the general path: known contexts have no term for `@nest`, so hardly any does.
pub(crate) const NEST: &str = "@nest is not in the tables";

/// The statements that `document` makes, and what it has that makes none.
pub(crate) fn expand(
    document: &Json<'_>,
    options: &Options<'_>,
) -> Result<(Dataset, Vec<Undefined>), LdError> {
    run(document, options, false)
}

/// Like [`expand`], with blank nodes labelled by where they come from.
pub(crate) fn expand_located(
    document: &Json<'_>,
    options: &Options<'_>,
) -> Result<(Dataset, Vec<Undefined>), LdError> {
    run(document, options, true)
}

fn run<'d>(
    document: &'d Json<'d>,
    options: &'d Options<'d>,
    located: bool,
) -> Result<(Dataset, Vec<Undefined>), LdError> {
    let mut expander = Expander {
        tables: tables(),
        dataset: Dataset::with_capacity(8192, 128),
        undefined: Named::new(&options.limits),
        nodes: HashMap::new(),
        options,
        depth: 0,
        located,
        steps: Steps::known(),
    };
    let context = Context::empty();
    let mut sink = Sink::Top;
    expander.value(
        document,
        None,
        &context,
        Place { at: &At::ROOT, graph: Term::DefaultGraph },
        &mut sink,
    )?;
    expander.steps.keep();
    Ok((expander.dataset, expander.undefined.all()?))
}

struct Expander<'d> {
    tables: &'static Tables,
    dataset: Dataset,
    undefined: Named,
    /// Blank nodes that the document names itself.
    nodes: HashMap<&'d str, Term>,
    options: &'d Options<'d>,
    depth: usize,
    /// Whether blank nodes are labelled by where they come from.
    located: bool,
    /// How contexts follow from each other.
    steps: Steps,
}

/// The property whose value is looked at ("active property").
#[derive(Clone, Copy)]
struct Property {
    term: Option<TermId>,
}

impl Property {
    /// What the property means in `context`, which may differ from where it was found.
    fn meaning(self, context: &Context) -> Option<&'static Meaning> {
        context.definition(self.term?).map(|definition| &definition.meaning)
    }
}

/// Where in the document, and in which graph.
#[derive(Clone, Copy)]
struct Place<'p> {
    at: &'p At<'p>,
    graph: Term,
}

impl<'p> Place<'p> {
    fn at(self, at: &'p At<'p>) -> Self {
        Place { at, ..self }
    }
}

/// What becomes of a value.
enum Sink<'s> {
    /// Nothing refers to it.
    Top,
    /// It is the object of a statement, or the subject when `reverse`; nothing when there is no subject.
    Link { subject: Option<Term>, predicate: Term, reverse: bool },
    /// It is an item of a list.
    List(&'s mut Vec<Option<Term>>),
}

impl<'d> Expander<'d> {
    /// Any value of `property`. `context` is the context of the object that the property is in.
    fn value(
        &mut self,
        value: &'d Json<'d>,
        property: Option<Property>,
        context: &Arc<Context>,
        place: Place<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), LdError> {
        match value {
            Json::Null => Ok(()),
            Json::Array(items) => {
                self.nested(place.at, |this| this.array(items, property, context, place, sink))
            }
            Json::Object(members) => {
                let members = if place.at.is_root() {
                    Members::of_document(members, self.options)
                } else {
                    Members::of(members)
                };
                self.nested(place.at, |this| this.object(members, property, context, place, sink))
            }
            scalar => self.scalar(scalar, property, context, place, sink),
        }
    }

    fn array(
        &mut self,
        items: &'d [Json<'d>],
        property: Option<Property>,
        context: &Arc<Context>,
        place: Place<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), LdError> {
        let is_list =
            property.and_then(|it| it.meaning(context)).is_some_and(|it| it.container == Container::List);
        for (index, item) in items.iter().enumerate() {
            let at = place.at.item(index);
            let place = place.at(&at);
            if is_list && expands_to_array(item) {
                self.list(item, property, context, place, sink)?;
            } else {
                self.value(item, property, context, place, sink)?;
            }
        }
        Ok(())
    }

    /// `value` as an RDF list. Of a list that nothing leads to there is nothing; nodes in it are still said.
    fn list(
        &mut self,
        value: &'d Json<'d>,
        property: Option<Property>,
        context: &Arc<Context>,
        place: Place<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), LdError> {
        match sink {
            Sink::Link { reverse: true, .. } => {
                return Err(invalid(place.at, "a reverse property has nodes as values"));
            }
            Sink::Link { subject: None, .. } => return self.value(value, property, context, place, sink),
            _ => {}
        }
        let mut items = Vec::new();
        self.value(value, property, context, place, &mut Sink::List(&mut items))?;
        let mut rest = self.iri_term(rdf::NIL);
        for (index, item) in items.into_iter().enumerate().rev() {
            let subject = self.blank(&format_args!("l{index}"), place.at);
            if let Some(item) = item {
                let predicate = self.iri_term(rdf::FIRST);
                self.push(subject, predicate, item, place.graph)?;
            }
            let predicate = self.iri_term(rdf::REST);
            self.push(subject, predicate, rest, place.graph)?;
            rest = subject;
        }
        self.put(Some(rest), place, sink)
    }

    /// A new blank node, for `what` at a place.
    fn blank(&mut self, what: &dyn Display, at: &At<'_>) -> Term {
        let label = self.located.then(|| format!("{what}:{}", at.pointer()));
        self.dataset.blank(label.as_deref())
    }

    /// Gives a term to where it belongs; `None` is a value that was dropped and reported.
    fn put(&mut self, term: Option<Term>, place: Place<'_>, sink: &mut Sink<'_>) -> Result<(), LdError> {
        match (sink, term) {
            (Sink::List(items), term) => {
                items.push(term);
                Ok(())
            }
            (Sink::Link { subject: Some(subject), predicate, reverse }, Some(term)) => {
                let (subject, object) = if *reverse { (term, *subject) } else { (*subject, term) };
                self.push(subject, *predicate, object, place.graph)
            }
            _ => Ok(()),
        }
    }

    fn push(&mut self, subject: Term, predicate: Term, object: Term, graph: Term) -> Result<(), LdError> {
        self.dataset.push(Quad { subject, predicate, object, graph }, &self.options.limits)
    }

    fn report(&mut self, at: &At<'_>, term: &str) {
        self.undefined.push(at, term);
    }

    /// Runs `walk` one level deeper.
    fn nested<T>(
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
}

/// Whether a value is an array, or a set of several: in a list it is then a list of its own.
fn expands_to_array(value: &Json<'_>) -> bool {
    value.as_array().is_some() || value.get("@set").is_some_and(|set| set.as_array().is_some())
}

/// The items of an array, or the one value that is none.
fn items_of<'j, 'd>(value: &'j Json<'d>) -> &'j [Json<'d>] {
    match value {
        Json::Array(items) => items,
        single => std::slice::from_ref(single),
    }
}

fn invalid(at: &At<'_>, message: &'static str) -> LdError {
    LdError::Invalid { pointer: at.pointer(), message }
}
