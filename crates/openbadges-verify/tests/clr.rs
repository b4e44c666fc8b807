//! CLR 2.0: the record itself, and every credential in it on its own (specification D).
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests may fail and say that they skip"
)]

mod common;

use common::*;
use openbadges_model::{ClrCredential, ClrSubject, DateTimeZ, Profile};
use openbadges_verify::{CheckId, Input, Options, Outcome, Reason, RemarkId, Verdict, verify};
use serde_json::{Value, json};

fn learner() -> String {
    credential()["credentialSubject"]["id"].as_str().unwrap().to_owned()
}

fn clr(credentials: Vec<Value>) -> Value {
    let from: DateTimeZ = "2026-05-06T07:08:09Z".parse().unwrap();
    let subject = ClrSubject::new(learner(), credentials);
    ClrCredential::new("urn:uuid:f1", "Transcript", Profile::new(ISSUER, "Example Org"), from, subject)
        .to_value()
}

#[tokio::test]
async fn d_a_record_and_what_it_encloses_are_verified() {
    let report = report(&signed(&clr(vec![signed(&credential()), signed(&credential())])), &net()).await;
    assert_valid(&report);
    assert_eq!(report.check(CheckId::Format).unwrap().facts.get("version"), Some("CLR 2.0"));
    assert_eq!(report.check(CheckId::Credentials).unwrap().outcome, Outcome::Pass);
    assert_eq!(report.credentials.len(), 2);
    let part = &report.credentials[1];
    assert_eq!(part.pointer, "/credentialSubject/verifiableCredential/1");
    assert_eq!(part.report.content.as_ref().unwrap().name.as_deref(), Some("Teamwork"));
    assert!(part.report.remarks.is_empty());
    assert_eq!(report.content.unwrap().name.as_deref(), Some("Transcript"));
}

#[tokio::test]
async fn d_a_record_with_a_credential_that_is_not_valid_is_no_more_than_a_warning() {
    let bad = changed(signed(&credential()), |badge| badge["name"] = "Other".into());
    let report = report(&signed(&clr(vec![signed(&credential()), bad])), &net()).await;
    assert_reason(&report, Reason::EnclosedNotValid, CheckId::Credentials);
    assert_eq!(report.verdict, Verdict::Warning);
    let reasons: Vec<_> = report.credentials.iter().map(|part| part.report.reason).collect();
    assert_eq!(reasons, [None, Some(Reason::Signature)]);
}

/// What no context of a record defines was not signed.
#[tokio::test]
async fn d_undefined_terms_of_a_record_are_told_and_not_shown() {
    let record = changed(clr(vec![signed(&credential())]), |clr| {
        clr["credentialSubject"]["average"] = "A".into();
    });
    let report = report(&signed_as_read(&record, &openbadges_ld::Options::default()), &net()).await;
    assert_reason(&report, Reason::Unsigned, CheckId::Unsigned);
    assert_eq!(
        report.check(CheckId::Unsigned).unwrap().facts.get("pointer"),
        Some("/credentialSubject/average")
    );
    assert!(report.content.unwrap().credential["credentialSubject"].get("average").is_none());
}

#[tokio::test]
async fn d_credentials_of_other_types_are_not_checked() {
    let other = json!({
        "@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential"],
        "issuer": ISSUER, "credentialSubject": {"id": learner()}
    });
    let report = report(&signed(&clr(vec![other])), &net()).await;
    assert_eq!(report.credentials[0].report.reason, Some(Reason::Unsupported), "{}", pretty(&report));
    assert_eq!(report.verdict, Verdict::Warning);
}

#[tokio::test]
async fn d_another_persons_credential_is_remarked() {
    let foreign =
        signed(&changed(credential(), |badge| badge["credentialSubject"]["id"] = "urn:uuid:0".into()));
    let report = report(&signed(&clr(vec![foreign])), &net()).await;
    assert_valid(&report);
    assert_eq!(report.credentials[0].report.remarks[0].id, RemarkId::OtherSubject);
}

#[tokio::test]
async fn d_endorsements_of_enclosed_credentials_are_theirs() {
    let id = credential()["id"].as_str().unwrap().to_owned();
    let badge = signed(&changed(credential(), |b| b["endorsement"] = json!([endorsed(&endorsement(&id))])));
    let report = report(&signed(&clr(vec![badge])), &net().endorser()).await;
    assert_valid(&report);
    assert!(report.endorsements.is_empty());
    let endorsement = &report.credentials[0].report.endorsements[0];
    assert_eq!(
        (endorsement.pointer.as_str(), endorsement.report.verdict),
        ("/endorsement/0", Verdict::Valid)
    );
}

#[tokio::test]
async fn d_records_in_records_are_not_looked_into() {
    let inner = signed(&clr(vec![signed(&credential())]));
    let report =
        report(&signed(&changed(clr(vec![inner]), |clr| clr["id"] = "urn:uuid:f2".into())), &net()).await;
    let part = &report.credentials[0].report;
    assert_eq!((part.verdict, part.credentials.len()), (Verdict::Valid, 0), "{}", pretty(&report));
}

#[tokio::test]
async fn d_clr_vectors() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/clr20");
    if !folder.is_dir() {
        assert!(std::env::var_os("REQUIRE_VECTORS").is_none(), "{} is not there", folder.display());
        return println!("skipped: {} is not there", folder.display());
    }
    let index = std::fs::read_to_string(folder.join("index.tsv")).unwrap();
    for row in index.lines().skip(1) {
        let mut fields = row.split('\t');
        let (name, expected) = (fields.next().unwrap(), fields.next().unwrap());
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let report = verify(Input::Bytes(bytes), &Net::default(), &Options::at(now())).await;
        println!("{name}: {:?}, {:?}", report.verdict, report.reason);
        match expected {
            "unconfirmed" => {
                assert_eq!(report.reason, Some(Reason::KeyNotConfirmed), "{name}: {}", pretty(&report));
                assert!(report.content.is_some() && !report.credentials.is_empty(), "{name}");
            }
            "valid-data-model" => {
                assert!(matches!(report.verdict, Verdict::Invalid | Verdict::Indeterminate), "{name}");
                assert_ne!(report.reason, Some(Reason::Malformed), "{name}: {}", pretty(&report));
            }
            other => panic!("an expectation that the test does not know: {other}"),
        }
    }
}
