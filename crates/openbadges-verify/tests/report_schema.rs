//! `report.schema.json` describes what a report is: it is made here from the closed lists of the crate, and every
//! kind of report is held against it. `UPDATE_SCHEMA=1` writes it anew.
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::*;
use openbadges_verify::{CheckId, Outcome, Reason, RemarkId, Report, Verdict};
use serde_json::{Value, json};

const PATH: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/report.schema.json");

fn names<T: serde::Serialize>(all: &[T]) -> Vec<Value> {
    all.iter().map(|one| serde_json::to_value(one).unwrap()).collect()
}

fn text(what: &str) -> Value {
    json!({"type": "string", "description": what})
}

/// An object with these members and no other.
fn object(what: &str, required: &[&str], members: &Value) -> Value {
    json!({
        "type": "object", "description": what, "properties": members, "required": required,
        "additionalProperties": false
    })
}

fn check() -> Value {
    let each = |id: &CheckId| {
        let id_text = serde_json::to_value(id).unwrap();
        json!({"const": id_text, "title": id.title(), "description": id.section()})
    };
    object(
        "One check. The id and the reason never change their meaning; title and sentence are English and may be reworded.",
        &["id", "title", "outcome", "sentence", "section"],
        &json!({
            "id": {"oneOf": CheckId::ALL.iter().map(each).collect::<Vec<_>>()},
            "title": text("A short name to show."),
            "outcome": {"enum": names(&[Outcome::Pass, Outcome::Warn, Outcome::Fail, Outcome::Unknown, Outcome::Skipped])},
            "reason": {"$ref": "#/$defs/reason"},
            "sentence": text("What the check found."),
            "facts": {"$ref": "#/$defs/facts"},
            "section": text("The section of the specification that the check follows.")
        }),
    )
}

fn reason() -> Value {
    let each = |(reason, verdict): &(Reason, Verdict)| {
        json!({
            "const": reason.as_str(),
            "description": format!("{} Verdict: {}.", reason.sentence(), verdict.as_str())
        })
    };
    json!({
        "description": "Why a check did not simply pass, the weightiest first.",
        "oneOf": Reason::PRECEDENCE.iter().map(each).collect::<Vec<_>>()
    })
}

fn content() -> Value {
    let maybe = |what: &str| json!({"type": ["string", "null"], "description": what});
    let proved = object(
        "What is proved of the issuer.",
        &["id", "domain"],
        &json!({
            "id": text("The DID or address that the key belongs to."),
            "domain": maybe("The domain that publishes the key."),
            "key": text(
                "A name for the key; not there for a hosted badge of 2.0, whose own address vouches for it.",
            )
        }),
    );
    let issuer = object(
        "The issuer: what is said and what is proved.",
        &["id", "saidName", "saidUrl", "proved"],
        &json!({
            "id": text("`issuer.id`."),
            "saidName": maybe("The name that the badge itself gives."),
            "saidUrl": maybe("The address that the badge itself gives."),
            "proved": {"anyOf": [{"type": "null"}, proved]}
        }),
    );
    let terms = object(
        "Terms of use: shown, not checked.",
        &["type", "id"],
        &json!({"type": maybe("The kind of terms."), "id": maybe("Where they can be read.")}),
    );
    object(
        "What the badge says, without members that the proof does not cover.",
        &["credential", "id", "name", "description", "recipientName", "issued", "validUntil", "issuer"],
        &json!({
            "credential": {"type": "object", "description": "The credential without its proofs."},
            "id": maybe("The credential's id."),
            "name": maybe("The name to show."),
            "description": maybe("What it is for."),
            "recipientName": maybe("The recipient's name, where it is written in the clear."),
            "issued": maybe("When it was awarded, as written."),
            "validUntil": maybe("When it expires, as written."),
            "termsOfUse": {"type": "array", "items": terms},
            "issuer": issuer
        }),
    )
}

