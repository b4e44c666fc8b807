//! `/issuers/IID/badges/BID/V`: a badge's public page, or its Achievement for machines.

use accolade_platform::achievements;
use accolade_platform::endorsing::{self, Target};
use accolade_platform::ids::{AchievementId, IssuerId};
use accolade_platform::markdown;
use askama::Template;
use axum::response::Response;
use http::HeaderMap;

use super::endorse::offer;
use crate::badge_view::path_of;
use crate::documents;
use crate::endorsement_view::{EndorsementSeen, seen};
use crate::error::WebError;
use crate::negotiate::prefers_html;
use crate::page::{Page, html};
use crate::visit::{At, Visit};

#[derive(Template)]
#[template(path = "achievement.html")]
struct AchievementPage {
    page: Page,
    address: String,
    name: String,
    description: String,
    criteria: String,
    tags: Vec<String>,
    image: String,
    issuer: String,
    issuer_address: String,
    version: u32,
    endorsements: Vec<EndorsementSeen>,
    endorse_address: String,
    endorse_words: String,
}

/// `GET /issuers/IID/badges/BID/V`
pub(crate) async fn show(
    visit: Visit,
    At((issuer, badge, version)): At<(IssuerId, AchievementId, u32)>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    if !prefers_html(&headers) {
        let found = documents::achievement::json(&visit.web.app, issuer, badge, version).await?;
        return Ok(documents::negotiated(found));
    }
    let found =
        achievements::public(&visit.web.app, issuer, badge, version).await?.ok_or(WebError::NotFound)?;
    let target = Target::Achievement(issuer, badge, version);
    let page = visit.frame().named(found.name.clone());
    let shown = endorsing::shown(&visit.web.app, target).await?;
    let page = AchievementPage {
        endorsements: shown.into_iter().map(seen).collect(),
        endorse_address: offer(&visit, target, &found.page).await?,
        endorse_words: page.t("endorse-badge"),
        page,
        address: path_of(&found.page),
        name: found.name,
        description: found.description,
        criteria: markdown::to_html(&found.criteria),
        tags: found.tags,
        image: path_of(&found.image),
        issuer_address: path_of(&found.issuer.page),
        issuer: found.issuer.name,
        version,
    };
    Ok(documents::negotiated(html(&page)?))
}
