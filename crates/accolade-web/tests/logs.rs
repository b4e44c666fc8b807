//! No log line names a person or holds a secret.

mod common;

use std::fmt::{Debug, Write as _};
use std::sync::{Arc, Mutex, PoisonError};

use common::{PASSWORD, Site, between, first_award};
use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

/// Keeps everything that is logged, at every level, by our crates.
#[derive(Clone, Default)]
struct Kept(Arc<Mutex<String>>);

impl Visit for Kept {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        let mut text = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let _ = writeln!(text, "{field}={value:?}");
    }
}

impl Subscriber for Kept {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target().starts_with("accolade") || metadata.target().starts_with("openbadges")
    }

    fn new_span(&self, attributes: &Attributes<'_>) -> Id {
        attributes.record(&mut self.clone());
        Id::from_u64(1)
    }

    fn record(&self, _: &Id, values: &Record<'_>) {
        values.record(&mut self.clone());
    }

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        event.record(&mut self.clone());
    }

    fn enter(&self, _: &Id) {}

    fn exit(&self, _: &Id) {}
}

#[tokio::test]
async fn neither_addresses_nor_tokens_nor_passwords_are_logged() {
    let kept = Kept::default();
    let guard = tracing::subscriber::set_default(kept.clone());
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    site.send_mail().await;
    operator.get(&made.mail).await;
    operator.get(&format!("{}/badge.png", made.mail)).await;
    operator.post(&format!("{}/share", made.mail), &[]).await;
    let page = operator.get(&made.mail).await.text();
    let shared = between(&page, "value=\"https://badges.example.org/s/", "\"").to_owned();
    operator.get(&format!("/s/{shared}")).await;
    let mut browser = site.browser();
    browser
        .post("/sign-in", &[("email", "olga@example.org"), ("password", "wrong wrong wrong"), ("next", "")])
        .await;
    browser.post("/sign-in", &[("email", "olga@example.org"), ("password", PASSWORD), ("next", "")]).await;
    browser.post("/sign-in/link", &[("email", "olga@example.org")]).await;
    browser.get("/manage/nothing?email=ada@example.org").await;
    drop(guard);
    let text = kept.0.lock().unwrap_or_else(PoisonError::into_inner).clone();
    assert!(text.contains("route=\"/m/{token}\""), "{text}");
    let token = made.mail.trim_start_matches("/m/");
    for secret in ["@example.org", PASSWORD, "wrong wrong", "Ada", token, &shared] {
        assert!(!text.contains(secret), "{secret} in {text}");
    }
}
