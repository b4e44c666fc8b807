//! The award itself: one write, all or nothing (P-D2). Nothing is signed outside it.

use std::sync::Arc;

use accolade_storage::{Tx, achievements, credentials, issuers, mails, status_lists};
use async_trait::async_trait;
use jiff::Timestamp;
use serde_json::json;

use super::credential::{self, Ingredients};
use super::request::{self, Award, AwardRequest};
use crate::address::InstanceAddress;
use crate::app::Ctx;
use crate::audit::{self, Event};
use crate::authorise::{Act, authorise, authorise_in};
use crate::delivery::Payload;
use crate::endorsing;
use crate::fault::Fault;
use crate::ids::{AccountId, CredentialId, IssuerId};
use crate::issuers::{active_key, time_zone};
use crate::step::Step;
use crate::trouble::ActError;
use crate::{Account, Achievement, Credential, Issuer};

/// Awards a badge: signs the credential and queues the mail to its recipient.
pub async fn award(ctx: &Ctx, issuer: IssuerId, request: AwardRequest) -> Result<CredentialId, ActError> {
    authorise(ctx, issuer, Act::Award).await?;
    let row = issuers::find(&mut ctx.storage.read().await?, issuer).await?.ok_or(ActError::NotFound)?;
    let now = ctx.clock.now_in_seconds();
    let award = request::check(&request, now, &time_zone(&row))?;
    ctx.take(Sign { ctx: ctx.clone(), address: ctx.address().await?, issuer, award, now }).await
}

/// One award, to be written.
struct Sign {
    ctx: Ctx,
    address: InstanceAddress,
    issuer: IssuerId,
    award: Award,
    now: Timestamp,
}

#[async_trait]
impl Step for Sign {
    type Done = CredentialId;
    type Refused = ActError;

    async fn run(&self, tx: &mut Tx) -> Result<CredentialId, ActError> {
        let account = authorise_in(tx, &self.ctx.actor, self.issuer, Act::Award).await?;
        let issuer = issuers::find(tx, self.issuer).await?.ok_or(ActError::NotFound)?;
        let achievement = achievements::latest(tx, self.issuer, self.award.achievement).await?;
        let achievement = achievement.ok_or_else(|| Fault::new("achievement", "no-such-badge"))?;
        // First: on PostgreSQL the list's row is locked from here on, so that two awards cannot overlook each other.
        let random = Arc::clone(&self.ctx.random);
        let place = status_lists::reserve(tx, issuer.id, |below| random.below(below)).await?;
        self.refuse_a_second_one(tx, &achievement).await?;
        let row = self.credential(tx, &account, &issuer, &achievement, place).await?;
        let id = row.id;
        credentials::insert(tx, &row).await?;
        let payload = Payload::Award { issuer: self.issuer, credential: id };
        mails::enqueue(tx, &payload.mail(&*self.ctx.random, self.award.email.as_str(), self.now)).await?;
        audit::record(tx, &*self.ctx.random, self.event(account.id, id)).await?;
        Ok(id)
    }
}

impl Sign {
    async fn refuse_a_second_one(&self, tx: &mut Tx, achievement: &Achievement) -> Result<(), ActError> {
        let email = self.award.email.as_str();
        if !self.award.again && credentials::is_held(tx, self.issuer, achievement.id, email).await? {
            return Err(Fault::new("again", "already-awarded").with("name", &self.award.name).into());
        }
        Ok(())
    }

    /// Signs the credential and makes its row.
    async fn credential(
        &self,
        tx: &mut Tx,
        account: &Account,
        issuer: &Issuer,
        achievement: &Achievement,
        (status_list, status_index): (u32, u32),
    ) -> Result<Credential, ActError> {
        let random = &self.ctx.random;
        let did = self.address.issuer_did(issuer.id);
        let key = active_key(tx, &self.ctx, &did, issuer.id).await?;
        let id: CredentialId = random.id();
        let endorsements = endorsing::carried(tx, &self.address, achievement).await?;
        let document = credential::sign(
            &Ingredients {
                address: &self.address,
                issuer,
                achievement,
                endorsements,
                award: &self.award,
                id,
                subject: random.id(),
                salt: random.bytes(),
                status_list,
                status_index,
                now: self.now,
            },
            &key,
        )?;
        Ok(self.row(account.id, achievement, id, document, (status_list, status_index), key.id))
    }

    fn row(
        &self,
        account: AccountId,
        achievement: &Achievement,
        id: CredentialId,
        document: String,
        (status_list, status_index): (u32, u32),
        key_id: crate::ids::KeyId,
    ) -> Credential {
        let award = &self.award;
        Credential {
            issuer_id: self.issuer,
            id,
            achievement_id: achievement.id,
            achievement_version: achievement.version,
            recipient_email: award.email.as_str().to_owned(),
            recipient_name: award.name.clone(),
            narrative: award.narrative.clone(),
            evidence_url: award.evidence_url.clone(),
            document,
            status_list,
            status_index,
            awarded_at: self.now,
            valid_from: award.valid_from,
            valid_until: award.valid_until,
            mail_number: 1,
            mailed_at: None,
            seen_at: None,
            revoked_at: None,
            revocation_reason: None,
            key_id,
            awarded_by: Some(account),
        }
    }

    fn event(&self, account: AccountId, id: CredentialId) -> Event {
        Event {
            issuer: Some(self.issuer),
            at: self.now,
            actor: Some(account),
            action: "credential.awarded",
            subject: id.to_string(),
            values: json!({
                "achievement": self.award.achievement,
                "email": self.award.email.as_str(),
                "name": self.award.name,
            }),
        }
    }
}
