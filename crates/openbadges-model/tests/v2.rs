//! The data model of 2.0 and before (specification part C).
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

use std::borrow::Cow;

use openbadges_model::v2::{
    self, Assertion, BadgeClass, Class, Endorsement, Issued, Origin, Profile, RevocationList, Version,
    extension_faults, to_credential, unknown_extensions, upgrade, validate,
};
use openbadges_model::{FaultKind, Severity};
use proptest::prelude::*;
use serde_json::{Value, json};

fn assertion() -> Value {
    json!({
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Assertion",
        "id": "https://example.org/assertions/1",
        "recipient": {"type": "email", "hashed": true, "salt": "s", "identity": "sha256$00"},
        "badge": "https://example.org/badge",
        "issuedOn": "2016-12-31T23:59:59Z",
        "verification": {"type": "HostedBadge"}
    })
}

fn badge() -> Value {
    json!({
        "@context": "https://w3id.org/openbadges/v2",
        "type": "BadgeClass",
        "id": "https://example.org/badge",
        "name": "Teamwork",
        "description": "Works well with others.",
        "image": "https://example.org/image.png",
        "criteria": {"narrative": "Nominated by peers."},
        "issuer": "https://example.org/issuer"
    })
}

fn issuer() -> Value {
    json!({
        "@context": "https://w3id.org/openbadges/v2",
        "type": "Issuer",
        "id": "https://example.org/issuer",
        "name": "Example Org",
        "url": "https://example.org",
        "email": "badges@example.org"
    })
}

/// The faults of a document changed in one member: severity, pointer, kind.
fn faults(document: Value, class: Class, change: &(&str, Value)) -> Vec<(bool, String, FaultKind)> {
    let mut document = document;
    let (pointer, value) = change;
    let (parent, name) = pointer.rsplit_once('/').unwrap();
    let parent = document.pointer_mut(parent).unwrap().as_object_mut().unwrap();
    if value == "absent" {
        parent.shift_remove(name);
    } else {
        parent.insert(name.to_owned(), value.clone());
    }
    let upgraded = upgrade(&document, class, Origin::of(Version::V2_0));
    let found = validate(&upgraded, class, Version::V2_0);
    found.into_iter().map(|fault| (fault.severity == Severity::Error, fault.pointer, fault.kind)).collect()
}

#[test]
fn c1_every_class_that_is_complete_has_no_fault() {
    for (document, class) in
        [(assertion(), Class::Assertion), (badge(), Class::BadgeClass), (issuer(), Class::Issuer)]
    {
        assert_eq!(validate(&document, class, Version::V2_0), [], "{document}");
    }
}

#[test]
fn c1_faults_are_named_by_pointer() {
    let absent = || json!("absent");
    for (document, class, change, kind) in [
        (assertion(), Class::Assertion, ("/id", absent()), FaultKind::Missing),
        (assertion(), Class::Assertion, ("/id", json!("urn:uuid:1")), FaultKind::Form),
        (assertion(), Class::Assertion, ("/recipient", absent()), FaultKind::Missing),
        (assertion(), Class::Assertion, ("/recipient", json!("a@example.org")), FaultKind::WrongType),
        (assertion(), Class::Assertion, ("/recipient/identity", absent()), FaultKind::Missing),
        (assertion(), Class::Assertion, ("/recipient/hashed", json!("yes")), FaultKind::WrongType),
        (assertion(), Class::Assertion, ("/badge", json!(7)), FaultKind::WrongType),
        (assertion(), Class::Assertion, ("/badge", json!("badge")), FaultKind::Form),
        (assertion(), Class::Assertion, ("/verification/type", json!("Other")), FaultKind::Type),
        (assertion(), Class::Assertion, ("/issuedOn", json!("yesterday")), FaultKind::Form),
        (assertion(), Class::Assertion, ("/expires", json!(true)), FaultKind::Form),
        (assertion(), Class::Assertion, ("/type", json!("Award")), FaultKind::Type),
        (badge(), Class::BadgeClass, ("/criteria", absent()), FaultKind::Missing),
        (badge(), Class::BadgeClass, ("/name", json!(["A", "B"])), FaultKind::NotSingle),
        (badge(), Class::BadgeClass, ("/tags", json!([1])), FaultKind::WrongType),
        (issuer(), Class::Issuer, ("/email", absent()), FaultKind::Missing),
        (issuer(), Class::Issuer, ("/url", absent()), FaultKind::Missing),
    ] {
        let found = faults(document, class, &change);
        assert_eq!(found.len(), 1, "{change:?}: {found:?}");
        assert!(
            found[0].0 && found[0].1.starts_with(change.0) && found[0].2 == kind,
            "{change:?}: {found:?}"
        );
    }
}

