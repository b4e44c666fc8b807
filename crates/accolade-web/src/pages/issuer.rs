//! `/issuers/IID`: the issuer's public page, or its Profile for machines.

use accolade_platform::achievements::{self, PublicAchievement};
use accolade_platform::endorsing::{self, Target};
use accolade_platform::ids::IssuerId;
use accolade_platform::issuers;
use askama::Template;
use axum::response::Response;
use http::HeaderMap;
use url::Url;

use super::endorse::offer;
use crate::badge_view::path_of;
use crate::documents;
use crate::endorsement_view::{EndorsementSeen, seen};
use crate::error::WebError;
use crate::negotiate::prefers_html;
use crate::page::{Page, Tile, html};
use crate::visit::{At, Visit};

#[derive(Template)]
#[template(path = "issuer.html")]
struct IssuerPage {
    page: Page,
    name: String,
    description: String,
    url: String,
    url_host: String,
    email: String,
    did: String,
    image: String,
    profile: String,
    test_address: bool,
    tiles: Vec<Tile>,
    endorsements: Vec<EndorsementSeen>,
    endorse_address: String,
    endorse_words: String,
}

/// `GET /issuers/IID`
pub(crate) async fn show(
    visit: Visit,
    At((id,)): At<(IssuerId,)>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    if !prefers_html(&headers) {
        let document = documents::issuer::profile_json(&visit.web.app, id).await?;
        return Ok(documents::negotiated(document));
    }
    let issuer = issuers::public(&visit.web.app, id).await?.ok_or(WebError::NotFound)?;
    let badges = achievements::public_list(&visit.web.app, id).await?;
    let url = issuer.url;
    let page = visit.frame().named(issuer.name.clone());
    let shown = endorsing::shown(&visit.web.app, Target::Issuer(id)).await?;
    let page = IssuerPage {
        endorsements: shown.into_iter().map(seen).collect(),
        endorse_address: offer(&visit, Target::Issuer(id), &issuer.page).await?,
        endorse_words: page.t("endorse-issuer"),
        page,
        name: issuer.name,
        description: issuer.description,
        url_host: host(&url),
        url,
        email: issuer.email,
        did: issuer.did,
        image: issuer.image.as_deref().map(path_of).unwrap_or_default(),
        profile: format!("{}/profile.json", path_of(&issuer.page)),
        test_address: visit.test_address(),
        tiles: badges.into_iter().map(tile).collect(),
    };
    Ok(documents::negotiated(html(&page)?))
}

fn tile(badge: PublicAchievement) -> Tile {
    Tile {
        address: path_of(&badge.page),
        image: path_of(&badge.image),
        name: badge.name,
        note: badge.description,
    }
}

fn host(address: &str) -> String {
    let host = Url::parse(address).ok().and_then(|url| url.host_str().map(str::to_owned));
    host.unwrap_or_else(|| address.to_owned())
}
