//! Every code of a fault that the source names has its sentence.

#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

use std::fs;
use std::path::Path;

use accolade_platform::Messages;

#[test]
fn every_fault_has_its_sentence() {
    let messages = Messages::english();
    let mut codes = Vec::new();
    collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), &mut codes);
    assert!(codes.len() > 15, "{codes:?}");
    for code in codes {
        assert!(messages.has(&format!("error-{code}")), "error-{code} is missing in errors.ftl");
    }
}

fn collect(folder: &Path, codes: &mut Vec<String>) {
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            collect(&path, codes);
        } else {
            codes_of(&fs::read_to_string(path).unwrap(), codes);
        }
    }
}

/// The second text of every `Fault::new(FIELD, "CODE")`.
fn codes_of(source: &str, codes: &mut Vec<String>) {
    for call in source.split("Fault::new(").skip(1) {
        let arguments = call.split(')').next().unwrap_or_default();
        let code = arguments.split_once(',').map(|(_, code)| code.trim().trim_matches('"'));
        codes.extend(code.filter(|code| !code.is_empty() && *code != "code").map(str::to_owned));
    }
}

#[test]
fn every_mail_has_its_sentences() {
    let messages = Messages::english();
    for key in [
        "mail-award-subject",
        "mail-award-heading",
        "mail-award-intro",
        "mail-award-button",
        "mail-award-small",
        "mail-endorsement-subject",
        "mail-endorsement-heading",
        "mail-endorsement-intro",
        "mail-endorsement-button",
        "mail-endorsement-small",
        "mail-sign-in-subject",
        "mail-sign-in-heading",
        "mail-sign-in-intro",
        "mail-sign-in-button",
        "mail-sign-in-small",
        "mail-no-account-subject",
        "mail-no-account-heading",
        "mail-no-account-intro",
        "mail-no-account-small",
    ] {
        assert!(messages.has(key), "{key}");
    }
}
