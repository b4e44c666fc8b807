//! Create Term Definition (JSON-LD 1.1 API, 4.2).

use std::rc::Rc;

use serde_json::{Map, Value};

use super::Fault;
use super::active::{Active, Container, Term, has_keyword_form, is_absolute, is_keyword};
use super::process::{Local, Origin, Processor, is_direction, is_meaning};

/// What a context may say of a term.
const MEMBERS: [&str; 10] = [
    "@id",
    "@reverse",
    "@container",
    "@context",
    "@direction",
    "@index",
    "@language",
    "@nest",
    "@prefix",
    "@protected",
];

/// A definition as the context writes it.
struct Written<'w> {
    term: &'w str,
    members: &'w Map<String, Value>,
    /// Whether it is a string.
    simple: bool,
}

impl Processor<'_> {
    /// Defines a term of `local`, and the ones it needs before it.
    pub(super) fn define(
        &mut self,
        active: &mut Active,
        local: &mut Local<'_>,
        term: &str,
    ) -> Result<(), Fault> {
        match local.defined.get(term) {
            Some(true) => return Ok(()),
            Some(false) => return Err(fault(term, "the definition leads back to itself")),
            None => {}
        }
        let Some(value) = local.members.get(term) else { return Ok(()) };
        if term.is_empty() {
            return Err(fault(term, "a term is not empty"));
        }
        check_keyword(term, value)?;
        if has_keyword_form(term) && term != "@type" {
            return Ok(());
        }
        local.defined.insert(term.to_owned(), false);
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
        let previous = active.terms.remove(term);
        let written = Written { term, members, simple };
        let new = self.deeper(|this| this.definition(active, local, &written))?;
        if let Some(new) = new {
            let new = keep_protected(term, new, previous, local)?;
            active.terms.insert(Rc::from(term), new);
        }
        local.defined.insert(term.to_owned(), true);
        Ok(())
    }

    /// `None` when the definition is to be ignored.
    fn definition(
        &mut self,
        active: &mut Active,
        local: &mut Local<'_>,
        written: &Written<'_>,
    ) -> Result<Option<Term>, Fault> {
        let (name, members) = (written.term, written.members);
        let mut term = Term { protected: local.protected, ..Term::default() };
        if let Some(protected) = members.get("@protected") {
            term.protected = protected.as_bool().ok_or_else(|| fault(name, "@protected is true or false"))?;
        }
        if let Some(coercion) = members.get("@type") {
            term.coercion = Some(self.coercion(active, local, name, coercion)?);
        }
        if let Some(reverse) = members.get("@reverse") {
            return self.reverse(active, local, written, reverse, term);
        }
        if !self.meaning(active, local, written, &mut term)? {
            return Ok(None);
        }
        set_container(written, &mut term)?;
        self.set_index(active, local, written, &mut term)?;
        self.set_context(active, local, written, &mut term)?;
        set_rest(written, &mut term)?;
        check_members(written)?;
        Ok(Some(term))
    }

    fn coercion(
        &mut self,
        active: &mut Active,
        local: &mut Local<'_>,
        name: &str,
        value: &Value,
    ) -> Result<String, Fault> {
        let wrong = || fault(name, "@type is @id, @vocab, @json, @none or the IRI of a datatype");
        let iri = self.local_iri(active, local, value.as_str().ok_or_else(wrong)?)?.ok_or_else(wrong)?;
        let is_datatype = !iri.starts_with("_:") && is_absolute(&iri);
        let fits = is_datatype || ["@id", "@json", "@none", "@vocab"].contains(&iri.as_str());
        if fits { Ok(iri) } else { Err(wrong()) }
    }

    fn reverse(
        &mut self,
        active: &mut Active,
        local: &mut Local<'_>,
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
        let iri = self.local_iri(active, local, iri)?.filter(|iri| is_absolute(iri));
        term.meaning = Some(iri.ok_or_else(|| fault(name, "@reverse is an IRI"))?);
        set_container(written, &mut term)?;
        if !term.container.is_within(Container::SET.and(Container::INDEX)) || term.container.count() > 1 {
            return Err(fault(name, "@container beside @reverse is @set or @index"));
        }
        term.reverse = true;
        self.set_index(active, local, written, &mut term)?;
        self.set_context(active, local, written, &mut term)?;
        check_members(&Written { term: name, members: &without_reverse(members), simple: false })?;
        Ok(Some(term))
    }

    /// What the term stands for; false when the definition is to be ignored.
    fn meaning(
        &mut self,
        active: &mut Active,
        local: &mut Local<'_>,
        written: &Written<'_>,
        term: &mut Term,
    ) -> Result<bool, Fault> {
        let name = written.term;
        match written.members.get("@id") {
            Some(Value::Null) => Ok(true),
            Some(Value::String(iri)) if iri != name => self.meaning_by_id(active, local, written, iri, term),
            Some(Value::String(_)) | None => {
                term.meaning = Some(self.meaning_by_name(active, local, name)?);
                Ok(true)
            }
            Some(_) => Err(fault(name, "@id is a string or null")),
        }
    }

    fn meaning_by_id(
        &mut self,
        active: &mut Active,
        local: &mut Local<'_>,
        written: &Written<'_>,
        iri: &str,
        term: &mut Term,
    ) -> Result<bool, Fault> {
        let name = written.term;
        if has_keyword_form(iri) && !is_keyword(iri) {
            return Ok(false);
        }
        let meaning = self.local_iri(active, local, iri)?.filter(|iri| is_meaning(iri));
        let meaning = meaning.ok_or_else(|| fault(name, "@id is a keyword or an IRI"))?;
        if meaning == "@context" {
            return Err(fault(name, "no term stands for @context"));
        }
        let inner = name.get(1..name.len() - 1).unwrap_or_default();
        if inner.contains(':') || name.contains('/') {
            local.defined.insert(name.to_owned(), true);
            if self.local_iri(active, local, name)?.as_ref() != Some(&meaning) {
                return Err(fault(name, "a term that is an IRI stands for itself"));
            }
        }
        let ends = meaning.ends_with([':', '/', '?', '#', '[', ']', '@']) || meaning.starts_with("_:");
        term.prefix = written.simple && ends && !name.contains([':', '/']);
        term.meaning = Some(meaning);
        Ok(true)
    }

    fn meaning_by_name(
        &mut self,
        active: &mut Active,
        local: &mut Local<'_>,
        name: &str,
    ) -> Result<String, Fault> {
        if let Some((prefix, suffix)) = name.split_once(':').filter(|(prefix, _)| !prefix.is_empty()) {
            if !suffix.starts_with("//") && local.members.contains_key(prefix) {
                self.define(active, local, prefix)?;
            }
            let iri = active.terms.get(prefix).and_then(|prefix| prefix.meaning.clone());
            return Ok(iri.map_or_else(|| name.to_owned(), |iri| iri + suffix));
        }
        if name.contains('/') {
            let iri = active.vocabulary_iri(name).filter(|iri| is_absolute(iri));
            return iri.ok_or_else(|| fault(name, "the term is a relative IRI"));
        }
        if name == "@type" {
            return Ok("@type".to_owned());
        }
        let vocab = active.vocabulary.as_ref().ok_or_else(|| fault(name, "the term stands for no IRI"))?;
        Ok(format!("{vocab}{name}"))
    }

    /// The IRI of a name in a definition; terms of the same context that it needs are defined first.
    fn local_iri(
        &mut self,
        active: &mut Active,
        local: &mut Local<'_>,
        name: &str,
    ) -> Result<Option<String>, Fault> {
        if !is_keyword(name) && !has_keyword_form(name) {
            if local.members.contains_key(name) {
                self.define(active, local, name)?;
            }
            if let Some((prefix, suffix)) = name.split_once(':')
                && !active.terms.contains_key(name)
                && !suffix.starts_with("//")
                && local.members.contains_key(prefix)
            {
                self.define(active, local, prefix)?;
            }
        }
        Ok(active.vocabulary_iri(name))
    }

    fn set_index(
        &mut self,
        active: &mut Active,
        local: &mut Local<'_>,
        written: &Written<'_>,
        term: &mut Term,
    ) -> Result<(), Fault> {
        let Some(index) = written.members.get("@index") else { return Ok(()) };
        let wrong = || fault(written.term, "@index is a property, for a term with the container @index");
        let name = index.as_str().filter(|_| term.container.has(Container::INDEX)).ok_or_else(wrong)?;
        let iri = self.local_iri(active, local, name)?.ok_or_else(wrong)?;
        if !is_absolute(&iri) {
            return Err(wrong());
        }
        term.index = Some(name.to_owned());
        Ok(())
    }

    /// The context that the term brings; it must be one, whether the term is ever used or not.
    fn set_context(
        &mut self,
        active: &Active,
        local: &Local<'_>,
        written: &Written<'_>,
        term: &mut Term,
    ) -> Result<(), Fault> {
        let Some(context) = written.members.get("@context") else { return Ok(()) };
        let origin = Origin { may_override: true, propagates: true, looks_inside: false, ..local.origin };
        self.spend(active.terms.len())?;
        self.process(&Rc::new(active.clone()), context, origin)?;
        term.context = Some(context.clone());
        term.context_base = local.origin.base.map(str::to_owned);
        Ok(())
    }
}

