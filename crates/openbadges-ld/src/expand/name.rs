//! What a name in the document stands for (JSON-LD 1.1 API, 5.2 IRI Expansion).

use std::borrow::Cow;

use crate::context::Context;
use crate::dataset::Term;
use crate::nquads::{has_scheme, is_iri, push_iri};
use crate::terms::{Target, TermId};

use super::Expander;

/// What the name of a member stands for.
pub(super) enum Member {
    Keyword,
    /// A property: its predicate, and its term if a context defines it.
    Property(Term, Option<TermId>),
    /// Nothing.
    Undefined,
}

impl Context {
    /// A name in the form of an IRI as it is, and a compact IRI written out; what comes out need not be well formed.
    fn absolute<'n>(&self, name: &'n str) -> Option<Cow<'n, str>> {
        let (prefix, suffix) = name.split_once(':').filter(|(prefix, _)| !prefix.is_empty())?;
        if !suffix.starts_with("//")
            && let Some((_, meaning)) = self.term(prefix)
            && meaning.prefix
            && let Some(iri) = meaning.target.iri()
        {
            return Some(Cow::Owned(format!("{iri}{suffix}")));
        }
        (suffix.starts_with("//") || has_scheme(name)).then_some(Cow::Borrowed(name))
    }

    /// The IRI of a name that may be a term (types, datatypes, `@type: @vocab`).
    pub(super) fn vocabulary_iri<'n>(&self, name: &'n str) -> Option<Cow<'n, str>> {
        if let Some((_, meaning)) = self.term(name) {
            return meaning.target.iri().map(Cow::Borrowed);
        }
        if has_keyword_form(name) || name.starts_with("_:") {
            return None;
        }
        let relative = || Some(Cow::Owned(format!("{}{name}", self.vocabulary()?)));
        self.absolute(name).or_else(relative).filter(|iri| is_iri(iri))
    }

    /// The IRI of a name that is no term (`@id`). There is no base: a relative one has none.
    pub(super) fn document_iri<'n>(&self, name: &'n str) -> Option<Cow<'n, str>> {
        self.absolute(name).filter(|iri| is_iri(iri))
    }
}

/// `@` and letters: reserved, whether JSON-LD uses it or not.
fn has_keyword_form(name: &str) -> bool {
    name.strip_prefix('@')
        .is_some_and(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_alphabetic()))
}

impl<'d> Expander<'d> {
    /// What the member called `name` stands for.
    pub(super) fn member(&mut self, name: &str, context: &Context) -> Member {
        if context.keyword(name).is_some() {
            return Member::Keyword;
        }
        if let Some((id, meaning)) = context.term(name) {
            return match &meaning.target {
                Target::Keyword(_) => Member::Keyword,
                Target::IllFormed(_) => Member::Undefined,
                Target::Iri(iri) => Member::Property(self.dataset.term(|text| text.push_str(iri)), Some(id)),
            };
        }
        match context.vocabulary_iri(name) {
            Some(iri) => Member::Property(self.iri_term(&iri), None),
            _ => Member::Undefined,
        }
    }

    pub(super) fn iri_term(&mut self, iri: &str) -> Term {
        self.dataset.term(|text| push_iri(text, iri))
    }

    /// The blank node that the document calls `name`, if that is the name of one.
    fn blank_node(&mut self, name: &'d str) -> Option<Term> {
        let label = name.strip_prefix("_:")?;
        let (dataset, located) = (&mut self.dataset, self.located);
        let own = || dataset.blank(located.then(|| format!("b:{label}")).as_deref());
        Some(*self.nodes.entry(label).or_insert_with(own))
    }

    /// The node that the IRI reference `name` means.
    pub(super) fn document_node(&mut self, name: &'d str, context: &Context) -> Option<Term> {
        self.blank_node(name).or_else(|| context.document_iri(name).map(|iri| self.iri_term(&iri)))
    }

    /// The node that the term or IRI `name` means.
    pub(super) fn vocabulary_node(&mut self, name: &'d str, context: &Context) -> Option<Term> {
        self.blank_node(name).or_else(|| context.vocabulary_iri(name).map(|iri| self.iri_term(&iri)))
    }
}
