//! Create Term Definition (JSON-LD 1.1 API, 4.2).

mod meaning;
mod rules;

use std::collections::HashMap;
use std::rc::Rc;

use serde_json::{Map, Value};

use super::Fault;
use super::active::{Active, Container, Term, has_keyword_form, is_absolute};
use super::process::{Origin, Processor, is_setting};
use crate::terms::is_keyword;
use rules::{check_keyword, check_members, keep_protected, set_container, set_rest};

impl Processor<'_> {
    /// Defines the terms of a context on top of `active`. Where it is `protected` they may not be changed later, unless
    /// they say otherwise.
    pub(super) fn define(
        &mut self,
        active: &mut Active,
        members: &Map<String, Value>,
        origin: Origin<'_>,
        protected: bool,
    ) -> Result<(), Fault> {
        let mut definer =
            Definer { processor: self, active, members, origin, protected, defined: HashMap::new() };
        members.keys().filter(|name| !is_setting(name)).try_for_each(|term| definer.define(term))
    }
}

/// Defines the terms of one context.
struct Definer<'d, 'c> {
    processor: &'d mut Processor<'c>,
    /// What the terms are added to.
    active: &'d mut Active,
    /// The context.
    members: &'d Map<String, Value>,
    origin: Origin<'d>,
    /// Whether its terms may not be changed later, unless they say otherwise.
    protected: bool,
    /// Terms that are defined, or being defined (`false`).
    defined: HashMap<String, bool>,
}

/// A definition as the context writes it.
struct Written<'w> {
    term: &'w str,
    members: &'w Map<String, Value>,
    /// Whether it is a string.
    simple: bool,
}

impl Definer<'_, '_> {
    /// Defines a term, and the ones it needs before it.
    fn define(&mut self, term: &str) -> Result<(), Fault> {
        match self.defined.get(term) {
            Some(true) => return Ok(()),
            Some(false) => return Err(fault(term, "the definition leads back to itself")),
            None => {}
        }
        let Some(value) = self.members.get(term) else { return Ok(()) };
        if term.is_empty() {
            return Err(fault(term, "a term is not empty"));
        }
        check_keyword(term, value)?;
        if has_keyword_form(term) && term != "@type" {
            return Ok(());
        }
        self.defined.insert(term.to_owned(), false);
        let simple = value.is_string();
        let short: Map<String, Value>;
        let members = match value {
            Value::Object(members) => members,
            Value::Null | Value::String(_) => {
                short = Map::from_iter([("@id".to_owned(), value.clone())]);
                &short
            }
            _ => return Err(fault(term, "a definition is a string, an object or null")),
        };
        let previous = self.active.terms.remove(term);
        self.processor.enter()?;
        let new = self.definition(&Written { term, members, simple });
        self.processor.leave();
        if let Some(new) = new? {
            let new = keep_protected(term, new, previous, self.origin.may_override)?;
            self.active.terms.insert(Rc::from(term), new);
        }
        self.defined.insert(term.to_owned(), true);
        Ok(())
    }

    /// `None` when the definition is to be ignored.
    fn definition(&mut self, written: &Written<'_>) -> Result<Option<Term>, Fault> {
        let (name, members) = (written.term, written.members);
        let mut term = Term { protected: self.protected, ..Term::default() };
        if let Some(protected) = members.get("@protected") {
            term.protected = protected.as_bool().ok_or_else(|| fault(name, "@protected is true or false"))?;
        }
        if let Some(coercion) = members.get("@type") {
            term.coercion = Some(self.coercion(name, coercion)?);
        }
        if let Some(reverse) = members.get("@reverse") {
            return self.reverse(written, reverse, term);
        }
        if !self.meaning(written, &mut term)? {
            return Ok(None);
        }
        set_container(written, &mut term)?;
        self.set_index(written, &mut term)?;
        self.set_context(written, &mut term)?;
        set_rest(written, &mut term)?;
        check_members(written)?;
        Ok(Some(term))
    }

    fn reverse(
        &mut self,
        written: &Written<'_>,
        value: &Value,
        mut term: Term,
    ) -> Result<Option<Term>, Fault> {
        let (name, members) = (written.term, written.members);
        if members.contains_key("@id") || members.contains_key("@nest") {
            return Err(fault(name, "@reverse stands without @id and @nest"));
        }
        let iri = value.as_str().ok_or_else(|| fault(name, "@reverse is a string"))?;
        if has_keyword_form(iri) && !is_keyword(iri) {
            return Ok(None);
        }
        let iri = self.local_iri(iri)?.filter(|iri| is_absolute(iri));
        term.meaning = Some(iri.ok_or_else(|| fault(name, "@reverse is an IRI"))?);
        set_container(written, &mut term)?;
        if !term.container.is_within(Container::SET.and(Container::INDEX)) || term.container.count() > 1 {
            return Err(fault(name, "@container beside @reverse is @set or @index"));
        }
        term.reverse = true;
        self.set_index(written, &mut term)?;
        self.set_context(written, &mut term)?;
        check_members(&Written { term: name, members: &without_reverse(members), simple: false })?;
        Ok(Some(term))
    }

    fn set_index(&mut self, written: &Written<'_>, term: &mut Term) -> Result<(), Fault> {
        let Some(index) = written.members.get("@index") else { return Ok(()) };
        let wrong = || fault(written.term, "@index is a property, for a term with the container @index");
        let name = index.as_str().filter(|_| term.container.has(Container::INDEX)).ok_or_else(wrong)?;
        let iri = self.local_iri(name)?.ok_or_else(wrong)?;
        if !is_absolute(&iri) {
            return Err(wrong());
        }
        term.index = Some(name.to_owned());
        Ok(())
    }

    /// The context that the term brings; it must be one, whether the term is ever used or not.
    fn set_context(&mut self, written: &Written<'_>, term: &mut Term) -> Result<(), Fault> {
        let Some(context) = written.members.get("@context") else { return Ok(()) };
        let origin = Origin { may_override: true, propagates: true, looks_inside: false, ..self.origin };
        self.processor.spend(self.active.terms.len())?;
        self.processor.process(&Rc::new(self.active.clone()), context, origin)?;
        term.context = Some(context.clone());
        term.context_base = self.origin.base.map(str::to_owned);
        Ok(())
    }
}

fn fault(term: &str, message: &'static str) -> Fault {
    Fault::Term(term.to_owned(), message)
}

fn without_reverse(members: &Map<String, Value>) -> Map<String, Value> {
    members
        .iter()
        .filter(|(name, _)| *name != "@reverse")
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
