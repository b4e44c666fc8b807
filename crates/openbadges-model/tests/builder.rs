//! The shape that we issue.

#![allow(clippy::unwrap_used, reason = "tests may")]

use jiff::Timestamp;
use openbadges_model::{
    Achievement, AchievementCredential, AchievementCredentialBuilder, AchievementSubject, CredentialSchema,
    Criteria, DateTimeZ, Evidence, FaultKind, Image, Profile, RefreshService, context, fixtures, validate,
};
use serde_json::{Value, json};

#[test]
fn a1_the_shape_that_we_issue() {
    let credential = fixtures::credential().build().unwrap();
    insta::assert_json_snapshot!(credential.to_value());
}

#[test]
fn a1_what_we_issue_has_no_fault_and_reads_back() {
    let evidence = Evidence { name: Some("Log".into()), ..Evidence::new() };
    let credential = fixtures::credential()
        .name("A name of its own")
        .description("In short.")
        .image(Image::new("https://badges.example.org/award.png"))
        .awarded_date("2024-05-01T00:00:00.75Z".parse::<Timestamp>().unwrap())
        .valid_until("2034-05-06T09:08:09+02:00".parse::<Timestamp>().unwrap())
        .evidence(evidence)
        .build()
        .unwrap();
    let value = credential.to_value();
    assert_eq!(validate(&value), Vec::new());
    assert_eq!(AchievementCredential::from_value(&value).unwrap(), credential);
    assert_eq!(value["awardedDate"], "2024-05-01T00:00:00Z");
    assert_eq!(value["validUntil"], "2034-05-06T07:08:09Z");
    assert_eq!(value["evidence"], json!([{"type": ["Evidence"], "name": "Log"}]));
}

const SCHEMA: &str =
    "https://purl.imsglobal.org/spec/ob/v3p0/schema/json/ob_v3p0_achievementcredential_schema.json";

#[test]
fn e1_6_the_extensions_context_comes_with_the_1edtech_types() {
    let plain = fixtures::credential().build().unwrap();
    assert_eq!(plain.context, [context::CREDENTIALS_V2, context::OPEN_BADGES_3_0_3]);
    for builder in [
        fixtures::credential().schema(CredentialSchema::json_schema_2019(SCHEMA)),
        fixtures::credential().refresh_service(RefreshService::new("https://example.org/refresh")),
    ] {
        let contexts = builder.build().unwrap().context;
        assert_eq!(contexts.last().unwrap(), context::OPEN_BADGES_EXTENSIONS);
        assert_eq!(contexts.len(), 3);
    }
}

#[test]
fn a3_5_an_extension_brings_its_context_once() {
    let url = "https://example.org/extension.json";
    let credential = fixtures::credential()
        .extension(url, "depth", json!(7))
        .extension(url, "tide", json!("low"))
        .build()
        .unwrap();
    assert_eq!(credential.context[2..], [Value::from(url)]);
    assert_eq!(credential.to_value()["depth"], 7);
}

#[test]
fn e2_4_the_credential_has_the_name_of_the_achievement() {
    let subject = fixtures::subject(fixtures::achievement().named("Harbour pilot"));
    let credential =
        AchievementCredentialBuilder::new("urn:uuid:1", fixtures::issuer(), subject, fixtures::VALID_FROM);
    assert_eq!(credential.build().unwrap().name.as_deref(), Some("Harbour pilot"));
}

/// Where a credential of this issuer and achievement is at fault.
fn refused(issuer: Profile, achievement: Achievement) -> Vec<(String, FaultKind)> {
    let subject = fixtures::subject(achievement);
    let builder = AchievementCredentialBuilder::new("urn:uuid:1", issuer, subject, fixtures::VALID_FROM);
    let error = builder.build().unwrap_err();
    error.faults.into_iter().map(|fault| (fault.pointer, fault.kind)).collect()
}

#[test]
fn e1_8_what_would_be_lost_is_refused() {
    let typeless = Profile { r#type: vec!["Organization".to_owned()].into(), ..fixtures::issuer() };
    assert_eq!(refused(typeless, fixtures::achievement()), [("/issuer/type".into(), FaultKind::Type)]);
    let relative = Achievement { id: "teamwork".into(), ..fixtures::achievement() };
    let pointer = "/credentialSubject/achievement/id".to_owned();
    assert_eq!(refused(fixtures::issuer(), relative), [(pointer, FaultKind::Form)]);
}

#[test]
fn e2_4_what_the_data_model_leaves_out_may_be_left_out() {
    let nameless = Profile { name: None, ..fixtures::issuer() };
    let silent = Achievement {
        criteria: Criteria { narrative: None, ..Criteria::narrative("") },
        ..fixtures::achievement()
    };
    let subject = AchievementSubject { id: None, ..fixtures::subject(silent) };
    let date = "2024-05-06T09:08:09.5+02:00".parse::<DateTimeZ>().unwrap();
    let credential =
        AchievementCredentialBuilder::new("urn:uuid:1", nameless, subject, date).build().unwrap();
    assert_eq!(credential.to_value()["validFrom"], "2024-05-06T09:08:09.5+02:00");
}
