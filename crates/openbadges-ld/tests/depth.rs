//! A value that others made may be nested as deep as anybody likes: nothing overflows a stack of 1 MiB (promise P-R1).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::fmt::Debug;
use std::mem::ManuallyDrop;

use openbadges_ld::rdfc::Hash;
use openbadges_ld::{
    Contexts, LdError, Limits, Options, canonical_json, canonical_json_without, canonicalize,
    canonicalize_with, older_copies, to_dataset, to_located_dataset,
};
use serde_json::{Map, Value, json};

/// A credential with 100,000 lists and objects within each other in a member. It is never dropped: to drop a value goes
/// down it, too.
fn deep(member: &str) -> ManuallyDrop<Value> {
    let mut inner = json!("x");
    for _ in 0..50_000 {
        inner = Value::Array(vec![Value::Object(Map::from_iter([("id".to_owned(), inner)]))]);
    }
    let mut document = json!({"@context": ["https://www.w3.org/ns/credentials/v2"], "id": "urn:uuid:1"});
    document[member] = inner;
    ManuallyDrop::new(document)
}

fn is_too_deep<T: Debug>(answer: &Result<T, LdError>) {
    assert!(matches!(answer, Err(LdError::TooDeep { .. })), "{answer:?}");
}

#[test]
fn p_r1_no_entry_goes_down_a_value_that_is_too_deep() {
    let work = || {
        for member in ["evidence", "@context", "@included", "proof", "id"] {
            let (document, limits) = (&*deep(member), Limits::default());
            is_too_deep(&canonicalize(document, &limits));
            is_too_deep(&canonicalize_with(document, Hash::Sha384, &limits));
            is_too_deep(&to_dataset(document));
            is_too_deep(&to_located_dataset(document, &limits));
            is_too_deep(&canonical_json(document));
            is_too_deep(&canonical_json_without(document, &[member]));
            let contexts = Contexts::default();
            for options in [
                Options { contexts: Some(&contexts), ..Options::default() },
                Options { base: Some("https://example.org/"), ..Options::default() },
                Options { without: &[member], ..Options::default() },
            ] {
                is_too_deep(&options.canonicalize(document));
                is_too_deep(&options.to_located_dataset(document));
            }
            older_copies(document);
        }
    };
    std::thread::Builder::new().stack_size(1024 * 1024).spawn(work).unwrap().join().unwrap();
}
