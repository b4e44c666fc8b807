//! Endorsements as the two issuers see them, page by page: the ones given and the ones received.

use accolade_storage::endorsements::{self, Answer, Named};
use accolade_storage::{Cursor, Page};
use jiff::Timestamp;

use super::Target;
use crate::address::InstanceAddress;
use crate::answers::EndorsementState;
use crate::app::Ctx;
use crate::authorise::{Act, authorise};
use crate::ids::{EndorsementId, IssuerId};
use crate::trouble::ActError;

/// Rows of a page.
const SIZE: u32 = 20;

/// A list of an issuer's endorsements.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum List {
    /// Received and not answered yet.
    Waiting,
    /// Received and shown.
    Accepted,
    /// Received and not shown; their endorsers say no other of the same.
    Declined,
    /// Given to others.
    Given,
}

impl List {
    /// The answer to those that were received; `None` for those that were given.
    fn received(self) -> Option<Answer> {
        match self {
            Self::Waiting => Some(Answer::Waiting),
            Self::Accepted => Some(Answer::Accepted),
            Self::Declined => Some(Answer::Declined),
            Self::Given => None,
        }
    }
}

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
    /// Whether it was declined: until that is taken back, its endorser says no other of the same.
    pub declined: bool,
    /// Its own page, and its signed document for machines.
    pub page: String,
}

impl EndorsementRow {
    pub(super) fn of(address: &InstanceAddress, row: Named) -> Self {
        let Named { endorsement, endorser, target_issuer, achievement } = row;
        let target = Target::of(&endorsement);
        Self {
            state: EndorsementState::of(&endorsement),
            declined: endorsement.answer == Answer::Declined,
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

/// A page of one of the issuer's lists, the newest first.
///
/// # Errors
/// As [`authorise`] says.
pub async fn list(
    ctx: &Ctx,
    issuer: IssuerId,
    list: List,
    after: Option<Cursor>,
) -> Result<Page<EndorsementRow>, ActError> {
    authorise(ctx, issuer, Act::Read).await?;
    let address = ctx.address().await?;
    let conn = &mut ctx.storage.read().await?;
    let page = match list.received() {
        Some(answer) => endorsements::received(conn, issuer, answer, after, SIZE).await?,
        None => endorsements::given(conn, issuer, after, SIZE).await?,
    };
    let items = page.items.into_iter().map(|row| EndorsementRow::of(&address, row)).collect();
    Ok(Page { items, next: page.next })
}

/// How many there are in all pages of one of the issuer's lists.
///
/// # Errors
/// As [`authorise`] says.
pub async fn count(ctx: &Ctx, issuer: IssuerId, list: List) -> Result<u64, ActError> {
    authorise(ctx, issuer, Act::Read).await?;
    let conn = &mut ctx.storage.read().await?;
    Ok(match list.received() {
        Some(answer) => endorsements::count_received(conn, issuer, answer).await?,
        None => endorsements::count_given(conn, issuer).await?,
    })
}
