//! The preview beside the badge form: a fragment for htmx, and the drawing itself.

use accolade_platform::authorise::{Act, authorise};
use accolade_platform::ids::IssuerId;
use accolade_platform::{achievements, markdown};
use askama::Template;
use axum::extract::Query;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_TYPE};

use crate::design_form;
use crate::error::WebError;
use crate::form::{Form, Typed};
use crate::page::{Page, html};
use crate::visit::{At, SignedIn, Visit};

/// What `parts/preview.html` shows; `criteria` is clean HTML.
#[derive(Template)]
#[template(path = "parts/preview.html")]
pub(crate) struct Preview {
    page: Page,
    /// The address of the drawing, or why there is none.
    pub(crate) drawn: Result<String, String>,
    pub(crate) notes: Vec<String>,
    pub(crate) criteria: String,
}

/// `POST /manage/IID/badges/preview`
pub(crate) async fn fragment(
    SignedIn(visit): SignedIn,
    At((issuer,)): At<(IssuerId,)>,
    Typed(form): Typed,
) -> Result<Response, WebError> {
    authorise(&visit.ctx, issuer, Act::CreateBadge).await?;
    html(&of(&visit, &form, &format!("/manage/{issuer}/badges")))
}

/// `GET /manage/IID/badges/preview.svg`
pub(crate) async fn drawing(
    SignedIn(visit): SignedIn,
    At((issuer,)): At<(IssuerId,)>,
    Query(pairs): Query<Vec<(String, String)>>,
) -> Result<Response, WebError> {
    authorise(&visit.ctx, issuer, Act::CreateBadge).await?;
    let form = pairs.into_iter().fold(Form::default(), |form, (name, value)| form.suggest(&name, value));
    let design = design_form::read(&form, "").map_err(|_| WebError::BadRequest)?;
    let svg = achievements::preview(&visit.web.app, &design).await?;
    let headers = [(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "private, max-age=3600")];
    Ok((headers, svg).into_response())
}

/// The preview of what a form holds.
pub(crate) fn of(visit: &Visit, form: &Form, base: &str) -> Preview {
    let page = visit.frame();
    let placeholder = page.t("preview-placeholder");
    let criteria = markdown::to_html(form.value("criteria"));
    match design_form::read(form, &placeholder) {
        Ok(design) => {
            let remarks = design.check(&visit.web.app.fonts);
            let notes = remarks.iter().map(|remark| design_form::remark(remark, page.words())).collect();
            let address = format!("{base}/preview.svg?{}", design_form::query(form, &placeholder));
            Preview { drawn: Ok(address), notes, criteria, page }
        }
        Err(faults) => {
            let text: Vec<String> = faults.iter().map(|fault| fault.text(page.words())).collect();
            Preview { drawn: Err(text.join(" ")), notes: Vec::new(), criteria, page }
        }
    }
}
