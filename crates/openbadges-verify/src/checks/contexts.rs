//! The JSON-LD contexts are ones whose terms are compiled in (specification A.8-5).

use serde_json::Value;

use super::each;
use crate::{Check, CheckId, Facts, Outcome, Reason};

pub(crate) fn check(document: &Value) -> Check {
    let mut facts = Facts::new();
    let mut unknown = Facts::new();
    for context in each(document, "@context") {
        match context.as_str() {
            Some(url) if openbadges_ld::known_context(url) => facts.push("context", url),
            Some(url) => unknown.push("unknown", url),
            None => unknown.push("unknown", "(context inside the document)"),
        }
    }
    if unknown.is_empty() {
        return Check::pass(CheckId::Contexts, facts);
    }
    facts.extend(&unknown);
    Check::not(CheckId::Contexts, Reason::UnknownContext, facts)
}

/// A JWT signs every member as it is written, known to us or not.
pub(crate) fn of_jwt(check: Check) -> Check {
    if check.outcome == Outcome::Pass { check } else { Check::skipped(CheckId::Contexts, check.facts) }
}
