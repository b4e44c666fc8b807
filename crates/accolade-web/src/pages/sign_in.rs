//! `/sign-in`: with a password, or with a link sent by mail.

use accolade_platform::sign_in::{self, SignInError};
use accolade_platform::{EmailAddress, Fault, Faults};
use askama::Template;
use axum::extract::{Path, Query};
use axum::response::{IntoResponse, Redirect, Response};
use http::StatusCode;
use serde::Deserialize;

use crate::error::WebError;
use crate::form::{Form, Labels, Typed};
use crate::page::{Page, html};
use crate::visit::Visit;

const LABELS: Labels = &[("email", "field-email"), ("password", "field-password")];

#[derive(Template)]
#[template(path = "sign_in.html")]
struct SignInPage {
    page: Page,
    form: Form,
    next: String,
    expired_link: bool,
}

#[derive(Template)]
#[template(path = "sign_in_sent.html")]
struct SentPage {
    page: Page,
}

#[derive(Template)]
#[template(path = "sign_in_link.html")]
struct LinkPage {
    page: Page,
    action: String,
}

/// What `/sign-in` may be asked with.
#[derive(Deserialize)]
pub(crate) struct Asked {
    next: Option<String>,
}

/// `GET /sign-in`
pub(crate) async fn show(visit: Visit, Query(asked): Query<Asked>) -> Result<Response, WebError> {
    let next = local(asked.next.as_deref().unwrap_or_default());
    if visit.account.is_some() {
        return Ok(Redirect::to(&next).into_response());
    }
    fill(&visit, Form::default(), next, false, StatusCode::OK)
}

/// `POST /sign-in`
pub(crate) async fn with_password(visit: Visit, Typed(form): Typed) -> Result<Response, WebError> {
    let client = visit.client.key();
    visit.web.limits.sign_in.take(&client)?;
    visit.web.limits.account.take(&(account_key(form.value("email")), client))?;
    let next = local(form.value("next"));
    match sign_in::with_password(&visit.web.app, form.value("email"), form.value("password")).await {
        Ok(token) => visit.begin_session(&token, &next).await,
        Err(SignInError::Refused) => {
            let faults = Faults::from(Fault::new("email", "sign-in"));
            let form = form.refused(&faults, visit.words(), LABELS);
            fill(&visit, form, next, false, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /sign-in/link`: the answer is the same whether there is an account or not.
pub(crate) async fn request_link(visit: Visit, Typed(form): Typed) -> Result<Response, WebError> {
    let (client, account) = (visit.client.key(), account_key(form.value("email")));
    visit.web.limits.link_client.take(&client)?;
    visit.web.limits.link_address.take(&(account.clone(), client))?;
    visit.web.limits.link_mailbox.take(&account)?;
    sign_in::request_link(&visit.web.app, form.value("email")).await?;
    html(&SentPage { page: visit.page("link-sent-title").at("sign-in") })
}

/// `GET /sign-in/l/TOKEN`: a button, so that programs that open links do not use it up.
pub(crate) async fn link(visit: Visit, Path(token): Path<String>) -> Result<Response, WebError> {
    // The token becomes the address of a form: it must not be a path to another one.
    if !token.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_')) {
        return Err(WebError::NotFound);
    }
    html(&LinkPage { page: visit.page("link-title").at("sign-in"), action: format!("/sign-in/l/{token}") })
}

/// `POST /sign-in/l/TOKEN`
pub(crate) async fn with_link(visit: Visit, Path(token): Path<String>) -> Result<Response, WebError> {
    visit.web.limits.sign_in.take(&visit.client.key())?;
    match sign_in::with_link(&visit.web.app, &token).await {
        Ok(token) => visit.begin_session(&token, "/home").await,
        Err(SignInError::Refused) => {
            fill(&visit, Form::default(), "/home".to_owned(), true, StatusCode::UNPROCESSABLE_ENTITY)
        }
        Err(error) => Err(error.into()),
    }
}

/// `POST /sign-out`
pub(crate) async fn sign_out(visit: Visit) -> Result<Response, WebError> {
    visit.end_session().await
}

fn fill(
    visit: &Visit,
    form: Form,
    next: String,
    expired_link: bool,
    status: StatusCode,
) -> Result<Response, WebError> {
    let page = visit.page("sign-in-title").at("sign-in");
    Ok((status, html(&SignInPage { page, form, next, expired_link })?).into_response())
}

/// What the limits count an account by, whatever the spelling; the account need not exist.
fn account_key(email: &str) -> String {
    match email.parse::<EmailAddress>() {
        Ok(address) => address.as_str().to_owned(),
        Err(_) => email.trim().to_lowercase(),
    }
}

/// A path of this site, or the start page: never another site.
fn local(next: &str) -> String {
    let path = next.starts_with('/')
        && !next.starts_with("//")
        && !next.contains(|c: char| c == '\\' || c.is_control());
    if path { next.to_owned() } else { "/home".to_owned() }
}

#[cfg(test)]
mod tests {
    use super::local;

    #[test]
    fn signing_in_never_leads_to_another_site() {
        assert_eq!(local("/manage/x?q=1"), "/manage/x?q=1");
        for elsewhere in
            ["", "https://evil.example", "//evil.example", "/\\evil.example", "/\t/evil.example", "evil"]
        {
            assert_eq!(local(elsewhere), "/home", "{elsewhere}");
        }
    }
}
