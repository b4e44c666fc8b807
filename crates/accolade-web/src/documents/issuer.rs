//! `/issuers/IID/{profile.json,did.json,jwks.json,image.png}`

use std::sync::Arc;

use accolade_platform::ids::IssuerId;
use accolade_platform::{App, issuers};
use axum::extract::State;
use axum::response::Response;
use http::HeaderValue;

use super::{public, public_json, public_keys};
use crate::error::WebError;
use crate::state::Web;
use crate::visit::At;

/// The issuer's Profile (Open Badges 3.0).
pub(crate) async fn profile_json(app: &Arc<App>, id: IssuerId) -> Result<Response, WebError> {
    public_json(issuers::profile_document(app, id).await?, "application/ld+json")
}

/// `GET /issuers/IID/profile.json`
pub(crate) async fn profile(
    State(web): State<Web>,
    At((id,)): At<(IssuerId,)>,
) -> Result<Response, WebError> {
    profile_json(&web.app, id).await
}

/// `GET /issuers/IID/did.json`: the did:web document.
pub(crate) async fn did(State(web): State<Web>, At((id,)): At<(IssuerId,)>) -> Result<Response, WebError> {
    public_keys(issuers::did_document(&web.app, id).await?, "application/did+json")
}

/// `GET /issuers/IID/jwks.json`: the key set (RFC 7517).
pub(crate) async fn key_set(
    State(web): State<Web>,
    At((id,)): At<(IssuerId,)>,
) -> Result<Response, WebError> {
    public_keys(issuers::key_set(&web.app, id).await?, "application/jwk-set+json")
}

/// `GET /issuers/IID/image.png`: it may be exchanged, so it is not kept for good.
pub(crate) async fn image(State(web): State<Web>, At((id,)): At<(IssuerId,)>) -> Result<Response, WebError> {
    let bytes = issuers::image(&web.app, id).await?.ok_or(WebError::NotFound)?;
    Ok(public(bytes, "image/png", HeaderValue::from_static("public, max-age=3600")))
}
