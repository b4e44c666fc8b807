//! CLR 2.0: the records of the 1EdTech validator's tests, and what its data model demands (D).

#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use openbadges_model::{
    Association, AssociationType, ClrCredential, ClrSubject, DateTimeZ, FaultKind, IdentityObject, Profile,
    fixtures, validate,
};
use serde_json::{Value, json};

fn clr() -> Value {
    let badge = fixtures::credential().build().unwrap().to_value();
    let id = badge["credentialSubject"]["achievement"]["id"].as_str().unwrap().to_owned();
    let mut subject = ClrSubject::new("urn:uuid:7d0f7d59-2b6f-4a3b-9f57-8d6a0e0f6f11", vec![badge]);
    subject.association.push(Association::new(&id, AssociationType::IsPartOf, &id));
    let from: DateTimeZ = "2026-05-06T07:08:09Z".parse().unwrap();
    let publisher = Profile::new("did:web:example.org", "Example Org");
    let mut clr = ClrCredential::new("urn:uuid:1", "Transcript", publisher, from, subject);
    clr.partial = Some(true);
    clr.to_value()
}

#[test]
fn d_published_records_are_sound_and_survive() {
    for (name, document) in common::documents("clr20") {
        let errors: Vec<String> =
            validate(&document).iter().filter(|fault| fault.is_error()).map(ToString::to_string).collect();
        assert_eq!(errors, Vec::<String>::new(), "{name}");
        assert_eq!(ClrCredential::from_value(&document).unwrap().to_value(), document, "{name}");
    }
}

#[test]
fn d_a_record_that_we_make_has_no_fault() {
    let clr = clr();
    assert_eq!(validate(&clr), []);
    assert_eq!(ClrCredential::from_value(&clr).unwrap().to_value(), clr);
    assert_eq!(clr["@context"][1], "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json");
}

#[test]
fn d_a_learner_may_be_known_by_identities_alone() {
    let mut clr = clr();
    let credentials = clr["credentialSubject"]["verifiableCredential"].as_array().unwrap().clone();
    let subject = ClrSubject::identified(vec![IdentityObject::name("Ada Lovelace")], credentials);
    clr["credentialSubject"] = serde_json::to_value(subject).unwrap();
    assert!(clr["credentialSubject"].get("id").is_none());
    assert_eq!(validate(&clr), []);
    clr["credentialSubject"].as_object_mut().unwrap().remove("identifier");
    assert_ne!(validate(&clr), [], "by nothing at all it is not");
}

#[test]
fn d_every_demand_is_checked() {
    let change = |change: &dyn Fn(&mut Value)| {
        let mut document = clr();
        change(&mut document);
        validate(&document).into_iter().map(|fault| (fault.pointer, fault.kind)).collect::<Vec<_>>()
    };
    for (pointer, kind, edit) in [
        ("/@context/1", FaultKind::Context, &|clr: &mut Value| {
            clr["@context"][1] = json!("https://x.example/");
        }),
        ("/@context", FaultKind::Context, &|clr: &mut Value| {
            clr["@context"].as_array_mut().unwrap().pop();
        }),
        ("/name", FaultKind::Missing, &|clr: &mut Value| {
            clr.as_object_mut().unwrap().remove("name");
        }),
        ("/partial", FaultKind::WrongType, &|clr: &mut Value| clr["partial"] = json!("yes")),
        ("/credentialSubject/type", FaultKind::Type, &|clr: &mut Value| {
            clr["credentialSubject"]["type"] = json!(["AchievementSubject"]);
        }),
        ("/credentialSubject/verifiableCredential", FaultKind::Missing, &|clr: &mut Value| {
            clr["credentialSubject"].as_object_mut().unwrap().remove("verifiableCredential");
        }),
        ("/credentialSubject/association/0/associationType", FaultKind::Term, &|clr: &mut Value| {
            clr["credentialSubject"]["association"][0]["associationType"] = json!("ext:likes");
        }),
        ("/credentialSubject/association/0/note", FaultKind::UnknownMember, &|clr: &mut Value| {
            clr["credentialSubject"]["association"][0]["note"] = json!("");
        }),
        ("/credentialSubject/association/0/targetId", FaultKind::Inconsistent, &|clr: &mut Value| {
            clr["credentialSubject"]["association"][0]["targetId"] = json!("urn:uuid:0");
        }),
        ("/credentialSubject/verifiableCredential/0/issuer", FaultKind::Missing, &|clr: &mut Value| {
            clr["credentialSubject"]["verifiableCredential"][0].as_object_mut().unwrap().remove("issuer");
        }),
    ] as [(&str, FaultKind, &dyn Fn(&mut Value)); 10]
    {
        let found = change(edit);
        assert!(found.contains(&(pointer.to_owned(), kind)), "{pointer}: {found:?}");
    }
}

#[test]
fn d_enclosed_credentials_have_several_forms() {
    let mut document = clr();
    document["credentialSubject"]["verifiableCredential"] = json!([
        "eyJhbGciOiJFZERTQSJ9.e30.c2ln",
        {"@context": "https://www.w3.org/ns/credentials/v2", "type": "EnvelopedVerifiableCredential",
         "id": "data:application/vc+jwt,eyJhbGciOiJFZERTQSJ9.e30.c2ln"},
        {"@context": ["https://www.w3.org/ns/credentials/v2"], "type": ["VerifiableCredential", "OtherCredential"],
         "issuer": {"id": "did:example:1"}, "credentialSubject": {"grade": 1}}
    ]);
    assert_eq!(validate(&document), []);
    document["credentialSubject"]["verifiableCredential"][0] = json!("not a JWS");
    let faults = validate(&document);
    assert_eq!(faults[0].pointer, "/credentialSubject/verifiableCredential/0");
}
