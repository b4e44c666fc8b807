//! From the input to the text of a badge.

mod image;

pub(crate) use image::BakedAs;

use openbadges_bakery::{ImageKind, looks_like_html};
use url::Url;

use crate::badge::{Form, sniff_text};
use crate::check::stop;
use crate::documents::{Documents, is_web_page, looks_like_json};
use crate::{Accept, Check, CheckId, Facts, FetchError, Input, Reason, network};

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
    pub(crate) baked_as: BakedAs,
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
    let (inside, baked_as) = image::open(kind, &bytes, &mut facts)?;
    let opened = match inside {
        Sniffed::Address(url) => {
            let found =
                at(&url, &mut facts, documents).await.map_err(|check| Box::new(baked(*check, &url)))?;
            open_text(found, facts, Some(url))
        }
        text => open_text(text, facts, None),
    };
    opened.map(|opened| Opened { baked_as, ..opened })
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
fn baked(check: Check, url: &Url) -> Check {
    if check.facts.get("why") == Some(GONE) { gone(url.as_str()) } else { check }
}

/// The address of a hosted badge says that it is gone for good.
pub(crate) fn gone(address: &str) -> Check {
    let facts = Facts::new().with("type", "HostedBadge").with("url", address).with("why", GONE);
    Check::not(CheckId::Status, Reason::Revoked, facts)
}

fn open_text(sniffed: Sniffed, facts: Facts, address: Option<Url>) -> Result<Opened, Box<Check>> {
    match sniffed {
        Sniffed::Text(text, form) => {
            let name = if facts.get("form").is_some() { "baked" } else { "form" };
            let facts = facts.with(name, form.name());
            let check = Check::pass(CheckId::Input, facts);
            Ok(Opened { check, text, form, address, baked_as: BakedAs::default() })
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

#[cfg(test)]
mod tests {
    use super::*;

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
