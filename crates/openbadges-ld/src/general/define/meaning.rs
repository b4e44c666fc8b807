//! What a term stands for.

use serde_json::Value;

use super::{Definer, Written, fault};
use crate::general::Fault;
use crate::general::active::{Term, has_keyword_form, is_absolute};
use crate::general::process::is_meaning;
use crate::terms::is_keyword;

impl Definer<'_, '_> {
    pub(super) fn coercion(&mut self, name: &str, value: &Value) -> Result<String, Fault> {
        let wrong = || fault(name, "@type is @id, @vocab, @json, @none or the IRI of a datatype");
        let iri = self.local_iri(value.as_str().ok_or_else(wrong)?)?.ok_or_else(wrong)?;
        let is_datatype = !iri.starts_with("_:") && is_absolute(&iri);
        let fits = is_datatype || ["@id", "@json", "@none", "@vocab"].contains(&iri.as_str());
        if fits { Ok(iri) } else { Err(wrong()) }
    }

    /// What the term stands for; false when the definition is to be ignored.
    pub(super) fn meaning(&mut self, written: &Written<'_>, term: &mut Term) -> Result<bool, Fault> {
        let name = written.term;
        match written.members.get("@id") {
            Some(Value::Null) => Ok(true),
            Some(Value::String(iri)) if iri != name => self.meaning_by_id(written, iri, term),
            Some(Value::String(_)) | None => {
                term.meaning = Some(self.meaning_by_name(name)?);
                Ok(true)
            }
            Some(_) => Err(fault(name, "@id is a string or null")),
        }
    }

    fn meaning_by_id(&mut self, written: &Written<'_>, iri: &str, term: &mut Term) -> Result<bool, Fault> {
        let name = written.term;
        if has_keyword_form(iri) && !is_keyword(iri) {
            return Ok(false);
        }
        let meaning = self.local_iri(iri)?.filter(|iri| is_meaning(iri));
        let meaning = meaning.ok_or_else(|| fault(name, "@id is a keyword or an IRI"))?;
        if meaning == "@context" {
            return Err(fault(name, "no term stands for @context"));
        }
        let inner = name.get(1..name.len() - 1).unwrap_or_default();
        if inner.contains(':') || name.contains('/') {
            self.defined.insert(name.to_owned(), true);
            if self.local_iri(name)?.as_ref() != Some(&meaning) {
                return Err(fault(name, "a term that is an IRI stands for itself"));
            }
        }
        let ends = meaning.ends_with([':', '/', '?', '#', '[', ']', '@']) || meaning.starts_with("_:");
        term.prefix = written.simple && ends && !name.contains([':', '/']);
        term.meaning = Some(meaning);
        Ok(true)
    }

    fn meaning_by_name(&mut self, name: &str) -> Result<String, Fault> {
        if let Some((prefix, suffix)) = name.split_once(':').filter(|(prefix, _)| !prefix.is_empty()) {
            if !suffix.starts_with("//") && self.members.contains_key(prefix) {
                self.define(prefix)?;
            }
            let iri = self.active.terms.get(prefix).and_then(|prefix| prefix.meaning.clone());
            return Ok(iri.map_or_else(|| name.to_owned(), |iri| iri + suffix));
        }
        if name.contains('/') {
            let iri = self.active.vocabulary_iri(name).filter(|iri| is_absolute(iri));
            return iri.ok_or_else(|| fault(name, "the term is a relative IRI"));
        }
        if name == "@type" {
            return Ok("@type".to_owned());
        }
        let vocab =
            self.active.vocabulary.as_ref().ok_or_else(|| fault(name, "the term stands for no IRI"))?;
        Ok(format!("{vocab}{name}"))
    }

    /// The IRI of a name in a definition; terms of the same context that it needs are defined first.
    pub(super) fn local_iri(&mut self, name: &str) -> Result<Option<String>, Fault> {
        if !is_keyword(name) && !has_keyword_form(name) {
            if self.members.contains_key(name) {
                self.define(name)?;
            }
            if let Some((prefix, suffix)) = name.split_once(':')
                && !self.active.terms.contains_key(name)
                && !suffix.starts_with("//")
                && self.members.contains_key(prefix)
            {
                self.define(prefix)?;
            }
        }
        Ok(self.active.vocabulary_iri(name))
    }
}
