//! `/verify`: any badge of any platform, dropped, pasted or by its address.

use accolade_platform::verify::{CheckId, Content, Input, Reason, Report, Verdict};
use accolade_platform::verifying;
use accolade_platform::{Fault, Faults};
use askama::Template;
use axum::extract::{FromRequest, Request};
use axum::response::{IntoResponse, Response};
use http::StatusCode;
use serde_json::Value as Json;
use url::Url;

use crate::badge_view::path_of;
use crate::dates;
use crate::error::WebError;
use crate::form::{Form, Labels, WithFiles};
use crate::page::{Page, html};
use crate::report::{self, Seen};
use crate::rich::{bold, in_order};
use crate::visit::Visit;

const LABELS: Labels =
    &[("file", "field-badge-file"), ("url", "field-badge-url"), ("text", "field-badge-text")];

#[derive(Template)]
#[template(path = "verify.html")]
struct VerifyPage {
    page: Page,
    form: Form,
}

#[derive(Template)]
#[template(path = "report.html")]
struct ReportPage {
    page: Page,
    seen: Seen,
    image: String,
    heading: String,
    line: String,
    /// Why it was revoked, in the words of whoever did.
    why: String,
    checked_at: String,
}

/// `GET /verify`
pub(crate) async fn show(visit: Visit) -> Result<Response, WebError> {
    fill(&visit, Form::default(), StatusCode::OK)
}

/// `POST /verify`
pub(crate) async fn submit(visit: Visit, request: Request) -> Result<Response, WebError> {
    let client = visit.client.key();
    // Before the body is read, so that nobody sends many at once.
    visit.web.limits.verify.take(&client)?;
    let WithFiles(mut form) = WithFiles::from_request(request, &()).await?;
    let _checking = visit.web.limits.begin_check(client)?;
    let input = match input(&mut form) {
        Ok(input) => input,
        Err(faults) => {
            let form = form.refused(&faults, visit.words(), LABELS);
            return fill(&visit, form, StatusCode::UNPROCESSABLE_ENTITY);
        }
    };
    let recipient = Some(form.text("recipient")).filter(|typed| !typed.trim().is_empty());
    let report = verifying::verify(&visit.web.app, input, recipient).await?;
    html(&filled(&visit, &report))
}

fn fill(visit: &Visit, form: Form, status: StatusCode) -> Result<Response, WebError> {
    let page = VerifyPage { page: visit.page("verify-title").at("verify"), form };
    Ok((status, html(&page)?).into_response())
}

/// The file before the text before the address: what was dropped is what was meant.
fn input(form: &mut Form) -> Result<Input, Faults> {
    if let Some(bytes) = form.take_file("file")? {
        let is_archive = bytes.starts_with(b"PK\x03\x04");
        return if is_archive { Err(Fault::new("file", "archive").into()) } else { Ok(Input::Bytes(bytes)) };
    }
    let (text, url) = (form.value("text").trim(), form.value("url").trim());
    if !text.is_empty() {
        return Ok(Input::Bytes(text.as_bytes().to_vec()));
    }
    if url.is_empty() {
        return Err(Fault::new("file", "nothing-given").into());
    }
    let address = web_address(url).or_else(|| web_address(&format!("https://{url}")));
    address.map(Input::Url).ok_or_else(|| Fault::new("url", "url").into())
}

/// An address of the web: of a domain or of this machine, without a name and a password.
fn web_address(text: &str) -> Option<Url> {
    let url = Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https"))?;
    let host = url.host_str()?;
    let is_plain = url.username().is_empty() && url.password().is_none();
    (is_plain && (host.contains(['.', ':']) || host == "localhost")).then_some(url)
}

fn filled(visit: &Visit, report: &Report) -> ReportPage {
    let page = visit.page("verify-title").at("verify");
    let content = report.content.as_ref();
    let name = content.map(|content| content.name.clone().unwrap_or_else(|| page.t("report-unnamed")));
    let nothing = match (report.reason, report.verdict) {
        (Some(Reason::Revoked), _) => "report-revoked",
        (_, Verdict::Indeterminate) => "report-unknown",
        _ => "report-nothing",
    };
    let why = report.check(CheckId::Status).and_then(|check| check.facts.get("revocationReason"));
    let why = why.map(|why| bold(page.words(), "report-revoked-why", &[("reason", why)]));
    ReportPage {
        seen: report::seen(report, page.words()),
        image: content.and_then(picture).map(|address| own(visit, &address)).unwrap_or_default(),
        heading: in_order(&name.unwrap_or_else(|| page.t(nothing))),
        line: content.map(|content| line(content, &page)).unwrap_or_default(),
        why: why.unwrap_or_default(),
        checked_at: report::checked_at(report.checked_at, page.words()),
        page,
    }
}

/// "Issued by … to … on …": the issuer by what is proved of it, and what it calls itself as just that. An issuer that is
/// only named is said to be no more than named.
fn line(content: &Content, page: &Page) -> String {
    let issuer = &content.issuer;
    let Some(proved) = &issuer.proved else {
        let named = [("issuer", issuer.id.as_str())];
        return if issuer.id.is_empty() {
            String::new()
        } else {
            bold(page.words(), "report-line-unproved", &named)
        };
    };
    let by = proved.domain.as_ref().unwrap_or(&issuer.id);
    let on = content.issued.as_deref().map(dates::written_moment).unwrap_or_default();
    let (said, name) = (issuer.said_name.as_deref(), content.recipient_name.as_deref());
    let key = match (said, name) {
        (None, None) => "report-line",
        (None, Some(_)) => "report-line-to",
        (Some(_), None) => "report-line-said",
        (Some(_), Some(_)) => "report-line-said-to",
    };
    let (said, name) = (said.unwrap_or_default(), name.unwrap_or_default());
    bold(page.words(), key, &[("issuer", by), ("said", said), ("name", name), ("date", &on)])
}

/// The address of the badge's picture, as the credential gives it.
fn picture(content: &Content) -> Option<String> {
    let image = content.credential.pointer("/credentialSubject/achievement/image")?;
    let address = image.get("id").or(Some(image)).and_then(Json::as_str)?;
    Some(address.to_owned())
}

/// A picture is shown if it is ours: fetching another would tell its host who looks at what.
fn own(visit: &Visit, address: &str) -> String {
    let ours = Url::parse(address).is_ok_and(|url| visit.holds(&url));
    if ours { path_of(address) } else { String::new() }
}
