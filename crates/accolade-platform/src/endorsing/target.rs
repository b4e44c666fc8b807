//! What is endorsed, and who may do it.

use std::sync::Arc;

use accolade_storage::endorsements::{self, Endorsement};
use accolade_storage::{Conn, achievements, issuers};

use crate::Role;
use crate::address::InstanceAddress;
use crate::app::{Actor, App, Ctx};
use crate::authorise::{Act, allows};
use crate::ids::{AchievementId, IssuerId};
use crate::trouble::{ActError, Trouble};

/// What is endorsed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// An issuer.
    Issuer(IssuerId),
    /// One version of a badge.
    Achievement(IssuerId, AchievementId, u32),
}

impl Target {
    /// What was endorsed.
    pub(crate) fn of(endorsement: &Endorsement) -> Self {
        let issuer = endorsement.target_issuer_id;
        match endorsement.achievement {
            Some((achievement, version)) => Self::Achievement(issuer, achievement, version),
            None => Self::Issuer(issuer),
        }
    }

    /// The issuer that is spoken of: it decides what is shown.
    pub fn issuer(self) -> IssuerId {
        match self {
            Self::Issuer(issuer) | Self::Achievement(issuer, ..) => issuer,
        }
    }

    /// The badge that is spoken of, and its version.
    pub fn achievement(self) -> Option<(AchievementId, u32)> {
        match self {
            Self::Issuer(_) => None,
            Self::Achievement(_, achievement, version) => Some((achievement, version)),
        }
    }

    /// The id that it has in credentials: an endorsement is tied to nothing else.
    pub(crate) fn id(self, address: &InstanceAddress) -> String {
        match self {
            Self::Issuer(issuer) => address.issuer_did(issuer),
            Self::Achievement(issuer, achievement, version) => {
                address.achievement(issuer, achievement, version)
            }
        }
    }

    /// The id that it has in Open Badges 2.0.
    pub(crate) fn hosted(self, address: &InstanceAddress) -> String {
        match self {
            Self::Issuer(issuer) => address.hosted_issuer(issuer),
            Self::Achievement(issuer, achievement, version) => {
                address.hosted_badge(issuer, achievement, version)
            }
        }
    }

    /// Its page.
    pub(crate) fn page(self, address: &InstanceAddress) -> String {
        match self {
            Self::Issuer(issuer) => address.issuer(issuer),
            Self::Achievement(issuer, achievement, version) => {
                address.achievement(issuer, achievement, version)
            }
        }
    }

    /// What it is called; `None` where it does not exist.
    pub(super) async fn name(self, conn: &mut Conn) -> Result<Option<String>, Trouble> {
        Ok(match self {
            Self::Issuer(issuer) => issuers::find(conn, issuer).await?.map(|row| row.name),
            Self::Achievement(issuer, achievement, version) => {
                achievements::find(conn, issuer, achievement, version).await?.map(|row| row.name)
            }
        })
    }
}

/// What is endorsed, as the form shows it.
#[derive(Debug, Clone)]
pub struct Endorsable {
    /// What it is called.
    pub name: String,
    /// The issuer that is spoken of.
    pub issuer: String,
    /// Its page.
    pub page: String,
    /// The address of its picture.
    pub image: Option<String>,
}

/// An issuer that may speak.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Endorser {
    /// Its id.
    pub id: IssuerId,
    /// Its name.
    pub name: String,
}

/// What the form shows of its target; `None` where there is no such thing.
///
/// # Errors
/// The storage does not answer.
pub async fn endorsable(app: &Arc<App>, target: Target) -> Result<Option<Endorsable>, Trouble> {
    let mut conn = app.storage.read().await?;
    let (name, issuer) = (target.name(&mut conn).await?, issuers::find(&mut conn, target.issuer()).await?);
    let (Some(name), Some(issuer)) = (name, issuer) else {
        return Ok(None);
    };
    let address = app.address().await?;
    let image = match target {
        Target::Issuer(id) => issuer.image.map(|_| address.issuer_image(id)),
        Target::Achievement(id, achievement, version) => {
            Some(address.achievement_png(id, achievement, version))
        }
    };
    Ok(Some(Endorsable { name, issuer: issuer.name, page: target.page(&address), image }))
}

/// My issuers that may endorse it, in whose name I speak: not those that have, or were declined; none for who is not
/// signed in.
///
/// # Errors
/// The storage does not answer.
pub async fn endorsers(ctx: &Ctx, target: Target) -> Result<Vec<Endorser>, ActError> {
    let Actor::Account(account) = &ctx.actor else {
        return Ok(Vec::new());
    };
    let id = target.id(&ctx.address().await?);
    let may = |issuer: IssuerId, role: Role| issuer != target.issuer() && allows(role, Act::Endorse);
    let mut conn = ctx.storage.read().await?;
    let mut able = Vec::new();
    for (issuer, role) in issuers::list_for(&mut conn, account.id).await? {
        if may(issuer.id, role) && endorsements::standing(&mut conn, issuer.id, &id).await?.is_none() {
            able.push(Endorser { id: issuer.id, name: issuer.name });
        }
    }
    Ok(able)
}
