//! The whole W3C test suite of RDFC-1.0, driven by its manifest.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it skips"
)]

mod common;

use std::collections::BTreeMap;
use std::path::Path;

use openbadges_ld::rdfc::{Hash, canonicalize};
use openbadges_ld::{LdError, Limits, nquads};
use serde_json::Value;

#[test]
fn every_test_of_the_manifest_passes() {
    let Some(vectors) = common::vectors() else { return };
    let folder = vectors.join("w3c/rdf-canon");
    let manifest = common::json(&folder.join("manifest.jsonld"));
    let tests = manifest["entries"].as_array().expect("entries");
    assert!(tests.len() >= 86, "only {} tests", tests.len());
    let failures: Vec<String> = tests.iter().filter_map(|test| run(&folder, test).err()).collect();
    assert!(failures.is_empty(), "{} of {} fail:\n{}", failures.len(), tests.len(), failures.join("\n"));
}

fn run(folder: &Path, test: &Value) -> Result<(), String> {
    let id = test["id"].as_str().expect("an id");
    let file = |member: &str| common::text(&folder.join(test[member].as_str().expect("a file name")));
    let hash = match test.get("hashAlgorithm").and_then(Value::as_str) {
        None | Some("SHA256") => Hash::Sha256,
        Some("SHA384") => Hash::Sha384,
        Some(other) => return Err(format!("{id}: hash {other}")),
    };
    let dataset = nquads::parse(&file("action")).map_err(|error| format!("{id}: {error}"))?;
    let result = canonicalize(&dataset, hash, &Limits::default());
    let passes = match test["type"].as_str() {
        Some("rdfc:RDFC10EvalTest") => result.as_ref().is_ok_and(|(nquads, _)| *nquads == file("result")),
        Some("rdfc:RDFC10MapTest") => {
            let expected: BTreeMap<String, String> = serde_json::from_str(&file("result")).expect("a map");
            result.as_ref().is_ok_and(|(_, issued)| *issued == expected)
        }
        Some("rdfc:RDFC10NegativeEvalTest") => matches!(result, Err(LdError::WorkLimit { .. })),
        other => return Err(format!("{id}: type {other:?}")),
    };
    if passes { Ok(()) } else { Err(format!("{id}: {result:?}")) }
}
