//! What the prefixes of names stand for (Namespaces in XML 1.0), as far as badges are concerned.

use memchr::memchr;

use super::namespace;
use crate::{BakeError, BakedVersion, limits};

/// A name that means nothing, until baking declares its prefix.
const NOT_DECLARED: &str = "the prefix `openbadges` is not declared";

/// The declarations that are in force, the innermost last. Those that have nothing to do with badges are left out.
#[derive(Default)]
pub(super) struct Names<'a>(Vec<Declaration<'a>>);

struct Declaration<'a> {
    /// Of the element that declares it.
    depth: usize,
    /// Empty for names without one.
    prefix: &'a [u8],
    /// Whose namespace it is.
    version: Option<BakedVersion>,
}

/// The prefix that an attribute declares.
#[inline]
pub(super) fn declared(key: &[u8]) -> Option<&[u8]> {
    match key.strip_prefix(b"xmlns")? {
        [] => Some(b""),
        rest => rest.strip_prefix(b":"),
    }
}

/// The prefix of a name, which may be empty, and the rest.
pub(super) fn split(name: &[u8]) -> (&[u8], &[u8]) {
    match memchr(b':', name) {
        Some(colon) => (&name[..colon], &name[colon + 1..]),
        None => (b"", name),
    }
}

impl<'a> Names<'a> {
    /// Notes what an attribute of an element declares.
    pub(super) fn declare(&mut self, depth: usize, prefix: &'a [u8], uri: &str) -> Result<(), BakeError> {
        let version = BakedVersion::ALL.into_iter().find(|it| namespace(*it) == uri);
        let hides = || self.0.iter().any(|declaration| declaration.prefix == prefix);
        if version.is_some() || prefix == b"openbadges" || hides() {
            limits::check_count("declarations of namespaces", self.0.len() + 1, limits::SVG_DECLARATIONS)?;
            self.0.push(Declaration { depth, prefix, version });
        }
        Ok(())
    }

    /// Refuses an attribute with the prefix of badges where it is not declared.
    pub(super) fn check_attributes(&self, prefixed: bool) -> Result<(), &'static str> {
        let is_declared = || self.0.iter().any(|declaration| declaration.prefix == b"openbadges");
        if prefixed && !is_declared() { Err(NOT_DECLARED) } else { Ok(()) }
    }

    /// Forgets what an element has declared.
    pub(super) fn leave(&mut self, depth: usize) {
        while self.0.last().is_some_and(|declaration| declaration.depth >= depth) {
            self.0.pop();
        }
    }

    /// The version whose element this is.
    ///
    /// # Errors
    /// When the prefix is the one of badges and is not declared: it means nothing, until baking declares it.
    pub(super) fn version(&self, name: &[u8]) -> Result<Option<BakedVersion>, &'static str> {
        let (prefix, local) = split(name);
        let declaration = self.0.iter().rev().find(|declaration| declaration.prefix == prefix);
        if declaration.is_none() && prefix == b"openbadges" {
            return Err(NOT_DECLARED);
        }
        let version = declaration.and_then(|declaration| declaration.version);
        Ok(version.filter(|version| local == element(*version).as_bytes()))
    }
}

/// The name of a version's element.
pub(super) const fn element(version: BakedVersion) -> &'static str {
    match version {
        BakedVersion::V3 | BakedVersion::Clr => "credential",
        BakedVersion::V2 => "assertion",
    }
}