fn fault(term: &str, message: &'static str) -> Fault {
    Fault::Term(term.to_owned(), message)
}

/// `@type` may get a container or protection, no other keyword anything.
fn check_keyword(term: &str, value: &Value) -> Result<(), Fault> {
    if !is_keyword(term) {
        return Ok(());
    }
    let members = value.as_object().filter(|members| term == "@type" && !members.is_empty());
    let fits = members.is_some_and(|members| {
        members.iter().all(|(name, value)| match name.as_str() {
            "@container" => value == "@set",
            "@protected" => true,
            _ => false,
        })
    });
    if fits { Ok(()) } else { Err(fault(term, "a keyword cannot be redefined")) }
}

fn keep_protected(
    name: &str,
    new: Term,
    previous: Option<Rc<Term>>,
    local: &Local<'_>,
) -> Result<Rc<Term>, Fault> {
    match previous.filter(|old| old.protected && !local.origin.may_override) {
        None => Ok(Rc::new(new)),
        Some(old) if old.says_the_same(&new) => Ok(old),
        Some(_) => Err(Fault::Protected(name.to_owned())),
    }
}

fn set_container(written: &Written<'_>, term: &mut Term) -> Result<(), Fault> {
    use Container as C;
    let name = written.term;
    let value = match written.members.get("@container") {
        None => return Ok(()),
        Some(Value::Null) if written.members.contains_key("@reverse") => return Ok(()),
        Some(value) => value,
    };
    let items = match value {
        Value::Array(items) => items.as_slice(),
        single => std::slice::from_ref(single),
    };
    let wrong = || fault(name, "@container has a value that is not known or does not go with the others");
    let mut container = C::default();
    for item in items {
        container = container.and(item.as_str().and_then(C::of_keyword).ok_or_else(wrong)?);
    }
    let maps = C::ID.and(C::INDEX);
    let fits = container.count() == 1
        || container.is_within(C::GRAPH.and(C::SET).and(maps))
            && container.has(C::GRAPH)
            && !(container.has(C::ID) && container.has(C::INDEX))
        || container.has(C::SET)
            && container.count() == 2
            && container.is_within(C::SET.and(maps).and(C::GRAPH).and(C::TYPE).and(C::LANGUAGE));
    if !fits {
        return Err(wrong());
    }
    if container.has(C::TYPE) {
        let coercion = term.coercion.get_or_insert_with(|| "@id".to_owned());
        if coercion != "@id" && coercion != "@vocab" {
            return Err(fault(name, "@type beside the container @type is @id or @vocab"));
        }
    }
    term.container = container;
    Ok(())
}

