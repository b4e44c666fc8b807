//! The documents of one verification.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};

use openbadges_bakery::looks_like_html;
use openbadges_model::json;
use serde_json::Value;
use url::Url;

use crate::budget::{Budget, Work, size_of};
use crate::{Accept, Fetch, FetchError, Fetched, Reason, network};

/// Documents that a badge itself may ask for, whatever the fetcher itself allows (P-V2).
const MAX_DOCUMENTS: usize = 8;
/// Documents that it may ask for together with the credentials inside it.
const MAX_DOCUMENTS_WITH_PARTS: usize = 24;

/// A fetcher that asks for each document once and for no more than a fixed number of them, and the budget that reading
/// them and everything else is paid from.
pub(crate) struct Documents<'a> {
    fetch: &'a dyn Fetch,
    had: Mutex<Vec<Asked>>,
    limit: AtomicUsize,
    pub(crate) budget: Budget,
}

type Answer = Result<Arc<Document>, FetchError>;

/// What was asked for, and what was had. There are few: they are gone through.
struct Asked {
    url: Url,
    accept: Accept,
    answer: Answer,
}

/// A document that was had.
pub(crate) struct Document {
    pub(crate) fetched: Fetched,
    /// As JSON with its size, read when first asked for; nothing where it is not strict JSON.
    json: OnceLock<Option<(Arc<Value>, usize)>>,
}

/// Why a JSON document could not be had.
#[derive(Clone, Debug)]
pub(crate) enum NoDocument {
    /// It was not fetched.
    Fetch(FetchError),
    /// Its address is not https.
    NotHttps,
    /// Another host answered: what it says is not what the address says.
    Redirected,
    /// A web page came instead.
    WebPage,
    /// What came is not strict JSON.
    NotJson,
    /// There is no budget left to read it.
    Spent,
}

impl NoDocument {
    /// The fact `why`.
    pub(crate) const fn code(&self) -> &'static str {
        match self {
            Self::Fetch(error) => error.code(),
            Self::NotHttps => "not_https",
            Self::Redirected => "redirected",
            Self::WebPage => "web_page",
            Self::NotJson => "not_json",
            Self::Spent => Reason::BudgetSpent.as_str(),
        }
    }

    /// The reason that goes before the one that a check has for a document that it lacks.
    pub(crate) const fn or(&self, lacking: Reason) -> Reason {
        if matches!(self, Self::Spent) { Reason::BudgetSpent } else { lacking }
    }
}

impl<'a> Documents<'a> {
    pub(crate) fn new(fetch: &'a dyn Fetch) -> Self {
        let limit = AtomicUsize::new(MAX_DOCUMENTS);
        Self { fetch, had: Mutex::default(), limit, budget: Budget::default() }
    }

    /// From now on documents and work are for the credentials inside the badge.
    pub(crate) fn allow_parts(&self) {
        self.limit.store(MAX_DOCUMENTS_WITH_PARTS, Ordering::Relaxed);
        self.budget.allow_parts();
        self.fetch.allow_parts();
    }

    /// Gets a document, or what was had at this address before.
    pub(crate) async fn get(&self, url: &Url, accept: Accept) -> Answer {
        let mut url = url.clone();
        url.set_fragment(None);
        if let Some(had) = self.had_before(&url, accept)? {
            return had;
        }
        let answer = self.fetch.fetch(&url, accept).await;
        let answer = answer.map(|fetched| Arc::new(Document { fetched, json: OnceLock::new() }));
        self.lock().push(Asked { url, accept, answer: answer.clone() });
        answer
    }

    /// What was had at this address before, as whatever it was asked for.
    pub(crate) fn had(&self, url: &Url) -> Option<Arc<Document>> {
        let had = self.lock();
        had.iter().filter(|asked| asked.url == *url).find_map(|asked| asked.answer.as_ref().ok().cloned())
    }

    /// Gets what is believed because of its address, and is no web page. Old sites that moved to `www.` or away from it
    /// speak for both.
    pub(crate) async fn own(&self, url: &Url, accept: Accept) -> Result<Arc<Document>, NoDocument> {
        let document = self.any(url, accept).await?;
        let answered = &document.fetched.final_url;
        let is_old_site = || {
            let [answered, asked] = [answered, url].map(network::without_www);
            accept == Accept::Hosted && network::speaks_for(&answered, &asked)
        };
        if network::speaks_for(answered, url) || is_old_site() {
            Ok(document)
        } else {
            Err(NoDocument::Redirected)
        }
    }

    /// The same as JSON: parsed once, and paid for each time that it is gone through.
    pub(crate) async fn own_json(&self, url: &Url, accept: Accept) -> Result<Arc<Value>, NoDocument> {
        self.read(&*self.own(url, accept).await?)
    }

    /// Gets what proves itself, wherever it is, and is no web page.
    pub(crate) async fn any(&self, url: &Url, accept: Accept) -> Result<Arc<Document>, NoDocument> {
        let document = self.get(url, accept).await.map_err(NoDocument::Fetch)?;
        if is_page(&document.fetched, accept) { Err(NoDocument::WebPage) } else { Ok(document) }
    }

    /// Reads a document as JSON.
    pub(crate) fn read(&self, document: &Document) -> Result<Arc<Value>, NoDocument> {
        let parse = || {
            let value = json::parse(&document.fetched.bytes, &json::Limits::default()).ok()?;
            let size = size_of(&value);
            Some((Arc::new(value), size))
        };
        let pay = |price| self.budget.take(Work::read(price)).map_err(|_| NoDocument::Spent);
        if document.json.get().is_none() {
            pay(document.fetched.bytes.len())?;
        }
        let (value, size) = document.json.get_or_init(parse).as_ref().ok_or(NoDocument::NotJson)?;
        pay(*size)?;
        Ok(Arc::clone(value))
    }

    /// The earlier answer, nothing, or the refusal of one document too many. Who asked for a badge and was given JSON has
    /// what a document of 2.0 at the same address would be.
    fn had_before(&self, url: &Url, accept: Accept) -> Result<Option<Answer>, FetchError> {
        let had = self.lock();
        let get = |accept| had.iter().find(|asked| asked.accept == accept && asked.url == *url);
        if let Some(asked) = get(accept) {
            return Ok(Some(asked.answer.clone()));
        }
        if accept == Accept::Hosted
            && let Some(Asked { answer: Ok(document), .. }) = get(Accept::Badge)
            && looks_like_json(&document.fetched.bytes)
        {
            return Ok(Some(Ok(Arc::clone(document))));
        }
        let limit = self.limit.load(Ordering::Relaxed);
        if had.len() < limit { Ok(None) } else { Err(FetchError::OutOfBudget(limit)) }
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Asked>> {
        self.had.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Whether an answer is a page for people: a badge or a key document never is. Badges of 2.0 and before are served as
/// any media type (C.5).
fn is_page(fetched: &Fetched, accept: Accept) -> bool {
    if accept == Accept::Hosted { looks_like_html(&fetched.bytes) } else { is_web_page(fetched) }
}

/// Whether bytes begin like a JSON object.
pub(crate) fn looks_like_json(bytes: &[u8]) -> bool {
    bytes.trim_ascii_start().starts_with(b"{")
}

/// Whether an answer is called or looks like a web page.
pub(crate) fn is_web_page(fetched: &Fetched) -> bool {
    let html = ["text/html", "application/xhtml+xml"];
    fetched.media_type.as_deref().is_some_and(|media_type| html.contains(&media_type))
        || looks_like_html(&fetched.bytes)
}
