//! The active context: which term means what at one place of a document (JSON-LD 1.1 API, 4.1).

use std::rc::Rc;

use crate::terms::{Definition, DefinitionId, LayerId, Meaning, Scope, Tables, Target, TermId};

/// The terms that are defined here.
#[derive(Debug)]
pub(crate) struct Context {
    tables: &'static Tables,
    /// The definition of every term there is, by its number.
    definitions: Box<[Option<DefinitionId>]>,
    vocabulary: Option<&'static str>,
    /// What holds again inside of the node, when a type brought these terms.
    previous: Option<Rc<Context>>,
}

/// A term that a context may not change.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Protected(pub(crate) String);

/// Where a context comes from, which decides what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Origin {
    /// `@context` of the document.
    Document,
    /// A property: protected terms may be changed.
    Property,
    /// A type: the terms hold for this node only.
    Type,
}

impl Context {
    /// No term is defined.
    pub(crate) fn empty(tables: &'static Tables) -> Rc<Self> {
        let definitions = tables.terms().map(|_| None).collect();
        Rc::new(Self { tables, definitions, vocabulary: None, previous: None })
    }

    pub(crate) fn definition(&self, term: TermId) -> Option<&'static Definition> {
        self.definitions[term.index()].map(|id| self.tables.definition(id))
    }

    /// The number and the meaning of a term.
    pub(crate) fn term(&self, name: &str) -> Option<(TermId, &'static Meaning)> {
        let id = self.tables.term(name)?;
        Some((id, &self.definition(id)?.meaning))
    }

    /// `@vocab`.
    pub(crate) fn vocabulary(&self) -> Option<&'static str> {
        self.vocabulary
    }

    pub(crate) fn previous(&self) -> Option<&Rc<Self>> {
        self.previous.as_ref()
    }

    /// This context and on top of it what `scope` says.
    pub(crate) fn with_scope(self: &Rc<Self>, scope: Scope, origin: Origin) -> Result<Rc<Self>, Protected> {
        match scope {
            Scope::None => Ok(Rc::clone(self)),
            Scope::Reset => self.reset(origin),
            Scope::Layer(layer) => self.with_layer(layer, origin),
        }
    }

    /// `"@context": null`.
    pub(crate) fn reset(self: &Rc<Self>, origin: Origin) -> Result<Rc<Self>, Protected> {
        if origin != Origin::Property
            && let Some(term) =
                self.tables.terms().find(|term| self.definition(*term).is_some_and(|it| it.protected))
        {
            return Err(Protected(self.tables.term_name(term).to_owned()));
        }
        let mut empty = Self { previous: None, ..Self::clone_of(self) };
        empty.definitions.fill(None);
        empty.vocabulary = None;
        if origin == Origin::Type {
            empty.previous = Some(Rc::clone(self));
        }
        Ok(Rc::new(empty))
    }

    /// This context and on top of it a known one.
    pub(crate) fn with_layer(self: &Rc<Self>, layer: LayerId, origin: Origin) -> Result<Rc<Self>, Protected> {
        let mut context = Self::clone_of(self);
        context.add(layer, origin)?;
        if origin == Origin::Type && context.previous.is_none() {
            context.previous = Some(Rc::clone(self));
        }
        Ok(Rc::new(context))
    }

    fn clone_of(other: &Self) -> Self {
        Self {
            tables: other.tables,
            definitions: other.definitions.clone(),
            vocabulary: other.vocabulary,
            previous: other.previous.clone(),
        }
    }

    fn prefix_iri(&self, prefix: TermId) -> Option<&'static str> {
        let meaning = &self.definition(prefix).filter(|definition| definition.meaning.prefix)?.meaning;
        match &meaning.target {
            Target::Iri(iri) => Some(iri),
            Target::Keyword(_) | Target::IllFormed(_) => None,
        }
    }

    fn add(&mut self, layer: LayerId, origin: Origin) -> Result<(), Protected> {
        let is_open = self.tables.is_open(layer);
        let layer = self.tables.layer(layer);
        self.vocabulary = layer.vocabulary.as_deref().or(self.vocabulary);
        for (term, new) in &layer.terms {
            let new =
                if is_open { self.tables.resolved(*new, |prefix| self.prefix_iri(prefix)) } else { *new };
            let place = &mut self.definitions[term.index()];
            if *place == Some(new) {
                continue;
            }
            let old = place.map(|old| self.tables.definition(old));
            match old.filter(|old| old.protected && origin != Origin::Property) {
                None => *place = Some(new),
                // The same again: what is protected stays so.
                Some(old) if old.meaning == self.tables.definition(new).meaning => {}
                Some(_) => return Err(Protected(self.tables.term_name(*term).to_owned())),
            }
        }
        Ok(())
    }
}
