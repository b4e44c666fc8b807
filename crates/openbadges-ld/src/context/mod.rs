//! The active context: which term means what at one place of a document (JSON-LD 1.1 API, 4.1).

mod steps;

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, LazyLock};

pub(crate) use steps::Steps;

use crate::terms::{
    Definition, DefinitionId, Keyword, LayerId, Meaning, Scope, Tables, Target, TermId, tables,
};

/// The terms that are defined here.
#[derive(Debug)]
pub(crate) struct Context {
    /// No other context has this number.
    number: u64,
    tables: &'static Tables,
    /// The definition of every term there is, by its number.
    definitions: Box<[Option<DefinitionId>]>,
    vocabulary: Option<&'static str>,
    /// What `id` and `type` stand for, where it is a keyword: every object is asked for them.
    aliases: [Option<Keyword>; 2],
    /// What holds again inside of the node, when a type brought these terms.
    previous: Option<Arc<Context>>,
}

/// A term that a context may not change.
#[derive(Debug, PartialEq, Eq)]
pub(crate) struct Protected(pub(crate) String);

/// Where a context comes from, which decides what it may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
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
    pub(crate) fn empty() -> Arc<Self> {
        static EMPTY: LazyLock<Arc<Context>> = LazyLock::new(|| {
            let tables = tables();
            let definitions = tables.terms().map(|_| None).collect();
            Arc::new(Context {
                number: number(),
                tables,
                definitions,
                vocabulary: None,
                aliases: [None; 2],
                previous: None,
            })
        });
        Arc::clone(&EMPTY)
    }

    pub(crate) fn definition(&self, term: TermId) -> Option<&'static Definition> {
        self.definitions[term.index()].map(|id| self.tables.definition(id))
    }

    /// The number and the meaning of a term.
    pub(crate) fn term(&self, name: &str) -> Option<(TermId, &'static Meaning)> {
        let id = self.tables.term(name)?;
        Some((id, &self.definition(id)?.meaning))
    }

    /// The keyword that a member's name is or stands for. Only `id` and `type` ever stand for one (a test of the tables).
    pub(crate) fn keyword(&self, name: &str) -> Option<Keyword> {
        match name {
            "id" => self.aliases[0],
            "type" => self.aliases[1],
            _ if name.starts_with('@') => Keyword::parse(name),
            _ => None,
        }
    }

    /// `@vocab`.
    pub(crate) fn vocabulary(&self) -> Option<&'static str> {
        self.vocabulary
    }

    pub(crate) fn previous(&self) -> Option<&Arc<Self>> {
        self.previous.as_ref()
    }

    /// This context and on top of it what `scope` says: [`Steps`] remembers it.
    fn with_scope(self: &Arc<Self>, scope: Scope, origin: Origin) -> Result<Arc<Self>, Protected> {
        match scope {
            Scope::None => Ok(Arc::clone(self)),
            Scope::Reset => self.reset(origin),
            Scope::Layer(layer) => self.with_layer(layer, origin),
        }
    }

    /// `"@context": null`.
    fn reset(self: &Arc<Self>, origin: Origin) -> Result<Arc<Self>, Protected> {
        if origin != Origin::Property
            && let Some(term) =
                self.tables.terms().find(|term| self.definition(*term).is_some_and(|it| it.protected))
        {
            return Err(Protected(self.tables.term_name(term).to_owned()));
        }
        let mut empty = Self { previous: None, ..Self::clone_of(self) };
        empty.definitions.fill(None);
        empty.vocabulary = None;
        empty.aliases = [None; 2];
        if origin == Origin::Type {
            empty.previous = Some(Arc::clone(self));
        }
        Ok(Arc::new(empty))
    }

    /// This context and on top of it a known one.
    fn with_layer(self: &Arc<Self>, layer: LayerId, origin: Origin) -> Result<Arc<Self>, Protected> {
        let mut context = Self::clone_of(self);
        context.add(layer, origin)?;
        if origin != Origin::Type
            && context.definitions == self.definitions
            && context.vocabulary == self.vocabulary
        {
            return Ok(Arc::clone(self));
        }
        context.aliases = [context.alias("id"), context.alias("type")];
        if origin == Origin::Type && context.previous.is_none() {
            context.previous = Some(Arc::clone(self));
        }
        Ok(Arc::new(context))
    }

    #[cfg(test)]
    fn says_the_same_as(&self, other: &Self) -> bool {
        let previous = |context: &Self| context.previous.as_ref().map(|it| it.definitions.clone());
        self.definitions == other.definitions
            && self.vocabulary == other.vocabulary
            && self.aliases == other.aliases
            && previous(self) == previous(other)
    }

    fn clone_of(other: &Self) -> Self {
        Self {
            number: number(),
            tables: other.tables,
            definitions: other.definitions.clone(),
            vocabulary: other.vocabulary,
            aliases: other.aliases,
            previous: other.previous.clone(),
        }
    }

    fn alias(&self, name: &str) -> Option<Keyword> {
        match self.term(name)?.1.target {
            Target::Keyword(keyword) => Some(keyword),
            Target::Iri(_) | Target::IllFormed(_) => None,
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

fn number() -> u64 {
    static NEXT: AtomicU64 = AtomicU64::new(0);
    NEXT.fetch_add(1, Ordering::Relaxed)
}
