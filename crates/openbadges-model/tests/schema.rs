//! Our verdict beside that of the official JSON Schema: on the vectors, and on a full credential with its
//! members dropped and replaced. Where the two differ on purpose, [`widen`] (we are laxer) and [`stricter`]
//! say why.

#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use common::full;
use jsonschema::Validator;
use openbadges_model::{Fault, FaultKind, validate};
use proptest::prelude::*;
use serde_json::{Map, Value, json};
use std::sync::LazyLock;

/// The official schema, dates checked.
fn schema() -> Option<&'static Validator> {
    static SCHEMA: LazyLock<Option<Validator>> = LazyLock::new(|| {
        let schema = common::document("schemas/ob_v3p0_achievementcredential_schema.json")?;
        Some(jsonschema::options().should_validate_formats(true).build(&schema).unwrap())
    });
    SCHEMA.as_ref()
}

/// Objects whose `type` is plain text and stays so.
const PLAIN_TYPES: [&str; 9] = [
    "image",
    "identifier",
    "otherIdentifier",
    "geo",
    "proof",
    "credentialSchema",
    "termsOfUse",
    "credentialStatus",
    "refreshService",
];

/// The document as the schema would have it where we are laxer on purpose.
fn widen(document: &Value) -> Value {
    let mut document = document.clone();
    widen_value("", &mut document);
    document
}

fn widen_value(name: &str, value: &mut Value) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| widen_value(name, item)),
        Value::Object(members) => {
            for (name, value) in members.iter_mut() {
                widen_value(name, value);
            }
            widen_members(name, members);
        }
        _ => {}
    }
}

fn widen_members(name: &str, members: &mut Map<String, Value>) {
    for (member, value) in members.iter_mut() {
        match member.as_str() {
            // A.3-2: a single value is read; this copy of the schema is the stricter of the two published.
            "type" if value.is_string() && !PLAIN_TYPES.contains(&name) => *value = json!([value]),
            "proof" | "credentialSchema" | "termsOfUse" if value.is_object() => *value = json!([value]),
            // E.2-5: W3C allows a list of status entries.
            "credentialStatus" if value.as_array().is_some_and(|list| list.iter().all(Value::is_object)) => {
                *value = value.get(0).cloned().unwrap_or_else(|| json!({"id": "urn:none", "type": "None"}));
            }
            // Data Integrity, which owns the proof, allows several domains.
            "domain" if value.as_array().is_some_and(|list| list.iter().all(Value::is_string)) => {
                *value = json!("example.org");
            }
            // E.2-1: a date with or without time and zone.
            "activityStartDate" | "activityEndDate" => *value = with_time(value),
            // A.3-4: any `ext:` term is read.
            "achievementType" | "targetType" | "identityType" | "identifierType" | "resultType" => {
                let is_extension =
                    value.as_str().is_some_and(|text| text.len() > 4 && text.starts_with("ext:"));
                *value = if is_extension { json!("ext:x") } else { value.take() };
            }
            _ => {}
        }
    }
    // Open Badges 1.4 made the id of a status optional.
    if let Some(Value::Object(status)) = members.get_mut("credentialStatus")
        && !status.contains_key("id")
    {
        status.insert("id".into(), json!("urn:status"));
    }
}

fn with_time(date: &Value) -> Value {
    match date.as_str() {
        Some(text) if text.len() == 10 => json!(format!("{text}T00:00:00Z")),
        Some(text) if text.len() == 19 => json!(format!("{text}Z")),
        _ => date.clone(),
    }
}

/// Why we refuse something that the schema lets pass.
fn stricter(fault: &Fault) -> Option<&'static str> {
    let ends = |names: &[&str]| names.iter().any(|name| fault.pointer.ends_with(name));
    Some(match fault.kind {
        FaultKind::Form if ends(&["/id", "/issuer"]) => "JSON-LD drops a relative id",
        FaultKind::Form if ends(&["/statusListIndex"]) => "A.11: the index is digits",
        FaultKind::Missing if ends(&["/credentialSubject"]) => "A.1: an id or an identifier",
        FaultKind::Missing if ends(&["/statusPurpose", "/statusListCredential"]) => {
            "A.11: required by the list"
        }
        FaultKind::Inconsistent if ends(&["/resultDescription", "/achievedLevel"]) => {
            "A.1: links within a badge"
        }
        FaultKind::Inconsistent if ends(&["/validUntil"]) => "A.12: ends after it begins",
        FaultKind::Inconsistent if ends(&["/issuanceDate", "/expirationDate"]) => {
            "E.2-11: never mix the models"
        }
        FaultKind::Context if ends(&["/@context/1"]) => "E.1-4: pairs that do not go together",
        FaultKind::Term => "A.3-4: the pattern of the schema is not anchored",
        _ => return None,
    })
}

