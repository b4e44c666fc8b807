//! `/s/TOKEN`: the page that a recipient shares, or the credential for programs that ask for it. The only page with Open
//! Graph tags.

use accolade_platform::messages::Value;
use accolade_platform::opening::{Format, Link};
use accolade_platform::showing;
use askama::Template;
use axum::extract::Path;
use axum::response::Response;
use http::HeaderMap;

use crate::badge_view::{self, BadgeSeen, path_of};
use crate::documents::{self, file};
use crate::downloads::Downloads;
use crate::error::WebError;
use crate::negotiate::names_json;
use crate::page::{Page, html};
use crate::report::{self, Seen};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "shared.html")]
struct SharedPage {
    page: Page,
    /// The address of the credential itself.
    document: String,
    badge: BadgeSeen,
    seen: Seen,
    downloads: Downloads,
    og_description: String,
    og_address: String,
    og_image: String,
}

/// `GET /s/TOKEN`
pub(crate) async fn show(
    visit: Visit,
    Path(token): Path<String>,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    if names_json(&headers) {
        return Ok(documents::negotiated(file::json(&visit.web.app, Link::Share(&token)).await?));
    }
    let found = showing::by_share_link(&visit.web.app, &token).await?;
    let page = visit.frame().named(found.achievement.name.clone());
    let about = [
        ("description", Value::from(found.achievement.description.as_str())),
        ("name", Value::from(found.recipient_name.as_str())),
        ("issuer", Value::from(found.achievement.issuer.name.as_str())),
    ];
    let downloads =
        Downloads::of(&found.downloads, &path_of(&found.page), &found.achievement.issuer.name, &page);
    let page = SharedPage {
        document: format!("{}/{}", path_of(&found.page), Format::Json.name()),
        badge: badge_view::seen(&found, &page),
        seen: report::seen(&found.report, page.words()),
        downloads,
        og_description: page.words().with("og-description", &about),
        og_image: found.achievement.image.clone(),
        og_address: found.page,
        page,
    };
    Ok(documents::negotiated(html(&page)?))
}

/// `GET /s/TOKEN/badge.png` and the other forms
pub(crate) async fn file(
    visit: Visit,
    Path((token, name)): Path<(String, String)>,
) -> Result<Response, WebError> {
    file::send(&visit.web.app, Link::Share(&token), &name).await
}
