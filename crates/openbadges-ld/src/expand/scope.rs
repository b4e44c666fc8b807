//! Which context holds inside of an object (JSON-LD 1.1 API, 5.1.2 steps 7 to 11).

use std::sync::Arc;

use openbadges_model::json::Json;

use super::members::Members;
use super::{Expander, Property, invalid, items_of};
use crate::LdError;
use crate::context::{Context, Origin, Protected};
use crate::pointer::At;
use crate::terms::{Keyword, Scope};

/// The contexts of one object.
pub(super) struct Scopes {
    /// What its types are understood in.
    pub(super) of_types: Arc<Context>,
    /// What everything else is understood in.
    pub(super) of_members: Arc<Context>,
}

impl<'d> Expander<'d> {
    pub(super) fn scopes(
        &mut self,
        members: Members<'d>,
        property: Option<Property>,
        context: &Arc<Context>,
        at: &At<'_>,
    ) -> Result<Scopes, LdError> {
        let scope = property.and_then(|it| it.meaning(context)).map_or(Scope::None, |meaning| meaning.scope);
        let mut of_types = match context.previous() {
            Some(previous) if !keeps_type_scope(members, context) => Arc::clone(previous),
            _ => Arc::clone(context),
        };
        of_types = self.steps.context(&of_types, scope, Origin::Property).map_err(|fault| fault.at(at))?;
        if let Some(local) = members.get("@context") {
            of_types = self.local_context(local, &of_types, &at.member("@context"))?;
        }
        let of_members = self.type_scope(members, &of_types, at)?;
        Ok(Scopes { of_types, of_members })
    }

    /// `@context` of an object.
    fn local_context(
        &mut self,
        value: &Json<'_>,
        context: &Arc<Context>,
        at: &At<'_>,
    ) -> Result<Arc<Context>, LdError> {
        let Json::Array(items) = value else { return self.local_context_item(value, context, at) };
        let mut context = Arc::clone(context);
        for (index, item) in items.iter().enumerate() {
            context = self.local_context_item(item, &context, &at.item(index))?;
        }
        Ok(context)
    }

    fn local_context_item(
        &mut self,
        value: &Json<'_>,
        context: &Arc<Context>,
        at: &At<'_>,
    ) -> Result<Arc<Context>, LdError> {
        match value {
            Json::String(url) => {
                let unknown = || LdError::UnknownContext { url: url.to_string(), pointer: at.pointer() };
                let copy = self.options.copy.filter(|copy| copy.url() == url).map(|copy| copy.layer);
                let layer = copy.or_else(|| self.tables.context(url)).ok_or_else(unknown)?;
                let layer = Scope::Layer(layer);
                self.steps.context(context, layer, Origin::Document).map_err(|fault| fault.at(at))
            }
            Json::Null => {
                self.steps.context(context, Scope::Reset, Origin::Document).map_err(|fault| fault.at(at))
            }
            Json::Object(members) if members.is_empty() => Ok(Arc::clone(context)),
            Json::Object(_) => Err(LdError::InlineContext { pointer: at.pointer() }),
            _ => Err(invalid(at, "a context is an address, an object or null")),
        }
    }

    /// What the types of an object bring.
    fn type_scope(
        &mut self,
        members: Members<'d>,
        context: &Arc<Context>,
        at: &At<'_>,
    ) -> Result<Arc<Context>, LdError> {
        let is_type = |(name, _): &(&str, &Json<'_>)| context.keyword(name) == Some(Keyword::Type);
        let mut lists = members.iter().filter(is_type);
        let (first, second) = (lists.next(), lists.next());
        if let (Some((name, value)), None) = (first, second)
            && let Some(only) = single(value)
        {
            return self.scope_of_type(only, context, context, &at.member(name));
        }
        let mut lists: Vec<_> = first.into_iter().chain(second).chain(lists).collect();
        lists.sort_unstable_by_key(|(name, _)| *name);
        let mut scoped = Arc::clone(context);
        for (name, value) in lists {
            let mut types: Vec<&str> = strings(value).collect();
            types.sort_unstable();
            for name_of_type in types {
                scoped = self.scope_of_type(name_of_type, context, &scoped, &at.member(name))?;
            }
        }
        Ok(scoped)
    }

    /// What a type that is understood in `context` adds to `scoped`.
    fn scope_of_type(
        &mut self,
        name: &str,
        context: &Context,
        scoped: &Arc<Context>,
        at: &At<'_>,
    ) -> Result<Arc<Context>, LdError> {
        let scope = context.term(name).map_or(Scope::None, |(_, meaning)| meaning.scope);
        self.steps.context(scoped, scope, Origin::Type).map_err(|fault| fault.at(at))
    }
}

impl Protected {
    fn at(self, at: &At<'_>) -> LdError {
        LdError::ProtectedTermRedefinition { term: self.0, pointer: at.pointer() }
    }
}

/// A value object or a mere reference is read with the terms that the type around it brought.
fn keeps_type_scope(members: Members<'_>, context: &Context) -> bool {
    let mut keywords = members.keys().map(|name| context.keyword(name));
    (members.iter().count() == 1 && keywords.clone().all(|keyword| keyword == Some(Keyword::Id)))
        || keywords.any(|keyword| keyword == Some(Keyword::Value))
}

/// The one string that a value is or holds.
fn single<'j>(value: &'j Json<'j>) -> Option<&'j str> {
    match value {
        Json::Array(items) if items.len() == 1 => items[0].as_str(),
        value => value.as_str(),
    }
}

/// A string, or the strings of an array.
fn strings<'j>(value: &'j Json<'j>) -> impl Iterator<Item = &'j str> {
    items_of(value).iter().filter_map(Json::as_str)
}
