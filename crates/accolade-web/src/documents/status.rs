//! `/issuers/IID/status/N`: the signed status list.

use accolade_platform::ids::IssuerId;
use accolade_platform::status;
use axum::extract::State;
use axum::response::Response;
use http::HeaderValue;

use super::public;
use crate::error::WebError;
use crate::state::Web;
use crate::visit::At;

/// A revocation reaches every verifier within a minute.
const A_MINUTE: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// `GET /issuers/IID/status/N`
pub(crate) async fn list(
    State(web): State<Web>,
    At((issuer, number)): At<(IssuerId, u32)>,
) -> Result<Response, WebError> {
    let list = status::list(&web.app, issuer, number).await?.ok_or(WebError::NotFound)?;
    Ok(public(list.into(), "application/vc+ld+json", A_MINUTE))
}
