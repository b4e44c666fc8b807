//! `/manage/IID/awards/CID/revoke`: taking an award back, with a reason.

use accolade_platform::ActError;
use accolade_platform::authorise::{Act, authorise};
use accolade_platform::awarding;
use accolade_platform::ids::{CredentialId, IssuerId};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;

use crate::badge_view::path_of;
use crate::error::WebError;
use crate::form::{Form, Labels, Typed};
use crate::page::{Crumb, Page, html};
use crate::visit::{At, SignedIn, Visit};

const LABELS: Labels = &[("reason", "field-reason")];

#[derive(Template)]
#[template(path = "revoke.html")]
struct RevokePage {
    page: Page,
    form: Form,
    crumbs: Vec<Crumb>,
    title: String,
    image: String,
    action: String,
    back: String,
}

/// `GET /manage/IID/awards/CID/revoke`
pub(crate) async fn show(
    SignedIn(visit): SignedIn,
    At((issuer, award)): At<(IssuerId, CredentialId)>,
) -> Result<Response, WebError> {
    fill(&visit, (issuer, award), Form::default(), StatusCode::OK).await
}

/// `POST /manage/IID/awards/CID/revoke`
pub(crate) async fn submit(
    SignedIn(visit): SignedIn,
    At((issuer, award)): At<(IssuerId, CredentialId)>,
    Typed(form): Typed,
) -> Result<Response, WebError> {
    match awarding::revoke(&visit.ctx, issuer, award, form.value("reason")).await {
        Ok(()) => Ok(Redirect::to(&format!("/manage/{issuer}/awards/{award}")).into_response()),
        Err(ActError::Faults(faults)) => {
            let form = form.refused(&faults, visit.words(), LABELS);
            fill(&visit, (issuer, award), form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn fill(
    visit: &Visit,
    (issuer, award): (IssuerId, CredentialId),
    form: Form,
    status: StatusCode,
) -> Result<Response, WebError> {
    authorise(&visit.ctx, issuer, Act::Revoke).await?;
    let view = awarding::managed(&visit.ctx, issuer, award).await?;
    let page = visit.frame();
    let title = page.words_with("revoke-title", "name", &view.recipient_name);
    let base = format!("/manage/{issuer}");
    let back = format!("{base}/awards/{award}");
    let page = RevokePage {
        crumbs: vec![
            Crumb::link(page.t("awards-title"), format!("{base}/awards")),
            Crumb::link(view.recipient_name, back.clone()),
            Crumb::here(page.t("award-revoke")),
        ],
        page: page.named(title.clone()).at("home"),
        form,
        title,
        image: path_of(&view.achievement.image),
        action: format!("{back}/revoke"),
        back,
    };
    Ok((status, html(&page)?).into_response())
}
