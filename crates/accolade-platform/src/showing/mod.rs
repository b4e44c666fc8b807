//! The recipient's page and the page that is shared, with a verdict that is computed, never asserted.

mod linkedin;
mod page;

use std::sync::Arc;

use accolade_storage::{StorageError, credentials, members};
use jiff::Timestamp;
use openbadges_verify::Report;
use serde_json::json;

use crate::Credential;
use crate::achievements::PublicAchievement;
use crate::answers::{Answer, State};
use crate::app::{Actor, App, Ctx};
use crate::audit::{self, Event};
use crate::awarding::Revocation;
use crate::masked::masked_debug;
use crate::opening::{Format, Opened};
use crate::trouble::LinkError;

/// A badge as its recipient sees it, or as it is shared.
#[derive(Clone)]
pub struct BadgePage {
    /// How it stands.
    pub state: State,
    /// The badge in the version that was awarded, and its issuer.
    pub achievement: PublicAchievement,
    /// The recipient's name, as the issuer typed it.
    pub recipient_name: String,
    /// What the recipient did, in Markdown.
    pub narrative: Option<String>,
    /// A page that shows it.
    pub evidence_url: Option<String>,
    /// The day of the award.
    pub awarded_at: Timestamp,
    /// From when it is valid.
    pub valid_from: Timestamp,
    /// When it ends.
    pub valid_until: Option<Timestamp>,
    /// When and why it was revoked.
    pub revoked: Option<Revocation>,
    /// The verification of the stored bytes, made just now.
    pub report: Report,
    /// This page; files lie under it by the names of their forms.
    pub page: String,
    /// The forms in which the badge can be saved.
    pub downloads: Vec<Format>,
    /// The page that is shared, while it is.
    pub share_url: Option<String>,
    /// The business network's "Add to profile", filled in, while the badge is shared and stands.
    pub linkedin_url: Option<String>,
    /// Whether the instance's address is one for tests, so that nobody else can check the badge.
    pub test_address: bool,
}

masked_debug!(BadgePage);

/// The recipient's page. Opening it the first time is noted, unless somebody of the issuer looks at it.
pub async fn by_mail_link(ctx: &Ctx, token: &str) -> Result<BadgePage, LinkError> {
    let app = &ctx.app;
    let opened = Opened::by_mail(app, token).await?;
    expect_page(&opened)?;
    if opened.credential.seen_at.is_none() && !is_staff(ctx, &opened.credential).await? {
        note_seen(app, &opened.credential).await?;
    }
    page::show(app, opened).await
}

/// Whether the visitor belongs to the issuer of somebody else's badge.
async fn is_staff(ctx: &Ctx, credential: &Credential) -> Result<bool, LinkError> {
    let Actor::Account(account) = &ctx.actor else {
        return Ok(false);
    };
    let role = members::role_of(&mut ctx.storage.read().await?, credential.issuer_id, account.id).await?;
    Ok(role.is_some() && account.email != credential.recipient_email)
}

async fn note_seen(app: &Arc<App>, credential: &Credential) -> Result<(), LinkError> {
    let (issuer, id, now) = (credential.issuer_id, credential.id, app.clock.now());
    let random = Arc::clone(&app.random);
    app.storage
        .write(move |tx| {
            let random = Arc::clone(&random);
            Box::pin(async move {
                let event = Event {
                    issuer: Some(issuer),
                    at: now,
                    actor: None,
                    action: "credential.seen",
                    subject: id.to_string(),
                    values: json!({}),
                };
                if credentials::mark_seen(tx, issuer, id, now).await? {
                    audit::record(tx, &*random, event).await?;
                }
                Ok::<_, StorageError>(())
            })
        })
        .await?;
    Ok(())
}

/// The page that a recipient shares.
pub async fn by_share_link(app: &Arc<App>, token: &str) -> Result<BadgePage, LinkError> {
    let opened = Opened::by_share(app, token).await?;
    expect_page(&opened)?;
    page::show(app, opened).await
}

fn expect_page(opened: &Opened) -> Result<(), LinkError> {
    match opened.page() {
        Answer::Page | Answer::PageSaysExpired | Answer::PageSaysRevoked => Ok(()),
        Answer::Gone => Err(LinkError::Gone),
        _ => Err(LinkError::NotFound),
    }
}
