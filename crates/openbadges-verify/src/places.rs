//! Places in a document, as a tree: to look for them on a walk costs a step each, however long the way there is.

use std::borrow::Cow;
use std::collections::HashMap;

use openbadges_model::json::segments;

/// Places at or inside of where one stands.
#[derive(Debug, Default)]
pub(crate) struct Places<'a> {
    is_one: bool,
    inside: HashMap<Cow<'a, str>, Self>,
}

impl<'a> Places<'a> {
    /// The places of these JSON Pointers (RFC 6901).
    pub(crate) fn of(pointers: impl IntoIterator<Item = &'a str>) -> Self {
        let mut places = Self::default();
        for pointer in pointers {
            let end = segments(pointer).fold(&mut places, |at, name| at.inside.entry(name).or_default());
            end.is_one = true;
        }
        places
    }

    /// Whether it is here.
    pub(crate) fn is_one(&self) -> bool {
        self.is_one
    }

    /// One step further: to the member of this name or the entry at this index.
    pub(crate) fn step(&self, name: &str) -> Option<&Self> {
        self.inside.get(name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_are_found_where_they_are() {
        let places = Places::of(["/a/0", "/a~1b", "/a/0/c"]);
        let at = |pointer: &str| {
            let mut names = segments(pointer);
            names.try_fold(&places, |at, name| at.step(&name)).is_some_and(Places::is_one)
        };
        assert!(at("/a/0") && at("/a~1b") && at("/a/0/c"));
        assert!(!at("") && !at("/a") && !at("/a/1") && !at("/a/0/c/d") && !at("/b"));
    }
}
