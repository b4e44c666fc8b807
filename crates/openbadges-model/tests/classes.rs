//! The classes read and write documents without losing anything.

#![allow(clippy::unwrap_used, reason = "tests may")]

mod common;

use common::full;
use openbadges_model::{
    AchievementCredential, EndorsementCredential, EndorsementSubject, FaultKind, fixtures, validate,
};
use proptest::prelude::*;
use serde_json::{Value, json};

fn any_value() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        any::<u64>().prop_map(Value::from),
        any::<f64>().prop_filter("JSON has no such number", |f| f.is_finite()).prop_map(Value::from),
        any::<String>().prop_map(Value::from),
    ];
    leaf.prop_recursive(3, 16, 4, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((any::<String>(), inner), 0..4)
                .prop_map(|members| Value::Object(members.into_iter().collect())),
        ]
    })
}

/// Adds members that no class knows to every object.
fn add_members(value: &mut Value, extra: &[(String, Value)]) {
    match value {
        Value::Array(items) => items.iter_mut().for_each(|item| add_members(item, extra)),
        Value::Object(members) => {
            members.values_mut().for_each(|member| add_members(member, extra));
            members.extend(extra.iter().map(|(name, value)| (format!("x{name}"), value.clone())));
        }
        _ => {}
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a13_unknown_members_survive(extra in prop::collection::vec((any::<String>(), any_value()), 1..4)) {
        let mut document = full::credential();
        add_members(&mut document, &extra);
        let credential = AchievementCredential::from_value(&document).unwrap();
        prop_assert_eq!(credential.to_value(), document);
    }
}

#[test]
fn a1_every_member_has_its_place() {
    let document = full::credential();
    let credential = AchievementCredential::from_value(&document).unwrap();
    assert_eq!(credential.to_value(), document);
    let subject = &credential.credential_subject;
    let achievement = &subject.achievement;
    let profile = credential.issuer.profile().unwrap();
    let result = &subject.result[0];
    let description = &achievement.result_description[1];
    let unknown = [
        &credential.extra,
        &subject.extra,
        &achievement.extra,
        &achievement.criteria.extra,
        &profile.extra,
        &profile.address.as_ref().unwrap().extra,
        &result.extra,
        &result.alignment[0].extra,
        &description.extra,
        &description.rubric_criterion_level[0].extra,
        &achievement.related[0].extra,
        &credential.evidence[0].extra,
        &subject.identifier[0].extra,
        &achievement.other_identifier[0].extra,
        &credential.image.as_ref().unwrap().extra,
    ];
    assert!(unknown.iter().all(|extra| extra.is_empty()), "{unknown:?}");
}

#[test]
fn a1_an_endorsement_reads_and_writes() {
    let document = full::credential()["endorsement"][0].clone();
    let endorsement = EndorsementCredential::from_value(&document).unwrap();
    assert_eq!(endorsement.to_value(), document);
    assert_eq!(endorsement.issuer.id(), "https://harbour.example");
    let made = EndorsementCredential::new(
        "urn:uuid:2",
        "Endorsement",
        fixtures::issuer(),
        fixtures::VALID_FROM,
        EndorsementSubject::new("https://school.example"),
    );
    assert_eq!(validate(&made.to_value()), Vec::new());
}

#[test]
fn a12_a_credential_of_the_older_data_model_is_written_back_as_it_was() {
    let mut document = fixtures::credential().build().unwrap().to_value();
    document["@context"][0] = json!("https://www.w3.org/2018/credentials/v1");
    let members = document.as_object_mut().unwrap();
    let date = members.remove("validFrom").unwrap();
    members.insert("issuanceDate".into(), date.clone());
    members.insert("expirationDate".into(), json!("2034-05-06T07:08:09Z"));
    let credential = AchievementCredential::from_value(&document).unwrap();
    assert_eq!(credential.valid_from.as_str(), date);
    assert_eq!(credential.valid_until.as_ref().unwrap().as_str(), "2034-05-06T07:08:09Z");
    assert_eq!(credential.to_value(), document);
    assert_eq!(serde_json::to_value(&credential).unwrap(), document);

    document["validFrom"] = date;
    let error = AchievementCredential::from_value(&document).unwrap_err();
    assert_eq!(
        (error.faults[0].pointer.as_str(), error.faults[0].kind),
        ("/validFrom", FaultKind::Inconsistent)
    );
}

#[test]
fn what_does_not_fit_is_told_with_its_place() {
    let mut document = full::credential();
    document["credentialSubject"]["achievement"]["criteria"] = json!("https://example.org/criteria");
    document["validFrom"] = json!("2024-05-06");
    let error = AchievementCredential::from_value(&document).unwrap_err();
    let places: Vec<_> = error.faults.iter().map(|fault| fault.pointer.as_str()).collect();
    assert_eq!(places, ["/validFrom", "/credentialSubject/achievement/criteria"]);
    assert_eq!(
        error.to_string(),
        "/validFrom: \"2024-05-06\" cannot be used: write the date and time as `YYYY-MM-DDThh:mm:ssZ`. \
         (and 1 more faults)"
    );
}

/// As deep as the strict reader lets a document be: each profile is one deeper than its parent.
fn deep(levels: usize) -> Value {
    let mut profile = json!({"id": "urn:top", "type": ["Profile"]});
    for _ in 0..levels {
        profile = json!({"id": "urn:p", "type": ["Profile"], "parentOrg": profile});
    }
    let mut document = fixtures::credential().build().unwrap().to_value();
    document["issuer"] = profile;
    document
}

#[test]
fn p_r1_a_small_stack_is_enough() {
    let work = || {
        let document = deep(61);
        assert_eq!(validate(&document), Vec::new());
        let credential = AchievementCredential::from_value(&document).unwrap();
        assert_eq!(credential.to_value(), document);
        let too_deep = validate(&deep(300));
        assert_eq!(too_deep.last().map(|fault| fault.kind), Some(FaultKind::TooDeep));
    };
    std::thread::Builder::new().stack_size(1024 * 1024).spawn(work).unwrap().join().unwrap();
}

#[test]
fn p_r1_warnings_never_hide_errors() {
    let mut document = full::credential();
    document["credentialSubject"]["result"] =
        (0..40_000).map(|_| json!({"type": ["Result"], "resultDescription": "urn:none"})).collect();
    document["validUntil"] = json!("never");
    document["issuer"]["otherIdentifier"] = (0..40_000).map(|_| json!({})).collect();
    let faults = validate(&document);
    let errors = faults.iter().filter(|fault| fault.is_error()).count();
    assert_eq!((errors, faults.len()), (500, 1000));
}
