//! The documents of one verification.

use std::collections::HashMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};

use openbadges_model::json;
use serde_json::Value;
use url::Url;

use crate::parts::MAX_PARTS;
use crate::{Accept, Fetch, FetchError, Fetched};

/// Documents that a badge itself may ask for, whatever the fetcher itself allows (P-V2).
const MAX_DOCUMENTS: usize = 8;
/// Documents that it may ask for together with the credentials inside it.
const MAX_DOCUMENTS_WITH_PARTS: usize = 24;

/// Status lists that are expanded in one verification: each may be long, and many entries may name the same (P-R2).
const MAX_LISTS: usize = 64;

/// A fetcher that asks for each document once and for no more than a fixed number of them.
pub(crate) struct Documents<'a> {
    fetch: &'a dyn Fetch,
    had: Mutex<HashMap<(Url, Accept), Result<Fetched, FetchError>>>,
    limit: AtomicUsize,
    parts: AtomicUsize,
    lists: AtomicUsize,
}

/// Why a JSON document could not be had.
#[derive(Clone, Debug)]
pub(crate) enum NoDocument {
    /// It was not fetched.
    Fetch(FetchError),
    /// Its address is not https.
    NotHttps,
    /// A web page came instead.
    WebPage,
    /// What came is not strict JSON.
    NotJson,
}

impl NoDocument {
    /// The fact `why`.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Fetch(error) => error.code(),
            Self::NotHttps => "not_https",
            Self::WebPage => "web_page",
            Self::NotJson => "not_json",
        }
    }
}

impl<'a> Documents<'a> {
    pub(crate) fn new(fetch: &'a dyn Fetch) -> Self {
        Self {
            fetch,
            had: Mutex::default(),
            limit: AtomicUsize::new(MAX_DOCUMENTS),
            parts: AtomicUsize::new(0),
            lists: AtomicUsize::new(0),
        }
    }

    /// From now on documents are for the credentials inside the badge.
    pub(crate) fn allow_parts(&self) {
        self.limit.store(MAX_DOCUMENTS_WITH_PARTS, Ordering::Relaxed);
        self.fetch.allow_parts();
    }

    /// Whether one more credential inside the badge may be verified.
    pub(crate) fn take_part(&self) -> bool {
        self.parts.fetch_add(1, Ordering::Relaxed) < MAX_PARTS
    }

    /// Whether one more status list may be expanded.
    pub(crate) fn take_list(&self) -> bool {
        self.lists.fetch_add(1, Ordering::Relaxed) < MAX_LISTS
    }

    /// Gets a document, or what was had at this address before.
    pub(crate) async fn get(&self, url: &Url, accept: Accept) -> Result<Fetched, FetchError> {
        let mut url = url.clone();
        url.set_fragment(None);
        let key = (url, accept);
        if let Some(had) = self.had_before(&key)? {
            return had;
        }
        let answer = self.fetch.fetch(&key.0, accept).await;
        self.lock().insert(key, answer.clone());
        answer
    }

    /// What was had at this address before, as whatever it was asked for.
    pub(crate) fn had(&self, url: &Url) -> Option<Vec<u8>> {
        let had = self.lock();
        let answer = had.iter().find_map(|((known, _), answer)| (known == url).then_some(answer))?;
        answer.as_ref().ok().map(|fetched| fetched.bytes.clone())
    }

    /// Gets a JSON document.
    pub(crate) async fn json(&self, url: &Url, accept: Accept) -> Result<Value, NoDocument> {
        read_json(&self.bytes(url, accept).await?)
    }

    /// Gets what is no web page.
    pub(crate) async fn bytes(&self, url: &Url, accept: Accept) -> Result<Vec<u8>, NoDocument> {
        let fetched = self.get(url, accept).await.map_err(NoDocument::Fetch)?;
        if is_web_page(&fetched) { Err(NoDocument::WebPage) } else { Ok(fetched.bytes) }
    }

    /// The earlier answer, nothing, or the refusal of one document too many.
    fn had_before(&self, key: &(Url, Accept)) -> Result<Option<Result<Fetched, FetchError>>, FetchError> {
        let had = self.lock();
        if let Some(answer) = had.get(key) {
            return Ok(Some(answer.clone()));
        }
        let limit = self.limit.load(Ordering::Relaxed);
        if had.len() < limit { Ok(None) } else { Err(FetchError::OutOfBudget(limit)) }
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, HashMap<(Url, Accept), Result<Fetched, FetchError>>> {
        self.had.lock().unwrap_or_else(std::sync::PoisonError::into_inner)
    }
}

/// Reads a document that was had.
pub(crate) fn read_json(bytes: &[u8]) -> Result<Value, NoDocument> {
    json::parse(bytes, &json::Limits::default()).map_err(|_| NoDocument::NotJson)
}

/// Whether an answer is a page for people: a badge or a key document never is.
pub(crate) fn is_web_page(fetched: &Fetched) -> bool {
    let html = ["text/html", "application/xhtml+xml"];
    fetched.media_type.as_deref().is_some_and(|media_type| html.contains(&media_type))
        || looks_like_html(&fetched.bytes)
}

/// Whether bytes begin like a web page.
pub(crate) fn looks_like_html(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    ["<!doctype html", "<html"].iter().any(|opening| {
        start.get(..opening.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(opening.as_bytes()))
    })
}