#[test]
fn c1_what_is_only_worth_a_warning() {
    for (document, class, change) in [
        (badge(), Class::BadgeClass, ("/image", json!("absent"))),
        (assertion(), Class::Assertion, ("/issuedOn", json!("2016-12-31"))),
        (assertion(), Class::Assertion, ("/recipient/hashed", json!(false))),
        (assertion(), Class::Assertion, ("/evidence", json!([]))),
    ] {
        let found = faults(document, class, &change);
        assert!(!found.is_empty() && found.iter().all(|(error, ..)| !error), "{change:?}: {found:?}");
    }
}

#[test]
fn c2_lists_and_single_values_are_the_same() {
    for evidence in
        [json!("https://example.org/e"), json!([{"narrative": "Did it."}, "https://example.org/e"])]
    {
        assert_eq!(faults(assertion(), Class::Assertion, &("/evidence", evidence)), []);
    }
    assert_eq!(faults(assertion(), Class::Assertion, &("/badge", json!(["https://example.org/badge"]))), []);
    assert_eq!(faults(badge(), Class::BadgeClass, &("/tags", json!("team"))), []);
}

#[test]
fn a_revoked_stub_needs_only_its_id() {
    let stub = json!({"id": "https://example.org/assertions/1", "revoked": true});
    assert_eq!(validate(&stub, Class::Assertion, Version::V2_0), []);
}

#[test]
fn c4_extensions_of_others_are_left_alone_and_named() {
    let badge = json!({
        "extensions:mine": {"@context": "https://example.org/c", "type": ["Extension", "mine:Extension"], "a": 1},
        "extensions:license": [{"@context": "https://example.org/c", "type": ["Extension", "extensions:LicenseExtension"], "id": "CC-BY", "name": "By"}],
        "extensions:broken": "text",
        "name": "x"
    });
    let faults = extension_faults(&badge);
    assert_eq!(faults.iter().map(|fault| fault.pointer.as_str()).collect::<Vec<_>>(), ["/extensions:broken"]);
    let unknown = unknown_extensions(&badge);
    assert_eq!(unknown, [("/extensions:mine".to_owned(), "Extension mine:Extension".to_owned())]);
}

#[test]
fn c4_so_many_extensions_are_named_and_no_more() {
    let unknown = unknown_extensions(&json!({ "extensions:x": vec![json!({}); 1000] }));
    assert_eq!((unknown.len(), unknown[99].0.as_str()), (100, "/extensions:x/99"));
    let faults = extension_faults(&json!({ "extensions:x": vec![json!("text"); 1000] }));
    assert_eq!((faults.len(), faults[99].pointer.as_str()), (100, "/extensions:x/99"));
}

