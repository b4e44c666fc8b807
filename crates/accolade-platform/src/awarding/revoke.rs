//! Revoking: one act that reaches the page, the files and the status list at once (P-V5).

use accolade_storage::credentials;
use serde_json::json;

use crate::app::Ctx;
use crate::audit::{self, Event};
use crate::authorise::{Act, authorise, authorise_in};
use crate::fault::Fault;
use crate::ids::{CredentialId, IssuerId};
use crate::text;
use crate::trouble::ActError;

/// Revokes an award, with a reason that everyone may read. Revoking again changes nothing.
pub async fn revoke(
    ctx: &Ctx,
    issuer: IssuerId,
    credential: CredentialId,
    reason: &str,
) -> Result<(), ActError> {
    authorise(ctx, issuer, Act::Revoke).await?;
    let reason = text::optional_text("reason", reason, 500)?;
    let reason = reason.ok_or_else(|| Fault::new("reason", "reason-required"))?;
    let (ctx, now) = (ctx.clone(), ctx.clock.now_in_seconds());
    let writer = ctx.storage.clone();
    writer
        .write(move |tx| {
            let (ctx, reason) = (ctx.clone(), reason.clone());
            Box::pin(async move {
                let account = authorise_in(tx, &ctx.actor, issuer, Act::Revoke).await?;
                credentials::find(tx, issuer, credential).await?.ok_or(ActError::NotFound)?;
                if !credentials::revoke(tx, issuer, credential, &reason, now).await? {
                    return Ok(());
                }
                let event = Event {
                    issuer: Some(issuer),
                    at: now,
                    actor: Some(account.id),
                    action: "credential.revoked",
                    subject: credential.to_string(),
                    values: json!({ "reason": reason }),
                };
                audit::record(tx, &*ctx.random, event).await?;
                Ok::<_, ActError>(())
            })
        })
        .await
}
