//! Value Expansion (JSON-LD 1.1 API, 5.3).

use std::rc::Rc;

use openbadges_model::json::Json;
use serde_json::Value;

use super::active::Active;
use super::object::scalar_text;
use super::{Expanded, Expander, Identity, Item, Literal, Node, Place};
use crate::LdError;
use crate::canonical_json::fits;
use crate::nquads::is_iri;
use crate::pointer::At;

impl Expander<'_> {
    /// A string, number or boolean as a value of `property`.
    pub(super) fn scalar(
        &mut self,
        active: &Rc<Active>,
        property: Option<&str>,
        value: &Value,
        Place { at, in_graph, .. }: Place<'_>,
    ) -> Result<Expanded, LdError> {
        let Some(property) = property.filter(|name| *name != "@graph") else {
            self.report(at, &scalar_text(value));
            return Ok(Expanded::Nothing);
        };
        let active = self.context_of(active, property, at)?;
        let item = self.coerced(&active, property, value, at)?;
        let is_lost = matches!(&item, Item::Node(node) if node.id == Identity::Lost);
        if in_graph && !is_lost {
            self.report(at, &scalar_text(value));
        }
        Ok(Expanded::One(item))
    }

    /// A scalar as its property wants it. One that nothing comes of is reported.
    pub(super) fn coerced(
        &mut self,
        active: &Active,
        property: &str,
        value: &Value,
        at: &At<'_>,
    ) -> Result<Item, LdError> {
        let term = active.terms.get(property);
        let coercion = term.and_then(|term| term.coercion.as_deref());
        let iri = match (coercion, value) {
            (Some("@id"), Value::String(text)) => Some((text, active.document_iri(text))),
            (Some("@vocab"), Value::String(text)) => Some((text, active.type_iri(text))),
            _ => None,
        };
        if let Some((text, iri)) = iri {
            let Some(iri) = iri.filter(|iri| is_iri(iri) || iri.starts_with("_:")) else {
                self.report(at, text);
                return Ok(Item::Node(Box::new(Node { id: Identity::Lost, ..Node::default() })));
            };
            return Ok(Item::Node(Box::new(Node { id: Identity::Known(iri), ..Node::default() })));
        }
        let datatype = coercion.filter(|it| !["@id", "@vocab", "@none"].contains(it)).map(str::to_owned);
        let language = match term.and_then(|term| term.language.as_ref()) {
            Some(language) => language.as_str().map(str::to_owned),
            None => active.language.clone(),
        };
        let language = language.filter(|_| value.is_string() && datatype.is_none());
        self.literal(Literal { value: value.clone(), datatype, language, has_more: false }, at)
    }

    /// The literal; one that cannot be in a statement is reported, and left out when they are written.
    pub(super) fn literal(&mut self, literal: Literal, at: &At<'_>) -> Result<Item, LdError> {
        let fits = |value| Json::try_from(value).is_ok_and(|value| fits(&value, self.depth_left()));
        if literal.is_json() && !fits(&literal.value) {
            return Err(LdError::TooDeep { pointer: at.pointer() });
        }
        if let Some(datatype) = literal.unsayable_datatype() {
            self.report(at, datatype);
        } else if let Some(language) = literal.unsayable_language() {
            self.report(&at.member("@language"), language);
        }
        Ok(Item::Literal(literal))
    }
}