#[test]
fn c4_an_extension_says_what_it_is() {
    let on = |extension: Value| -> Vec<_> {
        let faults = extension_faults(&json!({ "extensions:x": extension })).into_iter();
        faults.map(|fault| (fault.is_error(), fault.pointer)).collect()
    };
    let (types, context) =
        ((true, "/extensions:x/type".to_owned()), (false, "/extensions:x/@context".to_owned()));
    assert_eq!(on(json!({"y": 1})), [types.clone(), context.clone()]);
    assert_eq!(on(json!({"@context": "https://example.org/c", "type": "extensions:X"})), [types]);
    assert_eq!(on(json!({"type": ["Extension", "extensions:X"]})), [context]);
    for name in ["Extension", "extension", "obi:Extension"] {
        assert_eq!(on(json!({"@context": "https://example.org/c", "type": [name, "extensions:X"]})), []);
    }
    // "Additional properties are allowed without using Extensions."
    assert_eq!(extension_faults(&json!({"mine": {"y": 1}})), []);
}

#[test]
fn c4_schemas_of_published_extensions_are_run() {
    let on = |mut extension: Value| {
        extension["@context"] = json!("https://example.org/c");
        extension_faults(&json!({ "extensions:x": extension }))
    };
    let geo = |geo: Value| json!({"type": ["Extension", "extensions:GeoCoordinates"], "schema:description": "Here", "geo": geo});
    assert_eq!(on(geo(json!({"latitude": 47.5, "longitude": 19}))), []);
    assert_eq!(on(geo(json!({"latitude": "47.5"}))).len(), 2);
    let assessment = |kind: &str, rubrics: Value| {
        json!({
            "type": ["Extension", "extensions:AssessmentExtension"], "description": "Two parts",
            "assessments": {
                "type": kind, "description": "An exam", "assessmentOutput": "paper", "hasGroupParticipation": false,
                "hasGroupEvaluation": false, "evaluationMethod": "points", "rubrics": rubrics
            }
        })
    };
    let rubric = json!([{
        "identifier": "52e4c6b3-8c13-4fa8-8482-a5cf34ef37a9", "title": "R",
        "rubricCriteria": {"identifier": "52e4c6b3-8c13-4fa8-8482-a5cf34ef37a9", "criterionLevels": []}
    }]);
    assert_eq!(on(assessment("Exam", rubric.clone())), []);
    assert_eq!(on(assessment("Quiz", rubric)).len(), 1);
    let pointers: Vec<String> =
        on(assessment("Exam", json!([{"identifier": "1"}]))).into_iter().map(|fault| fault.pointer).collect();
    let rubric = "/extensions:x/assessments/rubrics/0";
    let expected = ["identifier", "title", "rubricCriteria"].map(|name| format!("{rubric}/{name}"));
    assert_eq!(pointers, expected);
}

#[test]
fn the_3_0_view_is_a_sound_credential() {
    let recipients = [
        json!({"type": "email", "hashed": true, "salt": "s", "identity": "sha256$00"}),
        json!({"type": "id", "hashed": false, "identity": "did:example:ada"}),
        json!({"type": "url", "hashed": false, "identity": "https://example.org/ada"}),
    ];
    for recipient in recipients {
        let mut assertion = assertion();
        assertion["recipient"] = recipient;
        assertion["evidence"] = json!({"id": "_:b1", "narrative": "Did it."});
        assertion["expires"] = json!("2030-01-01");
        let view = to_credential(Issued { assertion: &assertion, badge: &badge(), issuer: &issuer() });
        assert_eq!(openbadges_model::validate(&view), [], "{view}");
        assert_eq!(view["validUntil"], "2030-01-01T00:00:00Z");
        assert_eq!(view["evidence"][0], json!({"narrative": "Did it.", "type": ["Evidence"]}));
        openbadges_model::AchievementCredential::from_value(&view).unwrap();
    }
}

