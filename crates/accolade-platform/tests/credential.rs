//! What is issued: the data model, the proof, and the same bytes in every file.
#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::achievements::{self, NewAchievement, Picture};
use accolade_platform::awarding::{self, AwardRequest};
use accolade_platform::files;
use accolade_platform::ids::{AchievementId, CredentialId, IssuerId};
use accolade_platform::opening::{Format, Link};
use accolade_platform::{Ctx, issuers};
use common::{World, award, badge, badge_form, issuer, request, token, world, worlds};
use jiff::civil::date;
use openbadges_model::{IdentifierType, IdentityObject, Match, validate};
use openbadges_proof::{PublicKey, data_integrity};
use serde_json::{Value, json};

async fn issued(world: &World) -> (Ctx, IssuerId, AchievementId, CredentialId) {
    let operator = world.operator().await;
    let school = issuer(&operator).await;
    let repair = badge(&operator, school).await;
    let credential = award(&operator, school, repair).await;
    (operator, school, repair, credential)
}

async fn link(ctx: &Ctx, school: IssuerId, credential: CredentialId) -> String {
    awarding::managed(ctx, school, credential).await.unwrap().page
}

async fn file(world: &World, link: &str, format: Format) -> Vec<u8> {
    files::file(&world.app, Link::Mail(token(link)), format).await.unwrap().bytes.to_vec()
}

async fn document(world: &World, link: &str) -> Value {
    serde_json::from_slice(&file(world, link, Format::Json).await).unwrap()
}

#[tokio::test]
async fn a8_the_proof_holds_and_covers_every_member() {
    let world = world().await;
    let (operator, school, _, credential) = issued(&world).await;
    let document = document(&world, &link(&operator, school, credential).await).await;
    assert_eq!(validate(&document), []);
    let did = issuers::did_document(&world.app, school).await.unwrap().unwrap().document;
    let key = did["verificationMethod"][0]["publicKeyMultibase"].as_str().unwrap();
    let key = PublicKey::from_multibase(key).unwrap();
    let proof = &document["proof"][0];
    assert_eq!(proof["verificationMethod"], did["verificationMethod"][0]["id"]);
    let verified = data_integrity::verify(&document, proof, &key, world.app.clock.now()).unwrap();
    assert!(verified.undefined.is_empty());
}

#[tokio::test]
async fn a1_the_shape_is_the_strictest() {
    let world = world().await;
    let (operator, school, repair, credential) = issued(&world).await;
    let document = document(&world, &link(&operator, school, credential).await).await;
    assert_eq!(document["id"], format!("urn:uuid:{credential}"));
    assert_eq!(document["validFrom"], "2026-03-31T12:00:00Z");
    assert_eq!(document["awardedDate"], document["validFrom"]);
    assert_eq!(document["evidence"][0]["type"], json!(["Evidence"]));
    assert_eq!(document["issuer"]["type"], json!(["Profile"]));
    let subject = &document["credentialSubject"];
    assert!(subject["id"].as_str().unwrap().starts_with("urn:uuid:"));
    let page = format!("https://badges.example.org/issuers/{school}/badges/{repair}/1");
    assert_eq!(subject["achievement"]["id"], page.as_str());
    assert_eq!(subject["achievement"]["criteria"]["id"], page.as_str());
    assert_eq!(
        subject["achievement"]["image"],
        json!({ "id": format!("{page}/image.png"), "type": "Image" })
    );
    let mut profile = issuers::profile_document(&world.app, school).await.unwrap().unwrap();
    profile.as_object_mut().unwrap().shift_remove("@context");
    assert_eq!(document["issuer"], profile, "a9_6: the Profile that is served is the one in the credential");
    let mut class = achievements::document(&world.app, school, repair, 1).await.unwrap().unwrap();
    class.as_object_mut().unwrap().shift_remove("@context");
    assert_eq!(subject["achievement"], class);
}

#[tokio::test]
async fn a5_the_recipient_is_hashed_with_a_salt_of_this_credential_alone() {
    let world = world().await;
    let (operator, school, repair, credential) = issued(&world).await;
    let again = AwardRequest { again: true, ..request(repair) };
    let second = awarding::award(&operator, school, again).await.unwrap();
    let mut salts = Vec::new();
    for credential in [credential, second] {
        let text = file(&world, &link(&operator, school, credential).await, Format::Json).await;
        assert!(!String::from_utf8_lossy(&text).to_lowercase().contains("ada@example.org"));
        let document: Value = serde_json::from_slice(&text).unwrap();
        let identities = document["credentialSubject"]["identifier"].clone();
        let identities: Vec<IdentityObject> = serde_json::from_value(identities).unwrap();
        assert_eq!(identities[0].matches(&IdentifierType::EmailAddress, "ada@example.org"), Match::Yes);
        assert_eq!(identities[1].identity_hash, "Ada Lovelace");
        let salt = identities[0].salt.clone().unwrap();
        assert_eq!(salt.len(), 32, "128 bits in hexadecimal");
        salts.push(salt);
    }
    assert_ne!(salts[0], salts[1]);
}

