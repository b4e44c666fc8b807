//! What is read from others, with a warning or without, and never signed.

#![allow(clippy::unwrap_used, reason = "tests may")]

use FaultKind::{
    Empty, Form, Inconsistent, Missing, NotAList, NotSingle, OldVersion, RelativeUri, Term, WrongType,
};
use openbadges_model::{
    ClrCredential, ClrSubject, FaultKind, IdentityObject, Profile, fixtures, validate, validate_unsigned,
};
use serde_json::{Value, json};

/// A credential in which everything is written as it should be.
fn sound() -> Value {
    let mut credential = fixtures::credential().build().unwrap().to_value();
    credential["evidence"] = json!([{"type": ["Evidence"], "name": "Log"}]);
    let subject = &mut credential["credentialSubject"];
    subject["result"] = json!([{"type": ["Result"], "resultDescription": "urn:r", "value": "A"}]);
    subject["achievement"]["resultDescription"] = json!([{
        "id": "urn:r", "type": ["ResultDescription"], "name": "Grade", "resultType": "LetterGrade",
        "allowedValue": ["A", "B"],
    }]);
    credential
}

/// Sets the member at a pointer.
fn set(mut document: Value, pointer: &str, value: Value) -> Value {
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    match document.pointer_mut(parent).unwrap() {
        Value::Array(items) => items[name.parse::<usize>().unwrap()] = value,
        parent => parent[name] = value,
    }
    document
}

/// A credential with another value at `pointer` is read, and not signed, for one reason.
#[track_caller]
fn only_read(pointer: &str, value: Value, fault_at: &str, kind: FaultKind) {
    let document = set(sound(), pointer, value);
    assert!(
        validate(&document).iter().all(|fault| !fault.is_error()),
        "{pointer}: {:?}",
        validate(&document)
    );
    let faults: Vec<_> = validate_unsigned(&document)
        .into_iter()
        .map(|fault| (fault.is_error(), fault.pointer, fault.kind))
        .collect();
    assert_eq!(faults, [(true, fault_at.to_owned(), kind)], "{pointer}");
}

#[test]
fn a1_what_is_sound_is_signed() {
    assert_eq!(validate_unsigned(&sound()), Vec::new());
}

#[test]
fn a1_credentials_of_vc_1_1_are_never_issued() {
    let mut document = set(sound(), "/@context/0", json!("https://www.w3.org/2018/credentials/v1"));
    let members = document.as_object_mut().unwrap();
    let from = members.remove("validFrom").unwrap();
    members.insert("issuanceDate".to_owned(), from);
    members["@context"].as_array_mut().unwrap().push("https://w3id.org/security/data-integrity/v2".into());
    assert!(validate(&document).iter().all(|fault| !fault.is_error()));
    let faults = validate_unsigned(&document);
    assert!(faults.iter().any(|fault| fault.is_error() && fault.pointer == "/@context/0"), "{faults:?}");
}

#[test]
fn a1_results_and_criteria_say_what_they_mean() {
    let (result, achievement) = ("/credentialSubject/result/0", "/credentialSubject/achievement");
    let of = |path: &str| format!("{result}/{path}");
    only_read(&of("resultDescription"), json!("urn:s"), &of("resultDescription"), Inconsistent);
    only_read(&of("value"), json!("C"), &of("value"), Inconsistent);
    only_read(&of("achievedLevel"), json!("urn:l"), &of("achievedLevel"), Inconsistent);
    let status = format!("{achievement}/resultDescription/0/resultType");
    only_read(&status, json!("Status"), &of("status"), Missing);
    let criteria = format!("{achievement}/criteria");
    only_read(&criteria, json!({}), &criteria, Missing);
}

#[test]
fn a3_what_is_written_is_in_its_place() {
    only_read("/issuer/type", json!("Profile"), "/issuer/type", NotAList);
    only_read("/evidence/0/type", json!("Evidence"), "/evidence/0/type", NotAList);
    let terms = json!({"id": "https://a.example/terms", "type": "TermsOfUse"});
    only_read("/termsOfUse", terms, "/termsOfUse", NotAList);
    only_read("/evidence", json!([]), "/evidence", Empty);
    only_read("/issuer/url", json!("about.html"), "/issuer/url", RelativeUri);
    let own = "/credentialSubject/achievement/achievementType";
    only_read(own, json!("ext:a b"), own, Term);
    let status = sound()["credentialStatus"].clone();
    only_read("/credentialStatus", json!([status]), "/credentialStatus", NotSingle);
}