/// `@language`, `@direction`, `@nest` and `@prefix`.
fn set_rest(written: &Written<'_>, term: &mut Term) -> Result<(), Fault> {
    let (name, members) = (written.term, written.members);
    let is_typed = members.contains_key("@type");
    if let Some(language) = members.get("@language").filter(|_| !is_typed) {
        if !language.is_null() && !language.is_string() {
            return Err(fault(name, "@language is a string or null"));
        }
        term.language = Some(language.clone());
    }
    if let Some(direction) = members.get("@direction").filter(|_| !is_typed) {
        if !is_direction(direction) {
            return Err(fault(name, "@direction is ltr, rtl or null"));
        }
        term.direction = Some(direction.clone());
    }
    if let Some(nest) = members.get("@nest") {
        let nest = nest.as_str().filter(|nest| !is_keyword(nest) || *nest == "@nest");
        term.nest = Some(nest.ok_or_else(|| fault(name, "@nest is a term or @nest"))?.to_owned());
    }
    if let Some(prefix) = members.get("@prefix") {
        let wrong = || fault(name, "@prefix is true or false, for a term that is no IRI or keyword");
        term.prefix = prefix.as_bool().filter(|_| !name.contains([':', '/'])).ok_or_else(wrong)?;
        if term.prefix && term.meaning.as_deref().is_some_and(is_keyword) {
            return Err(wrong());
        }
    }
    Ok(())
}

fn check_members(written: &Written<'_>) -> Result<(), Fault> {
    let known = |name: &String| name == "@type" || MEMBERS.contains(&name.as_str());
    if written.members.keys().all(known) {
        return Ok(());
    }
    Err(fault(written.term, "the definition has a member that is not known"))
}

fn without_reverse(members: &Map<String, Value>) -> Map<String, Value> {
    members
        .iter()
        .filter(|(name, _)| *name != "@reverse")
        .map(|(name, value)| (name.clone(), value.clone()))
        .collect()
}
