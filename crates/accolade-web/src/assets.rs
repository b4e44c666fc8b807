//! What the build script made of `frontend/`: every file fingerprinted, compressed beforehand and part of the binary.

use axum::extract::Path;
use axum::response::{IntoResponse, Response};
use http::header::{ACCEPT_ENCODING, CACHE_CONTROL, CONTENT_ENCODING, CONTENT_TYPE, ETAG, VARY};
use http::{HeaderMap, HeaderValue};

use crate::error::WebError;
use crate::layers::revalidate::tag;

/// One file in its three forms.
pub(crate) struct Asset {
    hash: &'static str,
    name: &'static str,
    media_type: &'static str,
    identity: &'static [u8],
    brotli: Option<&'static [u8]>,
    gzip: Option<&'static [u8]>,
}

include!(concat!(env!("OUT_DIR"), "/frontend/assets.rs"));

/// An address with a fingerprint always answers the same bytes.
const FOR_GOOD: HeaderValue = HeaderValue::from_static("public, max-age=31536000, immutable");
const A_DAY: HeaderValue = HeaderValue::from_static("public, max-age=86400");

/// `GET /assets/HASH/NAME`
pub(crate) async fn show(Path((hash, name)): Path<(String, String)>, headers: HeaderMap) -> Response {
    match ASSETS.iter().find(|asset| asset.hash == hash && asset.name == name) {
        Some(asset) => answer(asset, &headers, FOR_GOOD),
        None => WebError::NotFound.into_response(),
    }
}

/// `GET /favicon.svg`
pub(crate) async fn favicon(headers: HeaderMap) -> Response {
    match ASSETS.iter().find(|asset| asset.name == "mark.svg") {
        Some(asset) => answer(asset, &headers, A_DAY),
        None => WebError::NotFound.into_response(),
    }
}

fn answer(asset: &Asset, headers: &HeaderMap, cache: HeaderValue) -> Response {
    let (bytes, encoding) = pick(asset, headers);
    let mut response = bytes.into_response();
    let answer = response.headers_mut();
    answer.insert(CONTENT_TYPE, HeaderValue::from_static(asset.media_type));
    answer.insert(CACHE_CONTROL, cache);
    answer.insert(ETAG, tag(asset.hash));
    answer.insert(VARY, HeaderValue::from_static("accept-encoding"));
    if let Some(encoding) = encoding {
        answer.insert(CONTENT_ENCODING, HeaderValue::from_static(encoding));
    }
    response
}

fn pick(asset: &Asset, headers: &HeaderMap) -> (&'static [u8], Option<&'static str>) {
    let accepted = headers.get(ACCEPT_ENCODING).and_then(|value| value.to_str().ok()).unwrap_or_default();
    let takes = |coding: &str| {
        accepted.split(',').any(|part| {
            let (name, parameters) = part.split_once(';').unwrap_or((part, ""));
            name.trim().eq_ignore_ascii_case(coding)
                && !matches!(parameters.trim(), "q=0" | "q=0.0" | "q=0.00" | "q=0.000")
        })
    };
    match (asset.brotli, asset.gzip) {
        (Some(bytes), _) if takes("br") => (bytes, Some("br")),
        (_, Some(bytes)) if takes("gzip") => (bytes, Some("gzip")),
        _ => (asset.identity, None),
    }
}
