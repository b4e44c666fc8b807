//! The door to the network, which the caller opens.

use async_trait::async_trait;
use serde::{Deserialize, Serialize};
use url::Url;

/// The only door to the network: how documents that a badge refers to are had.
///
/// An implementation must guard itself: the addresses come from whoever made the badge.
///
/// ```
/// use async_trait::async_trait;
/// use openbadges_verify::{Accept, Fetch, FetchError, Fetched};
/// use url::Url;
///
/// /// One document, and nothing else.
/// struct One(Url, Vec<u8>);
///
/// #[async_trait]
/// impl Fetch for One {
///     async fn fetch(&self, url: &Url, _: Accept) -> Result<Fetched, FetchError> {
///         if *url != self.0 {
///             return Err(FetchError::Unreachable);
///         }
///         let media_type = Some("application/json".to_owned());
///         Ok(Fetched { bytes: self.1.clone(), media_type, final_url: url.clone() })
///     }
/// }
/// ```
#[async_trait]
pub trait Fetch: Send + Sync {
    /// Gets a document with a GET request.
    ///
    /// # Errors
    /// The address is refused, or the document cannot be had.
    async fn fetch(&self, url: &Url, accept: Accept) -> Result<Fetched, FetchError>;

    /// Told once or more when the badge itself is done and the credentials inside it follow: a fetcher that counts
    /// requests allows more from then on.
    fn allow_parts(&self) {}
}

/// A document that was had.
///
/// ```
/// use openbadges_verify::Fetched;
///
/// let document = Fetched {
///     bytes: b"{}".to_vec(),
///     media_type: Some("application/json".into()),
///     final_url: "https://example.org/did.json".parse()?,
/// };
/// assert_eq!(document.final_url.host_str(), Some("example.org"));
/// # Ok::<(), url::ParseError>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fetched {
    /// The body, decoded from any transfer encoding.
    pub bytes: Vec<u8>,
    /// The media type without its parameters, in lower case.
    pub media_type: Option<String>,
    /// The address that answered, after redirects.
    pub final_url: Url,
}

/// What kind of document is asked for.
///
/// ```
/// use openbadges_verify::Accept;
///
/// assert!(Accept::Badge.header().contains("image/svg+xml"));
/// assert!(Accept::Controller.header().starts_with("application/did+ld+json"));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Accept {
    /// A badge: a credential as JSON or JWS, or a baked image.
    Badge,
    /// A DID document or another controller document of an issuer.
    Controller,
    /// A status list credential.
    StatusList,
    /// A document of Open Badges 0.5 to 2.1: an assertion, a badge class, a profile, a key, a revocation list. Of these
    /// alone some are at http addresses.
    Hosted,
}

impl Accept {
    /// The value of the `Accept` header.
    pub const fn header(self) -> &'static str {
        match self {
            Self::Badge => {
                "application/vc, application/vc+ld+json, application/ld+json, application/json, \
                 application/vc+jwt, text/plain;q=0.9, image/png;q=0.8, image/svg+xml;q=0.8"
            }
            Self::Controller => {
                "application/did+ld+json, application/did+json, application/ld+json, application/json, \
                 application/jwk-set+json, application/jwk+json"
            }
            Self::Hosted => "application/ld+json, application/json;q=0.9, */*;q=0.1",
            Self::StatusList => {
                "application/vc, application/vc+ld+json, application/ld+json, application/json, \
                 application/vc+jwt;q=0.9, text/plain;q=0.5"
            }
        }
    }
}

/// Why a document could not be had.
///
/// ```
/// use openbadges_verify::FetchError;
///
/// let error = FetchError::NotFound(404);
/// assert_eq!(error.code(), "not_found");
/// assert_eq!(error.to_string(), "nothing is found there (status 404)");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum FetchError {
    /// The address must not be fetched; the text says which rule forbids it.
    #[error("the address must not be fetched: {0}")]
    NotAllowed(String),
    /// The server says that there is nothing (404 or 410).
    #[error("nothing is found there (status {0})")]
    NotFound(u16),
    /// The server answers with another status than success.
    #[error("the server answers with status {0}")]
    Status(u16),
    /// The document is larger than is allowed.
    #[error("the document is larger than {0} bytes")]
    TooLarge(usize),
    /// More redirects than are followed.
    #[error("there are more than {0} redirects")]
    TooManyRedirects(usize),
    /// All the time that was allowed has passed.
    #[error("the time allowed is over")]
    TimedOut,
    /// All requests that were allowed have been made.
    #[error("all {0} requests that are allowed have been made")]
    OutOfBudget(usize),
    /// No connection, no such host, a broken answer.
    #[error("the server cannot be reached")]
    Unreachable,
}

impl FetchError {
    /// A stable short name, the fact `why` of a check.
    pub const fn code(&self) -> &'static str {
        match self {
            Self::NotAllowed(_) => "address_not_allowed",
            Self::NotFound(_) => "not_found",
            Self::Status(_) => "http_status",
            Self::TooLarge(_) => "too_large",
            Self::TooManyRedirects(_) => "too_many_redirects",
            Self::TimedOut => "timed_out",
            Self::OutOfBudget(_) => "too_many_requests",
            Self::Unreachable => "unreachable",
        }
    }
}

/// A [`Fetch`] that has no network: every document is unreachable.
///
/// ```
/// use openbadges_verify::{Input, Offline, Options, Reason, Verdict, verify};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let options = Options::at("2026-11-24T12:00:00Z".parse()?);
/// let report = verify(Input::Url("https://example.org/badge".parse()?), &Offline, &options).await;
/// assert_eq!((report.verdict, report.reason), (Verdict::Indeterminate, Some(Reason::Unreachable)));
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Copy, Debug, Default)]
pub struct Offline;

#[async_trait]
impl Fetch for Offline {
    async fn fetch(&self, _: &Url, _: Accept) -> Result<Fetched, FetchError> {
        Err(FetchError::Unreachable)
    }
}
