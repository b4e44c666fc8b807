//! From the input to the text of a badge.

mod image;

use openbadges_bakery::ImageKind;
use url::Url;

use crate::documents::{Documents, is_web_page, looks_like_html, looks_like_json};
use crate::verify::stop;
use crate::{Accept, Check, CheckId, Facts, FetchError, Input, Reason, network, v2};

/// The largest file that is looked at, in bytes; images, JSON and JWS have smaller limits of their own.
const MAX_BYTES: usize = 5 << 20;
/// The longest text that is taken for an address, in bytes.
const MAX_URL: usize = 2048;

/// The fact `why` of what a server says is gone for good (410).
const GONE: &str = "gone";

/// A badge as text, and the check that says how it was found.
pub(crate) struct Opened {
    pub(crate) check: Check,
    pub(crate) text: String,
    pub(crate) form: Form,
    /// The address that the text was read from; not that of an image around it.
    pub(crate) address: Option<Url>,
}

/// How a badge is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    Json,
    Jws,
}

/// What bytes turn out to be.
enum Sniffed {
    Image(ImageKind, Vec<u8>),
    Text(String, Form),
    Address(Url),
    WebPage,
    Nothing,
}

/// Opens an input: an image, a text, or what is at an address. The address of a hosted badge may be baked into an
/// image; what is found there is the end of it.
pub(crate) async fn open(input: Input, documents: &Documents<'_>) -> Result<Opened, Box<Check>> {
    let mut facts = Facts::new();
    let (sniffed, address) = match input {
        Input::Url(url) => (Sniffed::Address(url), None),
        Input::Bytes(bytes) => (sniff(bytes)?, None),
    };
    let (sniffed, address) = match sniffed {
        Sniffed::Address(url) => (at(&url, &mut facts, documents).await?, Some(url)),
        other => (other, address),
    };
    let Sniffed::Image(kind, bytes) = sniffed else { return open_text(sniffed, facts, address) };
    match image::open(kind, &bytes, &mut facts)? {
        Sniffed::Address(url) => {
            let found =
                at(&url, &mut facts, documents).await.map_err(|check| Box::new(gone(*check, &url)))?;
            open_text(found, facts, Some(url))
        }
        text => open_text(text, facts, None),
    }
}

/// A badge of 3.0 is not taken from a plain http address: only those of 2.0 and before are published so (P-V2).
pub(crate) fn secure(check: Check, address: Option<&Url>) -> Result<Check, Box<Check>> {
    match address {
        Some(url) if url.scheme() != "https" && !network::is_loopback(url) => {
            stop(CheckId::Input, Reason::AddressNotAllowed, check.facts.with("why", "not_https"))
        }
        _ => Ok(check),
    }
}

/// What is found at an address.
async fn at(url: &Url, facts: &mut Facts, documents: &Documents<'_>) -> Result<Sniffed, Box<Check>> {
    facts.push("url", url.as_str());
    if !matches!(url.scheme(), "http" | "https") {
        return refuse(Reason::AddressNotAllowed, facts.clone().with("why", "not_https"));
    }
    let is_old = url.scheme() == "http" && !network::is_loopback(url);
    let accept = if is_old { Accept::Hosted } else { Accept::Badge };
    let document = match documents.get(url, accept).await {
        Ok(document) => document,
        Err(error) => return refuse(reason_of(&error), facts.clone().with("why", why(&error))),
    };
    let fetched = &document.fetched;
    if fetched.final_url != *url {
        facts.push("finalUrl", fetched.final_url.as_str());
    }
    facts.push_some("mediaType", fetched.media_type.clone());
    // Old sites serve badges as any media type (C.5).
    let is_page =
        looks_like_html(&fetched.bytes) || (is_web_page(fetched) && !looks_like_json(&fetched.bytes));
    if is_page { refuse(Reason::WebPage, facts.clone()) } else { sniff(fetched.bytes.clone()) }
}

/// Only hosted badges are baked as an address, and one that is gone for good is revoked (C.2, hosted 3).
fn gone(check: Check, url: &Url) -> Check {
    if check.facts.get("why") == Some(GONE) { v2::gone(url.as_str()) } else { check }
}

