//! Objects: nodes, lists, sets and values.

use std::sync::Arc;

use openbadges_model::json::Json;

use super::members::Members;
use super::name::Member;
use super::scope::Scopes;
use super::{Expander, Keywords, Place, Property, Sink, invalid, items_of};
use crate::LdError;
use crate::context::Context;
use crate::dataset::Term;
use crate::pointer::At;
use crate::rdf;
use crate::terms::Keyword;

impl<'d> Expander<'d> {
    /// Any object as the value of `property`.
    pub(super) fn object(
        &mut self,
        members: Members<'d>,
        property: Option<Property>,
        context: &Arc<Context>,
        place: Place<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), LdError> {
        let scopes = self.scopes(members, property, context, place.at)?;
        let keywords = Keywords::of(members, &scopes.of_members, place.at)?;
        if keywords.get(Keyword::Value).is_some() {
            self.no_properties(members, &scopes.of_members, place.at)?;
            let is_type = |name: &&str| scopes.of_members.keyword(name) == Some(Keyword::Type);
            if members.keys().filter(is_type).count() > 1 {
                return Err(invalid(place.at, "a value has one type"));
            }
            return self.value_object(&keywords, &scopes.of_members, place, sink);
        }
        for keyword in [Keyword::List, Keyword::Set] {
            if let Some((name, value)) = keywords.get(keyword) {
                self.no_properties(members, &scopes.of_members, place.at)?;
                self.stands_alone(keyword, &keywords, place.at)?;
                let at = place.at.member(name);
                return self.collection(keyword, value, property, &scopes.of_members, place.at(&at), sink);
            }
        }
        if let (Some((name, _)), true) =
            (keywords.get(Keyword::Language), self.is_all(&keywords, members, &scopes))
        {
            self.report(&place.at.member(name), name);
            return self.no_properties(members, &scopes.of_members, place.at);
        }
        let subject = self.node(members, &keywords, &scopes, place, sink)?;
        self.put(subject, place, sink)
    }

    /// Whether an object that has `@language` has nothing else that means something.
    pub(super) fn is_all(&mut self, keywords: &Keywords<'d>, members: Members<'_>, scopes: &Scopes) -> bool {
        let only = |keyword: &Keyword| matches!(keyword, Keyword::Context | Keyword::Language);
        keywords.all().all(|keyword| only(&keyword))
            && !members
                .keys()
                .any(|name| matches!(self.member(name, &scopes.of_members), Member::Property(..)))
    }

    /// `@list` and `@set` have nothing but `@index` beside them.
    pub(super) fn stands_alone(
        &mut self,
        own: Keyword,
        keywords: &Keywords<'d>,
        at: &At<'_>,
    ) -> Result<(), LdError> {
        let fits =
            |keyword: &Keyword| *keyword == own || matches!(keyword, Keyword::Context | Keyword::Index);
        if !keywords.all().all(|keyword| fits(&keyword)) {
            return Err(invalid(at, "@list and @set stand alone, or with @index"));
        }
        if let Some((name, _)) = keywords.get(Keyword::Index) {
            self.report(&at.member(name), name);
        }
        Ok(())
    }

    /// The value of `@list` or `@set`.
    fn collection(
        &mut self,
        keyword: Keyword,
        value: &'d Json<'d>,
        property: Option<Property>,
        context: &Arc<Context>,
        place: Place<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), LdError> {
        if keyword == Keyword::Set {
            return self.value(value, property, context, place, sink);
        }
        if property.is_none() || matches!(sink, Sink::Top) {
            self.report(place.at, "@list");
            return Ok(());
        }
        self.list(value, property, context, place, sink)
    }

    /// A node object; its statements are made here, the one that leads to it by the caller.
    fn node(
        &mut self,
        members: Members<'d>,
        keywords: &Keywords<'d>,
        scopes: &Scopes,
        place: Place<'_>,
        sink: &Sink<'_>,
    ) -> Result<Option<Term>, LdError> {
        let statements = self.dataset.len();
        let subject = self.subject(keywords, &scopes.of_members, place)?;
        let is_container = place.at.is_root()
            && keywords.get(Keyword::Graph).is_some()
            && self.is_only_graph(members, &scopes.of_members, place.at)?;
        if keywords.get(Keyword::Type).is_some() {
            self.types(members, subject, scopes, place)?;
        }
        self.properties(members, subject, &scopes.of_members, place)?;
        self.special_members(keywords, subject, &scopes.of_members, place, is_container)?;
        if let (Sink::Top, Some((name, value))) = (sink, keywords.get(Keyword::Id))
            && self.dataset.len() == statements
            && subject.is_some()
        {
            self.report(&place.at.member(name), value.as_str().unwrap_or_default());
        }
        Ok(subject)
    }

