//! What the prefixes of names stand for (Namespaces in XML 1.0), as far as badges are concerned.

use super::namespace;
use crate::{BakeError, BakedVersion, limits};

/// A name that means nothing, until baking declares its prefix.
const NOT_DECLARED: &str = "the prefix `openbadges` is not declared";

/// The declarations that are in force, the innermost last. Those that have nothing to do with badges are left out.
#[derive(Default)]
pub(super) struct Names(Vec<Declaration>);

struct Declaration {
    /// Of the element that declares it.
    depth: usize,
    /// Empty for names without one.
    prefix: String,
    /// Whose namespace it is.
    version: Option<BakedVersion>,
}

/// The prefix that an attribute declares.
pub(super) fn declared(key: &str) -> Option<&str> {
    match key.strip_prefix("xmlns") {
        Some("") => Some(""),
        Some(rest) => rest.strip_prefix(':'),
        None => None,
    }
}

impl Names {
    /// Notes what an attribute of an element declares.
    pub(super) fn declare(&mut self, depth: usize, prefix: &str, uri: &str) -> Result<(), BakeError> {
        let version = [BakedVersion::V3, BakedVersion::V2].into_iter().find(|it| namespace(*it) == uri);
        let hides = || self.0.iter().any(|declaration| declaration.prefix == prefix);
        if version.is_some() || prefix == "openbadges" || hides() {
            limits::check_count("declarations of namespaces", self.0.len() + 1, limits::SVG_DECLARATIONS)?;
            self.0.push(Declaration { depth, prefix: prefix.to_owned(), version });
        }
        Ok(())
    }

    /// Refuses an attribute with the prefix of badges where it is not declared.
    pub(super) fn check_attributes(&self, prefixed: bool) -> Result<(), &'static str> {
        let is_declared = || self.0.iter().any(|declaration| declaration.prefix == "openbadges");
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
    pub(super) fn version(&self, name: &str) -> Result<Option<BakedVersion>, &'static str> {
        let (prefix, local) = name.split_once(':').unwrap_or(("", name));
        let declaration = self.0.iter().rev().find(|declaration| declaration.prefix == prefix);
        if declaration.is_none() && prefix == "openbadges" {
            return Err(NOT_DECLARED);
        }
        let version = declaration.and_then(|declaration| declaration.version);
        Ok(version.filter(|version| local == element(*version)))
    }
}

/// The name of a version's element.
pub(super) const fn element(version: BakedVersion) -> &'static str {
    match version {
        BakedVersion::V3 => "credential",
        BakedVersion::V2 => "assertion",
    }
}
