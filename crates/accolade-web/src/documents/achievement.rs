//! `/issuers/IID/badges/BID/V` as JSON, and the pictures below it.

use std::sync::Arc;

use accolade_platform::ids::{AchievementId, IssuerId};
use accolade_platform::{App, achievements};
use axum::extract::State;
use axum::response::Response;

use super::{picture, public_json};
use crate::error::WebError;
use crate::state::Web;
use crate::visit::At;

type Key = (IssuerId, AchievementId, u32);

/// The Achievement (Open Badges 3.0).
pub(crate) async fn json(
    app: &Arc<App>,
    issuer: IssuerId,
    badge: AchievementId,
    version: u32,
) -> Result<Response, WebError> {
    public_json(achievements::document(app, issuer, badge, version).await?, "application/ld+json")
}

/// `GET …/image.png`
pub(crate) async fn png(
    State(web): State<Web>,
    At((issuer, badge, version)): At<Key>,
) -> Result<Response, WebError> {
    picture(achievements::image_png(&web.app, issuer, badge, version).await, "image/png")
}

/// `GET …/image.svg`
pub(crate) async fn svg(
    State(web): State<Web>,
    At((issuer, badge, version)): At<Key>,
) -> Result<Response, WebError> {
    picture(achievements::image_svg(&web.app, issuer, badge, version).await, "image/svg+xml")
}
