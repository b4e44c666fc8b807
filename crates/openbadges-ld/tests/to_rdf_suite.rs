//! The whole W3C test suite "Deserialize JSON-LD to RDF" of JSON-LD 1.1, driven by its manifest.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it skips"
)]

mod common;

use std::collections::BTreeSet;
use std::path::Path;

use openbadges_ld::rdfc::{Hash, canonicalize};
use openbadges_ld::{Contexts, Limits, Options, nquads};
use serde_json::Value;

/// What is not supported, and why.
const UNSUPPORTED: &[(&str, &str)] = &[
    ("#t0118", "a predicate is an IRI; generalized RDF is not written"),
    ("#te075", "a predicate is an IRI; generalized RDF is not written"),
    ("#tdi09", "@direction has no place in the statements: it is reported"),
    ("#tdi10", "@direction has no place in the statements: it is reported"),
    ("#tdi11", "@direction has no place in the statements: it is reported"),
    ("#tdi12", "@direction has no place in the statements: it is reported"),
    ("#te077", "there is no context but those of the document"),
    ("#ter56", "the file is not among the vectors"),
    ("#te014", "for processors of JSON-LD 1.0"),
    ("#te026", "for processors of JSON-LD 1.0"),
    ("#te071", "for processors of JSON-LD 1.0"),
    ("#te115", "for processors of JSON-LD 1.0"),
    ("#te116", "for processors of JSON-LD 1.0"),
    ("#ter24", "for processors of JSON-LD 1.0"),
    ("#ter32", "for processors of JSON-LD 1.0"),
    ("#tc029", "the processing mode json-ld-1.0"),
    ("#tep02", "the processing mode json-ld-1.0"),
    ("#ter21", "the processing mode json-ld-1.0"),
    ("#ter42", "the processing mode json-ld-1.0"),
    ("#ttn01", "the processing mode json-ld-1.0"),
];

#[test]
fn every_test_of_the_manifest_passes_unless_it_is_listed() {
    let Some(vectors) = common::vectors() else { return };
    let folder = vectors.join("w3c/json-ld-api");
    let manifest = common::json(&folder.join("toRdf-manifest.jsonld"));
    let base = manifest["baseIri"].as_str().expect("an address");
    let contexts = contexts(&folder, base);
    let tests = manifest["sequence"].as_array().expect("tests");
    assert!(tests.len() >= 467, "only {} tests", tests.len());
    let mut failures = Vec::new();
    let mut failed = BTreeSet::new();
    for test in tests {
        let id = test["@id"].as_str().expect("an id");
        if let Err(message) = run(&folder, base, &contexts, test) {
            failed.insert(id);
            if !UNSUPPORTED.iter().any(|(name, _)| *name == id) {
                failures.push(format!("{id} {}: {message}", test["name"]));
            }
        }
    }
    assert!(failures.is_empty(), "{} of {} fail:\n{}", failures.len(), tests.len(), failures.join("\n"));
    for (id, why) in UNSUPPORTED {
        assert!(failed.contains(id), "{id} passes, though it is listed: {why}");
    }
}

/// Every document of the suite that could be a context, by its address.
fn contexts(folder: &Path, base: &str) -> Contexts {
    let files = common::files(&folder.join("toRdf"), ".jsonld");
    let document = |path: &std::path::PathBuf| {
        let name = path.strip_prefix(folder).expect("a file of the suite");
        let document = serde_json::from_str(&common::text(path)).ok()?;
        Some((format!("{base}{}", name.display()), document))
    };
    files.iter().filter_map(document).collect()
}

fn run(folder: &Path, base: &str, contexts: &Contexts, test: &Value) -> Result<(), String> {
    let input = test["input"].as_str().expect("a file");
    let json = std::fs::read_to_string(folder.join(input)).map_err(|error| error.to_string())?;
    let document: Value = serde_json::from_str(&json).map_err(|error| error.to_string())?;
    let own_base = format!("{base}{input}");
    let base = test["option"]["base"].as_str().unwrap_or(&own_base);
    let options = Options { contexts: Some(contexts), base: Some(base), ..Options::default() };
    let result = options.canonicalize(&document);
    let types: Vec<&str> =
        test["@type"].as_array().expect("types").iter().filter_map(Value::as_str).collect();
    if types.contains(&"jld:NegativeEvaluationTest") {
        return result.map_or(Ok(()), |it| Err(format!("no error but {}", it.nquads)));
    }
    let canonical = result.map_err(|error| error.to_string())?;
    if types.contains(&"jld:PositiveSyntaxTest") {
        return Ok(());
    }
    let expected = common::text(&folder.join(test["expect"].as_str().expect("a file")));
    let expected = nquads::parse(&expected).map_err(|error| format!("expectation: {error}"))?;
    let (expected, _) =
        canonicalize(&expected, Hash::Sha256, &Limits::default()).map_err(|error| error.to_string())?;
    if canonical.nquads == expected {
        return Ok(());
    }
    Err(format!("\n{}instead of\n{expected}{:?}", canonical.nquads, canonical.undefined))
}
