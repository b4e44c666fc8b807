//! Contexts that the caller brings.

use std::collections::HashMap;

use serde_json::Value;

/// Documents with contexts that this crate does not know, by their addresses. Nothing is ever fetched: a caller puts in
/// here what it trusts. A known context cannot be replaced.
///
/// ```
/// use openbadges_ld::{Contexts, LdError, Options};
/// use serde_json::json;
///
/// let url = "https://example.org/context.json";
/// let mut contexts = Contexts::default();
/// contexts.insert(url, json!({"@context": {"motto": "https://example.org/vocab#motto"}}));
///
/// let document = json!({"@context": ["https://w3id.org/openbadges/v2", url], "id": "urn:a", "motto": "onwards"});
/// let canonical = Options { contexts: Some(&contexts), ..Options::default() }.canonicalize(&document)?;
/// assert_eq!(canonical.nquads, "<urn:a> <https://example.org/vocab#motto> \"onwards\" .\n");
/// assert!(matches!(Options::default().canonicalize(&document), Err(LdError::UnknownContext { .. })));
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
#[derive(Debug, Clone, Default)]
pub struct Contexts {
    documents: HashMap<String, Value>,
}

impl Contexts {
    /// Adds what stands at an address: an object whose `@context` is the context.
    pub fn insert(&mut self, url: impl Into<String>, document: Value) {
        self.documents.insert(url.into(), document);
    }

    /// Whether there is a document at an address.
    pub fn contains(&self, url: &str) -> bool {
        self.documents.contains_key(url)
    }

    pub(crate) fn get(&self, url: &str) -> Option<&Value> {
        self.documents.get(url)
    }
}

impl<U: Into<String>> FromIterator<(U, Value)> for Contexts {
    fn from_iter<I: IntoIterator<Item = (U, Value)>>(documents: I) -> Self {
        Self { documents: documents.into_iter().map(|(url, document)| (url.into(), document)).collect() }
    }
}
