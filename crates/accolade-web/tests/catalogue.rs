//! Every text of the pages comes from the catalogue, and the catalogue holds nothing that no page says.

#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use accolade_platform::Messages;

const PAGES: &str = include_str!("../../accolade-platform/locales/en/pages.ftl");
const REPORT: &str = include_str!("../../accolade-platform/locales/en/report.ftl");

/// Keys that are put together: `reason-` and a reason, `template-` and a template.
const FAMILIES: [&str; 9] =
    ["reason-", "check-", "pass-", "skipped-", "template-", "palette-", "emblem-", "error-", "field-"];

/// What comes right before a key in a template or in Rust.
const BEFORE: [&str; 11] = [
    ".t(\"",
    "text(\"",
    "with(\"",
    "words_with(\"",
    "count(\"",
    "page(\"",
    "titled(\"",
    "bold(words, \"",
    "below(page, form, name, \"",
    "key = \"",
    "=> (\"",
];

fn sources() -> String {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut text = String::new();
    read(&root.join("src"), &mut text);
    read(&root.join("templates"), &mut text);
    text
}

fn read(folder: &Path, text: &mut String) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() { read(&path, text) } else { text.push_str(&fs::read_to_string(path).unwrap()) }
    }
}

fn defined() -> BTreeSet<&'static str> {
    let lines = PAGES.lines().chain(REPORT.lines());
    lines
        .filter(|line| line.starts_with(char::is_alphabetic))
        .filter_map(|line| line.split_once(" ="))
        .map(|(key, _)| key)
        .collect()
}

/// Literals that look like keys: `"set-up-title"`.
fn literals(text: &str) -> impl Iterator<Item = &str> {
    text.split('"').filter(|part| {
        part.contains('-')
            && part.len() < 60
            && part.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-')
    })
}

#[test]
fn every_key_that_is_asked_for_has_words() {
    let (words, sources) = (Messages::english(), sources());
    let mut missing = BTreeSet::new();
    for before in BEFORE {
        for rest in sources.split(before).skip(1) {
            let key = rest.split('"').next().unwrap();
            let is_key =
                key.bytes().all(|byte| byte.is_ascii_lowercase() || byte.is_ascii_digit() || byte == b'-');
            if is_key && key.contains('-') && !before.starts_with('=') && !words.has(key) {
                missing.insert(key);
            }
        }
    }
    missing.extend(literals(&sources).filter(|key| key.starts_with("field-") && !words.has(key)));
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_fault_that_pages_find_themselves_has_words() {
    let (words, sources) = (Messages::english(), sources());
    let faults = sources.split("Fault::new(").skip(1).filter_map(|rest| rest.split(')').next());
    let codes = faults.filter_map(|arguments| arguments.rsplit('"').nth(1));
    let missing: BTreeSet<String> =
        codes.map(|code| format!("error-{code}")).filter(|key| !words.has(key)).collect();
    assert!(missing.is_empty(), "{missing:?}");
}

#[test]
fn every_key_is_used() {
    let sources = sources();
    let used: BTreeSet<&str> =
        literals(&sources).chain(sources.split('"').filter(|part| part.len() < 40)).collect();
    let unused: Vec<_> = defined()
        .into_iter()
        .filter(|key| !used.contains(key) && !FAMILIES.iter().any(|family| key.starts_with(family)))
        .collect();
    assert!(unused.is_empty(), "{unused:?}");
    let fields: Vec<_> =
        defined().into_iter().filter(|key| key.starts_with("field-") && !used.contains(key)).collect();
    assert!(fields.is_empty(), "{fields:?}");
}

#[test]
fn choices_of_the_designer_have_names() {
    let words = Messages::english();
    let names =
        accolade_platform::design::Template::ALL.iter().map(|template| format!("template-{template}"));
    let names = names
        .chain(accolade_platform::design::Palette::ALL.iter().map(|palette| format!("palette-{palette}")));
    let mut names =
        names.chain(accolade_platform::design::Emblem::ALL.iter().map(|emblem| format!("emblem-{emblem}")));
    assert_eq!(names.find(|key| !words.has(key)), None);
}
