//! Achievements: the badges of an issuer, in versions that never change.

mod create;
mod documents;

use std::collections::HashMap;
use std::sync::Arc;

use accolade_storage::{Conn, achievements, credentials};
use openbadges_design::Design;

use crate::Achievement;
use crate::address::InstanceAddress;
use crate::app::{App, Ctx};
use crate::authorise::{Act, authorise};
use crate::ids::{AchievementId, IssuerId};
use crate::issuers::{self, PublicIssuer};
use crate::pictures;
use crate::trouble::{ActError, Trouble};

pub use create::{NewAchievement, Picture, create};
pub(crate) use documents::class;
pub use documents::{document, image_png, image_svg};

/// A badge in the list of its issuer.
#[derive(Debug, Clone)]
pub struct AchievementCard {
    /// Its id.
    pub id: AchievementId,
    /// Its newest version.
    pub version: u32,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// The address of its picture.
    pub image: String,
    /// How often it was awarded.
    pub awards: u64,
}

/// A badge as everyone may see it.
#[derive(Debug, Clone)]
pub struct PublicAchievement {
    /// Its id.
    pub id: AchievementId,
    /// The version shown.
    pub version: u32,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// How it is earned, in Markdown.
    pub criteria: String,
    /// Keywords.
    pub tags: Vec<String>,
    /// Its page.
    pub page: String,
    /// The address of its picture as PNG.
    pub image: String,
    /// The address of its picture as SVG, if it was designed here.
    pub image_svg: Option<String>,
    /// Who awards it.
    pub issuer: PublicIssuer,
}

/// The badges of an issuer, the newest first.
pub async fn list(ctx: &Ctx, issuer: IssuerId) -> Result<Vec<AchievementCard>, ActError> {
    authorise(ctx, issuer, Act::Read).await?;
    let address = ctx.address().await?;
    let mut conn = ctx.storage.read().await?;
    let rows = achievements::list(&mut conn, issuer).await?;
    let awards = awards(&mut conn, issuer).await?;
    let count = |id| awards.get(&id).copied().unwrap_or(0);
    Ok(rows
        .into_iter()
        .map(|row| {
            let awards = count(row.id);
            card(&address, row, awards)
        })
        .collect())
}

/// The newest version of a badge and how often it was awarded.
pub async fn managed(
    ctx: &Ctx,
    issuer: IssuerId,
    achievement: AchievementId,
) -> Result<(PublicAchievement, u64), ActError> {
    authorise(ctx, issuer, Act::Read).await?;
    let mut conn = ctx.storage.read().await?;
    let row = achievements::latest(&mut conn, issuer, achievement).await?.ok_or(ActError::NotFound)?;
    let awards = awards(&mut conn, issuer).await?.get(&row.id).copied().unwrap_or(0);
    drop(conn);
    let shown = issuers::public(&ctx.app, issuer).await?.ok_or(ActError::NotFound)?;
    Ok((self::shown(&ctx.address().await?, row, shown), awards))
}

/// One version of a badge as everyone may see it.
pub async fn public(
    app: &Arc<App>,
    issuer: IssuerId,
    achievement: AchievementId,
    version: u32,
) -> Result<Option<PublicAchievement>, Trouble> {
    let row = achievements::find(&mut app.storage.read().await?, issuer, achievement, version).await?;
    let (Some(row), Some(issuer)) = (row, issuers::public(app, issuer).await?) else {
        return Ok(None);
    };
    Ok(Some(shown(&app.address().await?, row, issuer)))
}

/// The badges of an issuer as everyone may see them, the newest first.
pub async fn public_list(app: &Arc<App>, issuer: IssuerId) -> Result<Vec<PublicAchievement>, Trouble> {
    let Some(issuer) = issuers::public(app, issuer).await? else {
        return Ok(Vec::new());
    };
    let address = app.address().await?;
    let rows = achievements::list(&mut app.storage.read().await?, issuer.id).await?;
    Ok(rows.into_iter().map(|row| shown(&address, row, issuer.clone())).collect())
}

/// A design as SVG, for the preview.
pub async fn preview(app: &Arc<App>, design: &Design) -> Result<String, ActError> {
    pictures::draw_svg(design.clone(), app.fonts.clone()).await
}

/// What everyone may see of a row.
pub(crate) fn shown(address: &InstanceAddress, row: Achievement, issuer: PublicIssuer) -> PublicAchievement {
    let page = address.achievement(row.issuer_id, row.id, row.version);
    PublicAchievement {
        image: address.achievement_png(row.issuer_id, row.id, row.version),
        image_svg: row.image_svg.map(|_| format!("{page}/image.svg")),
        page,
        id: row.id,
        version: row.version,
        name: row.name,
        description: row.description,
        criteria: row.criteria,
        tags: row.tags,
        issuer,
    }
}

/// How often each badge of an issuer was awarded.
async fn awards(conn: &mut Conn, issuer: IssuerId) -> Result<HashMap<AchievementId, u64>, Trouble> {
    Ok(credentials::count_by_achievement(conn, issuer).await?.into_iter().collect())
}

fn card(address: &InstanceAddress, row: Achievement, awards: u64) -> AchievementCard {
    AchievementCard {
        image: address.achievement_png(row.issuer_id, row.id, row.version),
        id: row.id,
        version: row.version,
        name: row.name,
        description: row.description,
        awards,
    }
}
