//! `/outbox`: the mails that were written, for the operator.

use accolade_platform::delivery::{self, MailRow, MailState, MailTransport};
use accolade_platform::ids::MailId;
use askama::Template;
use axum::response::{Html, IntoResponse, Response};
use http::header::CONTENT_SECURITY_POLICY;

use crate::dates;
use crate::error::WebError;
use crate::icons;
use crate::page::{Chip, Crumb, Page, html};
use crate::visit::{At, SignedIn};

/// A mail brings its styles along and is shown inside a page of ours, where it can do nothing.
const MAIL_POLICY: &str = "sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'; style-src 'unsafe-inline'; \
     img-src 'self' data:; frame-ancestors 'self'";

#[derive(Template)]
#[template(path = "outbox.html")]
struct OutboxPage {
    page: Page,
    lead: String,
    rows: Vec<Row>,
}

struct Row {
    address: String,
    to: String,
    kind: String,
    when: String,
    chip: Chip,
}

#[derive(Template)]
#[template(path = "mail.html")]
struct MailPage {
    page: Page,
    crumbs: Vec<Crumb>,
    subject: String,
    to: String,
    frame: String,
    text: String,
}

/// `GET /outbox`
pub(crate) async fn show(SignedIn(visit): SignedIn) -> Result<Response, WebError> {
    let mails = delivery::outbox(&visit.ctx).await?;
    let page = visit.page("outbox-title").at("outbox");
    let lead = match visit.web.app.transport {
        MailTransport::Outbox => page.t("outbox-lead-kept"),
        MailTransport::Smtp(_) => page.t("outbox-lead-sent"),
    };
    let rows = mails.into_iter().map(|mail| row(mail, &page)).collect();
    html(&OutboxPage { page, lead, rows })
}

/// `GET /outbox/MID`
pub(crate) async fn mail(SignedIn(visit): SignedIn, At((id,)): At<(MailId,)>) -> Result<Response, WebError> {
    let mail = delivery::read(&visit.ctx, id).await?;
    let page = visit.frame().named(mail.subject.clone()).at("outbox");
    html(&MailPage {
        crumbs: vec![Crumb::link(page.t("outbox-title"), "/outbox"), Crumb::here(mail.subject.clone())],
        subject: mail.subject,
        to: mail.to,
        frame: format!("/outbox/{id}/html"),
        text: mail.text,
        page,
    })
}

/// `GET /outbox/MID/html`
pub(crate) async fn body(SignedIn(visit): SignedIn, At((id,)): At<(MailId,)>) -> Result<Response, WebError> {
    let mail = delivery::read(&visit.ctx, id).await?;
    Ok(([(CONTENT_SECURITY_POLICY, MAIL_POLICY)], Html(mail.html)).into_response())
}

fn row(mail: MailRow, page: &Page) -> Row {
    let (tone, icon, key) = match mail.state {
        MailState::Waiting => ("", icons::CLOCK, "mail-state-waiting"),
        MailState::Retrying => ("chip-warn", icons::CLOCK, "mail-state-retrying"),
        MailState::Sent => ("chip-good", icons::CHECK, "mail-state-sent"),
        MailState::InOutbox => ("chip-good", icons::INBOX, "mail-state-kept"),
        MailState::Failed => ("chip-bad", icons::X, "mail-state-failed"),
    };
    Row {
        address: format!("/outbox/{}", mail.id),
        to: mail.to,
        kind: mail.subject.unwrap_or_else(|| page.t("mail-gone")),
        when: dates::minute(mail.created_at),
        chip: Chip { tone, icon, text: page.t(key) },
    }
}
