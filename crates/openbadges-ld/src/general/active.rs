//! The active context of the general path: what every name means at one place (JSON-LD 1.1 API, 4.1 and 5.2).

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::Value;

use crate::terms::is_keyword;

use super::reference::{has_scheme, resolve};

/// The terms that are defined at one place of a document.
#[derive(Debug, Clone, Default)]
pub(super) struct Active {
    pub(super) terms: HashMap<Rc<str>, Rc<Term>>,
    /// What relative references are relative to.
    pub(super) base: Option<String>,
    /// `@vocab`.
    pub(super) vocabulary: Option<String>,
    /// `@language`.
    pub(super) language: Option<String>,
    /// What holds again inside of the node, when a type brought these terms.
    pub(super) previous: Option<Rc<Active>>,
}

/// What a context says of a term.
#[derive(Debug, Clone, Default)]
pub(super) struct Term {
    /// An IRI, a blank node, a keyword, or nothing where the term is `null`.
    pub(super) meaning: Option<String>,
    pub(super) prefix: bool,
    pub(super) protected: bool,
    pub(super) reverse: bool,
    /// `@type`: a keyword or the IRI of a datatype.
    pub(super) coercion: Option<String>,
    pub(super) container: Container,
    /// `@language`: a string or `null`.
    pub(super) language: Option<Value>,
    pub(super) direction: Option<Value>,
    /// `@index`: the property that stands for the keys of an index map.
    pub(super) index: Option<String>,
    pub(super) nest: Option<String>,
    /// `@context`: what the term brings, and the address of the context that says so.
    pub(super) context: Option<Value>,
    pub(super) context_base: Option<String>,
}

/// `@container`.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Container(u8);

impl Container {
    pub(super) const GRAPH: Self = Self(1);
    pub(super) const ID: Self = Self(2);
    pub(super) const INDEX: Self = Self(4);
    pub(super) const LANGUAGE: Self = Self(8);
    pub(super) const LIST: Self = Self(16);
    pub(super) const SET: Self = Self(32);
    pub(super) const TYPE: Self = Self(64);

    pub(super) fn of_keyword(keyword: &str) -> Option<Self> {
        Some(match keyword {
            "@graph" => Self::GRAPH,
            "@id" => Self::ID,
            "@index" => Self::INDEX,
            "@language" => Self::LANGUAGE,
            "@list" => Self::LIST,
            "@set" => Self::SET,
            "@type" => Self::TYPE,
            _ => return None,
        })
    }

    pub(super) fn and(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Whether this has something of `other`.
    pub(super) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether this has nothing but what `other` has.
    pub(super) fn is_within(self, other: Self) -> bool {
        self.0 & !other.0 == 0
    }

    pub(super) fn count(self) -> u32 {
        self.0.count_ones()
    }
}

impl Term {
    /// Whether every value of the term is in a graph of its own.
    pub(super) fn is_graph(&self) -> bool {
        self.container.has(Container::GRAPH)
    }

    /// Whether both say the same, protection apart.
    pub(super) fn says_the_same(&self, other: &Self) -> bool {
        let parts = |it: &Self| (it.prefix, it.reverse, it.container);
        parts(self) == parts(other)
            && self.meaning == other.meaning
            && self.coercion == other.coercion
            && self.language == other.language
            && self.direction == other.direction
            && (&self.index, &self.nest) == (&other.index, &other.nest)
            && self.context == other.context
    }
}

impl Active {
    /// The keyword that a member's name is or stands for, or its IRI; `None` when it is nothing.
    pub(super) fn vocabulary_iri(&self, name: &str) -> Option<String> {
        self.iri(name, true, false)
    }

    /// The same for types, which may be relative to the document.
    pub(super) fn type_iri(&self, name: &str) -> Option<String> {
        self.iri(name, true, true)
    }

    /// The IRI of an `@id`.
    pub(super) fn document_iri(&self, name: &str) -> Option<String> {
        self.iri(name, false, true)
    }

    /// IRI Expansion (5.2.2). What comes out may still be relative.
    pub(super) fn iri(&self, name: &str, vocabulary: bool, document: bool) -> Option<String> {
        if is_keyword(name) {
            return Some(name.to_owned());
        }
        if has_keyword_form(name) {
            return None;
        }
        if let Some(term) = self.terms.get(name) {
            match &term.meaning {
                Some(meaning) if vocabulary || is_keyword(meaning) => return Some(meaning.clone()),
                None if vocabulary => return None,
                _ => {}
            }
        }
        if let Some(iri) = self.compact_iri(name) {
            return Some(iri);
        }
        match (&self.vocabulary, &self.base) {
            (Some(vocab), _) if vocabulary => Some(format!("{vocab}{name}")),
            (_, Some(base)) if document => Some(resolve(base, name)),
            _ => Some(name.to_owned()),
        }
    }

    /// An IRI with a prefix written out, or a name that is absolute already.
    fn compact_iri(&self, name: &str) -> Option<String> {
        let (prefix, suffix) = name.split_once(':').filter(|(prefix, _)| !prefix.is_empty())?;
        if prefix == "_" || suffix.starts_with("//") {
            return Some(name.to_owned());
        }
        if let Some(Term { meaning: Some(iri), prefix: true, .. }) = self.terms.get(prefix).map(Rc::as_ref) {
            return Some(format!("{iri}{suffix}"));
        }
        has_scheme(name).then(|| name.to_owned())
    }

    /// Whether the member called `name` is or stands for `keyword`.
    pub(super) fn is(&self, name: &str, keyword: &str) -> bool {
        name == keyword || self.terms.get(name).is_some_and(|term| term.meaning.as_deref() == Some(keyword))
    }
}

/// `@` and letters: reserved, whether JSON-LD uses it or not.
pub(super) fn has_keyword_form(name: &str) -> bool {
    name.strip_prefix('@')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

/// Whether `text` is a blank node, or has the form of an absolute IRI.
pub(super) fn is_absolute(text: &str) -> bool {
    text.starts_with("_:") || has_scheme(text)
}
