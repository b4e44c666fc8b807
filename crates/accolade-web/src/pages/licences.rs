//! `/licences`: what others made and we stand on.

use askama::Template;
use axum::response::Response;

use crate::error::WebError;
use crate::page::{Page, html};
use crate::visit::Visit;

#[derive(Template)]
#[template(path = "licences.html")]
struct LicencesPage {
    page: Page,
}

pub(crate) async fn show(visit: Visit) -> Result<Response, WebError> {
    html(&LicencesPage { page: visit.page("licences-title") })
}
