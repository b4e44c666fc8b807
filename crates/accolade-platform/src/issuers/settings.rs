//! What an issuer decides for all its badges.

use accolade_storage::{Tx, issuers};
use async_trait::async_trait;
use jiff::Timestamp;
use serde_json::json;

use crate::app::Ctx;
use crate::audit::{self, Event};
use crate::authorise::{Act, authorise_in};
use crate::ids::IssuerId;
use crate::step::Step;
use crate::trouble::ActError;

/// The settings of an issuer.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Settings {
    /// Whether awards are offered as Open Badges 2.0 beside 3.0. Without, their hosted documents answer as if they had
    /// never been, so that copies of 2.0 that somebody saved before cannot be checked any more.
    pub offers_v2: bool,
}

/// Changes the settings. To set what is set already changes nothing.
pub async fn change(ctx: &Ctx, issuer: IssuerId, settings: Settings) -> Result<(), ActError> {
    let now = ctx.clock.now();
    ctx.take(Change { ctx: ctx.clone(), issuer, settings, now }).await
}

struct Change {
    ctx: Ctx,
    issuer: IssuerId,
    settings: Settings,
    now: Timestamp,
}

#[async_trait]
impl Step for Change {
    type Done = ();
    type Refused = ActError;

    async fn run(&self, tx: &mut Tx) -> Result<(), ActError> {
        let account = authorise_in(tx, &self.ctx.actor, self.issuer, Act::ChangeIssuer).await?;
        let Settings { offers_v2 } = self.settings;
        if !issuers::set_offers_v2(tx, self.issuer, offers_v2).await? {
            return Ok(());
        }
        let event = Event {
            issuer: Some(self.issuer),
            at: self.now,
            actor: Some(account.id),
            action: "issuer.changed",
            subject: self.issuer.to_string(),
            values: json!({ "offers_v2": offers_v2 }),
        };
        audit::record(tx, &*self.ctx.random, event).await?;
        Ok(())
    }
}
