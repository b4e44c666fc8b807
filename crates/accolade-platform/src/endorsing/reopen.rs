//! Taking back that an endorsement was declined which its endorser has withdrawn since: it may say another.

use accolade_storage::{Tx, endorsements};
use async_trait::async_trait;
use jiff::Timestamp;
use serde_json::json;

use crate::app::Ctx;
use crate::audit::{self, Event};
use crate::authorise::{Act, authorise, authorise_in};
use crate::ids::{EndorsementId, IssuerId};
use crate::step::Step;
use crate::trouble::ActError;

/// Lets the endorser of a declined and withdrawn endorsement endorse the same again. Again changes nothing; one that
/// was not withdrawn is accepted instead.
///
/// # Errors
/// [`ActError::NotFound`] where the issuer received no such endorsement.
pub async fn reopen(
    ctx: &Ctx,
    issuer: IssuerId,
    (endorser, id): (IssuerId, EndorsementId),
) -> Result<(), ActError> {
    authorise(ctx, issuer, Act::AnswerEndorsement).await?;
    let now = ctx.clock.now();
    ctx.take(Reopen { ctx: ctx.clone(), issuer, endorser, id, now }).await
}

struct Reopen {
    ctx: Ctx,
    issuer: IssuerId,
    endorser: IssuerId,
    id: EndorsementId,
    now: Timestamp,
}

#[async_trait]
impl Step for Reopen {
    type Done = ();
    type Refused = ActError;

    async fn run(&self, tx: &mut Tx) -> Result<(), ActError> {
        let Self { ctx, issuer, endorser, id, now } = self;
        let account = authorise_in(tx, &ctx.actor, *issuer, Act::AnswerEndorsement).await?;
        let found = endorsements::find(tx, *endorser, *id).await?.map(|row| row.endorsement);
        let found = found.filter(|row| row.target_issuer_id == *issuer).ok_or(ActError::NotFound)?;
        if !endorsements::reopen(tx, *issuer, (*endorser, *id)).await? {
            return Ok(());
        }
        let event = Event {
            issuer: Some(*issuer),
            at: *now,
            actor: Some(account.id),
            action: "endorsement.reopened",
            subject: id.to_string(),
            values: json!({ "endorser": endorser, "target": found.target }),
        };
        audit::record(tx, &*ctx.random, event).await?;
        Ok(())
    }
}