#[test]
fn the_3_0_view_has_what_3_0_has_a_place_for_and_nothing_else() {
    let image = json!({"id": "https://example.org/1.png", "caption": "Two hands", "author": "https://example.org/me"});
    let endorsement = json!([{"type": "Endorsement", "id": "https://example.org/endorsements/1"}, "a.b.c"]);
    let [mut assertion, mut badge, mut issuer] = [assertion(), badge(), issuer()];
    for document in [&mut assertion, &mut badge, &mut issuer] {
        document["image"] = image.clone();
        document["endorsement"] = endorsement.clone();
        document["@language"] = json!("en");
        document["related"] = json!([{"id": "https://example.org/nl", "@language": "nl", "version": 2, "author": "https://example.org/me"}]);
        document["extensions:x"] =
            json!({"type": ["Extension", "extensions:ApplyLink"], "url": "https://example.org"});
    }
    for (name, value) in [
        ("narrative", json!("Helped.")),
        ("revoked", json!(false)),
        ("revocationReason", json!("None.")),
        (
            "evidence",
            json!([{"id": "https://example.org/1", "narrative": "N", "name": "E", "genre": "G", "audience": "A"}]),
        ),
    ] {
        assertion[name] = value;
    }
    badge["version"] = json!(3);
    badge["tags"] = json!("team");
    badge["alignment"] = json!([
        {"targetName": "T", "targetUrl": "https://example.org/t", "targetCode": "1", "targetFramework": "F"},
        {"targetName": "nowhere"}
    ]);
    badge["criteria"] =
        json!({"id": "https://example.org/c", "narrative": "C", "author": "https://example.org/me"});
    issuer["telephone"] = json!("+31 20 1234567");
    issuer["publicKey"] = json!("https://example.org/key");
    issuer["revocationList"] = json!("https://example.org/revoked");
    issuer["verification"] = json!({"allowedOrigins": "example.org"});

    let view = to_credential(Issued { assertion: &assertion, badge: &badge, issuer: &issuer });
    let shown = json!({"id": "https://example.org/1.png", "caption": "Two hands", "type": "Image"});
    let profile = json!({
        "id": "https://example.org/issuer", "type": ["Profile"], "name": "Example Org", "url": "https://example.org",
        "phone": "+31 20 1234567", "email": "badges@example.org", "image": shown
    });
    let expected = json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "https://example.org/assertions/1",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Teamwork",
        "image": shown,
        "issuer": profile,
        "validFrom": "2016-12-31T23:59:59Z",
        "credentialSubject": {
            "identifier": [{
                "type": "IdentityObject", "hashed": true, "identityHash": "sha256$00", "identityType": "emailAddress",
                "salt": "s"
            }],
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://example.org/badge", "type": ["Achievement"], "name": "Teamwork",
                "description": "Works well with others.",
                "criteria": {"id": "https://example.org/c", "narrative": "C"},
                "image": shown, "creator": profile, "inLanguage": "en", "version": "3",
                "alignment": [{
                    "type": ["Alignment"], "targetName": "T", "targetUrl": "https://example.org/t",
                    "targetFramework": "F", "targetCode": "1"
                }],
                "tag": ["team"],
                "related": [{"id": "https://example.org/nl", "inLanguage": "nl", "version": "2", "type": ["Related"]}]
            },
            "narrative": "Helped."
        },
        "evidence": [{
            "id": "https://example.org/1", "narrative": "N", "name": "E", "genre": "G", "audience": "A",
            "type": ["Evidence"]
        }]
    });
    assert_eq!(view, expected);
    assert_eq!(openbadges_model::validate(&view), []);
}

fn text() -> impl Strategy<Value = String> {
    "[a-zA-Zé \u{1F600}\"\\\\]{0,12}"
}

fn unknown() -> impl Strategy<Value = Value> {
    prop_oneof![
        text().prop_map(Value::from),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        proptest::collection::vec(text(), 0..3).prop_map(Value::from),
        text().prop_map(|text| json!({"inner": [text, null]})),
    ]
}

