//! `/ob2/IID/…`: the hosted documents of Open Badges 2.0.

use accolade_platform::hosted;
use accolade_platform::ids::{AchievementId, CredentialId, EndorsementId, IssuerId};
use axum::extract::State;
use axum::response::Response;
use http::HeaderValue;

use super::{public, public_json};
use crate::error::WebError;
use crate::state::Web;
use crate::visit::At;

/// What every verifier asks of 2.0 (C.2), and what these documents are.
const JSON_LD: &str = "application/ld+json";
/// A revocation, a withdrawal and the end of sharing reach every verifier within a minute.
const A_MINUTE: HeaderValue = HeaderValue::from_static("public, max-age=60");

/// `GET /ob2/IID/issuer`
pub(crate) async fn issuer(State(web): State<Web>, At((id,)): At<(IssuerId,)>) -> Result<Response, WebError> {
    public_json(hosted::issuer(&web.app, id).await?, JSON_LD)
}

/// `GET /ob2/IID/badges/BID/VERSION`
pub(crate) async fn badge(
    State(web): State<Web>,
    At((issuer, badge, version)): At<(IssuerId, AchievementId, u32)>,
) -> Result<Response, WebError> {
    public_json(hosted::badge_class(&web.app, issuer, badge, version).await?, JSON_LD)
}

/// `GET /ob2/IID/assertions/CID`
pub(crate) async fn assertion(
    State(web): State<Web>,
    At((issuer, credential)): At<(IssuerId, CredentialId)>,
) -> Result<Response, WebError> {
    let found = hosted::assertion(&web.app, issuer, credential).await?.ok_or(WebError::NotFound)?;
    Ok(public(found.to_string().into(), JSON_LD, A_MINUTE))
}

/// `GET /ob2/IID/endorsements/EID`
pub(crate) async fn endorsement(
    State(web): State<Web>,
    At((issuer, id)): At<(IssuerId, EndorsementId)>,
) -> Result<Response, WebError> {
    let found = hosted::endorsement(&web.app, issuer, id).await?.ok_or(WebError::NotFound)?;
    Ok(public(found.to_string().into(), JSON_LD, A_MINUTE))
}
