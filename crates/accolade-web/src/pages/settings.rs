//! `/manage/IID/settings`: what an issuer decides for all its badges.

use accolade_platform::authorise::{Act, authorise};
use accolade_platform::ids::IssuerId;
use accolade_platform::issuers::{self, Settings};
use askama::Template;
use axum::extract::RawQuery;
use axum::response::{IntoResponse, Redirect, Response};

use super::manage::Managed;
use crate::error::WebError;
use crate::form::Typed;
use crate::page::{Page, Side, html};
use crate::visit::{At, SignedIn};

#[derive(Template)]
#[template(path = "settings.html")]
struct SettingsPage {
    page: Page,
    side: Side,
    offers_v2: bool,
    kept: bool,
}

/// `GET /manage/IID/settings`
pub(crate) async fn show(
    SignedIn(visit): SignedIn,
    At((issuer,)): At<(IssuerId,)>,
    RawQuery(query): RawQuery,
) -> Result<Response, WebError> {
    authorise(&visit.ctx, issuer, Act::ChangeIssuer).await?;
    let managed = Managed::find(&visit, issuer).await?;
    let page = visit.page("settings-title").at("home");
    let kept = query.as_deref() == Some("kept");
    html(&SettingsPage { page, side: managed.side("settings"), offers_v2: managed.issuer.offers_v2, kept })
}

/// `POST /manage/IID/settings`
pub(crate) async fn submit(
    SignedIn(visit): SignedIn,
    At((issuer,)): At<(IssuerId,)>,
    Typed(form): Typed,
) -> Result<Response, WebError> {
    let settings = Settings { offers_v2: form.value("offers_v2") == "yes" };
    issuers::change(&visit.ctx, issuer, settings).await?;
    Ok(Redirect::to(&format!("/manage/{issuer}/settings?kept")).into_response())
}
