//! The limit on all requests of one client. The narrow limits are taken where they belong.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use crate::client::Client;
use crate::error::WebError;
use crate::state::Web;

/// Lets the request pass, or says how long to wait.
pub(crate) async fn check(State(web): State<Web>, request: Request, next: Next) -> Response {
    let (parts, body) = request.into_parts();
    let client = Client::of(&parts, &web.options.trusted_proxies);
    match web.limits.request.take(&client.key()) {
        Ok(()) => next.run(Request::from_parts(parts, body)).await,
        Err(wait) => WebError::TooMany(wait).into_response(),
    }
}
