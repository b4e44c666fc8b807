//! Which context holds inside of an object (JSON-LD 1.1 API, 5.1.2 steps 7 to 11).

use std::rc::Rc;

use serde_json::{Map, Value};

use super::{Expander, Property, invalid};
use crate::LdError;
use crate::context::{Context, Origin, Protected};
use crate::pointer::At;
use crate::terms::{Keyword, Scope};

/// The contexts of one object.
pub(super) struct Scopes {
    /// What its types are understood in.
    pub(super) of_types: Rc<Context>,
    /// What everything else is understood in.
    pub(super) of_members: Rc<Context>,
}

impl<'d> Expander<'d> {
    pub(super) fn scopes(
        &mut self,
        members: &'d Map<String, Value>,
        property: Option<Property>,
        context: &Rc<Context>,
        at: &At<'_>,
    ) -> Result<Scopes, LdError> {
        let scope = property.and_then(|it| it.meaning(context)).map_or(Scope::None, |meaning| meaning.scope);
        let mut of_types = match context.previous() {
            Some(previous) if !keeps_type_scope(members, context) => Rc::clone(previous),
            _ => Rc::clone(context),
        };
        of_types = of_types.with_scope(scope, Origin::Property).map_err(|fault| fault.at(at))?;
        if let Some(local) = members.get("@context") {
            of_types = self.local_context(local, &of_types, &at.member("@context"))?;
        }
        let of_members = type_scope(members, &of_types, at)?;
        Ok(Scopes { of_types, of_members })
    }

    /// `@context` of an object.
    fn local_context(
        &self,
        value: &Value,
        context: &Rc<Context>,
        at: &At<'_>,
    ) -> Result<Rc<Context>, LdError> {
        let Value::Array(items) = value else { return self.local_context_item(value, context, at) };
        let mut context = Rc::clone(context);
        for (index, item) in items.iter().enumerate() {
            context = self.local_context_item(item, &context, &at.item(index))?;
        }
        Ok(context)
    }

    fn local_context_item(
        &self,
        value: &Value,
        context: &Rc<Context>,
        at: &At<'_>,
    ) -> Result<Rc<Context>, LdError> {
        match value {
            Value::String(url) => {
                let unknown = || LdError::UnknownContext { url: url.clone(), pointer: at.pointer() };
                let copy = self.options.copy.filter(|copy| copy.url() == url).map(|copy| copy.layer);
                let layer = copy.or_else(|| self.tables.context(url)).ok_or_else(unknown)?;
                context.with_layer(layer, Origin::Document).map_err(|fault| fault.at(at))
            }
            Value::Null => context.reset(Origin::Document).map_err(|fault| fault.at(at)),
            Value::Object(members) if members.is_empty() => Ok(Rc::clone(context)),
            Value::Object(_) => Err(LdError::InlineContext { pointer: at.pointer() }),
            _ => Err(invalid(at, "a context is an address, an object or null")),
        }
    }
}

impl Protected {
    fn at(self, at: &At<'_>) -> LdError {
        LdError::ProtectedTermRedefinition { term: self.0, pointer: at.pointer() }
    }
}

/// A value object or a mere reference is read with the terms that the type around it brought.
fn keeps_type_scope(members: &Map<String, Value>, context: &Context) -> bool {
    let mut keywords = members.keys().map(|name| context.keyword(name));
    (members.len() == 1 && keywords.clone().all(|keyword| keyword == Some(Keyword::Id)))
        || keywords.any(|keyword| keyword == Some(Keyword::Value))
}

fn type_scope(
    members: &Map<String, Value>,
    context: &Rc<Context>,
    at: &At<'_>,
) -> Result<Rc<Context>, LdError> {
    let mut scoped = Rc::clone(context);
    let mut names: Vec<&String> =
        members.keys().filter(|name| context.keyword(name) == Some(Keyword::Type)).collect();
    names.sort_unstable();
    for name in names {
        let mut types: Vec<&str> = strings(&members[name]).collect();
        types.sort_unstable();
        for name_of_type in types {
            if let Some((_, meaning)) = context.term(name_of_type) {
                let fault = |fault: Protected| fault.at(&at.member(name));
                scoped = scoped.with_scope(meaning.scope, Origin::Type).map_err(fault)?;
            }
        }
    }
    Ok(scoped)
}

/// A string, or the strings of an array.
fn strings(value: &Value) -> impl Iterator<Item = &str> {
    let items = match value {
        Value::Array(items) => items.as_slice(),
        single => std::slice::from_ref(single),
    };
    items.iter().filter_map(Value::as_str)
}
