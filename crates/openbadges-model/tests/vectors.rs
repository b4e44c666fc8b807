//! Documents that others wrote: read, written back and judged.

#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use openbadges_model::{AchievementCredential, EndorsementCredential, Fault, FaultKind, Severity, validate};
use serde_json::Value;

fn errors(document: &Value) -> Vec<String> {
    validate(document).iter().filter(|fault| fault.is_error()).map(ToString::to_string).collect()
}

fn all(document: &Value) -> Vec<String> {
    validate(document).iter().map(ToString::to_string).collect()
}

/// Vectors that no credential of the model can be read from.
const UNREADABLE: [&str; 6] = [
    "simple-err-type.json",
    "simple-err-context.json",
    "simple-err-issuer.json",
    "simple-err-issued.json", // has no achievement
    "simple-noproof.json",    // has no achievement
    "endorsement-valid.json",
];

#[test]
fn a3_every_member_survives() {
    for folder in ["real-world", "ob30", "ob30/bit-string-list"] {
        for (name, document) in common::documents(folder) {
            if UNREADABLE.contains(&name.as_str()) {
                let error = AchievementCredential::from_value(&document).unwrap_err();
                assert!(!error.to_string().is_empty(), "{name}");
                continue;
            }
            let credential =
                AchievementCredential::from_value(&document).unwrap_or_else(|e| panic!("{name}: {e}"));
            assert_eq!(credential.to_value(), document, "{name}");
        }
    }
}

#[test]
fn a1_an_endorsement_survives() {
    let Some(document) = common::document("ob30/endorsement-valid.json") else { return };
    assert_eq!(EndorsementCredential::from_value(&document).unwrap().to_value(), document);
}

#[test]
fn a1_sound_documents_have_no_fault() {
    for name in ["complete.json", "endorsement-valid.json", "simple.json"] {
        let Some(document) = common::document(&format!("ob30/{name}")) else { return };
        assert_eq!(all(&document), Vec::<String>::new(), "{name}");
    }
    for (name, document) in common::documents("real-world") {
        assert_eq!(errors(&document), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn a12_older_documents_are_only_warned_of() {
    for name in ["simple_v1.json", "credential-status-revoked.json"] {
        let Some(document) = common::document(&format!("ob30/{name}")) else { return };
        let told: Vec<_> =
            validate(&document).into_iter().map(|fault| (fault.kind, fault.severity)).collect();
        assert_eq!(told, [(FaultKind::OldVersion, Severity::Warning)], "{name}");
    }
}

#[test]
fn e2_7_an_index_is_read_as_number_too() {
    let Some(document) = common::document("ob30/bit-string-list/credential-status-revoked.json") else {
        return;
    };
    assert_eq!(all(&document), Vec::<String>::new());
}

#[test]
fn a1_unsound_documents_have_their_fault() {
    for (name, pointer) in [
        ("type", "/type"),
        ("context", "/@context/0"),
        ("issuer", "/issuer"),
        ("credential-subject-type", "/credentialSubject/type"),
        (
            "credential-subject-achievement-result-description-type",
            "/credentialSubject/achievement/resultDescription/2/type",
        ),
        ("evidence-type", "/evidence/1/type"),
        ("issuer-type", "/issuer/type"),
        ("issuer-otheridentifier-type", "/issuer/otherIdentifier/1/type"),
    ] {
        let Some(document) = common::document(&format!("ob30/simple-err-{name}.json")) else { return };
        let faults = validate(&document);
        let found = faults.iter().filter(|fault| fault.is_error()).any(|fault| fault.pointer == pointer);
        assert!(found, "{name}: {faults:#?}");
    }
}

#[test]
fn e2_what_the_proof_tells_is_no_fault_of_the_data() {
    for name in ["expired", "proof-value", "proof-method", "proof-method-unknown-did-method"] {
        let Some(document) = common::document(&format!("ob30/simple-err-{name}.json")) else { return };
        assert_eq!(errors(&document), Vec::<String>::new(), "{name}");
    }
}

#[test]
fn faults_stand_where_they_say() {
    for folder in ["real-world", "ob30"] {
        for (name, document) in common::documents(folder) {
            for Fault { pointer, .. } in validate(&document) {
                let parent = &pointer[..pointer.rfind('/').unwrap_or_default()];
                assert!(document.pointer(parent).is_some(), "{name}: {pointer}");
            }
        }
    }
}