#[tokio::test]
async fn a10_every_file_holds_the_stored_bytes() {
    let world = world().await;
    let (operator, school, _, credential) = issued(&world).await;
    let link = link(&operator, school, credential).await;
    let stored = file(&world, &link, Format::Json).await;
    for format in [Format::Png, Format::Svg] {
        let baked = file(&world, &link, format).await;
        assert_eq!(openbadges_bakery::unbake(&baked).unwrap().credential.into_bytes(), stored, "{format:?}");
    }
    let file = files::file(&world.app, Link::Mail(token(&link)), Format::Png).await.unwrap();
    assert_eq!((file.media_type, file.name.as_str()), ("image/png", "bicycle-repair.png"));
}

#[tokio::test]
async fn an_uploaded_picture_is_within_the_svg() {
    let world = world().await;
    let operator = world.operator().await;
    let school = issuer(&operator).await;
    let drawn = badge(&operator, school).await;
    let png = achievements::image_png(&world.app, school, drawn, 1).await.unwrap().unwrap();
    let form = NewAchievement { picture: Picture::Upload(png.to_vec()), ..badge_form() };
    let uploaded = achievements::create(&operator, school, form).await.unwrap();
    assert!(achievements::image_svg(&world.app, school, uploaded, 1).await.unwrap().is_none());
    let credential = award(&operator, school, uploaded).await;
    let link = link(&operator, school, credential).await;
    let baked = file(&world, &link, Format::Svg).await;
    assert!(String::from_utf8_lossy(&baked).contains("data:image/png;base64,"));
    let unbaked = openbadges_bakery::unbake(&baked).unwrap().credential.into_bytes();
    assert_eq!(unbaked, file(&world, &link, Format::Json).await);
}

#[tokio::test]
async fn a_typed_day_begins_at_midnight_in_the_issuers_time_zone() {
    let world = world().await;
    let operator = world.operator().await;
    let school = issuer(&operator).await;
    let repair = badge(&operator, school).await;
    let typed = AwardRequest {
        awarded_on: Some(date(2026, 3, 1)),
        valid_until: Some(date(2027, 7, 1)),
        ..request(repair)
    };
    let credential = awarding::award(&operator, school, typed).await.unwrap();
    let document = document(&world, &link(&operator, school, credential).await).await;
    assert_eq!(document["validFrom"], "2026-02-28T23:00:00Z");
    assert_eq!(document["validUntil"], "2027-07-01T21:59:59Z");
}

#[tokio::test]
async fn the_same_badge_goes_to_the_same_address_again_only_when_told_so() {
    let world = world().await;
    let (operator, school, repair, credential) = issued(&world).await;
    let refused = awarding::award(&operator, school, request(repair)).await.unwrap_err();
    let accolade_platform::ActError::Faults(faults) = refused else { panic!("{refused}") };
    assert_eq!(faults.iter().next().unwrap().code, "already-awarded");
    awarding::revoke(&operator, school, credential, "A mistake.").await.unwrap();
    awarding::award(&operator, school, request(repair)).await.expect("what was revoked does not count");
}

#[tokio::test]
async fn two_awards_at_once_do_not_overlook_each_other() {
    for world in worlds().await {
        let operator = world.operator().await;
        let school = issuer(&operator).await;
        let repair = badge(&operator, school).await;
        let award = || awarding::award(&operator, school, request(repair));
        let answers = <[_; 4]>::from(tokio::join!(award(), award(), award(), award()));
        assert_eq!(answers.iter().filter(|answer| answer.is_ok()).count(), 1);
    }
}

#[tokio::test]
async fn p_i5_places_in_the_status_list_are_never_given_twice() {
    for world in worlds().await {
        let operator = world.operator().await;
        let school = issuer(&operator).await;
        let repair = badge(&operator, school).await;
        let mut places = std::collections::HashSet::new();
        for number in 0..20 {
            let request = AwardRequest::new(repair, format!("{number}@example.org"), "Ada");
            let credential = awarding::award(&operator, school, request).await.unwrap();
            let document = document(&world, &link(&operator, school, credential).await).await;
            places.insert(document["credentialStatus"]["id"].as_str().unwrap().to_owned());
        }
        assert_eq!(places.len(), 20);
    }
}