#[test]
fn a5_3_identities_are_hashed_with_sha256_and_addresses_in_lower_case() {
    let identity = "/credentialSubject/identifier/0";
    let hash = format!("{identity}/identityHash");
    only_read(&hash, json!("md5$b418773a2c51fb9777a1648346fa7394"), &hash, Form);
    only_read(&hash, json!("sha256$b5809d8a"), &hash, Form);
    only_read(&hash, json!("ada@example.org"), &hash, Form);
    let plain = |text: &str| json!({"type": "IdentityObject", "hashed": false, "identityHash": text, "identityType": "emailAddress"});
    only_read(identity, plain("Ada@example.org"), &hash, Form);
    only_read(identity, plain(&format!("sha256${}", "0".repeat(64))), &hash, Inconsistent);
    assert_eq!(validate_unsigned(&set(sound(), identity, plain("ada@example.org"))), Vec::new());
}

#[test]
fn e1_4_only_the_newest_context_is_written() {
    for version in ["3.0.2", "3.0.4"] {
        let url = format!("https://purl.imsglobal.org/spec/ob/v3p0/context-{version}.json");
        only_read("/@context/1", json!(url), "/@context/1", OldVersion);
    }
}

#[test]
fn e2_1_dates_are_whole_seconds_of_utc() {
    for date in ["2024-05-06T09:08:09+02:00", "2024-05-06T07:08:09.5Z"] {
        only_read("/validFrom", json!(date), "/validFrom", Form);
    }
    let starts = "/credentialSubject/activityStartDate";
    for date in ["2024-05-06", "2024-05-06T07:08:09"] {
        only_read(starts, json!(date), starts, Form);
    }
}

#[test]
fn e2_3_the_issuer_is_embedded_and_what_is_shown_has_a_name() {
    only_read("/issuer", json!("did:web:badges.example.org"), "/issuer", WrongType);
    only_read("/issuer/name", json!(" "), "/issuer/name", Missing);
    only_read("/name", json!(""), "/name", Missing);
}

#[test]
fn e2_7_a_status_entry_can_be_looked_up_by_all() {
    let (status, index) = ("/credentialStatus", "/credentialStatus/statusListIndex");
    only_read(index, json!(94_567), index, WrongType);
    let list = json!("https://badges.example.org/status/1");
    only_read("/credentialStatus/id", list, "/credentialStatus/id", Inconsistent);
    let revocations = json!({"id": "https://badges.example.org/revoked", "type": "1EdTechRevocationList"});
    only_read(status, revocations, "/credentialStatus/type", OldVersion);
}

/// A record of an issuer, of one credential in some form.
fn record(credential: Value) -> Value {
    let ada = vec![IdentityObject::name("Ada")];
    let subject = ClrSubject::identified(ada, vec![credential]);
    ClrCredential::new("urn:uuid:1", "Record", fixtures::issuer(), fixtures::VALID_FROM, subject).to_value()
}

#[test]
fn d_a_record_encloses_json_and_what_others_have_signed_as_it_is() {
    let place = "/credentialSubject/verifiableCredential/0";
    let old = set(sound(), "/credentialStatus/statusListIndex", json!(7));
    assert_eq!(validate_unsigned(&record(old)), Vec::new());
    let faults = validate_unsigned(&record(json!("a.b.c")));
    assert_eq!(
        faults.iter().map(|fault| (&*fault.pointer, fault.kind)).collect::<Vec<_>>(),
        [(place, WrongType)]
    );
    let first = json!("https://purl.imsglobal.org/spec/clr/v2p0/context.json");
    let faults = validate_unsigned(&set(record(sound()), "/@context/1", first));
    assert_eq!(faults[0].pointer, "/@context/1");
}

#[test]
fn a4_6_an_endorsement_and_a_proof_of_others_stay_as_they_are() {
    let endorsement = json!({
        "@context": sound()["@context"], "id": "urn:uuid:2", "name": "Good",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": Profile::new("did:web:a.example", "A"), "validFrom": "2024-05-06T09:08:09+02:00",
        "credentialSubject": {"id": "urn:a", "type": "EndorsementSubject"},
    });
    assert_eq!(validate_unsigned(&set(sound(), "/endorsement", json!([endorsement.clone()]))), Vec::new());
    let proof = json!({"type": "DataIntegrityProof", "created": "2024-05-06T09:08:09+02:00"});
    assert_eq!(validate_unsigned(&set(sound(), "/proof", proof)), Vec::new());
    // Of the endorser it is asked.
    let places: Vec<_> = validate_unsigned(&endorsement).into_iter().map(|fault| fault.pointer).collect();
    assert_eq!(places, ["/validFrom", "/credentialSubject/type"]);
}
