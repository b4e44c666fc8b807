//! The outbox, for the operator: what was or will be sent, and each mail as its recipient sees it.

use accolade_storage::mails::{self, Mail};
use jiff::Timestamp;

use super::payload::Payload;
use super::render::{PictureAt, RenderedMail, render};
use super::transport::MailTransport;
use crate::app::Ctx;
use crate::authorise::operator;
use crate::ids::MailId;
use crate::masked::masked_debug;
use crate::trouble::{ActError, Trouble};

/// How many mails the outbox page shows.
const SHOWN: u32 = 100;

/// A mail in the list of the outbox.
#[derive(Clone)]
pub struct MailRow {
    /// Its id.
    pub id: MailId,
    /// The recipient's address.
    pub to: String,
    /// Its subject; none when what it tells of is gone.
    pub subject: Option<String>,
    /// When it was written.
    pub created_at: Timestamp,
    /// How far it has come.
    pub state: MailState,
}

masked_debug!(MailRow);

/// How far a mail has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum MailState {
    /// It waits for the worker.
    Waiting,
    /// It waits for another attempt.
    Retrying,
    /// It left.
    Sent,
    /// It stays here: no mail server is configured.
    InOutbox,
    /// It was given up.
    Failed,
}

/// The newest mails, for the operator.
pub async fn outbox(ctx: &Ctx) -> Result<Vec<MailRow>, ActError> {
    operator(&ctx.actor)?;
    let mails = mails::list(&mut ctx.storage.read().await?, None, SHOWN).await?.items;
    let mut rows = Vec::with_capacity(mails.len());
    for mail in mails {
        let subject = rendered(ctx, &mail).await?.map(|rendered| rendered.subject);
        rows.push(MailRow {
            state: state(ctx, &mail),
            id: mail.id,
            to: mail.to,
            subject,
            created_at: mail.created_at,
        });
    }
    Ok(rows)
}

/// One mail as its recipient sees it, for the operator.
pub async fn read(ctx: &Ctx, mail: MailId) -> Result<RenderedMail, ActError> {
    operator(&ctx.actor)?;
    let found = mails::find(&mut ctx.storage.read().await?, mail).await?.ok_or(ActError::NotFound)?;
    rendered(ctx, &found).await?.ok_or(ActError::NotFound)
}

async fn rendered(ctx: &Ctx, mail: &Mail) -> Result<Option<RenderedMail>, Trouble> {
    let Ok(payload) = serde_json::from_value::<Payload>(mail.payload.clone()) else {
        return Ok(None);
    };
    let rendered = render(ctx, &payload, &mail.to, PictureAt::Address).await?;
    Ok(rendered.map(|rendered| rendered.mail))
}

fn state(ctx: &Ctx, mail: &Mail) -> MailState {
    match (mail.state, &ctx.transport) {
        (mails::MailState::Waiting, _) if mail.attempt > 0 => MailState::Retrying,
        (mails::MailState::Waiting, _) => MailState::Waiting,
        (mails::MailState::Sent, MailTransport::Outbox) => MailState::InOutbox,
        (mails::MailState::Sent, MailTransport::Smtp(_)) => MailState::Sent,
        (mails::MailState::Dead, _) => MailState::Failed,
    }
}
