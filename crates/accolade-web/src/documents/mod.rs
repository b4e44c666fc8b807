//! What machines read: JSON documents, pictures and badge files.

pub(crate) mod achievement;
pub(crate) mod endorsement;
pub(crate) mod file;
pub(crate) mod hosted;
pub(crate) mod issuer;
pub(crate) mod status;

use accolade_platform::Trouble;
use accolade_platform::ids::ObjectHash;
use accolade_platform::issuers::KeyDocument;
use axum::body::Bytes;
use axum::response::{IntoResponse, Response};
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_TYPE, ETAG, VARY};
use http::{HeaderName, HeaderValue};
use serde_json::Value;

use crate::error::WebError;
use crate::layers::revalidate::tag;

pub(crate) const RESOURCE: HeaderName = HeaderName::from_static("cross-origin-resource-policy");
pub(crate) const EVERYWHERE: HeaderValue = HeaderValue::from_static("cross-origin");
const ANYONE: HeaderValue = HeaderValue::from_static("*");
pub(crate) const FIVE_MINUTES: HeaderValue = HeaderValue::from_static("public, max-age=300");
/// A copy may be kept, and is used only once we were asked whether it is still true.
const ASK_FIRST: HeaderValue = HeaderValue::from_static("public, no-cache");
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");

/// A public JSON-LD document: readable by any program on any page, never with credentials.
pub(crate) fn public_json(document: Option<Value>, media_type: &'static str) -> Result<Response, WebError> {
    let document = document.ok_or(WebError::NotFound)?;
    Ok(public(document.to_string().into(), media_type, FIVE_MINUTES))
}

/// A public document of an issuer's keys. One in which a key may appear at any moment is asked for each time: a copy of
/// five minutes ago would make a verifier call a good signature unknown.
pub(crate) fn public_keys(
    found: Option<KeyDocument>,
    media_type: &'static str,
) -> Result<Response, WebError> {
    let KeyDocument { document, is_complete } = found.ok_or(WebError::NotFound)?;
    let cache = if is_complete { FIVE_MINUTES } else { ASK_FIRST };
    Ok(public(document.to_string().into(), media_type, cache))
}

/// A picture whose bytes never change at its address.
pub(crate) fn picture(
    found: Result<Option<Bytes>, Trouble>,
    media_type: &'static str,
) -> Result<Response, WebError> {
    Ok(for_everyone(found?.ok_or(WebError::NotFound)?, media_type, FOR_GOOD))
}

/// Bytes for everyone that may become others.
pub(crate) fn public(bytes: Bytes, media_type: &'static str, cache: HeaderValue) -> Response {
    let tag = tag_of(&bytes);
    let mut response = for_everyone(bytes, media_type, cache);
    response.headers_mut().insert(ETAG, tag);
    response
}

/// The tag of bytes without a known fingerprint.
pub(crate) fn tag_of(bytes: &[u8]) -> HeaderValue {
    tag(&ObjectHash::of(bytes).to_string())
}

fn for_everyone(bytes: Bytes, media_type: &'static str, cache: HeaderValue) -> Response {
    let mut response = bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(media_type));
    headers.insert(CACHE_CONTROL, cache);
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, ANYONE);
    headers.insert(RESOURCE, EVERYWHERE);
    response
}

/// An answer of an address that is a page to some and a document to others.
pub(crate) fn negotiated(mut response: Response) -> Response {
    response.headers_mut().insert(VARY, HeaderValue::from_static("accept"));
    response
}
