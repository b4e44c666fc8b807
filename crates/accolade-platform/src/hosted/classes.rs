//! The `Profile` of an issuer and the `BadgeClass` of a badge.

use std::sync::Arc;

use accolade_storage::{Conn, achievements, issuers};
use openbadges_model::OneOrMany;
use openbadges_model::v2::{self, Criteria, Image, Linked};
use serde_json::{Value, json};

use super::endorsements;
use crate::Issuer;
use crate::answers::V2;
use crate::app::App;
use crate::endorsing::Target;
use crate::ids::{AchievementId, IssuerId};
use crate::trouble::Trouble;

/// The issuer's Profile of Open Badges 2.0 (`/ob2/IID/issuer`).
///
/// # Errors
/// The storage does not answer.
pub async fn issuer(app: &Arc<App>, issuer: IssuerId) -> Result<Option<Value>, Trouble> {
    let mut conn = app.storage.read().await?;
    let Some(row) = offering(&mut conn, issuer).await? else {
        return Ok(None);
    };
    let address = app.address().await?;
    let profile = v2::issuer(address.hosted_issuer(issuer), &row.name, &row.url, &row.email)
        .map_err(|missing| Trouble::Broken(format!("issuer {issuer}: {missing}")))?;
    let profile = v2::Profile {
        description: Some(row.description).filter(|text| !text.is_empty()),
        image: row.image.map(|_| Linked::Id(address.issuer_image(issuer))),
        endorsement: endorsements::shown(&mut conn, &address, Target::Issuer(issuer)).await?,
        ..profile
    };
    Ok(Some(profile.to_value()))
}

/// The issuer, unless it offers nothing of 2.0.
async fn offering(conn: &mut Conn, issuer: IssuerId) -> Result<Option<Issuer>, Trouble> {
    let found = issuers::find(conn, issuer).await?;
    Ok(found.filter(|row| V2::of(row) == V2::Offered))
}

/// The `BadgeClass` of one version of a badge (`/ob2/IID/badges/BID/VERSION`).
///
/// # Errors
/// The storage does not answer.
pub async fn badge_class(
    app: &Arc<App>,
    issuer: IssuerId,
    achievement: AchievementId,
    version: u32,
) -> Result<Option<Value>, Trouble> {
    let mut conn = app.storage.read().await?;
    if offering(&mut conn, issuer).await?.is_none() {
        return Ok(None);
    }
    let Some(row) = achievements::find(&mut conn, issuer, achievement, version).await? else {
        return Ok(None);
    };
    let address = app.address().await?;
    let criteria = Criteria {
        id: Some(address.achievement(issuer, achievement, version)),
        narrative: Some(row.criteria),
        ..Criteria::new()
    };
    let class = v2::badge_class(
        address.hosted_badge(issuer, achievement, version),
        row.name,
        row.description,
        Image::new(address.achievement_png(issuer, achievement, version)),
        criteria,
        &address.hosted_issuer(issuer),
    );
    let target = Target::Achievement(issuer, achievement, version);
    let class = v2::BadgeClass {
        tags: OneOrMany::compact(row.tags),
        version: Some(json!(version.to_string())),
        endorsement: endorsements::shown(&mut conn, &address, target).await?,
        ..class
    };
    Ok(Some(class.to_value()))
}
