//! `/set-up`: the first run.

use accolade_platform::InstanceAddress;
use accolade_platform::set_up::{self, SetUp, SetUpError};
use askama::Template;
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use http::header::HOST;
use http::request::Parts;

use crate::error::WebError;
use crate::form::{Form, Labels, Typed};
use crate::page::{Page, html};
use crate::visit::Visit;

const LABELS: Labels = &[
    ("code", "field-code"),
    ("name", "field-your-name"),
    ("email", "field-email"),
    ("password", "field-password"),
    ("instance_name", "field-instance-name"),
    ("address", "field-instance-address"),
];

#[derive(Template)]
#[template(path = "set_up.html")]
struct SetUpPage {
    page: Page,
    form: Form,
    ask_code: bool,
}

/// `GET /set-up`
pub(crate) async fn show(visit: Visit, parts: Parts) -> Result<Response, WebError> {
    if !set_up::needed(&visit.web.app).await? {
        return Ok(Redirect::to("/").into_response());
    }
    let configured = visit.web.app.config.address.as_ref().map(InstanceAddress::origin);
    let address = configured.unwrap_or_else(|| address_asked_for(&parts));
    fill(&visit, Form::default().suggest("address", address), StatusCode::OK)
}

/// `POST /set-up`
pub(crate) async fn submit(visit: Visit, Typed(form): Typed) -> Result<Response, WebError> {
    visit.web.limits.set_up.take(&visit.client.key())?;
    let typed = SetUp {
        instance_name: form.text("instance_name"),
        address: form.text("address"),
        name: form.text("name"),
        email: form.text("email"),
        password: form.text("password"),
        code: form.text("code"),
    };
    match set_up::set_up(&visit.web.app, typed, visit.client.this_machine).await {
        Ok(token) => visit.begin_session(&token, "/issuers/new").await,
        Err(SetUpError::AlreadyDone) => Ok(Redirect::to("/").into_response()),
        Err(SetUpError::Faults(faults)) => {
            let form = form.refused(&faults, visit.words(), LABELS);
            fill(&visit, form, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(SetUpError::Trouble(trouble)) => Err(trouble.into()),
    }
}

fn fill(visit: &Visit, form: Form, status: StatusCode) -> Result<Response, WebError> {
    let ask_code = set_up::needs_code(&visit.web.app, visit.client.this_machine);
    let page = html(&SetUpPage { page: visit.page("set-up-title"), form, ask_code })?;
    Ok((status, page).into_response())
}

/// The address the browser came by: a good guess for the public one.
fn address_asked_for(parts: &Parts) -> String {
    let host = parts.headers.get(HOST).and_then(|host| host.to_str().ok()).unwrap_or("localhost:8080");
    let proxied = parts.headers.get("x-forwarded-proto").is_some_and(|proto| proto == "https");
    let name = host.split(':').next().unwrap_or_default();
    let local = name == "localhost"
        || name.ends_with(".localhost")
        || host.starts_with("127.")
        || host.starts_with("[::1]");
    let scheme = if local && !proxied { "http" } else { "https" };
    format!("{scheme}://{host}")
}
