//! The terms of the known contexts, read once from the tables in `tables/`.
//!
//! A table is our own short form of what a published context says: `term meaning ^type +container {scoped context}`.
//! `prefix|name` abbreviates an IRI by the `let` lines of its file and `<…>` is taken as it stands. `?xsd:dateTime` is
//! a compact IRI whose prefix the context itself does not define: where no earlier context does, it stands as it is.
//! That is how Open Badges 3.0.3 has the type of `awardedDate`, and issuers sign `xsd:dateTime`.
//!
//! `with URL` begins a context with the terms of another. A context that changed under its address names the dates of
//! its older copies (`copies DATE…`); `since:DATE` ends the line of a term that came in on that date.

mod index;
mod keyword;
mod known;
mod read;

use std::sync::LazyLock;

pub(crate) use index::TermId;
use index::TermIndex;
pub(crate) use keyword::{Keyword, is_keyword};
pub use known::{known_context, known_vocabulary};

/// Every table, in the order in which they are read.
const TABLES: [&str; 22] = [
    include_str!("../tables/credentials-2.0.terms"),
    include_str!("../tables/open-badges-3.0.3.terms"),
    include_str!("../tables/open-badges-extensions.terms"),
    include_str!("../tables/data-integrity-2.terms"),
    include_str!("../tables/multikey-1.terms"),
    include_str!("../tables/did-1.terms"),
    include_str!("../tables/credentials-examples-2.terms"),
    include_str!("../tables/citizenship-4rc1.terms"),
    include_str!("../tables/credentials-1.1.terms"),
    include_str!("../tables/open-badges-3.0.0.terms"),
    include_str!("../tables/open-badges-3.0.1.terms"),
    include_str!("../tables/open-badges-3.0.2.terms"),
    include_str!("../tables/data-integrity-1.terms"),
    include_str!("../tables/ed25519-2020-1.terms"),
    include_str!("../tables/status-list-2021-1.terms"),
    include_str!("../tables/clr-2.0.terms"),
    include_str!("../tables/clr-2.0.1.terms"),
    include_str!("../tables/open-badges-1.terms"),
    include_str!("../tables/open-badges-2.0.terms"),
    include_str!("../tables/open-badges-2.1.terms"),
    include_str!("../tables/open-badges-2-extensions.terms"),
    include_str!("../tables/open-badges-3-extensions.terms"),
];

static ALL: LazyLock<Tables> = LazyLock::new(|| {
    #[expect(clippy::expect_used, reason = "the tables are part of the program and a test reads them")]
    read::read(&TABLES).expect("the term tables can be read")
});

/// What all known contexts say.
pub(crate) fn tables() -> &'static Tables {
    &ALL
}

/// The tables of all known contexts.
#[derive(Debug, Default)]
pub(crate) struct Tables {
    names: TermIndex,
    definitions: Vec<Definition>,
    layers: Vec<Layer>,
    /// Which layers have definitions with alternatives.
    open_layers: Vec<bool>,
    alternatives: Vec<Alternative>,
    contexts: Vec<(String, LayerId)>,
    /// Older copies, the newest of an address first.
    copies: Vec<Copy>,
}

/// What an address had at an earlier time.
#[derive(Debug)]
pub(crate) struct Copy {
    pub(crate) url: String,
    /// The day on which this copy came in, `YYYY-MM-DD`.
    pub(crate) date: String,
    pub(crate) layer: LayerId,
}

/// A context: what it adds to the terms that are known before it.
#[derive(Debug, Default, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Layer {
    /// Sorted by term.
    pub(crate) terms: Vec<(TermId, DefinitionId)>,
    /// `@vocab`.
    pub(crate) vocabulary: Option<String>,
}

/// What a definition with a compact IRI becomes where its prefix is defined.
#[derive(Debug)]
struct Alternative {
    of: DefinitionId,
    prefix: TermId,
    /// What the prefix stands for, as in [`Target::Iri`].
    iri: String,
    instead: DefinitionId,
}

/// A context by its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct LayerId(usize);

