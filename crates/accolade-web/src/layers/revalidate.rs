//! `ETag` and `If-None-Match` (RFC 9110, sections 8.8.3 and 13.1.2): what a client has already is not sent again.
//!
//! Who makes an answer that may be kept gives it a [`tag`], from a fingerprint that is known or from its bytes. What is
//! `immutable` is never asked about again and needs none.

use axum::body::{Body, HttpBody};
use axum::extract::Request;
use axum::middleware::Next;
use axum::response::Response;
use http::header::{CONTENT_ENCODING, CONTENT_LENGTH, CONTENT_TYPE, ETAG, IF_NONE_MATCH};
use http::{HeaderMap, HeaderValue, Method, StatusCode};

/// Characters of a fingerprint in a tag: 128 bits, in hexadecimal digits.
const DIGITS: usize = 32;

/// The strong tag of bytes with this fingerprint, which is of letters and digits.
pub(crate) fn tag(fingerprint: &str) -> HeaderValue {
    let digits = fingerprint.get(..DIGITS).unwrap_or(fingerprint);
    HeaderValue::from_str(&format!("\"{digits}\"")).unwrap_or(HeaderValue::from_static("\"\""))
}

/// Answers 304 to who has the bytes that would be sent, compressed or not. The answer is made as for anybody else first, so
/// that a copy is never confirmed that has become wrong.
pub(crate) async fn confirm(mut request: Request, next: Next) -> Response {
    let is_head = request.method() == Method::HEAD;
    if is_head {
        // The same answer as to GET: the tag is that of its bytes.
        *request.method_mut() = Method::GET;
    }
    let asked = request.headers().get_all(IF_NONE_MATCH).iter().cloned().collect::<Vec<_>>();
    let mut response = next.run(request).await;
    if let Some(tag) = tag_as_sent(response.headers()) {
        let known = has(&asked, &tag);
        response.headers_mut().insert(ETAG, tag);
        if known {
            return not_modified(response);
        }
    }
    if is_head { without_body(response) } else { response }
}

/// Compressed bytes are others: their tag ends in the name of the coding.
fn tag_as_sent(headers: &HeaderMap) -> Option<HeaderValue> {
    let tag = headers.get(ETAG)?;
    let Some(coding) = headers.get(CONTENT_ENCODING) else { return Some(tag.clone()) };
    let plain = tag.to_str().ok()?.trim_end_matches('"');
    HeaderValue::from_str(&format!("{plain}-{}\"", coding.to_str().ok()?)).ok()
}

/// Whether the client says that it has this one; for that, weak tags are as good (section 8.8.3.2).
fn has(asked: &[HeaderValue], tag: &HeaderValue) -> bool {
    let lines = asked.iter().filter_map(|line| line.to_str().ok());
    lines
        .flat_map(|line| line.split(','))
        .map(str::trim)
        .any(|known| known == "*" || known.trim_start_matches("W/").as_bytes() == tag.as_bytes())
}

fn not_modified(response: Response) -> Response {
    let (mut parts, _) = response.into_parts();
    parts.status = StatusCode::NOT_MODIFIED;
    for of_the_bytes in [CONTENT_TYPE, CONTENT_ENCODING, CONTENT_LENGTH] {
        parts.headers.remove(of_the_bytes);
    }
    Response::from_parts(parts, Body::empty())
}

fn without_body(response: Response) -> Response {
    let (mut parts, body) = response.into_parts();
    if let Some(length) = body.size_hint().exact() {
        parts.headers.insert(CONTENT_LENGTH, HeaderValue::from(length));
    }
    Response::from_parts(parts, Body::empty())
}
