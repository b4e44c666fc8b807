//! The requests of one verification.

use std::error::Error;
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

use async_trait::async_trait;
use openbadges_model::json;
use reqwest::header::{ACCEPT, CONTENT_TYPE, LOCATION};
use reqwest::{Response, StatusCode};
use serde_json::Value;
use tokio::time::{Instant, timeout_at};
use url::Url;

use super::resolver::NoPublicAddress;
use super::{HttpFetch, MAX_BODY, MAX_REDIRECTS, MAX_REQUESTS, MAX_REQUESTS_WITH_PARTS, TOTAL_TIME};
use crate::{Accept, Fetch, FetchError, Fetched};

/// The fetcher of one verification: at most 8 requests (24 with those for endorsements and enclosed credentials) and 20
/// seconds, 3 redirects and 1 MiB for each.
///
/// ```
/// use openbadges_verify::{Accept, Fetch, FetchError, HttpFetch};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let session = HttpFetch::new()?.session();
/// // Refused before anything is sent: this address is not public.
/// let refused = session.fetch(&"https://192.168.0.1/".parse()?, Accept::Badge).await;
/// assert!(matches!(refused, Err(FetchError::NotAllowed(_))));
/// # Ok(())
/// # }
/// ```
#[derive(Debug)]
pub struct HttpSession {
    http: HttpFetch,
    requests: AtomicUsize,
    limit: AtomicUsize,
    deadline: OnceLock<Instant>,
}

impl HttpSession {
    pub(super) const fn new(http: HttpFetch) -> Self {
        let (requests, limit) = (AtomicUsize::new(0), AtomicUsize::new(MAX_REQUESTS));
        Self { http, requests, limit, deadline: OnceLock::new() }
    }

    async fn follow(&self, url: &Url, accept: Accept) -> Result<Fetched, FetchError> {
        // What has an https address is not taken from another that anybody on the way could change.
        let plain = accept == Accept::Hosted && url.scheme() == "http";
        let mut url = url.clone();
        for _ in 0..=MAX_REDIRECTS {
            let response = self.request(&url, accept, plain).await?;
            match redirect_target(&url, &response)? {
                Some(next) => url = next,
                None => return read(response, url, accept).await,
            }
        }
        Err(FetchError::TooManyRedirects(MAX_REDIRECTS))
    }

    async fn request(&self, url: &Url, accept: Accept, plain: bool) -> Result<Response, FetchError> {
        let client = self
            .http
            .client_for(url, plain)
            .map_err(|refusal| FetchError::NotAllowed(refusal.to_string()))?;
        let limit = self.limit.load(Ordering::Relaxed);
        if self.requests.fetch_add(1, Ordering::Relaxed) >= limit {
            return Err(FetchError::OutOfBudget(limit));
        }
        client.get(url.clone()).header(ACCEPT, accept.header()).send().await.map_err(|error| failure(&error))
    }
}

#[async_trait]
impl Fetch for HttpSession {
    async fn fetch(&self, url: &Url, accept: Accept) -> Result<Fetched, FetchError> {
        let deadline = *self.deadline.get_or_init(|| Instant::now() + TOTAL_TIME);
        timeout_at(deadline, self.follow(url, accept)).await.unwrap_or(Err(FetchError::TimedOut))
    }

    fn allow_parts(&self) {
        self.limit.store(MAX_REQUESTS_WITH_PARTS, Ordering::Relaxed);
    }
}

/// Where a redirect leads, or nothing for a final answer.
fn redirect_target(url: &Url, response: &Response) -> Result<Option<Url>, FetchError> {
    let redirects = [
        StatusCode::MOVED_PERMANENTLY,
        StatusCode::FOUND,
        StatusCode::SEE_OTHER,
        StatusCode::TEMPORARY_REDIRECT,
        StatusCode::PERMANENT_REDIRECT,
    ];
    if !redirects.contains(&response.status()) {
        return Ok(None);
    }
    let location = response.headers().get(LOCATION).and_then(|value| value.to_str().ok());
    let next = location.and_then(|location| url.join(location).ok());
    next.map(Some).ok_or_else(|| FetchError::Status(response.status().as_u16()))
}

async fn read(response: Response, final_url: Url, accept: Accept) -> Result<Fetched, FetchError> {
    let status = response.status();
    match status {
        StatusCode::GONE if matches!(accept, Accept::Badge | Accept::Hosted) => {
            let said = body(response, final_url).await.ok().filter(says_revoked);
            said.ok_or(FetchError::NotFound(status.as_u16()))
        }
        StatusCode::NOT_FOUND | StatusCode::GONE => Err(FetchError::NotFound(status.as_u16())),
        status if !status.is_success() => Err(FetchError::Status(status.as_u16())),
        _ => body(response, final_url).await,
    }
}

/// Whether what is said beside a 410 is what is left of a revoked badge of 2.0, its address and `revoked` (specification
/// C.1, C.2 hosted 3). A 410 alone does not tell whether it was a badge that is gone, or a page that showed one.
fn says_revoked(fetched: &Fetched) -> bool {
    let is_own =
        |id: &Value| id.as_str().is_some_and(|id| Url::parse(id).is_ok_and(|id| id == fetched.final_url));
    json::parse(&fetched.bytes, &json::Limits::default()).is_ok_and(|document| {
        document.get("revoked") == Some(&Value::Bool(true)) && document.get("id").is_some_and(is_own)
    })
}

async fn body(mut response: Response, final_url: Url) -> Result<Fetched, FetchError> {
    let media_type = media_type(&response);
    let mut bytes = Vec::new();
    while let Some(chunk) = response.chunk().await.map_err(|error| failure(&error))? {
        if bytes.len() + chunk.len() > MAX_BODY {
            return Err(FetchError::TooLarge(MAX_BODY));
        }
        bytes.extend_from_slice(&chunk);
    }
    Ok(Fetched { bytes, media_type, final_url })
}

fn media_type(response: &Response) -> Option<String> {
    let value = response.headers().get(CONTENT_TYPE)?.to_str().ok()?;
    let essence = value.split(';').next()?.trim().to_ascii_lowercase();
    (!essence.is_empty()).then_some(essence)
}

fn failure(error: &reqwest::Error) -> FetchError {
    if error.is_timeout() {
        return FetchError::TimedOut;
    }
    let mut cause: Option<&(dyn Error + 'static)> = error.source();
    while let Some(source) = cause {
        if source.is::<NoPublicAddress>() {
            return FetchError::NotAllowed(NoPublicAddress.to_string());
        }
        cause = source.source();
    }
    FetchError::Unreachable
}
