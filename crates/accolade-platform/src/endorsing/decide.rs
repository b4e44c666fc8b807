//! The answer of the issuer that is spoken of: its page shows what it accepts, and may cease to.

use accolade_storage::endorsements::{self, Answer};
use serde_json::json;

use super::MOST_SHOWN;
use crate::app::Ctx;
use crate::audit::{self, Event};
use crate::authorise::{Act, authorise, authorise_in};
use crate::fault::Fault;
use crate::ids::{EndorsementId, IssuerId};
use crate::trouble::ActError;

/// Shows an endorsement with the issuer or its badge, from now on also in the badge's awards. Again changes nothing.
///
/// # Errors
/// [`ActError::NotFound`] where the issuer received no such endorsement or it was withdrawn, [`ActError::Faults`] when
/// as many are shown as may be.
pub async fn accept(ctx: &Ctx, issuer: IssuerId, of: (IssuerId, EndorsementId)) -> Result<(), ActError> {
    answer(ctx, issuer, of, Answer::Accepted).await
}

/// Does not show an endorsement, or ceases to. Awards that were made with it keep it. Again changes nothing.
///
/// # Errors
/// [`ActError::NotFound`] where the issuer received no such endorsement or it was withdrawn.
pub async fn decline(ctx: &Ctx, issuer: IssuerId, of: (IssuerId, EndorsementId)) -> Result<(), ActError> {
    answer(ctx, issuer, of, Answer::Declined).await
}

async fn answer(
    ctx: &Ctx,
    issuer: IssuerId,
    (endorser, id): (IssuerId, EndorsementId),
    answer: Answer,
) -> Result<(), ActError> {
    authorise(ctx, issuer, Act::AnswerEndorsement).await?;
    let (ctx, now) = (ctx.clone(), ctx.clock.now());
    let writer = ctx.storage.clone();
    writer
        .write(move |tx| {
            let ctx = ctx.clone();
            Box::pin(async move {
                let account = authorise_in(tx, &ctx.actor, issuer, Act::AnswerEndorsement).await?;
                let found = endorsements::find(tx, endorser, id).await?.map(|row| row.endorsement);
                let received = |row: &endorsements::Endorsement| {
                    row.target_issuer_id == issuer && row.withdrawn_at.is_none()
                };
                let found = found.filter(received).ok_or(ActError::NotFound)?;
                if !endorsements::answer(tx, issuer, (endorser, id), answer, now).await? {
                    return Ok(());
                }
                let event = Event {
                    issuer: Some(issuer),
                    at: now,
                    actor: Some(account.id),
                    action: match answer {
                        Answer::Accepted => "endorsement.accepted",
                        Answer::Waiting | Answer::Declined => "endorsement.declined",
                    },
                    subject: id.to_string(),
                    values: json!({ "endorser": endorser, "target": found.target }),
                };
                audit::record(tx, &*ctx.random, event).await?;
                // After the audit entry, which lets one write of an issuer pass at a time: two cannot both be the last.
                if endorsements::count_shown(tx, &found.target).await? > MOST_SHOWN {
                    return Err(Fault::new("endorsement", "endorsements-shown")
                        .with("max", MOST_SHOWN)
                        .into());
                }
                Ok::<_, ActError>(())
            })
        })
        .await
}