    /// Whether an object has nothing but `@graph` that means something.
    fn is_only_graph(
        &mut self,
        members: Members<'d>,
        context: &Arc<Context>,
        at: &At<'_>,
    ) -> Result<bool, LdError> {
        for (name, value) in members.iter() {
            let leaves_none = match context.keyword(name) {
                Some(Keyword::Context | Keyword::Graph) => true,
                Some(Keyword::Reverse) => match value.as_object() {
                    Some(inner) => {
                        let at = at.member(name);
                        Members::of(inner).iter().try_fold(true, |none, it| {
                            Ok::<_, LdError>(none && self.says_nothing(it, context, &at)?)
                        })?
                    }
                    None => false,
                },
                _ => self.says_nothing((name, value), context, at)?,
            };
            if !leaves_none {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Whether a member leaves no trace in its node.
    fn says_nothing(
        &mut self,
        (name, value): (&str, &'d Json<'d>),
        context: &Arc<Context>,
        at: &At<'_>,
    ) -> Result<bool, LdError> {
        match self.member(name, context) {
            Member::Keyword => Ok(false),
            Member::Property(_, term) => self.is_as_null(value, Property { term }, context, &at.member(name)),
            Member::Undefined => Ok(true),
        }
    }

    /// The node that an object is about: `None` when its `@id` cannot be made absolute.
    fn subject(
        &mut self,
        keywords: &Keywords<'d>,
        context: &Context,
        place: Place<'_>,
    ) -> Result<Option<Term>, LdError> {
        let Some((name, value)) = keywords.get(Keyword::Id) else {
            return Ok(Some(self.blank(&'n', place.at)));
        };
        let at = place.at.member(name);
        let id = value.as_str().ok_or_else(|| invalid(&at, "an id is a string"))?;
        let subject = self.document_node(id, context);
        if subject.is_none() {
            self.report(&at, id);
        }
        Ok(subject)
    }

    fn types(
        &mut self,
        members: Members<'d>,
        subject: Option<Term>,
        scopes: &Scopes,
        place: Place<'_>,
    ) -> Result<(), LdError> {
        for (name, value) in members.iter() {
            if scopes.of_members.keyword(name) != Some(Keyword::Type) {
                continue;
            }
            let at = place.at.member(name);
            match value {
                Json::Array(items) => {
                    for (index, item) in items.iter().enumerate() {
                        self.node_type(item, subject, &scopes.of_types, place.at(&at.item(index)))?;
                    }
                }
                single => self.node_type(single, subject, &scopes.of_types, place.at(&at))?,
            }
        }
        Ok(())
    }

    fn node_type(
        &mut self,
        value: &'d Json<'d>,
        subject: Option<Term>,
        context: &Context,
        place: Place<'_>,
    ) -> Result<(), LdError> {
        let name = value.as_str().ok_or_else(|| invalid(place.at, "a type is a string"))?;
        if let (Some(subject), Some(object)) = (subject, self.vocabulary_node(name, context)) {
            let predicate = self.iri_term(rdf::TYPE);
            return self.push(subject, predicate, object, place.graph);
        }
        self.report(place.at, name);
        Ok(())
    }

    /// The members of a node that are keywords, `@id` and `@type` apart.
    fn special_members(
        &mut self,
        keywords: &Keywords<'d>,
        subject: Option<Term>,
        context: &Arc<Context>,
        place: Place<'_>,
        is_container: bool,
    ) -> Result<(), LdError> {
        for (name, _) in
            [Keyword::Index, Keyword::Language, Keyword::Direction].iter().filter_map(|it| keywords.get(*it))
        {
            self.report(&place.at.member(name), name);
        }
        if let Some((name, _)) = keywords.get(Keyword::Nest) {
            return Err(invalid(&place.at.member(name), super::NEST));
        }
        if let Some((name, value)) = keywords.get(Keyword::Reverse) {
            self.reverse(value, subject, context, place.at(&place.at.member(name)))?;
        }
        if let Some((name, value)) = keywords.get(Keyword::Included) {
            if !are_nodes(value) {
                return Err(invalid(&place.at.member(name), "what is included are nodes"));
            }
            self.value(value, None, context, place.at(&place.at.member(name)), &mut Sink::Top)?;
        }
        let Some((name, value)) = keywords.get(Keyword::Graph) else { return Ok(()) };
        let at = place.at.member(name);
        let graph = if is_container { Some(place.graph) } else { subject };
        if let Some(graph) = graph {
            return self.value(value, None, context, Place { at: &at, graph }, &mut Sink::Top);
        }
        self.report(&at, name);
        Ok(())
    }
}

/// Whether a value is an object, or an array of objects, without `@value`, `@list` and `@set`.
fn are_nodes(value: &Json<'_>) -> bool {
    let is_value = |name: &str| ["@value", "@list", "@set"].contains(&name);
    items_of(value)
        .iter()
        .all(|item| item.as_object().is_some_and(|it| !it.iter().any(|(name, _)| is_value(name))))
}
