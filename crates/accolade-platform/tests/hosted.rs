//! Open Badges 2.0: what is hosted is sound, consistent with what is signed, and baked into the files.
#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::hosted;
use accolade_platform::ids::IssuerId;
use accolade_platform::issuers::{self, Settings};
use accolade_platform::opening::Format;
use accolade_platform::sharing;
use accolade_platform::showing;
use accolade_platform::verify::{Input, Verdict};
use accolade_platform::{Ctx, verifying};
use common::{World, worlds};
use openbadges_bakery::{BakedVersion, unbake_all};
use openbadges_model::v2::{self, Class, Version};
use serde_json::Value;

/// Follows the links from an Assertion to its `BadgeClass` and Profile.
async fn chain(world: &World, school: IssuerId, assertion: &Value) -> (Value, Value) {
    let badge = assertion["badge"].as_str().unwrap();
    let [version, id] = [0, 1].map(|at| badge.rsplit('/').nth(at).unwrap());
    let class = hosted::badge_class(&world.app, school, id.parse().unwrap(), version.parse().unwrap());
    let class = class.await.unwrap().unwrap();
    let profile = hosted::issuer(&world.app, school).await.unwrap().unwrap();
    assert_eq!((&class["id"], &class["issuer"]), (&assertion["badge"], &profile["id"]));
    (class, profile)
}

#[tokio::test]
async fn what_is_hosted_is_sound_and_linked() {
    for world in worlds().await {
        let made = world.awarded().await;
        let assertion = hosted::assertion(&world.app, made.school, made.credential).await.unwrap().unwrap();
        let (class, profile) = chain(&world, made.school, &assertion).await;
        for (document, kind) in
            [(&assertion, Class::Assertion), (&class, Class::BadgeClass), (&profile, Class::Issuer)]
        {
            assert_eq!(v2::validate(document, kind, Version::V2_0), [], "{document}");
        }
        assert!(class["criteria"]["narrative"].as_str().unwrap().contains("flat tyre"));
        assert_eq!(class["tags"], serde_json::json!(["bicycle", "tools"]));
        let nobody = accolade_platform::ids::CredentialId::from_random([9; 16]);
        assert!(hosted::assertion(&world.app, made.school, nobody).await.unwrap().is_none());
    }
}

#[tokio::test]
async fn what_is_hosted_verifies_until_it_is_revoked() {
    for world in worlds().await {
        let made = world.awarded().await;
        let baked = made.file(Format::PngV2).await;
        let verify = async |recipient: &str| {
            let input = Input::Bytes(baked.bytes.to_vec());
            verifying::verify(&world.app, input, Some(recipient.to_owned())).await.unwrap()
        };
        let report = verify("ada@example.org").await;
        assert!(matches!(report.verdict, Verdict::Valid | Verdict::Warning), "{report:#?}");
        assert_eq!(verify("grace@example.org").await.verdict, Verdict::Invalid, "another recipient");
        made.revoke().await;
        assert_eq!(verify("ada@example.org").await.verdict, Verdict::Invalid, "revoked");
    }
}

#[tokio::test]
async fn the_files_of_2_0_carry_the_assertion_with_the_recipient_of_3_0() {
    for world in worlds().await {
        let made = world.awarded().await;
        let json = made.file(Format::JsonV2).await;
        assert_eq!((json.name.as_str(), json.media_type), ("bicycle-repair-2.0.json", "application/ld+json"));
        let assertion: Value = serde_json::from_slice(&json.bytes).unwrap();
        let signed: Value = serde_json::from_slice(&made.file(Format::Json).await.bytes).unwrap();
        let identifiers = signed["credentialSubject"]["identifier"].as_array().unwrap();
        assert!(identifiers.iter().any(|entry| entry["identityHash"] == assertion["recipient"]["identity"]));
        assert_eq!(
            (&assertion["issuedOn"], &assertion["expires"]),
            (&signed["validFrom"], &signed["validUntil"])
        );
        for format in [Format::PngV2, Format::SvgV2] {
            let picture = made.file(format).await;
            let baked = unbake_all(&picture.bytes).unwrap();
            assert_eq!(baked.len(), 1);
            assert_eq!(baked[0].version, BakedVersion::V2);
            assert_eq!(serde_json::from_str::<Value>(&baked[0].credential).unwrap(), assertion);
        }
    }
}

/// Else its holder is told by a verifier that the file and the address contradict each other.
#[tokio::test]
async fn the_file_of_2_0_is_what_its_address_says() {
    for world in worlds().await {
        let made = world.awarded().await;
        let address =
            async || hosted::assertion(&world.app, made.school, made.credential).await.unwrap().unwrap();
        let file =
            async || -> Value { serde_json::from_slice(&made.file(Format::JsonV2).await.bytes).unwrap() };
        assert_eq!(file().await, address().await, "private");
        assert!(file().await.get("narrative").is_none());
        sharing::share(&world.app, &made.mail).await.unwrap();
        assert_eq!(file().await, address().await, "shared");
        assert!(file().await["narrative"].as_str().unwrap().contains("three"));
        assert!(file().await["evidence"].is_string());
        sharing::end(&world.app, &made.mail).await.unwrap();
        assert_eq!(file().await, address().await, "no longer shared");
        made.revoke().await;
        assert_eq!((&file().await["id"], file().await["badge"].is_string()), (&address().await["id"], true));
    }
}

#[tokio::test]
async fn an_issuer_switches_2_0_off_and_on_again() {
    for world in worlds().await {
        let made = world.awarded().await;
        let assertion = hosted::assertion(&world.app, made.school, made.credential).await.unwrap().unwrap();
        let badge = assertion["badge"].as_str().unwrap();
        let [version, id] = [0, 1].map(|at| badge.rsplit('/').nth(at).unwrap());
        let (version, id) = (version.parse().unwrap(), id.parse().unwrap());
        let baked = made.file(Format::PngV2).await;
        for (offers_v2, verdict) in [(false, Verdict::Indeterminate), (true, Verdict::Valid)] {
            issuers::change(&made.operator, made.school, Settings { offers_v2 }).await.unwrap();
            let there = [
                hosted::issuer(&world.app, made.school).await.unwrap(),
                hosted::badge_class(&world.app, made.school, id, version).await.unwrap(),
                hosted::assertion(&world.app, made.school, made.credential).await.unwrap(),
            ];
            assert_eq!(there.map(|document| document.is_some()), [offers_v2; 3]);
            let input = Input::Bytes(baked.bytes.to_vec());
            let report = verifying::verify(&world.app, input, None).await.unwrap();
            assert_eq!(report.verdict, verdict, "{report:#?}");
            let page = showing::by_mail_link(&Ctx::anonymous(&world.app), &made.mail).await.unwrap();
            assert_eq!(page.downloads.iter().any(|format| format.has_v2()), offers_v2);
            assert!(page.downloads.contains(&Format::Png) && page.downloads.contains(&Format::Jwt));
        }
    }
}
