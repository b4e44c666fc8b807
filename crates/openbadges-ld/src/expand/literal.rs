//! Literals: bare values, coerced by their property, and value objects (JSON-LD 1.1 API, 5.3 and 8.2).

use std::sync::Arc;

use openbadges_model::json::Json;

use super::{Expander, Keywords, Place, Property, Sink, invalid};
use crate::canonical_json::{fits, push_json};
use crate::context::{Context, Origin};
use crate::dataset::Term;
use crate::nquads::{is_language_tag, push_literal};
use crate::number::lexical;
use crate::pointer::At;
use crate::rdf;
use crate::terms::Scope;
use crate::terms::{Coercion, Keyword};
use crate::{LdError, MAX_DEPTH};

pub(crate) mod xsd {
    pub(crate) const BOOLEAN: &str = "http://www.w3.org/2001/XMLSchema#boolean";
    pub(crate) const DOUBLE: &str = "http://www.w3.org/2001/XMLSchema#double";
    pub(crate) const INTEGER: &str = "http://www.w3.org/2001/XMLSchema#integer";
}

impl<'d> Expander<'d> {
    /// A string, number or boolean as the value of `property`.
    pub(super) fn scalar(
        &mut self,
        value: &'d Json<'d>,
        property: Option<Property>,
        context: &Arc<Context>,
        place: Place<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), LdError> {
        let Some(property) = property.filter(|_| !matches!(sink, Sink::Top)) else {
            self.report(place.at, &scalar_text(value));
            return Ok(());
        };
        let scope = property.meaning(context).map_or(Scope::None, |meaning| meaning.scope);
        let scoped = match scope {
            Scope::None => None,
            scope => self.steps.context(context, scope, Origin::Property).ok(),
        };
        let scoped = scoped.as_ref().unwrap_or(context);
        let coercion = property.meaning(scoped).map_or(&Coercion::None, |meaning| &meaning.coercion);
        let term = match (coercion, value) {
            (Coercion::Id, Json::String(text)) => self.document_node(text, scoped),
            (Coercion::Vocab, Json::String(text)) => self.vocabulary_node(text, scoped),
            (Coercion::Datatype(datatype), value) => Some(self.typed(value, Some(datatype))),
            (_, value) => Some(self.typed(value, None)),
        };
        if term.is_none() {
            self.report(place.at, &scalar_text(value));
        }
        if value.is_string() && matches!(coercion, Coercion::Id | Coercion::Vocab) {
            return self.put(term, place, sink);
        }
        self.put_literal(term, value, place, sink)
    }

    fn put_literal(
        &mut self,
        term: Option<Term>,
        value: &Json<'_>,
        place: Place<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), LdError> {
        match sink {
            Sink::Link { reverse: true, .. } => {
                Err(invalid(place.at, "a reverse property has nodes as values"))
            }
            Sink::Top => {
                self.report(place.at, &scalar_text(value));
                Ok(())
            }
            _ => self.put(term, place, sink),
        }
    }

    /// A scalar with a datatype, or with the one that its kind has by itself.
    fn typed(&mut self, value: &Json<'_>, datatype: Option<&str>) -> Term {
        let (text, own_datatype) = match value {
            Json::Number(number) => {
                let lexical = lexical(number, datatype == Some(xsd::DOUBLE));
                (lexical.text, Some(if lexical.is_integer { xsd::INTEGER } else { xsd::DOUBLE }))
            }
            Json::String(text) => return self.dataset.term(|out| push_literal(out, text, datatype, None)),
            other => (other.to_string(), Some(xsd::BOOLEAN)),
        };
        self.dataset.term(|out| push_literal(out, &text, datatype.or(own_datatype), None))
    }

    /// Any JSON as an `rdf:JSON` literal.
    pub(super) fn json_literal(
        &mut self,
        value: &Json<'_>,
        place: Place<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), LdError> {
        if !fits(value, MAX_DEPTH.saturating_sub(self.depth)) {
            return Err(LdError::TooDeep { pointer: place.at.pointer() });
        }
        let mut text = String::new();
        push_json(&mut text, value);
        let term = self.dataset.term(|out| push_literal(out, &text, Some(rdf::JSON), None));
        self.put_literal(Some(term), value, place, sink)
    }

    /// An object with `@value`.
    pub(super) fn value_object(
        &mut self,
        keywords: &Keywords<'d>,
        context: &Context,
        place: Place<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), LdError> {
        use Keyword::{Graph, Id, Included, List, Nest, Reverse, Set};
        if [Graph, Id, Included, List, Nest, Reverse, Set].iter().any(|it| keywords.get(*it).is_some()) {
            return Err(invalid(
                place.at,
                "an object with @value has only @type, @language, @direction or @index beside it",
            ));
        }
        self.report_unsigned(keywords, place.at);
        let Some((_, value)) = keywords.get(Keyword::Value) else { return Ok(()) };
        let datatype = keywords.get(Keyword::Type);
        let has_language =
            [Keyword::Language, Keyword::Direction].iter().any(|it| keywords.get(*it).is_some());
        if datatype.is_some() && has_language {
            return Err(invalid(place.at, "a value has a type or a language, not both"));
        }
        if datatype.is_some_and(|(_, name)| name == "@json") {
            return self.json_literal(value, place, sink);
        }
        match (value, datatype, keywords.get(Keyword::Language)) {
            (Json::Null, ..) => Ok(()),
            (Json::Array(_) | Json::Object(_), ..) => {
                Err(invalid(place.at, "@value is a string, a number or a boolean"))
            }
            (_, Some((_, name)), _) => self.typed_value(value, name, context, place, sink),
            (Json::String(text), None, Some((member, tag))) => {
                let term = self.tagged(text, tag, &place.at.member(member))?;
                self.put_literal(term, value, place, sink)
            }
            (_, None, Some(_)) => Err(invalid(place.at, "only a string has a language")),
            (_, None, None) => {
                let term = self.typed(value, None);
                self.put_literal(Some(term), value, place, sink)
            }
        }
    }

    /// `@index` and `@direction` have no place in the statements.
    fn report_unsigned(&mut self, keywords: &Keywords<'d>, at: &At<'_>) {
        for (name, _) in [Keyword::Index, Keyword::Direction].into_iter().filter_map(|it| keywords.get(it)) {
            self.report(&at.member(name), name);
        }
    }

    fn typed_value(
        &mut self,
        value: &Json<'_>,
        name: &Json<'_>,
        context: &Context,
        place: Place<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), LdError> {
        let datatype = name.as_str().and_then(|name| context.vocabulary_iri(name));
        let datatype =
            datatype.ok_or_else(|| invalid(place.at, "the @type of a value is the IRI of a datatype"))?;
        let term = self.typed(value, Some(&datatype));
        self.put_literal(Some(term), value, place, sink)
    }

    /// A string with a language, in lower case as expansion may and all known processors do.
    fn tagged(&mut self, text: &str, tag: &Json<'_>, at: &At<'_>) -> Result<Option<Term>, LdError> {
        let tag = tag.as_str().ok_or_else(|| invalid(at, "a language is a string"))?;
        if !is_language_tag(tag) {
            self.report(at, tag);
            return Ok(None);
        }
        let tag = tag.to_ascii_lowercase();
        Ok(Some(self.dataset.term(|out| push_literal(out, text, None, Some(&tag)))))
    }
}

/// What a dropped value is called in a report.
fn scalar_text(value: &Json<'_>) -> String {
    value.as_str().map_or_else(|| value.to_string(), str::to_owned)
}
