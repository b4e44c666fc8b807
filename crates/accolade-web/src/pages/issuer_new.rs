//! `/issuers/new`: who awards the badges.

use accolade_platform::ActError;
use accolade_platform::issuers::{self, NewIssuer};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;

use crate::error::WebError;
use crate::form::{Form, Labels, WithFiles};
use crate::page::{Page, html};
use crate::visit::{SignedIn, Visit};

const LABELS: Labels = &[
    ("name", "field-issuer-name"),
    ("description", "field-issuer-description"),
    ("url", "field-issuer-url"),
    ("email", "field-issuer-email"),
    ("time_zone", "field-time-zone"),
    ("image", "field-issuer-image"),
];

#[derive(Template)]
#[template(path = "issuer_new.html")]
struct IssuerNewPage {
    page: Page,
    form: Form,
    first: bool,
    time_zones: Vec<String>,
}

/// `GET /issuers/new`
pub(crate) async fn show(SignedIn(visit): SignedIn) -> Result<Response, WebError> {
    let email = visit.account.as_ref().map(|account| account.email.clone()).unwrap_or_default();
    let form = Form::default().suggest("email", email).suggest("time_zone", "UTC");
    fill(&visit, form, StatusCode::OK).await
}

/// `POST /issuers/new`
pub(crate) async fn submit(
    SignedIn(visit): SignedIn,
    WithFiles(mut form): WithFiles,
) -> Result<Response, WebError> {
    let created = match form.take_file("image") {
        Ok(image) => issuers::create(&visit.ctx, typed(&form, image)).await,
        Err(fault) => Err(fault.into()),
    };
    match created {
        Ok(issuer) => Ok(Redirect::to(&format!("/manage/{issuer}/badges/new")).into_response()),
        Err(ActError::Faults(faults)) => {
            let form = form.refused(&faults, visit.words(), LABELS);
            fill(&visit, form, StatusCode::UNPROCESSABLE_ENTITY).await
        }
        Err(error) => Err(error.into()),
    }
}

fn typed(form: &Form, image: Option<Vec<u8>>) -> NewIssuer {
    NewIssuer {
        name: form.text("name"),
        description: form.text("description"),
        url: form.text("url"),
        email: form.text("email"),
        time_zone: form.text("time_zone"),
        image,
    }
}

async fn fill(visit: &Visit, form: Form, status: StatusCode) -> Result<Response, WebError> {
    let first = issuers::mine(&visit.ctx).await?.is_empty();
    let page = visit.page("issuer-new-title").at("home");
    Ok((status, html(&IssuerNewPage { page, form, first, time_zones: time_zones() })?).into_response())
}

/// The names of places; the database also knows abbreviations and relics.
fn time_zones() -> Vec<String> {
    let names = jiff::tz::db().available().map(|name| name.as_str().to_owned());
    names
        .filter(|name| {
            name.contains('/')
                && !name.starts_with("Etc/")
                && !name.starts_with("posix/")
                && !name.starts_with("right/")
        })
        .collect()
}
