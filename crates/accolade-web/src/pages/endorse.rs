//! `…/endorse` below the public page of an issuer or a badge: saying, in the name of one's own issuer, what it is worth.

use accolade_platform::endorsing::{self, Endorsable, Endorser, Target};
use accolade_platform::ids::{AchievementId, IssuerId};
use accolade_platform::{ActError, Fault};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;

use crate::badge_view::path_of;
use crate::error::WebError;
use crate::form::{Form, Labels, Typed};
use crate::page::{Crumb, Page, html};
use crate::visit::{At, SignedIn, Visit};

const LABELS: Labels = &[("endorser", "field-endorser"), ("comment", "field-endorsement-comment")];

#[derive(Template)]
#[template(path = "endorse.html")]
struct EndorsePage {
    page: Page,
    form: Form,
    crumbs: Vec<Crumb>,
    title: String,
    target: Endorsable,
    image: String,
    action: String,
    endorsers: Vec<Offered>,
    lead: &'static str,
}

/// An issuer in whose name the visitor may speak.
struct Offered {
    id: String,
    name: String,
    chosen: bool,
}

/// `GET /issuers/IID/endorse`
pub(crate) async fn issuer(
    SignedIn(visit): SignedIn,
    At((issuer,)): At<(IssuerId,)>,
) -> Result<Response, WebError> {
    fill(&visit, Target::Issuer(issuer), Form::default(), StatusCode::OK).await
}

/// `POST /issuers/IID/endorse`
pub(crate) async fn submit_issuer(
    SignedIn(visit): SignedIn,
    At((issuer,)): At<(IssuerId,)>,
    Typed(form): Typed,
) -> Result<Response, WebError> {
    submit(&visit, Target::Issuer(issuer), form).await
}

/// `GET /issuers/IID/badges/BID/V/endorse`
pub(crate) async fn badge(
    SignedIn(visit): SignedIn,
    At((issuer, badge, version)): At<(IssuerId, AchievementId, u32)>,
) -> Result<Response, WebError> {
    fill(&visit, Target::Achievement(issuer, badge, version), Form::default(), StatusCode::OK).await
}

/// `POST /issuers/IID/badges/BID/V/endorse`
pub(crate) async fn submit_badge(
    SignedIn(visit): SignedIn,
    At((issuer, badge, version)): At<(IssuerId, AchievementId, u32)>,
    Typed(form): Typed,
) -> Result<Response, WebError> {
    submit(&visit, Target::Achievement(issuer, badge, version), form).await
}

async fn submit(visit: &Visit, target: Target, form: Form) -> Result<Response, WebError> {
    let made = match form.value("endorser").parse::<IssuerId>() {
        Ok(endorser) => endorsing::endorse(&visit.ctx, endorser, target, form.value("comment"))
            .await
            .map(|_| format!("/manage/{endorser}/endorsements?sent#given")),
        Err(_) => Err(Fault::new("endorser", "required").into()),
    };
    match made {
        Ok(next) => Ok(Redirect::to(&next).into_response()),
        Err(ActError::Faults(faults)) => {
            let form = form.refused(&faults, visit.words(), LABELS);
            fill(visit, target, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn fill(visit: &Visit, target: Target, form: Form, status: StatusCode) -> Result<Response, WebError> {
    let found = endorsing::endorsable(&visit.web.app, target).await?.ok_or(WebError::NotFound)?;
    let page = visit.frame();
    let title = page.words_with("endorse-title", "name", &found.name);
    let address = path_of(&found.page);
    let offered = endorsing::endorsers(&visit.ctx, target).await?;
    let page = EndorsePage {
        crumbs: vec![Crumb::link(found.name.clone(), address.clone()), Crumb::here(page.t("endorse-crumb"))],
        page: page.named(title.clone()),
        endorsers: offered.into_iter().map(|endorser| choice(endorser, &form)).collect(),
        form,
        title,
        image: found.image.as_deref().map(path_of).unwrap_or_default(),
        target: found,
        action: format!("{address}/endorse"),
        lead: match target {
            Target::Issuer(_) => "endorse-issuer-lead",
            Target::Achievement(..) => "endorse-badge-lead",
        },
    };
    Ok((status, html(&page)?).into_response())
}

fn choice(endorser: Endorser, form: &Form) -> Offered {
    let id = endorser.id.to_string();
    Offered { chosen: form.value("endorser") == id, id, name: endorser.name }
}

/// The address of the form below a public page, for those who may use it; empty for all others.
pub(crate) async fn offer(visit: &Visit, target: Target, page: &str) -> Result<String, WebError> {
    let none = endorsing::endorsers(&visit.ctx, target).await?.is_empty();
    Ok(if none { String::new() } else { format!("{}/endorse", path_of(page)) })
}
