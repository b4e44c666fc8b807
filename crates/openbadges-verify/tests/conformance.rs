//! `docs/conformance.md` is true: every row is there once, and what it names are tests.
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

/// How many numbered rows each section has.
const NUMBERED: [(&str, usize); 14] = [
    ("A.3-", 9),
    ("A.4-", 7),
    ("A.5-", 6),
    ("A.6-", 3),
    ("A.7-", 10),
    ("A.8-", 8),
    ("A.9-", 6),
    ("A.10-", 5),
    ("C.2 hosted ", 5),
    ("C.2 signed ", 5),
    ("C.2 both ", 4),
    ("C.4-", 4),
    ("A.", 2), // A.1 and A.2 are whole tables
    ("C.", 1), // C.1, too
];
/// Rows and tables without a number.
const NAMED: [&str; 34] = [
    "A.4 Skill Claim",
    "A.11 `1EdTechRevocationList`",
    "A.11 `BitstringStatusListEntry`",
    "A.11 `BitstringStatusListCredential`",
    "A.11 verification of a list",
    "A.11 privacy of a list",
    "A.11 `StatusList2021`",
    "A.11 `1EdTechCredentialRefresh`",
    "A.11 `1EdTechJsonSchemaValidator2019`",
    "A.11 type terms",
    "A.12",
    "A.13",
    "C.3",
    "C.5",
    "C.6",
    "C.7",
    "D Contexts, in order",
    "D Type",
    "D Required",
    "D Optional",
    "D `partial`",
    "D ClrSubject",
    "D Association",
    "D Inner VerifiableCredential",
    "D Verify inner",
    "D Verify outer",
    "D Unsigned inner",
    "D Same person",
    "D Inner VC-JWT",
    "D Outer over inner proofs",
    "D Schemas",
    "D Baking",
    "D API",
    "D Roles",
];

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../..")
}

/// The rows of the page: name and what shows it.
fn rows() -> Vec<(String, String)> {
    let page = fs::read_to_string(root().join("docs/conformance.md")).unwrap();
    let rows = page.lines().filter_map(|line| {
        let cells: Vec<&str> = line.strip_prefix("| ")?.strip_suffix(" |")?.split(" | ").collect();
        assert_eq!(cells.len(), 3, "{line}");
        Some((cells[0].to_owned(), cells[2].to_owned()))
    });
    rows.filter(|(name, _)| !["row", "---"].contains(&name.as_str())).collect()
}

/// The names of all tests in the Rust files below a folder.
fn tests(folder: &Path, names: &mut HashSet<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() && !path.ends_with("target") {
            tests(&path, names);
        } else if path.extension().is_some_and(|ending| ending == "rs") {
            names.extend(tests_in(&fs::read_to_string(&path).unwrap()));
        }
    }
}

/// The functions of a file that are marked as tests, also those of `proptest!`, and are not ignored.
fn tests_in(text: &str) -> Vec<String> {
    let (mut names, mut marked) = (Vec::new(), false);
    for line in text.lines().map(str::trim_start) {
        let signature = line.strip_prefix("async ").unwrap_or(line).strip_prefix("fn ");
        if let Some((name, _)) = signature.and_then(|rest| rest.split_once('(')) {
            names.extend(marked.then(|| name.to_owned()));
            marked = false;
        } else if line.starts_with("#[test]") || line.starts_with("#[tokio::test") {
            marked = true;
        } else if line.starts_with("#[ignore") {
            marked = false;
        }
    }
    names
}

#[test]
fn only_what_runs_as_a_test_counts() {
    let text = "
        #[test]
        fn plain() {}
        #[tokio::test(start_paused = true)]
        #[expect(clippy::panic, reason = \"x\")]
        async fn later() {}
        proptest! {
            #[test]
            fn any(value in 0..9) {}
        }
        #[test]
        #[ignore = \"slow\"]
        fn never() {}
        fn helper() {}
        /// #[test]
        pub fn public() {}
    ";
    assert_eq!(tests_in(text), ["plain", "later", "any"]);
}

#[test]
fn every_row_is_there_once() {
    let numbered = NUMBERED
        .iter()
        .flat_map(|(section, count)| (1..=*count).map(move |number| format!("{section}{number}")));
    let named = NAMED.iter().map(|name| (*name).to_owned());
    let mut expected: Vec<String> = numbered.chain(named).chain(["D Context defects".to_owned()]).collect();
    let mut found: Vec<String> = rows().into_iter().map(|(name, _)| name).collect();
    expected.sort();
    found.sort();
    assert_eq!(found, expected);
}

#[test]
fn every_row_names_tests_that_exist_or_says_why_it_is_left() {
    let mut names = HashSet::new();
    tests(&root().join("crates"), &mut names);
    for (row, shown) in rows() {
        if let Some(reason) = shown.strip_prefix("Left: ") {
            assert!(reason.len() > 20, "{row}: {shown}");
            continue;
        }
        for test in shown.split(", ") {
            let test = test.strip_prefix('`').and_then(|test| test.strip_suffix('`'));
            assert!(test.is_some_and(|test| names.contains(test)), "{row}: {shown}");
        }
    }
}
