//! Endorsing: one write, all or nothing, as an award is.

use std::sync::Arc;

use accolade_storage::endorsements::{self, Answer, Endorsement};
use accolade_storage::{Tx, issuers, status_lists};
use jiff::Timestamp;
use serde_json::json;

use super::document::{self, Ingredients};
use super::tell::tell;
use super::{MOST_CHARACTERS, MOST_WAITING, Target};
use crate::address::InstanceAddress;
use crate::app::Ctx;
use crate::audit::{self, Event};
use crate::authorise::{Act, authorise, authorise_in};
use crate::fault::Fault;
use crate::ids::{AccountId, EndorsementId, IssuerId};
use crate::issuers::active_key;
use crate::text;
use crate::trouble::ActError;

/// Endorses an issuer or its badge in the name of another issuer. `comment` is Markdown.
///
/// # Errors
/// [`ActError::NotFound`] where the account does not belong to the endorser or there is no such target,
/// [`ActError::Faults`] for an issuer that endorses itself, or twice, or what it was declined to, for a comment that is
/// missing or too long, and where too many wait for an answer.
pub async fn endorse(
    ctx: &Ctx,
    endorser: IssuerId,
    target: Target,
    comment: &str,
) -> Result<EndorsementId, ActError> {
    authorise(ctx, endorser, Act::Endorse).await?;
    if endorser == target.issuer() {
        return Err(Fault::new("endorser", "endorse-own").into());
    }
    let comment = text::text("comment", comment, MOST_CHARACTERS)?;
    let (address, now) = (ctx.address().await?, ctx.clock.now_in_seconds());
    let step = Arc::new(Step { ctx: ctx.clone(), address, endorser, target, comment, now });
    ctx.storage
        .write(move |tx| {
            let step = Arc::clone(&step);
            Box::pin(async move { step.run(tx).await })
        })
        .await
}

/// One endorsement, to be written.
struct Step {
    ctx: Ctx,
    address: InstanceAddress,
    endorser: IssuerId,
    target: Target,
    comment: String,
    now: Timestamp,
}

impl Step {
    async fn run(&self, tx: &mut Tx) -> Result<EndorsementId, ActError> {
        let account = authorise_in(tx, &self.ctx.actor, self.endorser, Act::Endorse).await?.id;
        let name = self.target.name(tx).await?.ok_or(ActError::NotFound)?;
        // First: on PostgreSQL the list's row is locked from here on, so that two endorsements cannot overlook each other.
        let random = Arc::clone(&self.ctx.random);
        let place = status_lists::reserve(tx, self.endorser, |below| random.below(below)).await?;
        self.refuse_too_many(tx).await?;
        let row = self.sign(tx, account, &name, place).await?;
        endorsements::insert(tx, &row).await?;
        tell(tx, &*self.ctx.random, &row).await?;
        audit::record(tx, &*self.ctx.random, self.event(account, &row)).await?;
        Ok(row.id)
    }

    async fn refuse_too_many(&self, tx: &mut Tx) -> Result<(), ActError> {
        match endorsements::standing(tx, self.endorser, &self.target.id(&self.address)).await? {
            Some(Answer::Declined) => return Err(Fault::new("endorser", "endorsement-declined").into()),
            Some(Answer::Waiting | Answer::Accepted) => {
                return Err(Fault::new("endorser", "already-endorsed").into());
            }
            None => {}
        }
        if !endorsements::has_room(tx, self.target.issuer(), MOST_WAITING).await? {
            return Err(Fault::new("comment", "endorsements-waiting").into());
        }
        Ok(())
    }

    async fn sign(
        &self,
        tx: &mut Tx,
        account: AccountId,
        name: &str,
        (status_list, status_index): (u32, u32),
    ) -> Result<Endorsement, ActError> {
        let endorser = issuers::find(tx, self.endorser).await?.ok_or(ActError::NotFound)?;
        let did = self.address.issuer_did(self.endorser);
        let key = active_key(tx, &self.ctx, &did, self.endorser).await?;
        let (id, target) = (self.ctx.random.id(), self.target.id(&self.address));
        let ingredients = Ingredients {
            address: &self.address,
            endorser: &endorser,
            id,
            name: self.ctx.messages.with("endorsement-name", &[("name", name.into())]),
            target: &target,
            comment: &self.comment,
            status_list,
            status_index,
            now: self.now,
        };
        let document = document::sign(&ingredients, &key)?;
        Ok(Endorsement {
            issuer_id: self.endorser,
            id,
            target,
            target_issuer_id: self.target.issuer(),
            achievement: self.target.achievement(),
            comment: self.comment.clone(),
            document,
            status_list,
            status_index,
            key_id: key.id,
            endorsed_by: Some(account),
            endorsed_at: self.now,
            answer: Answer::Waiting,
            answered_at: None,
            withdrawn_at: None,
        })
    }

    fn event(&self, account: AccountId, row: &Endorsement) -> Event {
        Event {
            issuer: Some(self.endorser),
            at: self.now,
            actor: Some(account),
            action: "endorsement.made",
            subject: row.id.to_string(),
            values: json!({ "target": row.target, "comment": row.comment }),
        }
    }
}
