//! `/m/TOKEN`: the recipient's page, the files under it, and sharing.

use accolade_platform::opening::Link;
use accolade_platform::showing::{self, BadgePage};
use accolade_platform::{LinkError, sharing};
use askama::Template;
use axum::extract::{Path, RawQuery};
use axum::response::{IntoResponse, Redirect, Response};

use crate::badge_view::{self, BadgeSeen, path_of};
use crate::documents::file;
use crate::downloads::Downloads;
use crate::error::WebError;
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
    downloads: Downloads,
    may_share: bool,
    share: Option<Shared>,
    ended: bool,
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
) -> Result<Response, WebError> {
    let found = showing::by_mail_link(&visit.ctx, &token).await?;
    let page = visit.frame().named(found.achievement.name.clone());
    let base = path_of(&found.page);
    html(&RecipientPage {
        badge: badge_view::seen(&found, &page),
        seen: report::seen(&found.report, page.words()),
        downloads: Downloads::of(&found.downloads, &base, &found.achievement.issuer.name, &page),
        base,
        may_share: found.revoked.is_none() && found.share_url.is_none(),
        ended: query.as_deref() == Some("ended") && found.share_url.is_none(),
        share: shared(found),
        page,
    })
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

/// `POST /m/TOKEN/share/end`
pub(crate) async fn end(visit: Visit, Path(token): Path<String>) -> Result<Response, WebError> {
    sharing::end(&visit.web.app, &token).await?;
    Ok(Redirect::to(&format!("/m/{token}?ended")).into_response())
}
