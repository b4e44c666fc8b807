//! An award as a JWT: signed once, stored, and verified like any other form.

mod common;

use accolade_platform::awarding;
use accolade_platform::showing::{self, Format, Link};
use accolade_platform::verify::{Input, Verdict};
use accolade_platform::{issuers, verifying};
use common::{award, badge, issuer, token, worlds};
use jiff::SignedDuration;

#[tokio::test]
async fn a_jwt_is_made_once_and_is_valid_until_it_is_revoked() {
    for world in worlds().await {
        let operator = world.operator().await;
        let school = issuer(&operator).await;
        let repair = badge(&operator, school).await;
        let credential = award(&operator, school, repair).await;
        let mail = awarding::managed(&operator, school, credential).await.unwrap().page;
        let file = async || showing::file(&world.app, Link::Mail(token(&mail)), Format::Jwt).await.unwrap();
        let (first, second) = tokio::join!(file(), file());
        world.clock.advance(SignedDuration::from_hours(1));
        let later = file().await;
        assert!(first.bytes == second.bytes && first.bytes == later.bytes, "the same bytes ever after");
        assert_eq!((first.name.as_str(), first.media_type), ("bicycle-repair.jwt", "text/plain"));

        let keys = issuers::key_set(&world.app, school).await.unwrap().unwrap();
        let kid = keys["keys"][0]["kid"].as_str().unwrap();
        assert!(kid.starts_with(&format!("https://badges.example.org/issuers/{school}/jwks.json#")), "{kid}");

        let verify = async || {
            let input = Input::Bytes(first.bytes.to_vec());
            verifying::verify(&world.app, input, Some("ada@example.org".to_owned())).await.unwrap()
        };
        let report = verify().await;
        assert_eq!(report.verdict, Verdict::Valid, "{report:#?}");
        awarding::revoke(&operator, school, credential, "A mistake.").await.unwrap();
        assert_eq!(verify().await.verdict, Verdict::Invalid);
    }
}
