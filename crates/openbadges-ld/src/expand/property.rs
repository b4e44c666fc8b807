//! The members of a node.

use std::sync::Arc;

use openbadges_model::json::Json;

use super::members::Members;
use super::name::Member;
use super::{Expander, Keywords, Place, Property, Sink, invalid};
use crate::LdError;
use crate::context::Context;
use crate::dataset::Term;
use crate::pointer::At;
use crate::terms::{Coercion, Container, Keyword, is_keyword};

impl<'d> Expander<'d> {
    /// The members that are properties, as statements about `subject`.
    pub(super) fn properties(
        &mut self,
        members: Members<'d>,
        subject: Option<Term>,
        context: &Arc<Context>,
        place: Place<'_>,
    ) -> Result<(), LdError> {
        for (name, value) in members.iter() {
            let at = place.at.member(name);
            match self.member(name, context) {
                Member::Keyword => {}
                Member::Undefined => self.report(&at, name),
                Member::Property(predicate, term) => {
                    if subject.is_none() {
                        self.report(&at, name);
                    }
                    let sink = Sink::Link { subject, predicate, reverse: false };
                    self.property(value, Property { term }, context, place.at(&at), sink)?;
                }
            }
        }
        Ok(())
    }

    fn property(
        &mut self,
        value: &'d Json<'d>,
        property: Property,
        context: &Arc<Context>,
        place: Place<'_>,
        mut sink: Sink<'_>,
    ) -> Result<(), LdError> {
        let meaning = property.meaning(context);
        if meaning.is_some_and(|it| it.coercion == Coercion::Json) {
            return self.json_literal(value, place, &mut sink);
        }
        match meaning.map_or(Container::None, |it| it.container) {
            Container::List
                if !is_list_object(value) && !self.is_as_null(value, property, context, place.at)? =>
            {
                self.list(value, Some(property), context, place, &mut sink)
            }
            Container::Graph => self.graphs(value, property, context, place, &mut sink),
            _ => self.value(value, Some(property), context, place, &mut sink),
        }
    }

    /// Every value in a graph of its own, as a proof is. Nothing leads to a bare value there, so it is dropped.
    fn graphs(
        &mut self,
        value: &'d Json<'d>,
        property: Property,
        context: &Arc<Context>,
        place: Place<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), LdError> {
        match value {
            Json::Null => Ok(()),
            Json::Array(items) => self.nested(place.at, |this| {
                for (index, item) in items.iter().enumerate() {
                    this.graphs(item, property, context, place.at(&place.at.item(index)), sink)?;
                }
                Ok(())
            }),
            Json::Object(members) if value.get("@set").is_some() => self.nested(place.at, |this| {
                this.graphs_of_set(Members::of(members), property, context, place, sink)
            }),
            Json::Object(members)
                if self.is_nothing(Members::of(members), property, context, place.at)? =>
            {
                self.value(value, Some(property), context, place, &mut Sink::Top)
            }
            value => {
                let graph = self.blank(&'g', place.at);
                self.put(Some(graph), place, sink)?;
                self.value(value, Some(property), context, Place { graph, ..place }, &mut Sink::Top)
            }
        }
    }

    /// Whether a value is `null` or as good as that.
    pub(super) fn is_as_null(
        &mut self,
        value: &'d Json<'d>,
        property: Property,
        context: &Arc<Context>,
        at: &At<'_>,
    ) -> Result<bool, LdError> {
        match value {
            Json::Null => Ok(true),
            Json::Object(members) => self.is_nothing(Members::of(members), property, context, at),
            _ => Ok(false),
        }
    }

    /// Whether an object is as good as `null`.
    fn is_nothing(
        &mut self,
        members: Members<'d>,
        property: Property,
        context: &Arc<Context>,
        at: &At<'_>,
    ) -> Result<bool, LdError> {
        if members.contains_key("@value") || !members.contains_key("@language") {
            return Ok(is_null(members));
        }
        let scopes = self.scopes(members, Some(property), context, at)?;
        let keywords = Keywords::of(members, &scopes.of_members, at)?;
        Ok(self.is_all(&keywords, members, &scopes))
    }

    fn graphs_of_set(
        &mut self,
        members: Members<'d>,
        property: Property,
        context: &Arc<Context>,
        place: Place<'_>,
        sink: &mut Sink<'_>,
    ) -> Result<(), LdError> {
        let scopes = self.scopes(members, Some(property), context, place.at)?;
        let keywords = Keywords::of(members, &scopes.of_members, place.at)?;
        self.no_properties(members, &scopes.of_members, place.at)?;
        self.stands_alone(Keyword::Set, &keywords, place.at)?;
        let Some((name, value)) = keywords.get(Keyword::Set) else { return Ok(()) };
        self.graphs(value, property, &scopes.of_members, place.at(&place.at.member(name)), sink)
    }

    /// `@reverse`: statements in which `subject` is the object.
    pub(super) fn reverse(
        &mut self,
        value: &'d Json<'d>,
        subject: Option<Term>,
        context: &Arc<Context>,
        place: Place<'_>,
    ) -> Result<(), LdError> {
        let members = value.as_object().map(Members::of);
        let members = members.ok_or_else(|| invalid(place.at, "@reverse is an object"))?;
        let context = &self.scopes(members, None, context, place.at)?.of_members;
        for (name, value) in members.iter().filter(|(name, _)| *name != "@context") {
            let at = place.at.member(name);
            match self.member(name, context) {
                Member::Property(predicate, term) => {
                    let sink = Sink::Link { subject, predicate, reverse: true };
                    self.property(value, Property { term }, context, place.at(&at), sink)?;
                }
                Member::Undefined if !is_keyword(name) => self.report(&at, name),
                Member::Undefined | Member::Keyword => {
                    return Err(invalid(&at, "a keyword cannot be reversed"));
                }
            }
        }
        Ok(())
    }

    /// Refuses properties beside a keyword that allows none, and reports those without a meaning.
    pub(super) fn no_properties(
        &mut self,
        members: Members<'_>,
        context: &Context,
        at: &At<'_>,
    ) -> Result<(), LdError> {
        for name in members.keys() {
            match self.member(name, context) {
                Member::Keyword => {}
                Member::Undefined => self.report(&at.member(name), name),
                Member::Property(..) => return Err(invalid(&at.member(name), "no property may stand here")),
            }
        }
        Ok(())
    }
}

fn is_list_object(value: &Json<'_>) -> bool {
    value.get("@list").is_some()
}

/// Whether an object is a value object without a value.
fn is_null(members: Members<'_>) -> bool {
    let is_json =
        || members.iter().any(|(name, value)| ["@type", "type"].contains(&name) && value == "@json");
    members.get("@value").is_some_and(Json::is_null) && !is_json()
}
