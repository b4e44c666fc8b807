//! What machines read about a badge: its Achievement and its pictures.

use std::sync::Arc;

use accolade_storage::achievements;
use bytes::Bytes;
use openbadges_model::{Achievement as Class, Criteria, Image};
use serde_json::Value;

use crate::Achievement;
use crate::address::InstanceAddress;
use crate::app::App;
use crate::endorsing;
use crate::ids::{AchievementId, IssuerId, ObjectHash};
use crate::linked_data;
use crate::trouble::Trouble;

/// The Achievement (Open Badges 3.0), the same as the one in credentials that are awarded now, with its contexts.
pub async fn document(
    app: &Arc<App>,
    issuer: IssuerId,
    achievement: AchievementId,
    version: u32,
) -> Result<Option<Value>, Trouble> {
    let mut conn = app.storage.read().await?;
    let Some(row) = achievements::find(&mut conn, issuer, achievement, version).await? else {
        return Ok(None);
    };
    let address = app.address().await?;
    let endorsements = endorsing::carried(&mut conn, &address, &row).await?;
    Ok(Some(linked_data::document(&class(&address, &row, endorsements))?))
}

/// The picture as PNG. Its bytes never change for a version.
pub async fn image_png(
    app: &Arc<App>,
    issuer: IssuerId,
    achievement: AchievementId,
    version: u32,
) -> Result<Option<Bytes>, Trouble> {
    let row = achievements::find(&mut app.storage.read().await?, issuer, achievement, version).await?;
    picture(app, row.map(|row| row.image_png)).await
}

/// The picture as SVG, for a badge that was designed here. Its bytes never change for a version.
pub async fn image_svg(
    app: &Arc<App>,
    issuer: IssuerId,
    achievement: AchievementId,
    version: u32,
) -> Result<Option<Bytes>, Trouble> {
    let row = achievements::find(&mut app.storage.read().await?, issuer, achievement, version).await?;
    picture(app, row.and_then(|row| row.image_svg)).await
}

/// The Achievement that stands in every credential of this version, with the endorsements that it carries now.
pub(crate) fn class(address: &InstanceAddress, row: &Achievement, endorsements: Vec<Value>) -> Class {
    let page = address.achievement(row.issuer_id, row.id, row.version);
    let criteria = Criteria { id: Some(page.clone()), ..Criteria::narrative(&row.criteria) };
    Class {
        image: Some(Image::new(address.achievement_png(row.issuer_id, row.id, row.version))),
        endorsement: endorsements,
        tag: row.tags.clone(),
        version: Some(row.version.to_string()),
        ..Class::new(page, &row.name, &row.description, criteria)
    }
}

async fn picture(app: &App, hash: Option<ObjectHash>) -> Result<Option<Bytes>, Trouble> {
    match hash {
        Some(hash) => Ok(app.objects.get(hash).await?.map(|(bytes, _)| bytes)),
        None => Ok(None),
    }
}
