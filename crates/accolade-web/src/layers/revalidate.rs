//! `ETag` and `If-None-Match` (RFC 9110, sections 8.8.3 and 13.1.2) for everything that may be kept: what a client has
//! already is not sent again.

use accolade_platform::ids::ObjectHash;
use axum::body::{Body, to_bytes};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};
use http::header::{CACHE_CONTROL, CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

use crate::error::WebError;

/// Digits of the hash in a tag: 128 bits.
const DIGITS: usize = 32;

/// Tags the bytes as they are sent, compressed or not, and answers 304 to who has them. The answer is made as for anybody
/// else first, so that a copy is never confirmed that has become wrong.
pub(crate) async fn tag(mut request: Request, next: Next) -> Response {
    let is_head = request.method() == Method::HEAD;
    if is_head {
        // The same answer as to GET: the tag is that of its bytes.
        *request.method_mut() = Method::GET;
    }
    let asked = (request.method() == Method::GET).then(|| request.headers().clone());
    let response = next.run(request).await;
    let response = match asked {
        Some(asked) if may_be_kept(&response) => tagged(response, &asked).await,
        _ => response,
    };
    if is_head { without_body(response) } else { response }
}

fn may_be_kept(response: &Response) -> bool {
    let cache = response.headers().get(CACHE_CONTROL);
    response.status() == StatusCode::OK && cache.is_some_and(|value| value != "no-store")
}

async fn tagged(response: Response, asked: &HeaderMap) -> Response {
    let (mut parts, body) = response.into_parts();
    let bytes = match to_bytes(body, usize::MAX).await {
        Ok(bytes) => bytes,
        Err(error) => return WebError::Broken(format!("body: {error}")).into_response(),
    };
    let hash = ObjectHash::of(&bytes).to_string();
    let tag = format!("\"{}\"", hash.get(..DIGITS).unwrap_or(&hash));
    let known = has(asked, &tag);
    if let Ok(value) = HeaderValue::from_str(&tag) {
        parts.headers.insert(ETAG, value);
    }
    if !known {
        parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(bytes.len()));
        return Response::from_parts(parts, Body::from(bytes));
    }
    parts.status = StatusCode::NOT_MODIFIED;
    for of_the_bytes in [CONTENT_TYPE, CONTENT_ENCODING, CONTENT_LENGTH] {
        parts.headers.remove(of_the_bytes);
    }
    Response::from_parts(parts, Body::empty())
}

/// Whether the client says that it has this one; for that, weak tags are as good (section 8.8.3.2).
fn has(asked: &HeaderMap, tag: &str) -> bool {
    let lines = asked.get_all(IF_NONE_MATCH).iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/") == tag)
}

fn without_body(response: Response) -> Response {
    let (parts, _) = response.into_parts();
    Response::from_parts(parts, Body::empty())
}
