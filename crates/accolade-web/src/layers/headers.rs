//! The security headers of every answer (promises 3.2). A handler that sets one itself keeps its own.

use axum::extract::{Request, State};
use axum::middleware::Next;
use axum::response::Response;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY,
    X_CONTENT_TYPE_OPTIONS,
};
use http::{HeaderMap, HeaderName, HeaderValue};

use crate::state::Web;

/// What pages may do: nothing but what comes from here. Trusted Types have the one policy of `live.ts`.
const PAGE_POLICY: HeaderValue = HeaderValue::from_static(
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; font-src 'self'; \
     connect-src 'self'; manifest-src 'self'; worker-src 'self'; frame-src 'self'; base-uri 'none'; \
     form-action 'self'; frame-ancestors 'none'; require-trusted-types-for 'script'; trusted-types default",
);
/// What pictures and documents may do when they are opened by themselves: be looked at.
const FILE_POLICY: HeaderValue = HeaderValue::from_static(
    "sandbox; default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
);

const PERMISSIONS: HeaderName = HeaderName::from_static("permissions-policy");
const OPENER: HeaderName = HeaderName::from_static("cross-origin-opener-policy");
const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
pub(crate) const ROBOTS: HeaderName = HeaderName::from_static("x-robots-tag");

/// Where search engines are welcome.
const PUBLIC: [&str; 5] = ["/issuers/", "/verify", "/licences", "/assets/", "/favicon.svg"];
/// Addresses that hold a secret: they are not passed on and not listed.
const SECRET: [&str; 3] = ["/m/", "/s/", "/sign-in/l/"];

/// Adds the headers.
pub(crate) async fn add(State(web): State<Web>, request: Request, next: Next) -> Response {
    let path = request.uri().path().to_owned();
    let https = web
        .app
        .instance()
        .await
        .ok()
        .flatten()
        .is_some_and(|found| found.address.origin().starts_with("https:"));
    let mut response = next.run(request).await;
    let page = is_page(response.headers());
    let headers = response.headers_mut();
    set(headers, CONTENT_SECURITY_POLICY, if page { PAGE_POLICY } else { FILE_POLICY });
    set(headers, X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
    set(headers, PERMISSIONS, HeaderValue::from_static("camera=(), microphone=(), geolocation=()"));
    set(headers, OPENER, HeaderValue::from_static("same-origin"));
    set(headers, RESOURCE, HeaderValue::from_static("same-origin"));
    set(headers, REFERRER_POLICY, HeaderValue::from_static(referrer(&path)));
    set(headers, CACHE_CONTROL, HeaderValue::from_static("no-store"));
    if path != "/" && !PUBLIC.iter().any(|public| path.starts_with(public)) {
        set(headers, ROBOTS, HeaderValue::from_static("noindex, nofollow"));
    }
    if https {
        set(headers, STRICT_TRANSPORT_SECURITY, HeaderValue::from_static("max-age=31536000"));
    }
    response
}

fn referrer(path: &str) -> &'static str {
    if SECRET.iter().any(|secret| path.starts_with(secret)) { "no-referrer" } else { "same-origin" }
}

fn is_page(headers: &HeaderMap) -> bool {
    headers.get(CONTENT_TYPE).is_some_and(|value| value.as_bytes().starts_with(b"text/html"))
}

fn set(headers: &mut HeaderMap, name: HeaderName, value: HeaderValue) {
    headers.entry(name).or_insert(value);
}