fn open_text(sniffed: Sniffed, facts: Facts, address: Option<Url>) -> Result<Opened, Box<Check>> {
    match sniffed {
        Sniffed::Text(text, form) => {
            let name = if facts.get("form").is_some() { "baked" } else { "form" };
            let facts = facts.with(name, form.name());
            Ok(Opened { check: Check::pass(CheckId::Input, facts), text, form, address })
        }
        Sniffed::WebPage => refuse(Reason::NotABadge, facts.with("why", "web_page")),
        Sniffed::Address(_) | Sniffed::Image(..) | Sniffed::Nothing => {
            refuse(Reason::NotABadge, facts.with("why", "unknown_form"))
        }
    }
}

fn sniff(bytes: Vec<u8>) -> Result<Sniffed, Box<Check>> {
    if bytes.len() > MAX_BYTES {
        let facts = Facts::new().with("bytes", bytes.len().to_string()).with("limit", MAX_BYTES.to_string());
        return stop(CheckId::Input, Reason::TooLarge, facts);
    }
    if let Some(kind) = openbadges_bakery::sniff(&bytes) {
        return Ok(Sniffed::Image(kind, bytes));
    }
    let Ok(text) = String::from_utf8(bytes) else { return Ok(Sniffed::Nothing) };
    Ok(match sniff_text(&text) {
        Some(form) => Sniffed::Text(text, form),
        None if looks_like_html(text.as_bytes()) => Sniffed::WebPage,
        None => address(&text).map_or(Sniffed::Nothing, Sniffed::Address),
    })
}

/// JSON or a compact JWS by their looks (specification A.1, `CompactJws`).
pub(crate) fn sniff_text(text: &str) -> Option<Form> {
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.starts_with(['{', '[']) {
        return Some(Form::Json);
    }
    let part =
        |part: &str| part.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_'));
    let mut parts = text.split('.');
    let (head, body, signature) = (parts.next()?, parts.next()?, parts.next()?);
    let shape = parts.next().is_none() && head.starts_with("ey") && !signature.is_empty();
    (shape && [head, body, signature].into_iter().all(part)).then_some(Form::Jws)
}

fn address(text: &str) -> Option<Url> {
    let text = text.trim();
    if text.len() > MAX_URL || text.contains(char::is_whitespace) {
        return None;
    }
    Url::parse(text).ok().filter(|url| matches!(url.scheme(), "http" | "https") && url.has_host())
}

fn refuse<T>(reason: Reason, facts: Facts) -> Result<T, Box<Check>> {
    stop(CheckId::Input, reason, facts)
}

const fn why(error: &FetchError) -> &'static str {
    match error {
        FetchError::NotFound(410) => GONE,
        error => error.code(),
    }
}

const fn reason_of(error: &FetchError) -> Reason {
    match error {
        FetchError::NotFound(_) => Reason::NotFound,
        FetchError::NotAllowed(_) => Reason::AddressNotAllowed,
        FetchError::TooLarge(_) => Reason::TooLarge,
        _ => Reason::Unreachable,
    }
}

impl Form {
    const fn name(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::Jws => "jws",
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn forms_are_told_by_their_looks() {
        assert_eq!(sniff_text(" \n{"), Some(Form::Json));
        assert_eq!(sniff_text("\u{feff}{}"), Some(Form::Json));
        assert_eq!(sniff_text("eyJhbGciOiJub25lIn0..c2ln\n"), Some(Form::Jws));
        for text in ["", "eyJ", "eyJ.a", "eyJ.a.", "eyJ.a.b.c", "eyJ.a.b c", "www.example.org", "a.b.c"] {
            assert_eq!(sniff_text(text), None, "{text}");
        }
    }

    #[test]
    fn addresses_are_web_addresses() {
        assert!(address(" https://example.org/b/1\n").is_some());
        for text in
            ["example.org", "mailto:a@example.org", "https://", "https://a b", "data:,x", "javascript:1"]
        {
            assert!(address(text).is_none(), "{text}");
        }
    }
}
