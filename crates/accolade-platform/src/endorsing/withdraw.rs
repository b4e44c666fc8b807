//! Withdrawing: the endorser takes its word back, wherever it was carried.

use accolade_storage::endorsements;
use serde_json::json;

use crate::app::Ctx;
use crate::audit::{self, Event};
use crate::authorise::{Act, authorise, authorise_in};
use crate::ids::{EndorsementId, IssuerId};
use crate::trouble::ActError;

/// Withdraws an endorsement: its status says revoked, no page shows it. Again changes nothing.
///
/// # Errors
/// [`ActError::NotFound`] where the issuer made no such endorsement.
pub async fn withdraw(ctx: &Ctx, endorser: IssuerId, id: EndorsementId) -> Result<(), ActError> {
    authorise(ctx, endorser, Act::Endorse).await?;
    let (ctx, now) = (ctx.clone(), ctx.clock.now_in_seconds());
    let writer = ctx.storage.clone();
    writer
        .write(move |tx| {
            let ctx = ctx.clone();
            Box::pin(async move {
                let account = authorise_in(tx, &ctx.actor, endorser, Act::Endorse).await?;
                endorsements::find(tx, endorser, id).await?.ok_or(ActError::NotFound)?;
                if !endorsements::withdraw(tx, endorser, id, now).await? {
                    return Ok(());
                }
                let event = Event {
                    issuer: Some(endorser),
                    at: now,
                    actor: Some(account.id),
                    action: "endorsement.withdrawn",
                    subject: id.to_string(),
                    values: json!({}),
                };
                audit::record(tx, &*ctx.random, event).await?;
                Ok::<_, ActError>(())
            })
        })
        .await
}
