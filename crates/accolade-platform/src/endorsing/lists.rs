//! Endorsements as the two issuers see them: the ones given and the ones received.

use accolade_storage::endorsements::{self, Answer, Named};
use jiff::Timestamp;

use super::Target;
use crate::address::InstanceAddress;
use crate::answers::EndorsementState;
use crate::app::Ctx;
use crate::authorise::{Act, authorise};
use crate::ids::{EndorsementId, IssuerId};
use crate::trouble::ActError;

/// An endorsement, in a list or on its own page.
#[derive(Debug, Clone)]
pub struct EndorsementRow {
    /// Its id.
    pub id: EndorsementId,
    /// Who endorses.
    pub endorser: IssuerId,
    /// What the endorser is called.
    pub endorser_name: String,
    /// The endorser's page.
    pub endorser_page: String,
    /// What is endorsed.
    pub target: Target,
    /// What that is called.
    pub target_name: String,
    /// The issuer that is spoken of.
    pub target_issuer: String,
    /// The page of what is endorsed.
    pub target_page: String,
    /// What is said, in Markdown.
    pub comment: String,
    /// When.
    pub endorsed_at: Timestamp,
    /// How it stands.
    pub state: EndorsementState,
    /// Its own page, and its signed document for machines.
    pub page: String,
}

/// What an issuer received, by its answers, each the newest first.
#[derive(Debug, Clone)]
pub struct Received {
    /// Not answered yet.
    pub waiting: Vec<EndorsementRow>,
    /// Shown.
    pub accepted: Vec<EndorsementRow>,
    /// Not shown.
    pub declined: Vec<EndorsementRow>,
}

impl EndorsementRow {
    pub(super) fn of(address: &InstanceAddress, row: Named) -> Self {
        let Named { endorsement, endorser, target_issuer, achievement } = row;
        let issuer = endorsement.target_issuer_id;
        let target = match endorsement.achievement {
            Some((achievement, version)) => Target::Achievement(issuer, achievement, version),
            None => Target::Issuer(issuer),
        };
        Self {
            state: EndorsementState::of(&endorsement),
            page: address.endorsement(endorsement.issuer_id, endorsement.id),
            endorser_page: address.issuer(endorsement.issuer_id),
            id: endorsement.id,
            endorser: endorsement.issuer_id,
            endorser_name: endorser,
            target,
            target_name: achievement.unwrap_or_else(|| target_issuer.clone()),
            target_issuer,
            target_page: target.page(address),
            comment: endorsement.comment,
            endorsed_at: endorsement.endorsed_at,
        }
    }
}

/// What others say of the issuer and its badges.
///
/// # Errors
/// As [`authorise`] says.
pub async fn received(ctx: &Ctx, issuer: IssuerId) -> Result<Received, ActError> {
    authorise(ctx, issuer, Act::Read).await?;
    let address = ctx.address().await?;
    let mut conn = ctx.storage.read().await?;
    let mut list = async |answer| -> Result<Vec<EndorsementRow>, ActError> {
        let found = endorsements::received(&mut conn, issuer, answer).await?;
        Ok(found.into_iter().map(|row| EndorsementRow::of(&address, row)).collect())
    };
    Ok(Received {
        waiting: list(Answer::Waiting).await?,
        accepted: list(Answer::Accepted).await?,
        declined: list(Answer::Declined).await?,
    })
}

/// What the issuer says of others, the newest first.
///
/// # Errors
/// As [`authorise`] says.
pub async fn given(ctx: &Ctx, issuer: IssuerId) -> Result<Vec<EndorsementRow>, ActError> {
    authorise(ctx, issuer, Act::Read).await?;
    let address = ctx.address().await?;
    let found = endorsements::given(&mut ctx.storage.read().await?, issuer).await?;
    Ok(found.into_iter().map(|row| EndorsementRow::of(&address, row)).collect())
}

/// How many wait for the issuer's answer.
///
/// # Errors
/// As [`authorise`] says.
pub async fn waiting(ctx: &Ctx, issuer: IssuerId) -> Result<u64, ActError> {
    authorise(ctx, issuer, Act::Read).await?;
    Ok(endorsements::count_waiting(&mut ctx.storage.read().await?, issuer).await?)
}