/// A definition by its number, which is never 0.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) struct DefinitionId(pub(crate) std::num::NonZeroU16);

/// What a context says of a term.
#[derive(Debug, PartialEq, Eq, Hash)]
pub(crate) struct Definition {
    pub(crate) meaning: Meaning,
    /// Whether later contexts must not change it.
    pub(crate) protected: bool,
}

/// A definition without its protection: equal ones may stand for each other (JSON-LD 1.1 API, 4.2.2 step 27).
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct Meaning {
    pub(crate) target: Target,
    pub(crate) coercion: Coercion,
    pub(crate) container: Container,
    pub(crate) scope: Scope,
    /// Whether the term may begin a compact IRI.
    pub(crate) prefix: bool,
}

/// What a term stands for.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Target {
    Keyword(Keyword),
    /// Written as in N-Quads: `<iri>`.
    Iri(String),
    /// What the context gives is no IRI, so that the term says nothing.
    IllFormed(String),
}

/// How a value of a term is to be understood when it is a bare string, number or boolean.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) enum Coercion {
    None,
    Id,
    Vocab,
    Json,
    /// The IRI of a datatype.
    Datatype(String),
}

/// `@container` of a term.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Container {
    None,
    Set,
    List,
    Graph,
}

/// The context that a term brings for what is inside its value, or for the node whose type it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub(crate) enum Scope {
    None,
    /// `null`: forget every context.
    Reset,
    Layer(LayerId),
}

impl Tables {
    /// The context at `url`.
    pub(crate) fn context(&self, url: &str) -> Option<LayerId> {
        self.contexts.iter().find(|(known, _)| known == url).map(|(_, layer)| *layer)
    }

    /// Older copies of the contexts, the newest of an address first.
    pub(crate) fn copies(&self) -> &[Copy] {
        &self.copies
    }

    pub(crate) fn layer(&self, id: LayerId) -> &Layer {
        &self.layers[id.0]
    }

    #[cfg(test)]
    pub(crate) fn layer_at(&self, index: usize) -> Option<Scope> {
        (index < self.layers.len()).then_some(Scope::Layer(LayerId(index)))
    }

    pub(crate) fn layer_count(&self) -> usize {
        self.layers.len()
    }

    /// Whether [`Self::resolved`] may change a definition of this layer.
    pub(crate) fn is_open(&self, id: LayerId) -> bool {
        self.open_layers[id.0]
    }

    /// The definition to take for `id` where `prefix_iri` says what a prefix stands for.
    pub(crate) fn resolved<'i>(
        &self,
        id: DefinitionId,
        prefix_iri: impl Fn(TermId) -> Option<&'i str>,
    ) -> DefinitionId {
        let mut id = id;
        let fits = |it: &&Alternative, id| it.of == id && prefix_iri(it.prefix) == Some(&it.iri);
        while let Some(found) = self.alternatives.iter().find(|it| fits(it, id)) {
            id = found.instead;
        }
        id
    }

    pub(crate) fn definition(&self, id: DefinitionId) -> &Definition {
        &self.definitions[usize::from(id.0.get()) - 1]
    }

    fn definition_at(&self, place: usize) -> Option<DefinitionId> {
        let number = u16::try_from(place + 1).ok().and_then(std::num::NonZeroU16::new)?;
        (place < self.definitions.len()).then_some(DefinitionId(number))
    }

    /// The number of a term that some table has.
    pub(crate) fn term(&self, name: &str) -> Option<TermId> {
        self.names.find(name)
    }

    pub(crate) fn term_name(&self, id: TermId) -> &str {
        self.names.name(id)
    }

    /// Every term.
    pub(crate) fn terms(&self) -> impl Iterator<Item = TermId> {
        self.names.ids()
    }
}

impl LayerId {
    pub(crate) fn index(self) -> usize {
        self.0
    }
}

impl Target {
    /// The IRI without angle brackets.
    pub(crate) fn iri(&self) -> Option<&str> {
        match self {
            Self::Keyword(_) | Self::IllFormed(_) => None,
            Self::Iri(text) => text.get(1..text.len() - 1),
        }
    }
}
