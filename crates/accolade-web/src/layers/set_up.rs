//! Until the instance is set up there is one page.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use http::Method;

use crate::error::WebError;
use crate::negotiate::prefers_html;
use crate::state::Web;

const ALWAYS: [&str; 6] = ["/set-up", "/assets/", "/favicon.svg", "/healthz", "/licences", "/style"];

/// Leads to set-up while it is needed.
pub(crate) async fn lead(State(web): State<Web>, request: Request, next: Next) -> Response {
    let path = request.uri().path();
    if ALWAYS.iter().any(|always| path.starts_with(always)) {
        return next.run(request).await;
    }
    match web.app.instance().await {
        Ok(Some(_)) => next.run(request).await,
        Ok(None) if request.method() == Method::GET && prefers_html(request.headers()) => {
            Redirect::to("/set-up").into_response()
        }
        Ok(None) => WebError::SetUpNeeded.into_response(),
        Err(trouble) => WebError::from(trouble).into_response(),
    }
}
