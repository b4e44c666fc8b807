//! JSON-LD 1.1 for documents that bring contexts of their own: Expansion and Deserialize JSON-LD to RDF as the
//! specification writes them down (JSON-LD 1.1 API, 4, 5 and 8), with every context read anew.

mod active;
mod container;
mod define;
mod finish;
mod known;
mod members;
mod object;
mod process;
mod rdf;
mod reference;
mod scope;
mod value;

use std::rc::Rc;

use serde_json::Value;

use crate::nquads::{is_iri, is_language_tag};
use crate::pointer::At;
use crate::undefined::Named;
use crate::{Contexts, Dataset, LdError, Options, Undefined};
use active::Active;
use process::Processor;

/// The statements that `document` makes, and what it has that makes none.
pub(crate) fn expand(document: &Value, options: &Options<'_>) -> Result<(Dataset, Vec<Undefined>), LdError> {
    let known_only = options.contexts.is_none();
    let none = Contexts::default();
    let contexts = options.contexts.unwrap_or(&none);
    let processor = Processor::new(contexts, options.copy, options.base, options.limits.context_terms);
    let active = Rc::new(processor.initial());
    let mut expander = Expander { processor, undefined: Named::new(&options.limits), depth: 0, known_only };
    let items = expander.element(&active, None, document, Place::ROOT)?.without_container();
    let dataset = rdf::dataset(items, &options.limits)?;
    Ok((dataset, expander.undefined.all()?))
}

/// One expansion.
struct Expander<'c> {
    processor: Processor<'c>,
    undefined: Named,
    depth: usize,
    /// Whether no context may stand in the document.
    known_only: bool,
}

/// Where an element is.
#[derive(Clone, Copy)]
struct Place<'p> {
    at: &'p At<'p>,
    /// Whether it is the value of a map like `@container: @index`.
    in_map: bool,
    /// Whether the term that it is a value of puts every value in a graph of its own. The contexts inside of the value
    /// may know that term otherwise.
    in_graph: bool,
}

impl Place<'static> {
    const ROOT: Self = Self::plain(&At::ROOT);
}

impl<'p> Place<'p> {
    const fn plain(at: &'p At<'p>) -> Self {
        Self { at, in_map: false, in_graph: false }
    }
}

/// What became of an element.
enum Expanded {
    Nothing,
    One(Item),
    Many(Vec<Item>),
}

/// A value of a property.
enum Item {
    Literal(Literal),
    List(Vec<Item>),
    Node(Box<Node>),
}

/// A value object.
struct Literal {
    value: Value,
    /// An IRI, or `@json`.
    datatype: Option<String>,
    language: Option<String>,
    /// Whether there is an `@index`.
    has_more: bool,
}

impl Literal {
    fn is_json(&self) -> bool {
        self.datatype.as_deref() == Some("@json")
    }

    /// A datatype that makes it nothing in RDF (8.2.2, step 4).
    fn unsayable_datatype(&self) -> Option<&str> {
        self.datatype.as_deref().filter(|it| !self.is_json() && !is_iri(it))
    }

    /// A language that does so (8.2.2, step 5).
    fn unsayable_language(&self) -> Option<&str> {
        self.language.as_deref().filter(|tag| !is_language_tag(tag))
    }
}

/// A node object.
#[derive(Default)]
struct Node {
    id: Identity,
    types: Vec<String>,
    properties: Vec<(String, Vec<Item>)>,
    reverse: Vec<(String, Vec<Item>)>,
    graph: Option<Vec<Item>>,
    included: Vec<Item>,
    /// Whether there is something that no statement has, like `@index`.
    has_more: bool,
}

/// What a node is called.
#[derive(Default, PartialEq, Eq)]
enum Identity {
    /// Not at all.
    #[default]
    None,
    /// Something that is not absolute, so that nothing can be said of the node.
    Lost,
    /// An IRI or `_:` and a label.
    Known(String),
}

impl Expanded {
    fn into_items(self) -> Vec<Item> {
        match self {
            Self::Nothing => Vec::new(),
            Self::One(item) => vec![item],
            Self::Many(items) => items,
        }
    }

    /// The items of the whole document: an object that has nothing but `@graph` is its contents.
    fn without_container(self) -> Vec<Item> {
        match self {
            Self::One(Item::Node(node)) if node.is_container() => node.graph.unwrap_or_default(),
            other => other.into_items(),
        }
    }
}

impl Node {
    fn is_container(&self) -> bool {
        self.graph.is_some() && self.id == Identity::None && self.is_bare() && !self.has_more
    }

    /// Whether there is nothing but perhaps an id, an index or a graph.
    fn is_bare(&self) -> bool {
        self.types.is_empty()
            && self.properties.is_empty()
            && self.reverse.is_empty()
            && self.included.is_empty()
    }

    /// Whether no statement comes of the node and of what is in it.
    fn says_nothing(&self) -> bool {
        let is_lost = self.id == Identity::Lost;
        let says_nothing = |item: &Item| match item {
            Item::Literal(_) => is_lost,
            Item::List(items) => is_lost && items.is_empty(),
            Item::Node(node) => (is_lost || node.id == Identity::Lost) && node.says_nothing(),
        };
        let alone = |item: &Item| matches!(item, Item::Node(node) if node.says_nothing());
        let properties = self.properties.iter().chain(&self.reverse);
        (is_lost || self.types.is_empty())
            && properties.flat_map(|(_, items)| items).all(says_nothing)
            && self.included.iter().all(alone)
            && (is_lost || self.graph.iter().flatten().all(alone))
    }
}

/// What is wrong with a context.
#[derive(Debug)]
enum Fault {
    Protected(String),
    Unknown(String),
    Rule(&'static str),
    Term(String, &'static str),
    Work(usize),
    TooDeep,
}

impl Fault {
    /// The error for the context at this place.
    fn at(self, at: &At<'_>) -> LdError {
        let pointer = at.pointer();
        match self {
            Self::Protected(term) => LdError::ProtectedTermRedefinition { term, pointer },
            Self::Unknown(url) => LdError::UnknownContext { url, pointer },
            Self::Rule(message) => LdError::Invalid { pointer, message },
            Self::Term(term, message) => LdError::TermDefinition { pointer, term, message },
            Self::Work(limit) => LdError::ContextWork { limit },
            Self::TooDeep => LdError::TooDeep { pointer },
        }
    }
}

impl Expander<'_> {
    fn report(&mut self, at: &At<'_>, term: &str) {
        self.undefined.push(at, term);
    }

    /// What the member called `name` brings for its value.
    fn context_of(&mut self, active: &Rc<Active>, name: &str, at: &At<'_>) -> Result<Rc<Active>, LdError> {
        let Some(term) = active.terms.get(name).cloned() else { return Ok(Rc::clone(active)) };
        self.processor.scoped(active, &term, false).map_err(|fault| fault.at(at))
    }
}

/// The items of an array, or the one value that is none.
fn items_of(value: &Value) -> &[Value] {
    match value {
        Value::Array(items) => items,
        single => std::slice::from_ref(single),
    }
}

fn invalid(at: &At<'_>, message: &'static str) -> LdError {
    LdError::Invalid { pointer: at.pointer(), message }
}