/// Fails where the two verdicts differ without a reason; says whether the document is refused.
fn compare(schema: &Validator, document: &Value, what: &str) -> bool {
    let widened = widen(document);
    let theirs = schema.is_valid(&widened);
    let errors: Vec<Fault> = validate(document).into_iter().filter(Fault::is_error).collect();
    if theirs {
        let unexplained: Vec<_> = errors.iter().filter(|fault| stricter(fault).is_none()).collect();
        assert!(unexplained.is_empty(), "{what}: only we refuse: {unexplained:#?}");
    } else {
        let reasons: Vec<_> =
            schema.iter_errors(&widened).map(|e| format!("{e} at {}", e.instance_path())).collect();
        assert!(!errors.is_empty(), "{what}: only the schema refuses: {reasons:#?}");
    }
    !errors.is_empty()
}

#[test]
fn a1_the_full_credential_is_sound() {
    let Some(schema) = schema() else { return };
    let full = full::credential();
    assert_eq!(schema.iter_errors(&full).map(|e| e.to_string()).collect::<Vec<_>>(), Vec::<String>::new());
    assert_eq!(validate(&full), Vec::new());
}

#[test]
fn a3_8_the_vectors_are_judged_alike() {
    let Some(schema) = schema() else { return };
    for folder in ["real-world", "ob30", "ob30/bit-string-list"] {
        for (name, document) in common::documents(folder) {
            // The schema knows badges of the VC data model 2.0 only (A.12).
            let is_v1 = document["@context"][0] == "https://www.w3.org/2018/credentials/v1";
            if !is_v1 && name != "endorsement-valid.json" {
                compare(schema, &document, &name);
            }
        }
    }
}

/// JSON Pointers to every value of the document.
fn pointers(value: &Value) -> Vec<String> {
    let mut all = vec![String::new()];
    let children: Vec<(String, &Value)> = match value {
        Value::Object(members) => {
            members.iter().map(|(name, value)| (name.replace('/', "~1"), value)).collect()
        }
        Value::Array(items) => items.iter().enumerate().map(|(i, value)| (i.to_string(), value)).collect(),
        _ => Vec::new(),
    };
    for (segment, child) in children {
        all.extend(pointers(child).into_iter().map(|rest| format!("/{segment}{rest}")));
    }
    all
}

fn drop_at(document: &mut Value, pointer: &str) {
    let (parent, last) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent) {
        Some(Value::Object(members)) => drop(members.shift_remove(last)),
        Some(Value::Array(items)) => drop(items.remove(last.parse().unwrap())),
        _ => {}
    }
}

/// What a value is replaced by.
fn replacements(value: &Value) -> Vec<Value> {
    let mut others = vec![
        json!(null),
        json!(true),
        json!(7),
        json!("text"),
        json!([]),
        json!({}),
        json!([null]),
        json!(["text"]),
        json!([{}]),
        json!({"type": "Other"}),
        json!([value]),
    ];
    if !value.is_array() && !value.is_object() {
        let texts = [
            "",
            "ext:my-Type",
            "ext:",
            "x ext:y",
            "2024-05-06",
            "2024-05-06T07:08:09",
            "2024-05-06T07:08:09Z",
            "2024-13-06T07:08:09Z",
            "https://a.example",
            "a.b.c",
            "en-us",
            "VerifiableCredential",
        ];
        others.extend(texts.map(Value::from));
        others.push(json!(0.5));
    }
    if let Value::Array(items) = value {
        others.extend(items.first().cloned());
        others.push(items.iter().rev().cloned().collect());
    }
    if let Value::Object(members) = value {
        let mut more = members.clone();
        more.insert("extra".into(), json!({"type": ["Extra"], "n": 1}));
        others.push(more.into());
    }
    others
}

/// Whether one of our errors stands at the value that was changed, above it or below it.
fn is_located(document: &Value, pointer: &str) -> bool {
    validate(document)
        .iter()
        .filter(|fault| fault.is_error())
        .any(|fault| fault.pointer.starts_with(pointer) || pointer.starts_with(&fault.pointer))
}

