//! The guarded HTTP client.

mod resolver;
mod session;

use std::sync::Arc;
use std::time::Duration;

use reqwest::{Client, ClientBuilder, redirect};
use url::{Origin, Url};

use crate::network;
use resolver::{GlobalOnly, Lookup, SystemLookup};
pub use session::HttpSession;

/// Requests for a badge itself, redirects included (P-V2).
const MAX_REQUESTS: usize = 8;
/// Requests for it together with the credentials inside it.
const MAX_REQUESTS_WITH_PARTS: usize = 24;
/// Redirects of one fetch.
const MAX_REDIRECTS: usize = 3;
/// Bytes of one body.
const MAX_BODY: usize = 1 << 20;
/// Time to connect, host name look-up included.
const CONNECT_TIME: Duration = Duration::from_secs(3);
/// Time for one request with its body.
const REQUEST_TIME: Duration = Duration::from_secs(10);
/// Time for all fetches of one verification, from the first on.
const TOTAL_TIME: Duration = Duration::from_secs(20);

const USER_AGENT: &str = concat!("openbadges-verify/", env!("CARGO_PKG_VERSION"));

/// Makes [`HttpSession`]s, the fetchers that connect to public addresses only.
///
/// Every address is checked before each request and at each redirect, and what a host name resolves to is
/// checked by the same resolver that the connection is made with, so that no second answer of a name server
/// comes between. Only https on port 443 is allowed, except for origins allowed by name, and for documents of Open
/// Badges 2.0 and before whose address is http: those also on port 80. There are no cookies, no proxies and no credentials; sizes, times and numbers of requests are limited.
///
/// ```
/// use openbadges_verify::HttpFetch;
///
/// // One for the life of a program, a session for each verification.
/// let fetch = HttpFetch::new()?.allow_origin(&"http://127.0.0.1:8080".parse()?);
/// let session = fetch.session();
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
pub struct HttpFetch {
    guarded: Client,
    trusted: Client,
    allowed: Arc<[Origin]>,
}

/// The HTTP client could not be made: the system offers no usable TLS set-up.
///
/// ```
/// use openbadges_verify::{HttpError, HttpFetch, HttpSession};
///
/// fn session() -> Result<HttpSession, HttpError> {
///     Ok(HttpFetch::new()?.session())
/// }
/// assert!(session().is_ok());
/// ```
#[derive(Debug, thiserror::Error)]
#[error("the HTTP client cannot be made: {0}")]
pub struct HttpError(#[from] reqwest::Error);

impl HttpFetch {
    /// A client that fetches from public addresses only.
    ///
    /// # Errors
    /// The system's TLS set-up cannot be used.
    pub fn new() -> Result<Self, HttpError> {
        Self::with_lookup(Arc::new(SystemLookup))
    }

    /// Also fetches from this URL's origin (scheme, host and port), wherever it is. For one's own server and
    /// for tests.
    #[must_use]
    pub fn allow_origin(mut self, url: &Url) -> Self {
        self.allowed = self.allowed.iter().cloned().chain([url.origin()]).collect();
        self
    }

    /// A fetcher for one verification, with its own budget of requests and time.
    pub fn session(&self) -> HttpSession {
        HttpSession::new(self.clone())
    }

    fn with_lookup(lookup: Arc<dyn Lookup>) -> Result<Self, HttpError> {
        let guarded = builder().dns_resolver(GlobalOnly::new(lookup)).build()?;
        Ok(Self { guarded, trusted: builder().build()?, allowed: Arc::new([]) })
    }

    /// The client to fetch this URL with, if it may be fetched at all; http only where it is `plain`.
    fn client_for(&self, url: &Url, plain: bool) -> Result<&Client, network::Refusal> {
        let check = if plain { network::check_hosted_url } else { network::check_url };
        check(url, &self.allowed)?;
        Ok(if network::is_allowed(url, &self.allowed) { &self.trusted } else { &self.guarded })
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the guard that the rule sends everyone else to")]
fn builder() -> ClientBuilder {
    Client::builder()
        .user_agent(USER_AGENT)
        .redirect(redirect::Policy::none())
        .no_proxy()
        .referer(false)
        .connect_timeout(CONNECT_TIME)
        .timeout(REQUEST_TIME)
        .pool_max_idle_per_host(1)
        .pool_idle_timeout(TOTAL_TIME)
}

#[cfg(test)]
mod tests;
