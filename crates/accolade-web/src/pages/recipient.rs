//! `/m/TOKEN`: the recipient's page, or the credential for programs that ask for it, the files under it, and sharing.

use accolade_platform::opening::{Format, Link};
use accolade_platform::showing::{self, BadgePage};
use accolade_platform::{LinkError, sharing};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse, Redirect, Response};
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
#[template(path = "recipient.html")]
struct RecipientPage {
    page: Page,
    badge: BadgeSeen,
    seen: Seen,
    base: String,
    /// The address of the credential itself.
    document: String,
    downloads: Downloads,
    may_share: bool,
    share: Option<Shared>,
    ended: bool,
}

#[derive(Template)]
#[template(path = "share_end.html")]
struct EndSharePage {
    page: Page,
    title: String,
    image: String,
    action: String,
    back: String,
}

struct Shared {
    link: String,
    linkedin: String,
}

/// `GET /m/TOKEN`
pub(crate) async fn show(
    visit: Visit,
    Path(token): Path<String>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Result<Response, WebError> {
    if names_json(&headers) {
        return Ok(documents::negotiated(file::json(&visit.web.app, Link::Mail(&token)).await?));
    }
    let found = showing::by_mail_link(&visit.ctx, &token).await?;
    let page = visit.frame().named(found.achievement.name.clone());
    let base = path_of(&found.page);
    let page = RecipientPage {
        document: format!("{base}/{}", Format::Json.name()),
        badge: badge_view::seen(&found, &page),
        seen: report::seen(&found.report, page.words()),
        downloads: Downloads::of(&found.downloads, &base, &found.achievement.issuer.name, &page),
        base,
        may_share: found.revoked.is_none() && found.share_url.is_none(),
        ended: query.as_deref() == Some("ended") && found.share_url.is_none(),
        share: shared(found),
        page,
    };
    Ok(documents::negotiated(html(&page)?))
}

fn shared(found: BadgePage) -> Option<Shared> {
    let linkedin = found.linkedin_url.unwrap_or_default();
    found.share_url.map(|link| Shared { link, linkedin })
}

/// `GET /m/TOKEN/badge.png` and the other forms
pub(crate) async fn file(
    visit: Visit,
    Path((token, name)): Path<(String, String)>,
) -> Result<Response, WebError> {
    file::send(&visit.web.app, Link::Mail(&token), &name).await
}

/// `POST /m/TOKEN/share`
pub(crate) async fn share(visit: Visit, Path(token): Path<String>) -> Result<Response, WebError> {
    match sharing::share(&visit.web.app, &token).await {
        Ok(_) => Ok(Redirect::to(&format!("/m/{token}#shared")).into_response()),
        // Revoked meanwhile: the page says so.
        Err(LinkError::Revoked) => Ok(Redirect::to(&format!("/m/{token}")).into_response()),
        Err(error) => Err(error.into()),
    }
}

/// `GET /m/TOKEN/share/end`: the link may be printed or sent by now, and another cannot take its place, so the page asks.
pub(crate) async fn ask_to_end(visit: Visit, Path(token): Path<String>) -> Result<Response, WebError> {
    let found = showing::by_mail_link(&visit.ctx, &token).await?;
    let base = path_of(&found.page);
    if found.share_url.is_none() {
        return Ok(Redirect::to(&base).into_response());
    }
    let page = visit.frame();
    let title = page.words_with("share-end-title", "badge", &found.achievement.name);
    html(&EndSharePage {
        image: path_of(&found.achievement.image),
        page: page.named(title.clone()),
        title,
        action: format!("{base}/share/end"),
        back: base,
    })
}

/// `POST /m/TOKEN/share/end`
pub(crate) async fn end(visit: Visit, Path(token): Path<String>) -> Result<Response, WebError> {
    sharing::end(&visit.web.app, &token).await?;
    Ok(Redirect::to(&format!("/m/{token}?ended")).into_response())
}
