//! A stack of 1 MiB is enough for documents as deep as anybody likes (promise P-R1): an overflow would end the test.

#![allow(clippy::expect_used, reason = "a test fails by panicking")]

use openbadges_ld::{Contexts, Options};
use proptest::prelude::*;
use serde_json::{Value, json};

const CONTEXTS: [&str; 2] =
    ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"];

/// Puts a value into the next one around it; the number chooses how.
fn around(value: &Value, how: usize) -> Value {
    match how {
        0 => json!([value]),
        1 => json!({"@list": [value]}),
        2 => json!({"@set": value}),
        3 => json!({"@graph": value}),
        4 => json!({"@included": value}),
        5 => json!({"@reverse": {"urn:p": value}}),
        6 => json!({"@nest": value}),
        7 => json!({"@context": value}),
        8 => json!({"@context": {"t": {"@id": "urn:t", "@context": value}}}),
        9 => json!({"@context": {"t": {"@id": "urn:t", "@type": "@json"}}, "t": value}),
        10 => json!({"@context": {"t": {"@id": "urn:t", "@container": "@list"}}, "t": value}),
        11 => {
            json!({"@context": {"t": {"@id": "urn:t", "@container": ["@graph", "@id"]}}, "t": {"urn:x": value}})
        }
        12 => json!({"type": "Profile", "parentOrg": value}),
        13 => json!({"type": "Achievement", "related": value}),
        14 => json!({"type": "VerifiableCredential", "endorsement": [value]}),
        15 => json!({"type": "JsonSchema", "jsonSchema": value}),
        _ => json!({"urn:p": value}),
    }
}

const WAYS: usize = 17;

fn nest(ways: impl IntoIterator<Item = usize>) -> Value {
    let mut document = ways.into_iter().fold(json!("x"), |value, how| around(&value, how));
    if let Value::Object(members) = &mut document {
        let mut contexts = Value::from(CONTEXTS.to_vec());
        if let (Some(own), Value::Array(list)) = (members.remove("@context"), &mut contexts) {
            list.push(own);
        }
        members.insert("@context".to_owned(), contexts);
    }
    document
}

/// Reads a document on both paths, on a small stack; what comes out does not matter here.
fn read(document: Value) {
    let run = move || {
        let contexts = Contexts::default();
        let general = Options { contexts: Some(&contexts), ..Options::default() };
        for options in [Options::default(), general] {
            let _ = options.canonicalize(&document);
        }
    };
    let thread = std::thread::Builder::new().stack_size(1024 * 1024).spawn(run).expect("a thread");
    thread.join().expect("no overflow");
}

#[test]
fn p_r1_every_way_of_nesting_fits_at_the_cap_and_beyond() {
    for how in 0..WAYS {
        for depth in [20, 30, 61, 62, 63, 64, 65, 100] {
            read(nest(vec![how; depth]));
        }
    }
}

proptest! {
    #[test]
    fn p_r1_mixed_nests_fit(ways in prop::collection::vec(0..WAYS, 0..120)) {
        read(nest(ways));
    }
}
