//! What no single member can tell: each document is at fault in one place, and its neighbour is sound.

#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use common::full;
use openbadges_model::{FaultKind, Severity, validate};
use serde_json::{Value, json};

/// The faults of the full credential with members in the place of its own; `null` leaves one out.
fn faults(members: &Value) -> Vec<(String, Severity, FaultKind)> {
    let mut document = full::credential();
    for (name, value) in members.as_object().unwrap() {
        document[name] = value.clone();
    }
    document.as_object_mut().unwrap().retain(|_, value| !value.is_null());
    validate(&document).into_iter().map(|fault| (fault.pointer, fault.severity, fault.kind)).collect()
}

fn one(pointer: &str, severity: Severity, kind: FaultKind) -> Vec<(String, Severity, FaultKind)> {
    vec![(pointer.to_owned(), severity, kind)]
}

#[test]
fn a12_a_credential_does_not_end_before_it_begins() {
    let until = |date: &str| faults(&json!({"validFrom": "2024-05-06T07:08:09Z", "validUntil": date}));
    let early = one("/validUntil", Severity::Error, FaultKind::Inconsistent);
    assert_eq!(until("2024-05-06T07:08:08Z"), early);
    assert_eq!(until("2024-05-06T08:08:08+01:00"), early);
    assert_eq!(until("2024-05-06T07:08:09Z"), []);
    assert_eq!(until("2024-05-06T06:08:10-01:00"), []);
    assert_eq!(until("2024-05-06T07:08:10Z"), []);
}

#[test]
fn a12_neither_does_one_of_the_older_data_model() {
    let until = |date: &str| {
        let mut document = full::credential();
        let members = document.as_object_mut().unwrap();
        for (old, new) in [("validFrom", "issuanceDate"), ("validUntil", "expirationDate")] {
            members.shift_remove(old);
            members.insert(new.to_owned(), json!(date));
        }
        members["issuanceDate"] = json!("2024-05-06T07:08:09Z");
        members["@context"][0] = json!("https://www.w3.org/2018/credentials/v1");
        let mut faults = validate(&document).into_iter();
        faults.any(|fault| fault.pointer == "/expirationDate" && fault.kind == FaultKind::Inconsistent)
    };
    assert!(until("2024-05-06T07:08:08Z"));
    assert!(!until("2024-05-06T07:08:09Z"));
}

#[test]
fn a1_one_of_the_schemas_is_the_published_one_in_its_own_type() {
    const PUBLISHED: &str =
        "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";
    let schema = |id: &str, kind: &str| json!({"id": id, "type": kind});
    let published = schema(PUBLISHED, "1EdTechJsonSchemaValidator2019");
    let others = [
        schema(PUBLISHED, "JsonSchema"),
        schema("https://example.org/schema.json", "1EdTechJsonSchemaValidator2019"),
        schema("https://example.org/schema.json", "JsonSchema"),
    ];
    for other in &others {
        let missing = one("/credentialSchema", Severity::Warning, FaultKind::Missing);
        assert_eq!(faults(&json!({"credentialSchema": [other]})), missing, "{other}");
        assert_eq!(faults(&json!({"credentialSchema": [other, published]})), [], "{other}");
    }
    assert_eq!(faults(&json!({"credentialSchema": others})).len(), 1);
    assert_eq!(faults(&json!({"credentialSchema": [published]})), []);
    assert_eq!(faults(&json!({"credentialSchema": null})), []);
}

#[test]
fn a11_a_status_entry_is_not_its_list() {
    let list = "https://example.org/status/1";
    let entry = |id: Value| {
        let mut entry = json!({
            "id": id, "type": "BitstringStatusListEntry", "statusPurpose": "revocation", "statusListIndex": "7",
            "statusListCredential": list,
        });
        entry.as_object_mut().unwrap().retain(|_, value| !value.is_null());
        faults(&json!({"credentialStatus": entry}))
    };
    let same = one("/credentialStatus/id", Severity::Warning, FaultKind::Inconsistent);
    assert_eq!(entry(json!(list)), same);
    assert_eq!(entry(json!(format!("{list}#7"))), []);
    assert_eq!(entry(Value::Null), []);
}
