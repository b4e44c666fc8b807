//! What is read from others, with a warning or without, and never signed.

#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use FaultKind::{
    Empty, Form, Inconsistent, Missing, NotAList, NotSingle, OldVersion, RelativeUri, Term, WrongType,
};
use openbadges_model::{
    ClrCredential, ClrSubject, Fault, FaultKind, IdentityObject, Profile, fixtures, validate,
    validate_unsigned,
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
fn a1_results_say_what_they_mean() {
    let (result, achievement) = ("/credentialSubject/result/0", "/credentialSubject/achievement");
    let of = |path: &str| format!("{result}/{path}");
    only_read(&of("resultDescription"), json!("urn:s"), &of("resultDescription"), Inconsistent);
    only_read(&of("value"), json!("C"), &of("value"), Inconsistent);
    only_read(&of("achievedLevel"), json!("urn:l"), &of("achievedLevel"), Inconsistent);
    let status = format!("{achievement}/resultDescription/0/resultType");
    only_read(&status, json!("Status"), &of("status"), Missing);
}

#[test]
fn a3_what_is_written_is_in_its_place() {
    only_read("/evidence", json!([]), "/evidence", Empty);
    only_read("/issuer/url", json!("about.html"), "/issuer/url", RelativeUri);
    let own = "/credentialSubject/achievement/achievementType";
    only_read(own, json!("ext:a b"), own, Term);
    let status = sound()["credentialStatus"].clone();
    only_read("/credentialStatus", json!([status]), "/credentialStatus", NotSingle);
}

#[test]
fn a5_3_identities_are_hashed_with_sha256() {
    let identity = "/credentialSubject/identifier/0";
    let hash = format!("{identity}/identityHash");
    only_read(&hash, json!("md5$b418773a2c51fb9777a1648346fa7394"), &hash, Form);
    only_read(&hash, json!("sha256$b5809d8a"), &hash, Form);
    only_read(&hash, json!("ada@example.org"), &hash, Form);
}

#[test]
fn e1_4_only_the_newest_context_is_written() {
    for version in ["3.0.2", "3.0.4"] {
        let url = format!("https://purl.imsglobal.org/spec/ob/v3p0/context-{version}.json");
        only_read("/@context/1", json!(url), "/@context/1", OldVersion);
    }
}

#[test]
fn e2_1_times_have_a_zone() {
    let starts = "/credentialSubject/activityStartDate";
    for date in ["2024-05-06", "2024-05-06T07:08:09"] {
        only_read(starts, json!(date), starts, Form);
    }
}

/// A credential with another value at `pointer` is signed, with these warnings.
#[track_caller]
fn is_signed(pointer: &str, value: Value, warned_at: &[&str]) {
    let faults = validate_unsigned(&set(sound(), pointer, value));
    assert!(faults.iter().all(|fault| !fault.is_error()), "{pointer}: {faults:?}");
    let places: Vec<_> = faults.iter().map(|fault| &*fault.pointer).collect();
    assert_eq!(places, warned_at, "{pointer}");
}

#[test]
fn a1_what_the_specification_allows_is_signed() {
    for date in ["2024-05-06T09:08:09+02:00", "2024-05-06T07:08:09.5Z", "2024-05-05T19:08:09.123456-12:00"] {
        is_signed("/validFrom", json!(date), &[]);
        is_signed("/credentialSubject/activityEndDate", json!(date), &[]);
    }
    is_signed("/issuer", json!("did:web:badges.example.org"), &[]);
    is_signed("/issuer", json!({"id": "did:web:badges.example.org", "type": ["Profile"]}), &[]);
    let plain = json!({"type": "IdentityObject", "hashed": false, "identityHash": "Ada@example.org", "identityType": "emailAddress"});
    is_signed("/credentialSubject/identifier/0", plain, &[]);
    let revocations = json!({"id": "https://badges.example.org/revoked", "type": "1EdTechRevocationList"});
    is_signed("/credentialStatus", revocations, &[]);
    let mut nameless = sound();
    nameless.as_object_mut().unwrap().remove("name");
    assert_eq!(validate_unsigned(&nameless), Vec::new());
}

#[test]
fn a3_2_a_single_value_is_signed_where_it_is_allowed() {
    is_signed("/issuer/type", json!("Profile"), &[]);
    is_signed("/evidence/0/type", json!("Evidence"), &[]);
    is_signed("/termsOfUse", json!({"id": "https://a.example/terms", "type": "TermsOfUse"}), &[]);
    is_signed("/proof", json!({"type": "DataIntegrityProof"}), &[]);
    let published =
        "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";
    let schema = json!({"id": published, "type": "1EdTechJsonSchemaValidator2019"});
    is_signed("/credentialSchema", schema, &[]);
    let evidence = set(sound(), "/evidence", json!({"type": "Evidence"}));
    assert_eq!(validate_unsigned(&evidence).iter().map(|fault| fault.kind).collect::<Vec<_>>(), [NotAList]);
}

#[test]
fn e4_9_what_is_recommended_is_told() {
    let criteria = "/credentialSubject/achievement/criteria";
    is_signed(criteria, json!({}), &[criteria]);
    let contexts = sound()["@context"].as_array().unwrap().len();
    let own = format!("/@context/{contexts}");
    let mut inline = sound();
    inline["@context"].as_array_mut().unwrap().push(json!({"ext": "https://a.example/"}));
    is_signed("/@context", inline["@context"].clone(), &[&own]);
}

#[test]
fn a1_what_others_may_not_read_is_told() {
    let phone = "/issuer/phone";
    for number in ["+43123456789", "+442071838750", "+12"] {
        is_signed(phone, json!(number), &[]);
    }
    for number in ["0043123456789", "+43 1 234567", "+0123456", "+1234567890123456", "tel:+431234", "+", ""] {
        is_signed(phone, json!(number), &[phone]);
    }
    let id = "/credentialSubject/achievement/image/id";
    for image in [
        "https://a.example/photo.jpg",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUg==",
        "data:image/svg+xml;base64,PHN2Zy8+",
        "DATA:Image/SVG+XML;charset=utf-8,%3Csvg/%3E",
        "data:image/svg+xml;base64,77u/PHN2Zy8+",
    ] {
        is_signed(id, json!(image), &[]);
    }
    for image in [
        "data:image/jpeg;base64,/9j/4AAQSkZJRg==",
        "data:image/gif;base64,R0lGODlh",
        "data:image/png;base64,R0lGODlh",
        "data:image/svg+xml;base64,R0lGODlh",
        "data:image/webp,RIFF",
        "data:,a",
        "data:image/png",
    ] {
        is_signed(id, json!(image), &[id]);
    }
}

#[test]
fn e1_13_numbers_have_no_more_digits_than_others_read() {
    let credits = "/credentialSubject/creditsEarned";
    for number in ["36", "36.0", "3.5", "-0.000123", "123456789012345", "1e300", "10000000000000000000"] {
        is_signed(credits, serde_json::from_str(number).unwrap(), &[]);
    }
    for number in ["0.30000000000000004", "9007199254740993", "1234567890.12345678", "-1.2345678901234567e-7"]
    {
        is_signed(credits, serde_json::from_str(number).unwrap(), &[credits]);
    }
    // Of what others have signed it is not told, and not of what is only read.
    let mut told = set(sound(), "/issuer/phone", json!("1"));
    told["credentialSubject"]["creditsEarned"] = json!(0.1 + 0.2);
    assert_eq!(validate(&told), Vec::new());
    assert_eq!(validate_unsigned(&record(told)), Vec::new());
}

#[test]
fn a1_sound_documents_of_others_are_signed() {
    let mut refused = Vec::new();
    if common::folder("ob30").is_none() {
        return;
    }
    for folder in ["real-world", "ob30", "ob30/bit-string-list"] {
        for (name, document) in common::documents(folder) {
            if validate(&document).iter().all(|fault| !fault.is_error()) {
                let faults = validate_unsigned(&document).into_iter().filter(Fault::is_error);
                refused.extend(faults.map(|fault| (name.clone(), fault.pointer, fault.kind)));
            }
        }
    }
    let of = |name: &str, pointer: &str, kind| (name.to_owned(), pointer.to_owned(), kind);
    let described = "/credentialSubject/result/0/resultDescription";
    assert_eq!(
        refused,
        [
            // "The linked result description must be in the achievement that is being asserted."
            of("theed_regular_full_ho.json", described, Inconsistent),
            of("theed_regular_full_mbo.json", described, Inconsistent),
            // Of the VC data model 1.1.
            of("credential-status-revoked.json", "/@context/0", OldVersion),
            of("simple_v1.json", "/@context/0", OldVersion),
            // Its index is a number.
            of("credential-status-revoked.json", "/credentialStatus/statusListIndex", WrongType),
        ]
    );
}

#[test]
fn e2_7_a_status_entry_can_be_looked_up_by_all() {
    let index = "/credentialStatus/statusListIndex";
    only_read(index, json!(94_567), index, WrongType);
    let list = json!("https://badges.example.org/status/1");
    only_read("/credentialStatus/id", list, "/credentialStatus/id", Inconsistent);
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

/// An endorsement in the forms that are not the most usual ones.
fn endorsement() -> Value {
    json!({
        "@context": sound()["@context"], "id": "urn:uuid:2", "name": "Good",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "issuer": Profile::new("did:web:a.example", "A"), "validFrom": "2024-05-06T09:08:09+02:00",
        "credentialSubject": {"id": "urn:a", "type": "EndorsementSubject"},
    })
}

#[test]
fn a4_6_an_endorsement_and_a_proof_of_others_stay_as_they_are() {
    let endorsement = endorsement();
    let mut status = sound()["credentialStatus"].clone();
    status["statusListIndex"] = json!(7);
    assert_eq!(validate_unsigned(&set(sound(), "/endorsement", json!([endorsement.clone()]))), Vec::new());
    let proof = json!({"type": "DataIntegrityProof", "created": "2024-05-06T09:08:09+02:00"});
    assert_eq!(validate_unsigned(&set(sound(), "/proof", proof)), Vec::new());
    // Of the endorser it is asked.
    let number = set(endorsement.clone(), "/credentialStatus", status.clone());
    assert_eq!(validate_unsigned(&set(sound(), "/endorsement", json!([number.clone()]))), Vec::new());
    let places: Vec<_> = validate_unsigned(&number).into_iter().map(|fault| fault.pointer).collect();
    assert_eq!(places, ["/credentialStatus/statusListIndex"]);
}

#[test]
fn a1_a_relative_uri_is_not_signed_anywhere() {
    let mut endorsement = endorsement();
    endorsement["issuer"]["url"] = json!("about.html");
    only_read("/endorsement", json!([endorsement]), "/endorsement/0/issuer/url", RelativeUri);
    let mut enclosed = sound();
    enclosed["issuer"]["url"] = json!("about.html");
    let faults = validate_unsigned(&record(enclosed));
    assert!(faults.iter().all(Fault::is_error) && faults.len() == 1, "{faults:?}");
}
