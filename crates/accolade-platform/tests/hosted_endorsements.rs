//! Endorsements in Open Badges 2.0: hosted, named by what they are of, and verified with every award of it.
#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::endorsing::{self, Target};
use accolade_platform::ids::{EndorsementId, IssuerId};
use accolade_platform::issuers::{self, NewIssuer, Settings};
use accolade_platform::opening::Format;
use accolade_platform::verify::{Input, Reason, Report, Verdict};
use accolade_platform::{hosted, verifying};
use common::{Awarded, World, issuer_form, worlds};
use openbadges_model::v2::{self, Class, Version};
use serde_json::{Value, json};

const ORIGIN: &str = "https://badges.example.org";
const COMMENT: &str = "We hire people with this badge **without** an interview.";

/// An award of a school, and a guild that endorses its badge and the school itself.
struct Endorsed {
    made: Awarded,
    guild: IssuerId,
    badge: EndorsementId,
    school: EndorsementId,
}

impl Endorsed {
    async fn on(world: &World) -> Self {
        let made = world.awarded().await;
        let form = NewIssuer { name: "Mechanics’ guild".to_owned(), ..issuer_form() };
        let guild = issuers::create(&made.operator, form).await.unwrap();
        let say = async |target| endorsing::endorse(&made.operator, guild, target, COMMENT).await.unwrap();
        let badge = say(Target::Achievement(made.school, made.badge, 1)).await;
        let school = say(Target::Issuer(made.school)).await;
        Self { made, guild, badge, school }
    }

    async fn accept(&self) {
        for id in [self.badge, self.school] {
            endorsing::accept(&self.made.operator, self.made.school, (self.guild, id)).await.unwrap();
        }
    }

    /// What the class and the profile name.
    async fn named(&self, world: &World) -> [Option<Value>; 2] {
        let class = hosted::badge_class(&world.app, self.made.school, self.made.badge, 1).await.unwrap();
        let profile = hosted::issuer(&world.app, self.made.school).await.unwrap();
        for (document, kind) in [(&class, Class::BadgeClass), (&profile, Class::Issuer)] {
            assert_eq!(v2::validate(document.as_ref().unwrap(), kind, Version::V2_0), []);
        }
        [class, profile].map(|document| document.unwrap().get("endorsement").cloned())
    }

    fn address(&self, id: EndorsementId) -> String {
        format!("{ORIGIN}/ob2/{}/endorsements/{id}", self.guild)
    }

    async fn document(&self, world: &World, id: EndorsementId) -> Option<Value> {
        hosted::endorsement(&world.app, self.guild, id).await.unwrap()
    }
}

async fn verified(world: &World, input: Input) -> Report {
    verifying::verify(&world.app, input, None).await.unwrap()
}

#[tokio::test]
async fn an_accepted_word_is_hosted_and_verifies_with_the_award() {
    for world in worlds().await {
        let endorsed = Endorsed::on(&world).await;
        let (school, badge) = (endorsed.made.school, endorsed.made.badge);
        assert_eq!(endorsed.named(&world).await, [None, None], "not before it is accepted");
        endorsed.accept().await;
        let addresses = [endorsed.badge, endorsed.school].map(|id| endorsed.address(id));
        assert_eq!(endorsed.named(&world).await, addresses.clone().map(|address| Some(json!(address))));

        let of = [format!("{ORIGIN}/ob2/{school}/badges/{badge}/1"), format!("{ORIGIN}/ob2/{school}/issuer")];
        for ((id, address), of) in [endorsed.badge, endorsed.school].into_iter().zip(&addresses).zip(of) {
            let document = endorsed.document(&world, id).await.unwrap();
            assert_eq!(v2::validate(&document, Class::Endorsement, Version::V2_0), [], "{document}");
            assert_eq!(document["id"], address.as_str());
            assert_eq!(document["claim"], json!({"id": of, "endorsementComment": COMMENT}));
            assert_eq!(document["issuer"], format!("{ORIGIN}/ob2/{}/issuer", endorsed.guild));
            assert_eq!(document["issuedOn"], common::BEGIN);
            let report = verified(&world, Input::Url(address.parse().unwrap())).await;
            assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
        }

        let file = endorsed.made.file(Format::JsonV2).await;
        let report = verified(&world, Input::Bytes(file.bytes.to_vec())).await;
        assert_eq!((report.verdict, report.endorsements.len()), (Verdict::Valid, 2), "{report:#?}");
        for part in &report.endorsements {
            assert_eq!(part.report.verdict, Verdict::Valid, "{part:#?}");
        }
    }
}

#[tokio::test]
async fn a_withdrawn_word_is_named_no_more_and_its_address_says_so() {
    for world in worlds().await {
        let endorsed = Endorsed::on(&world).await;
        endorsed.accept().await;
        endorsing::withdraw(&endorsed.made.operator, endorsed.guild, endorsed.badge).await.unwrap();
        assert_eq!(endorsed.named(&world).await, [None, Some(json!(endorsed.address(endorsed.school)))]);
        let document = endorsed.document(&world, endorsed.badge).await.unwrap();
        assert_eq!((&document["revoked"], document.get("claim")), (&json!(true), None));
        let address = endorsed.address(endorsed.badge);
        let report = verified(&world, Input::Url(address.parse().unwrap())).await;
        assert_eq!((report.verdict, report.reason), (Verdict::Invalid, Some(Reason::Revoked)), "{report:#?}");
    }
}

#[tokio::test]
async fn an_endorser_without_2_0_is_not_named_in_it() {
    for world in worlds().await {
        let endorsed = Endorsed::on(&world).await;
        endorsed.accept().await;
        let off = Settings { offers_v2: false };
        issuers::change(&endorsed.made.operator, endorsed.guild, off).await.unwrap();
        assert_eq!(endorsed.named(&world).await, [None, None]);
        assert_eq!(endorsed.document(&world, endorsed.badge).await, None);
    }
}