fn schema() -> Value {
    let verdicts = [Verdict::Valid, Verdict::Warning, Verdict::Indeterminate, Verdict::Invalid];
    let part = object(
        "A credential inside the badge, with a report of its own.",
        &["pointer", "report"],
        &json!({"pointer": text("Where it stands, as a JSON Pointer."), "report": {"$ref": "#/$defs/report"}}),
    );
    let remark = object(
        "What is worth saying and changes nothing.",
        &["id", "sentence"],
        &json!({
            "id": {"enum": names(&RemarkId::ALL)},
            "sentence": text("The remark in English."),
            "facts": {"$ref": "#/$defs/facts"}
        }),
    );
    let report = object(
        "What a verification comes to.",
        &["verdict", "checkedAt", "checks"],
        &json!({
            "verdict": {"enum": names(&verdicts)},
            "reason": {"$ref": "#/$defs/reason"},
            "checkedAt": text("The time that dates were checked against (RFC 3339)."),
            "checks": {
                "type": "array", "description": "One of each, in order.", "items": {"$ref": "#/$defs/check"},
                "minItems": CheckId::ALL.len(), "maxItems": CheckId::ALL.len()
            },
            "remarks": {"type": "array", "items": remark},
            "content": {"$ref": "#/$defs/content"},
            "endorsements": {
                "type": "array", "description": "They change nothing about the verdict.",
                "items": {"$ref": "#/$defs/part"}
            },
            "credentials": {
                "type": "array", "description": "What a CLR encloses.", "items": {"$ref": "#/$defs/part"}
            }
        }),
    );
    json!({
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "Verification report of an Open Badge",
        "$ref": "#/$defs/report",
        "$defs": {
            "report": report, "part": part, "check": check(), "reason": reason(), "content": content(),
            "facts": {
                "type": "object",
                "description": "Names that do not change and texts that come from the badge or from what was fetched: \
                                escape them wherever they are shown.",
                "additionalProperties": {"type": "string"}
            }
        }
    })
}

#[test]
fn the_published_schema_is_that_of_the_crate() {
    let made = format!("{}\n", serde_json::to_string_pretty(&schema()).unwrap());
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        std::fs::write(PATH, &made).unwrap();
    }
    let published = std::fs::read_to_string(PATH).unwrap();
    assert_eq!(published, made, "run this test with UPDATE_SCHEMA=1");
}

async fn reports() -> Vec<Report> {
    let id = credential()["id"].as_str().unwrap().to_owned();
    let endorsed = json!([endorsed(&endorsement(&id)), {"type": ["Profile"]}]);
    let badge = signed(&changed(credential(), |badge| badge["endorsement"] = endorsed.clone()));
    let added = changed(badge, |badge| badge["note"] = "unsigned".into());
    let mut clr = credential();
    let contexts = clr["@context"].as_array_mut().unwrap();
    contexts.insert(1, "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json".into());
    clr["type"] = json!(["VerifiableCredential", "ClrCredential"]);
    clr["credentialSubject"] =
        json!({"id": "urn:uuid:1", "type": ["ClrSubject"], "verifiableCredential": [signed(&credential())]});
    vec![
        report(&signed(&credential()), &net()).await,
        report(&added, &net().endorser()).await,
        report(&signed(&clr), &net()).await,
        report(&credential(), &net()).await,
        report_on("nothing", &net()).await,
        report(&signed(&credential()), &Net::default()).await,
        report(&sign_as(&credential(), &other_key(), METHOD), &net()).await,
    ]
}

#[tokio::test]
async fn every_kind_of_report_follows_the_schema_and_is_read_back() {
    let validator = jsonschema::validator_for(&schema()).unwrap();
    for report in reports().await {
        let written = serde_json::to_value(&report).unwrap();
        let faults: Vec<String> = validator.iter_errors(&written).map(|fault| fault.to_string()).collect();
        assert!(faults.is_empty(), "{faults:?} in {}", pretty(&report));
        let read: Report = serde_json::from_value(written.clone()).unwrap();
        assert_eq!(serde_json::to_value(&read).unwrap(), written);
    }
    let unknown = json!({"verdict": "valid", "checkedAt": "", "checks": [], "note": 1});
    assert!(!validator.is_valid(&unknown));
}
