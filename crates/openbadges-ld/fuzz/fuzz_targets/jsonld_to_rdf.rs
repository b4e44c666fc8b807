//! Any JSON. Oracle: a canonical form is N-Quads, it is its own canonical form, and the term tables and the general
//! path, which share neither the reading of contexts nor the walk over the document, come to the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_ld::rdfc::{self, Hash};
use openbadges_ld::{Contexts, Limits, Options, canonicalize, nquads};
use openbadges_model::json;
use serde_json::{Value, json};

fuzz_target!(|data: &[u8]| {
    let Ok(document) = json::parse(data, &json::Limits::default()) else { return };
    // With contexts of its own the document goes another way, which must bear anything as well.
    let contexts = Contexts::default();
    let options =
        Options { contexts: Some(&contexts), base: Some("https://example.org/"), ..Options::default() };
    let _ = options.to_dataset(&document);
    let tables = Options::default();
    let general = Options { contexts: Some(&contexts), ..tables };
    if let (Ok(one), Ok(other)) =
        (tables.canonicalize(&document), general.canonicalize(&for_general(&document)))
    {
        assert_eq!(one.nquads, other.nquads);
    }
    let Ok(canonical) = canonicalize(&document, &Limits::default()) else { return };
    let dataset = nquads::parse(&canonical.nquads).unwrap();
    if let Ok((again, _)) = rdfc::canonicalize(&dataset, Hash::Sha256, &Limits::default()) {
        assert_eq!(again, canonical.nquads);
    }
});

/// A context that says nothing, but stands inside of the document, sends it to the general path.
fn for_general(document: &Value) -> Value {
    let mut document = document.clone();
    if let Value::Object(members) = &mut document {
        let context = members.shift_remove("@context").unwrap_or_else(|| json!([]));
        let mut contexts = if let Value::Array(items) = context { items } else { vec![context] };
        contexts.push(json!({"@version": 1.1}));
        members.insert("@context".to_owned(), contexts.into());
    }
    document
}
