//! No address, name, password or link is ever in a log line, at any level.
#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use std::io::Write;
use std::sync::{Arc, Mutex};

use accolade_platform::delivery::{self, MailTransport, Smtp};
use accolade_platform::endorsing::{self, Target};
use accolade_platform::issuers::{self, NewIssuer};
use accolade_platform::{awarding, sharing, showing, sign_in};
use accolade_storage::testing;
use common::{PASSWORD, World, award, badge, issuer, token};

/// Everything that was logged.
#[derive(Clone, Default)]
struct Log(Arc<Mutex<Vec<u8>>>);

impl Write for Log {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

#[tokio::test]
async fn nothing_personal_or_secret_is_logged() {
    let log = Log::default();
    let writer = log.clone();
    let subscriber = tracing_subscriber::fmt()
        .with_max_level(tracing_subscriber::filter::LevelFilter::TRACE)
        .with_writer(move || writer.clone())
        .finish();
    tracing::subscriber::set_global_default(subscriber).unwrap();
    // Nobody listens there, so that the failure is logged as well.
    let transport = MailTransport::Smtp(Smtp::from_url("smtp://127.0.0.1:1").unwrap());
    let world = World::with(testing::sqlite().await, transport);
    let operator = world.operator().await;
    let school = issuer(&operator).await;
    let repair = badge(&operator, school).await;
    let credential = award(&operator, school, repair).await;
    delivery::run_due(&world.app).await.unwrap();
    let link = awarding::managed(&operator, school, credential).await.unwrap().page;
    showing::by_mail_link(&accolade_platform::Ctx::anonymous(&world.app), token(&link)).await.unwrap();
    let shared = sharing::share(&world.app, token(&link)).await.unwrap();
    showing::by_share_link(&world.app, token(&shared)).await.unwrap();
    let guild = NewIssuer { name: "Guild of mechanics".into(), ..common::issuer_form() };
    let guild = issuers::create(&operator, guild).await.unwrap();
    endorsing::endorse(&operator, guild, Target::Issuer(school), "Hire them all.").await.unwrap();
    assert_eq!(delivery::run_due(&world.app).await.unwrap(), 1);
    let session = sign_in::with_password(&world.app, "olga@example.org", PASSWORD).await.unwrap();
    assert!(sign_in::with_password(&world.app, "olga@example.org", "another long one").await.is_err());
    awarding::revoke(&operator, school, credential, "A mistake.").await.unwrap();
    let stranger = world.account("eve@example.org", Some((school, accolade_platform::Role::Viewer))).await;
    assert!(awarding::managed(&stranger, school, credential).await.is_err());

    let logged = String::from_utf8(log.0.lock().unwrap().clone()).unwrap();
    assert!(logged.contains("a mail did not leave") && logged.contains("not allowed"), "the log is the one");
    let secrets =
        [token(&link), token(&shared), session.as_str(), PASSWORD, "another long one", "Hire them all"];
    for secret in secrets.into_iter().chain(["ada@example", "olga@example", "eve@example", "Lovelace"]) {
        let found = logged.lines().find(|entry| entry.to_lowercase().contains(&secret.to_lowercase()));
        assert!(found.is_none(), "{secret}: {found:?}");
    }
}
