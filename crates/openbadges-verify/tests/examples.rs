//! Every public type of the engine has an example, which the documentation tests compile and run.
//!
//! It is looked for in the sources: the lint `unreachable_pub` sees to it that what is called `pub` there is public.
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

use std::fs;
use std::path::{Path, PathBuf};

/// Macros that write a public type from its documentation, its name and its members.
const MACROS: [&str; 3] = ["class! {", "named! {", "vocabulary! {"];

#[test]
fn every_public_type_has_an_example() {
    let crates = Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap();
    let engine = fs::read_dir(crates).unwrap().map(|entry| entry.unwrap().path());
    let engine = engine.filter(|path| path.file_name().unwrap().to_string_lossy().starts_with("openbadges-"));
    let (mut types, mut without) = (0, Vec::new());
    for file in engine.flat_map(|path| sources(&path.join("src"))) {
        for (name, has_example) in public_types(&fs::read_to_string(&file).unwrap()) {
            types += 1;
            if !has_example {
                without.push(format!("{}: {name}", file.display()));
            }
        }
    }
    assert!(types > 150, "the types are not found any more: {types}");
    assert!(without.is_empty(), "without an example:\n{}", without.join("\n"));
}

fn sources(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path());
    let (folders, files): (Vec<_>, Vec<_>) = entries.partition(|path| path.is_dir());
    let files = files.into_iter().filter(|path| path.extension().is_some_and(|end| end == "rs"));
    files.chain(folders.iter().flat_map(|folder| sources(folder))).collect()
}

/// The public types of a file, each with whether there is a code block in its documentation.
fn public_types(source: &str) -> Vec<(String, bool)> {
    let (mut found, mut has_example, mut in_macro) = (Vec::new(), false, false);
    for line in source.lines().map(str::trim) {
        if let Some(documentation) = line.strip_prefix("///") {
            has_example |= documentation.starts_with(" ```");
        } else if MACROS.contains(&line) {
            in_macro = true;
        } else if !line.starts_with("#[") {
            let is_type = ["struct ", "enum ", "trait ", "type "].iter().any(|kind| {
                let name = line.strip_prefix("pub ").and_then(|rest| rest.strip_prefix(kind));
                name.is_some_and(|name| name.starts_with(char::is_uppercase))
            });
            if is_type || in_macro {
                found.push((line.to_owned(), has_example));
            }
            (has_example, in_macro) = (false, false);
        }
    }
    found
}

#[test]
fn types_are_found_with_and_without_examples() {
    let source = "/// One.\n///\n/// ```\n/// ```\n#[derive(Debug)]\npub struct One;\n/// Two.\npub enum Two {}\n\
                  class! {\n    /// Three.\n    Three {\n\npub(crate) struct Four;\npub fn five() {}\n";
    let found = public_types(source);
    assert_eq!(
        found,
        [("pub struct One;", true), ("pub enum Two {}", false), ("Three {", false)]
            .map(|(name, has_example)| (name.to_owned(), has_example))
    );
}
