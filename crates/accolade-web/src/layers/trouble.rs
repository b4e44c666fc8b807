//! Errors become what the client can read: a page, or a problem document (RFC 9457).

use std::any::Any;

use accolade_platform::messages::Value;
use askama::Template;
use axum::Json;
use axum::body::Body;
use axum::extract::{FromRequestParts, Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE, LOCATION, RETRY_AFTER, VARY};
use http::{HeaderMap, HeaderName, HeaderValue, Method, StatusCode};
use serde_json::json;
use uuid::Uuid;

use crate::error::WebError;
use crate::form;
use crate::limits::Wait;
use crate::negotiate::prefers_html;
use crate::page::{Page, html};
use crate::state::Web;
use crate::visit::Visit;

const RATE_LIMIT: HeaderName = HeaderName::from_static("ratelimit");
const RATE_LIMIT_POLICY: HeaderName = HeaderName::from_static("ratelimit-policy");

/// Renders the error that a handler or a layer answered with.
pub(crate) async fn render(State(web): State<Web>, request: Request, next: Next) -> Response {
    let page = prefers_html(request.headers());
    let headers = request.headers().clone();
    let here = (request.method() == Method::GET).then(|| request.uri().to_string());
    let response = next.run(request).await;
    let Some(error) = error_of(&response) else {
        return response;
    };
    if page && error == WebError::SignInNeeded {
        return sign_in(here.as_deref());
    }
    answer(&web, &error, headers, page).await
}

/// A panic, caught: an error like any other.
#[expect(clippy::needless_pass_by_value, reason = "the layer hands it over")]
pub(crate) fn caught(panic: Box<dyn Any + Send + 'static>) -> Response {
    let text =
        panic.downcast_ref::<String>().map(String::as_str).or_else(|| panic.downcast_ref::<&str>().copied());
    WebError::Broken(format!("panic: {}", text.unwrap_or("without words"))).into_response()
}

/// Ours, or the bare status of the framework; answers with a body of their own stay as they are.
fn error_of(response: &Response) -> Option<WebError> {
    if let Some(error) = response.extensions().get::<WebError>() {
        return Some(error.clone());
    }
    let kind = response.headers().get(CONTENT_TYPE).map_or(&b""[..], HeaderValue::as_bytes);
    let ours = kind.starts_with(b"text/html") || kind.starts_with(b"application/");
    if ours { None } else { WebError::of_status(response.status()) }
}

fn sign_in(here: Option<&str>) -> Response {
    let next: String =
        here.map(|here| url::form_urlencoded::byte_serialize(here.as_bytes()).collect()).unwrap_or_default();
    let address = if next.is_empty() { "/sign-in".to_owned() } else { format!("/sign-in?next={next}") };
    Redirect::to(&address).into_response()
}

async fn answer(web: &Web, error: &WebError, headers: HeaderMap, page: bool) -> Response {
    let id = match error {
        WebError::Broken(text) => broken(web, text),
        _ => String::new(),
    };
    let words = words(frame(web, headers).await, web, error);
    let body = if page { words.page(error, &id) } else { words.problem(error, &id) };
    let mut response = (error.status(), body).into_response();
    let headers = response.headers_mut();
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
    headers.insert(VARY, HeaderValue::from_static("accept"));
    headers.remove(LOCATION);
    if let WebError::TooMany(wait) = error {
        limits(&mut response, *wait);
    } else if matches!(error, WebError::Busy) {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from_static("2"));
    }
    response
}

/// Logs a fault of ours under a number that the page shows.
fn broken(web: &Web, text: &str) -> String {
    let id: Uuid = web.app.random.id();
    tracing::error!(%id, text, "something broke");
    id.to_string()
}

/// `Retry-After` (RFC 9110) and the `RateLimit` fields of the IETF draft.
fn limits(response: &mut Response, wait: Wait) {
    let Wait { seconds, name, quota, window } = wait;
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, text: String| {
        if let Ok(value) = HeaderValue::from_str(&text) {
            headers.insert(name, value);
        }
    };
    set(RETRY_AFTER, seconds.to_string());
    set(RATE_LIMIT, format!("\"{name}\";r=0;t={seconds}"));
    set(RATE_LIMIT_POLICY, format!("\"{name}\";q={quota};w={window}"));
}

struct Words {
    frame: Page,
    words: String,
}

/// The frame that the visitor would have got: an error does not sign anybody out.
async fn frame(web: &Web, headers: HeaderMap) -> Page {
    let mut parts = Request::new(Body::empty()).into_parts().0;
    parts.headers = headers;
    match Visit::from_request_parts(&mut parts, web).await {
        Ok(visit) => visit.frame(),
        Err(_) => Page::new(web.app.messages.clone(), "Accolade".to_owned()),
    }
}

fn words(frame: Page, web: &Web, error: &WebError) -> Words {
    let (title, text) = error.keys();
    let words = match error {
        WebError::TooMany(wait) => web.app.messages.with(text, &[("seconds", Value::from(wait.seconds))]),
        WebError::TooLarge => form::too_large(&web.app.messages),
        _ => frame.t(text),
    };
    Words { frame: frame.titled(title), words }
}

#[derive(Template)]
#[template(path = "message.html")]
struct MessagePage<'a> {
    page: Page,
    icon: &'static str,
    words: String,
    id: &'a str,
    button: String,
    button_address: &'static str,
}

impl Words {
    fn page(self, error: &WebError, id: &str) -> Response {
        let icon = match error {
            WebError::NotFound | WebError::Gone => crate::icons::SEARCH,
            WebError::TooMany(_) | WebError::Busy | WebError::Timeout => crate::icons::CLOCK,
            WebError::NotAllowed | WebError::CrossSite => crate::icons::BAN,
            _ => crate::icons::TRIANGLE_ALERT,
        };
        let button = self.frame.t("trouble-home");
        let page = MessagePage { page: self.frame, icon, words: self.words, id, button, button_address: "/" };
        html(&page).unwrap_or_else(|_| StatusCode::INTERNAL_SERVER_ERROR.into_response())
    }

    fn problem(self, error: &WebError, id: &str) -> Response {
        let status = error.status().as_u16();
        let mut problem = json!({ "type": "about:blank", "title": self.frame.title, "status": status, "detail": self.words });
        if !id.is_empty() {
            problem["instance"] = format!("urn:uuid:{id}").into();
        }
        let mut response = Json(problem).into_response();
        response.headers_mut().insert(CONTENT_TYPE, HeaderValue::from_static("application/problem+json"));
        response
    }
}
