//! The whole journey through public functions, on every kind of database there is.
#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use accolade_platform::answers::State;
use accolade_platform::awarding::{self, CredentialState};
use accolade_platform::delivery::{self, MailState};
use accolade_platform::files;
use accolade_platform::issuers;
use accolade_platform::opening::{Format, Link};
use accolade_platform::showing;
use accolade_platform::{LinkError, sharing, status};
use accolade_storage::audit;
use common::{World, award, badge, issuer, token, worlds};
use openbadges_proof::status_list::BitstringStatusList;
use serde_json::Value;

#[tokio::test]
async fn from_set_up_to_a_revoked_badge() {
    for world in worlds().await {
        journey(&world).await;
    }
}

async fn journey(world: &World) {
    let operator = world.operator().await;
    let school = issuer(&operator).await;
    let repair = badge(&operator, school).await;
    let credential = award(&operator, school, repair).await;
    let view = awarding::managed(&operator, school, credential).await.unwrap();
    assert_eq!(view.state, CredentialState::Waiting);
    assert_eq!(view.recipient_email, "ada@example.org");

    world.send_mail().await;
    let mails = delivery::outbox(&operator).await.unwrap();
    assert_eq!(mails[0].state, MailState::InOutbox);
    let mail = delivery::read(&operator, mails[0].id).await.unwrap();
    assert_eq!(mail.to, "ada@example.org");
    assert_eq!(mail.subject, "Cycling School has awarded you a badge: Bicycle repair");
    let link = mail.text.lines().find(|line| line.contains("/m/")).unwrap();
    assert!(mail.html.contains(link), "both forms have the one link");
    assert_eq!(
        awarding::managed(&operator, school, credential).await.unwrap().state,
        CredentialState::Mailed
    );

    showing::by_mail_link(&operator, token(link)).await.unwrap();
    assert_eq!(
        awarding::managed(&operator, school, credential).await.unwrap().state,
        CredentialState::Mailed,
        "the issuer's people who look at the page do not mark it as seen"
    );

    let page =
        showing::by_mail_link(&accolade_platform::Ctx::anonymous(&world.app), token(link)).await.unwrap();
    assert_eq!(page.state, State::Mailed);
    assert_eq!(page.recipient_name, "Ada Lovelace");
    assert_eq!(page.page, link);
    assert_eq!(awarding::managed(&operator, school, credential).await.unwrap().state, CredentialState::Seen);

    let shared = sharing::share(&world.app, token(link)).await.unwrap();
    assert_eq!(
        sharing::share(&world.app, token(link)).await.unwrap(),
        shared,
        "sharing again gives the same link"
    );
    let page = showing::by_share_link(&world.app, token(&shared)).await.unwrap();
    assert_eq!(page.state, State::Shared);
    let linkedin = page.linkedin_url.unwrap();
    assert!(
        linkedin
            .starts_with("https://www.linkedin.com/profile/add?startTask=CERTIFICATION_NAME&name=Bicycle")
    );
    assert!(linkedin.contains("issueYear=2026&issueMonth=3"), "{linkedin}");

    assert!(!bit(world, school, &view_document(world, link).await).await);
    awarding::revoke(&operator, school, credential, "Awarded to the wrong Ada.").await.unwrap();
    awarding::revoke(&operator, school, credential, "Once more.").await.unwrap();
    assert!(
        bit(world, school, &view_document(world, link).await).await,
        "p_v5: the list is signed anew at once"
    );
    for page in [
        showing::by_mail_link(&accolade_platform::Ctx::anonymous(&world.app), token(link)).await.unwrap(),
        showing::by_share_link(&world.app, token(&shared)).await.unwrap(),
    ] {
        assert_eq!(page.state, State::Revoked);
        assert_eq!(page.revoked.unwrap().reason, "Awarded to the wrong Ada.");
        assert!(page.linkedin_url.is_none());
    }

    sharing::end(&world.app, token(link)).await.unwrap();
    let ended = showing::by_share_link(&world.app, token(&shared)).await;
    assert!(matches!(ended, Err(LinkError::Gone)));
    let again = sharing::share(&world.app, token(link)).await;
    assert!(matches!(again, Err(LinkError::Revoked)));
    the_audit_chains_hold(world, school).await;
}

async fn view_document(world: &World, link: &str) -> Value {
    let file = files::file(&world.app, Link::Mail(token(link)), Format::Json).await.unwrap();
    serde_json::from_slice(&file.bytes).unwrap()
}

/// The award's bit in the list as another node signs and serves it.
async fn bit(world: &World, issuer: accolade_platform::ids::IssuerId, credential: &Value) -> bool {
    let node = world.other_node(common::KEY);
    let entry = &credential["credentialStatus"];
    let number = token(entry["statusListCredential"].as_str().unwrap()).parse().unwrap();
    let list = status::list(&node, issuer, number).await.unwrap().unwrap();
    let list: Value = serde_json::from_str(&list).unwrap();
    assert_eq!(list["validUntil"], Value::Null, "an archived list must not expire");
    let encoded = list["credentialSubject"]["encodedList"].as_str().unwrap();
    let bits = BitstringStatusList::decode(encoded, 1 << 20).unwrap();
    bits.get(entry["statusListIndex"].as_str().unwrap().parse().unwrap()).unwrap()
}

async fn the_audit_chains_hold(world: &World, school: accolade_platform::ids::IssuerId) {
    let mut conn = world.database.read().await.unwrap();
    for chain in [None, Some(school)] {
        let head = audit::verify_chain(&mut conn, chain, None).await.unwrap();
        assert!(head.is_ok(), "p_t1: {head:?}");
    }
    let entries = audit::list(&mut conn, Some(school), None, 20).await.unwrap();
    let mut actions: Vec<_> = entries.into_iter().map(|entry| entry.entry.unwrap().action).collect();
    actions.reverse();
    assert_eq!(
        actions,
        [
            "issuer.created",
            "achievement.created",
            "credential.awarded",
            "credential.mailed",
            "credential.seen",
            "credential.shared",
            "credential.revoked",
            "credential.share-ended",
        ]
    );
}

#[tokio::test]
async fn e4_7_the_issuer_publishes_its_key_in_the_strictest_shape() {
    let world = common::world().await;
    let operator = world.operator().await;
    let school = issuer(&operator).await;
    let did = format!("did:web:badges.example.org:issuers:{school}");
    let document = issuers::did_document(&world.app, school).await.unwrap().unwrap().document;
    assert_eq!(document["id"], did.as_str());
    assert_eq!(document["assertionMethod"], serde_json::json!([format!("{did}#key-1")]));
    let method = &document["verificationMethod"][0];
    assert_eq!(method["controller"], did.as_str());
    assert!(method["publicKeyMultibase"].as_str().unwrap().starts_with("z6Mk"));
    let profile = issuers::profile_document(&world.app, school).await.unwrap().unwrap();
    assert_eq!(profile["id"], did.as_str());
    assert_eq!(profile["type"], serde_json::json!(["Profile"]));
}