/// The full credential without the classes that stand in it more than once.
fn without_copies() -> Value {
    let mut document = full::credential();
    for copy in [
        "/credentialSubject/source",
        "/credentialSubject/achievement/creator",
        "/credentialSubject/achievement/endorsement",
        "/credentialSubject/achievement/resultDescription/0/alignment",
        "/credentialSubject/achievement/resultDescription/1/rubricCriterionLevel/0/alignment",
        "/credentialSubject/result/0/alignment",
        "/issuer/endorsement",
        "/issuer/image",
        "/endorsement/0/proof",
        "/endorsement/0/credentialSchema",
    ] {
        drop_at(&mut document, copy);
    }
    document
}

#[test]
fn a1_every_dropped_member_is_judged_alike() {
    let Some(schema) = schema() else { return };
    let full = full::credential();
    let mut refused = 0;
    for pointer in pointers(&full).into_iter().skip(1) {
        let mut document = full.clone();
        drop_at(&mut document, &pointer);
        if compare(schema, &document, &format!("without {pointer}")) {
            refused += 1;
            assert!(
                is_located(&document, &pointer) || pointer.contains("resultDescription"),
                "without {pointer}"
            );
        }
    }
    assert!(refused > 100, "{refused}");
}

#[test]
fn a1_every_replaced_member_is_judged_alike() {
    let Some(schema) = schema() else { return };
    let original = without_copies();
    for pointer in pointers(&original) {
        for other in replacements(original.pointer(&pointer).unwrap()) {
            let mut document = original.clone();
            *document.pointer_mut(&pointer).unwrap() = other.clone();
            compare(schema, &document, &format!("{pointer} = {other}"));
        }
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn a1_several_changes_are_judged_alike(changes in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>(), any::<bool>()), 2..6)) {
        let Some(schema) = schema() else { return Ok(()) };
        let mut document = full::credential();
        for (place, other, is_drop) in changes {
            let all = pointers(&document);
            let pointer = place.get(&all);
            if is_drop && !pointer.is_empty() {
                drop_at(&mut document, pointer);
            } else {
                let value = document.pointer_mut(pointer).unwrap();
                *value = other.get(&replacements(value)).clone();
            }
        }
        compare(schema, &document, &document.to_string());
    }
}

/// Where lists are that may not be single values (A.3-2).
fn lists(value: &Value, pointer: &str, found: &mut Vec<String>) {
    match value {
        Value::Array(items) => {
            for (index, item) in items.iter().enumerate() {
                lists(item, &format!("{pointer}/{index}"), found);
            }
        }
        Value::Object(members) => {
            for (name, value) in members {
                let pointer = format!("{pointer}/{name}");
                let may_be_single =
                    ["@context", "type", "proof", "credentialSchema", "termsOfUse"].contains(&name.as_str());
                if value.is_array() && !may_be_single {
                    found.push(pointer.clone());
                }
                if name != "proof" {
                    lists(value, &pointer, found);
                }
            }
        }
        _ => {}
    }
}

/// E.2-2 would warn of a lone value where a list is required, since old issuers wrote it so. The rule (A.3-2) and the
/// published schema refuse it, so it is malformed here too; what E.2-2 wants is kept in that it is the only fault, at its
/// place, with the way to mend it, and that what is inside is judged as it would be in a list.
#[test]
fn a3_2_a_lone_value_elsewhere_is_malformed_for_that_alone() {
    let document = full::credential();
    let mut found = Vec::new();
    lists(&document, "", &mut found);
    for name in
        ["/evidence", "/endorsement", "/credentialSubject/identifier", "/credentialSubject/achievement/tag"]
    {
        assert!(found.iter().any(|pointer| pointer == name), "{name}");
    }
    for pointer in found {
        let mut lone = document.clone();
        let place = lone.pointer_mut(&pointer).unwrap();
        *place = place[0].take();
        let errors: Vec<_> = validate(&lone).into_iter().filter(Fault::is_error).collect();
        let told: Vec<_> = errors.iter().map(|fault| (&*fault.pointer, fault.kind)).collect();
        assert_eq!(told, [(&*pointer, FaultKind::NotAList)]);
        assert!(errors[0].message.contains("Put it in brackets"), "{}", errors[0]);
        if let Some(schema) = schema() {
            assert!(!schema.is_valid(&widen(&lone)), "{pointer}");
        }
    }
}
