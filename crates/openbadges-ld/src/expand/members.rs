//! The members of an object, as far as they are read.

use std::borrow::Cow;

use openbadges_model::json::Json;

use crate::Options;

/// The members of an object; of the whole document those that the caller asked for.
#[derive(Clone, Copy)]
pub(super) struct Members<'d> {
    all: &'d [(Cow<'d, str>, Json<'d>)],
    without: &'d [&'d str],
    context: Option<&'d Json<'d>>,
}

impl<'d> Members<'d> {
    /// All members.
    pub(super) fn of(all: &'d [(Cow<'d, str>, Json<'d>)]) -> Self {
        Self { all, without: &[], context: None }
    }

    /// The members of the whole document.
    pub(super) fn of_document(all: &'d [(Cow<'d, str>, Json<'d>)], options: &Options<'d>) -> Self {
        Self { all, without: options.without, context: options.context }
    }

    fn is_read(&self, name: &str) -> bool {
        !(self.without.contains(&name) || self.context.is_some() && name == "@context")
    }

    pub(super) fn iter(self) -> impl Iterator<Item = (&'d str, &'d Json<'d>)> + Clone {
        let context = self.context.map(|context| ("@context", context));
        let rest = self.all.iter().map(|(name, value)| (&**name, value));
        context.into_iter().chain(rest.filter(move |(name, _)| self.is_read(name)))
    }

    pub(super) fn keys(self) -> impl Iterator<Item = &'d str> + Clone {
        self.iter().map(|(name, _)| name)
    }

    pub(super) fn get(self, name: &str) -> Option<&'d Json<'d>> {
        self.iter().find(|(other, _)| *other == name).map(|(_, value)| value)
    }

    pub(super) fn contains_key(self, name: &str) -> bool {
        self.get(name).is_some()
    }
}
