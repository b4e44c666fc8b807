//! `/issuers/IID/endorsements/EID` as JSON: the signed document.

use std::sync::Arc;

use accolade_platform::ids::{EndorsementId, IssuerId};
use accolade_platform::{App, endorsing};
use axum::response::Response;

use super::{FIVE_MINUTES, public};
use crate::error::WebError;

/// The `EndorsementCredential`, byte for byte as it was signed.
pub(crate) async fn json(
    app: &Arc<App>,
    endorser: IssuerId,
    id: EndorsementId,
) -> Result<Response, WebError> {
    let signed = endorsing::document(app, endorser, id).await?.ok_or(WebError::NotFound)?;
    Ok(public(signed.into(), "application/vc+ld+json", FIVE_MINUTES))
}
