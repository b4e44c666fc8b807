//! One award, as the issuer sees it.

use accolade_storage::credentials::{self, CredentialState};
use accolade_storage::{accounts, achievements, shares};
use jiff::Timestamp;

use crate::Credential;
use crate::achievements::{PublicAchievement, shown};
use crate::answers::{State, V2};
use crate::app::Ctx;
use crate::authorise::{Act, authorise};
use crate::ids::{CredentialId, IssuerId};
use crate::issuers;
use crate::links::Purpose;
use crate::masked::masked_debug;
use crate::opening::{Format, Offer, can_be_drawn};
use crate::sharing;
use crate::trouble::ActError;

/// When and why an award was revoked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Revocation {
    /// When.
    pub at: Timestamp,
    /// Why, for everyone to read.
    pub reason: String,
}

impl Revocation {
    pub(crate) fn of(row: &Credential) -> Option<Self> {
        let reason = row.revocation_reason.clone().unwrap_or_default();
        row.revoked_at.map(|at| Self { at, reason })
    }
}

/// An award, as the issuer sees it.
#[derive(Clone)]
pub struct AwardView {
    /// Its id.
    pub id: CredentialId,
    /// The badge in the version that was awarded, and its issuer.
    pub achievement: PublicAchievement,
    /// The recipient's name.
    pub recipient_name: String,
    /// The recipient's address.
    pub recipient_email: String,
    /// What the recipient did, in Markdown.
    pub narrative: Option<String>,
    /// A page that shows it.
    pub evidence_url: Option<String>,
    /// How far it has come.
    pub state: CredentialState,
    /// When it was awarded.
    pub awarded_at: Timestamp,
    /// Who awarded it.
    pub awarded_by: Option<String>,
    /// From when it is valid.
    pub valid_from: Timestamp,
    /// When it ends.
    pub valid_until: Option<Timestamp>,
    /// When its mail left.
    pub mailed_at: Option<Timestamp>,
    /// When the recipient first opened it.
    pub seen_at: Option<Timestamp>,
    /// When and why it was revoked.
    pub revoked: Option<Revocation>,
    /// The recipient's page; files lie under it by the names of their forms.
    pub page: String,
    /// The forms in which the badge can be saved.
    pub downloads: Vec<Format>,
    /// The page that the recipient shares, while it is shared.
    pub shared_page: Option<String>,
}

masked_debug!(AwardView);

/// One award of an issuer.
pub async fn managed(ctx: &Ctx, issuer: IssuerId, credential: CredentialId) -> Result<AwardView, ActError> {
    authorise(ctx, issuer, Act::ReadRegister).await?;
    let mut conn = ctx.storage.read().await?;
    let row = credentials::find(&mut conn, issuer, credential).await?.ok_or(ActError::NotFound)?;
    let achievement =
        achievements::find(&mut conn, issuer, row.achievement_id, row.achievement_version).await?;
    let achievement = achievement.ok_or(ActError::NotFound)?;
    let share = shares::current(&mut conn, issuer, credential).await?;
    let awarded_by = match row.awarded_by {
        Some(account) => accounts::find(&mut conn, account).await?.map(|account| account.name),
        None => None,
    };
    let offering = accolade_storage::issuers::find(&mut conn, issuer).await?;
    drop(conn);
    let state = State::by_mail(&row, share.as_ref(), ctx.clock.now());
    let address = ctx.address().await?;
    let offering = offering.ok_or(ActError::NotFound)?;
    let on_paper = can_be_drawn(&ctx.fonts, &achievement, &row, &offering);
    let files = Offer { state, by_mail: true, v2: V2::of(&offering), on_paper };
    // The record of all badges is the recipient's to make.
    let downloads = files.forms().into_iter().filter(|format| !format.is_of_all()).collect();
    let public = issuers::shown(&address, offering);
    let link = ctx.keys.seal(Purpose::Mail, row.id.uuid(), row.mail_number);
    let shared_page = share.map(|share| sharing::url(&ctx.app, &address, share.id));
    Ok(AwardView {
        id: row.id,
        achievement: shown(&address, achievement, public),
        state: row.state(ctx.clock.now()),
        revoked: Revocation::of(&row),
        recipient_name: row.recipient_name,
        recipient_email: row.recipient_email,
        narrative: row.narrative,
        evidence_url: row.evidence_url,
        awarded_at: row.awarded_at,
        awarded_by,
        valid_from: row.valid_from,
        valid_until: row.valid_until,
        mailed_at: row.mailed_at,
        seen_at: row.seen_at,
        page: address.mail_link(&link),
        downloads,
        shared_page,
    })
}
