//! A badge as a file below a link: `badge.png`, `badge-2.0.png` and their like.

use std::sync::Arc;

use accolade_platform::App;
use accolade_platform::files;
use accolade_platform::opening::{Format, Link};
use axum::response::{IntoResponse, Response};
use http::HeaderValue;
use http::header::{ACCESS_CONTROL_ALLOW_ORIGIN, CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_TYPE, ETAG};

use super::{EVERYWHERE, RESOURCE, tag_of};
use crate::error::WebError;

/// The credential itself at the link, to be read rather than saved.
pub(crate) async fn json(app: &Arc<App>, link: Link<'_>) -> Result<Response, WebError> {
    let mut response = send(app, link, Format::Json.name()).await?;
    response.headers_mut().remove(CONTENT_DISPOSITION);
    Ok(response)
}

/// Sends the file that a name asks for. It is saved rather than opened, under a name of plain letters (RFC 6266).
pub(crate) async fn send(app: &Arc<App>, link: Link<'_>, name: &str) -> Result<Response, WebError> {
    let format = Format::named(name).ok_or(WebError::NotFound)?;
    let file = files::file(app, link, format).await?;
    let disposition = HeaderValue::from_str(&format!("attachment; filename=\"{}\"", file.name));
    let tag = tag_of(&file.bytes);
    let mut response = file.bytes.into_response();
    let headers = response.headers_mut();
    headers.insert(CONTENT_TYPE, HeaderValue::from_static(file.media_type));
    headers.insert(CONTENT_DISPOSITION, disposition.unwrap_or(HeaderValue::from_static("attachment")));
    headers.insert(CACHE_CONTROL, HeaderValue::from_static("private, no-cache"));
    headers.insert(ETAG, tag);
    headers.insert(ACCESS_CONTROL_ALLOW_ORIGIN, HeaderValue::from_static("*"));
    headers.insert(RESOURCE, EVERYWHERE);
    Ok(response)
}
