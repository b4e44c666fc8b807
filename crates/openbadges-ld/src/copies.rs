//! Contexts that changed under their own address (specification E.1-1).

use std::collections::BTreeSet;

use serde_json::Value;

use crate::MAX_DEPTH;
use crate::terms::{LayerId, tables};

/// What the address of a context had at an earlier time. Ask for it with [`crate::Options::copy`].
///
/// ```
/// use openbadges_ld::{Options, older_copies};
///
/// let badge = serde_json::json!({
///     "@context": [
///         "https://www.w3.org/ns/credentials/v2",
///         "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
///     ],
///     "id": "urn:uuid:1", "name": "Archery"
/// });
/// let newest = Options::default().canonicalize(&badge)?;
/// for copy in older_copies(&badge) {
///     let older = Options { copy: Some(copy), ..Options::default() }.canonicalize(&badge)?;
///     assert_eq!(older.nquads, newest.nquads, "{} of {}", copy.url(), copy.date());
/// }
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct ContextCopy {
    url: &'static str,
    date: &'static str,
    pub(crate) layer: LayerId,
}

impl ContextCopy {
    /// The address of the context.
    pub fn url(&self) -> &'static str {
        self.url
    }

    /// The day on which this copy replaced an older one, `YYYY-MM-DD`.
    pub fn date(&self) -> &'static str {
        self.date
    }
}

/// The older copies of the contexts that a document names, the newest first.
///
/// A document that uses only terms of a copy gives the same statements with every later one. So an older copy is of use
/// where a signature does not hold with the newest: its signer may have had the older one.
///
/// ```
/// use openbadges_ld::older_copies;
///
/// let context = "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json";
/// let copies = older_copies(&serde_json::json!({"@context": ["https://www.w3.org/ns/credentials/v2", context]}));
/// assert!(copies.iter().all(|copy| copy.url() == context));
/// assert!(copies.is_sorted_by(|newer, older| newer.date() > older.date()));
/// ```
pub fn older_copies(document: &Value) -> Vec<ContextCopy> {
    let mut named = BTreeSet::new();
    addresses(document, MAX_DEPTH, &mut named);
    let copies = tables().copies().iter().filter(|copy| named.contains(copy.url.as_str()));
    let mut copies: Vec<ContextCopy> =
        copies.map(|copy| ContextCopy { url: &copy.url, date: &copy.date, layer: copy.layer }).collect();
    copies.sort_by_key(|copy| std::cmp::Reverse(copy.date));
    copies
}

/// The addresses in every `@context` down to `depth`; what is deeper is not read anyway.
fn addresses<'d>(value: &'d Value, depth: usize, found: &mut BTreeSet<&'d str>) {
    let Some(depth) = depth.checked_sub(1) else { return };
    match value {
        Value::Array(items) => items.iter().for_each(|item| addresses(item, depth, found)),
        Value::Object(members) => {
            match members.get("@context") {
                Some(Value::String(url)) => drop(found.insert(url.as_str())),
                Some(Value::Array(items)) => found.extend(items.iter().filter_map(Value::as_str)),
                _ => {}
            }
            members.values().for_each(|member| addresses(member, depth, found));
        }
        _ => {}
    }
}
