//! The JSON-LD contexts are ones whose terms are compiled in, or that the caller brought (specification A.8-5).

use openbadges_ld::Contexts;
use serde_json::Value;

use crate::members::each;
use crate::{Check, CheckId, Facts, Outcome, Reason};

pub(crate) fn check(document: &Value, brought: Option<&Contexts>) -> Check {
    if each(document, "@context").count() > MAX_CONTEXTS {
        let facts = Facts::new().with("contexts", each(document, "@context").count().to_string());
        return Check::not(CheckId::Contexts, Reason::TooLarge, facts);
    }
    let mut facts = Facts::new();
    let mut unknown = Facts::new();
    let is_brought = |url: &str| brought.is_some_and(|brought| brought.contains(url));
    for context in each(document, "@context") {
        match context.as_str() {
            Some(url) if openbadges_ld::known_context(url) || is_brought(url) => facts.push("context", url),
            Some(url) => unknown.push("unknown", url),
            None => unknown.push("unknown", INSIDE),
        }
    }
    // Further down only known contexts are read, unless the caller brought some: then anything would be.
    if unknown.is_empty() && brought.is_some() && has_inner(document) {
        unknown.push("unknown", INSIDE);
    }
    if unknown.is_empty() {
        return Check::pass(CheckId::Contexts, facts);
    }
    facts.extend(&unknown);
    Check::not(CheckId::Contexts, Reason::UnknownContext, facts)
}

/// More contexts than any badge names; each is read, and told in the report.
const MAX_CONTEXTS: usize = 32;

/// What a context is called that stands in the document: it could give any meaning to what was signed.
const INSIDE: &str = "(context inside the document)";

/// Whether a context is written out anywhere; as deep as the JSON reader allowed.
fn has_inner(value: &Value) -> bool {
    match value {
        Value::Object(members) => {
            let own = each(value, "@context").any(Value::is_object);
            own || members.values().any(has_inner)
        }
        Value::Array(items) => items.iter().any(has_inner),
        _ => false,
    }
}

/// A JWT signs every member as it is written, known to us or not.
pub(crate) fn of_jwt(check: Check) -> Check {
    if check.outcome == Outcome::Pass { check } else { Check::skipped(CheckId::Contexts, check.facts) }
}