/// One value, a list of one, or a list of several.
fn some(value: Value, form: u8) -> Value {
    match form % 3 {
        0 => value,
        1 => json!([value]),
        _ => json!([value.clone(), value]),
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    /// What is read is written again, unknown members and the forms of lists included.
    #[test]
    fn documents_survive_a_round_trip(name in text(), extra in unknown(), form in 0_u8..9, embed in any::<bool>()) {
        let mut issuer = issuer();
        issuer["publicKey"] = some(json!({"id": "https://example.org/key", "publicKeyPem": name, "x": extra}), form);
        issuer["verification"] = json!({"startsWith": some(json!("https://example.org/"), form), "y": extra});
        let mut badge = badge();
        badge["name"] = json!(name);
        badge["tags"] = some(json!(name), form);
        badge["alignment"] = some(json!({"targetName": name, "targetUrl": "https://example.org/t", "z": extra}), form);
        badge["related"] = some(json!({"id": "https://example.org/b2", "@language": "es"}), form);
        badge["extensions:x"] = extra.clone();
        if embed { badge["issuer"] = issuer.clone(); }
        let mut assertion = assertion();
        assertion["evidence"] = some(json!({"narrative": name, "w": extra}), form);
        assertion["endorsement"] = some(json!("https://example.org/e"), form);
        assertion["custom"] = extra.clone();
        if embed { assertion["badge"] = badge.clone(); }
        let list = json!({"type": "RevocationList", "revokedAssertions": some(json!({"uid": name, "v": extra}), form)});
        let endorsement = json!({
            "@context": "https://w3id.org/openbadges/v2", "type": "Endorsement", "id": "https://example.org/e",
            "claim": {"id": "https://example.org/badge", "endorsementComment": name, "u": extra},
            "issuer": issuer, "issuedOn": "2016-12-31T23:59:59Z", "verification": {"type": "hosted"}
        });
        prop_assert_eq!(&Profile::from_value(&issuer).unwrap().to_value(), &issuer);
        prop_assert_eq!(&BadgeClass::from_value(&badge).unwrap().to_value(), &badge);
        prop_assert_eq!(&Assertion::from_value(&assertion).unwrap().to_value(), &assertion);
        prop_assert_eq!(&RevocationList::from_value(&list).unwrap().to_value(), &list);
        prop_assert_eq!(&Endorsement::from_value(&endorsement).unwrap().to_value(), &endorsement);
        // Bringing a document into form twice changes nothing more.
        let once = upgrade(&assertion, Class::Assertion, Origin::of(Version::V2_0));
        prop_assert!(matches!(upgrade(&once, Class::Assertion, Origin::of(Version::V2_0)), Cow::Borrowed(_)));
    }
}

#[test]
fn what_is_built_is_read_back_and_has_no_fault() {
    let assertion = v2::assertion(
        "https://example.org/assertions/1",
        v2::IdentityObject::email_hashed("ada@example.org", "s"),
        "https://example.org/badge",
        "2024-05-06T07:08:09.5Z".parse::<jiff::Timestamp>().unwrap(),
    );
    assert_eq!(assertion.issued_on, "2024-05-06T07:08:09Z");
    assert_eq!(Assertion::from_value(&assertion.to_value()).unwrap(), assertion);
    let nameless = v2::issuer("https://example.org/i", "", "https://example.org", "a@example.org");
    assert_eq!(nameless.unwrap_err().member, "name");
}

#[test]
fn nonsense_never_panics_and_is_named() {
    let nonsense =
        [json!(null), json!([]), json!("x"), json!(1), json!({}), json!({"type": {"a": 1}, "@context": 3})];
    for value in nonsense {
        for class in [
            Class::Assertion,
            Class::BadgeClass,
            Class::Issuer,
            Class::Profile,
            Class::Endorsement,
            Class::RevocationList,
        ] {
            for version in [Version::V0_5, Version::V1_0, Version::V1_1, Version::V2_0] {
                let upgraded = upgrade(&value, class, Origin { version, address: Some("https://a") });
                let _ = validate(&upgraded, class, version);
                let _ = to_credential(Issued { assertion: &upgraded, badge: &value, issuer: &value });
                let _ = (v2::context_faults(&value, version), extension_faults(&value));
            }
        }
    }
}
