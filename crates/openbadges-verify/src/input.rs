//! What is verified, and under which circumstances.

use std::sync::Arc;

use jiff::Timestamp;
use openbadges_ld::Contexts;
use url::Url;

/// What is to be verified.
///
/// ```
/// use openbadges_verify::{CheckId, Input, Offline, Options, Reason, verify};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let options = Options::at("2026-11-24T12:00:00Z".parse()?);
/// // Pasted text may be an address too: it is fetched like `Input::Url`.
/// for input in [Input::Bytes(b"https://example.org/1".to_vec()), Input::Url("https://example.org/1".parse()?)] {
///     assert_eq!(verify(input, &Offline, &options).await.reason, Some(Reason::Unreachable));
/// }
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum Input {
    /// A file or pasted text: PNG, SVG, JSON, a compact JWS, or the text of an address.
    Bytes(Vec<u8>),
    /// An address to fetch the badge from: https, or http of a loopback host where the fetcher allows it.
    Url(Url),
}

/// The circumstances of a verification.
///
/// ```
/// use openbadges_verify::Options;
///
/// let now = "2026-11-24T12:00:00Z".parse()?;
/// let options = Options::at(now).recipient("ada@example.org");
/// assert_eq!(options.recipient.as_deref(), Some("ada@example.org"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The time to check dates against.
    pub now: Timestamp,
    /// The time at which the documents are fetched: one may be newer than [`Self::now`], and no newer than this. Who
    /// verifies again from documents that were kept gives the time at which these were had: with that, and the same
    /// [`Self::now`], the report is the same whatever the clock says.
    pub today: Timestamp,
    /// The recipient asked about: an e-mail address, telephone number, URL, DID, user name, or the id of a credential
    /// subject.
    pub recipient: Option<String>,
    /// Contexts that the caller knows and trusts, besides those that are part of this program; see [`Self::contexts`].
    pub contexts: Option<Arc<Contexts>>,
}

impl Options {
    /// Checks against this time, without asking about a recipient.
    pub const fn at(now: Timestamp) -> Self {
        Self { now, today: now, recipient: None, contexts: None }
    }

    /// Checks against a time that is past: what is fetched is of this day.
    ///
    /// ```
    /// use openbadges_verify::Options;
    ///
    /// let options = Options::at("2026-03-01T12:00:00Z".parse()?).today("2026-11-24T12:00:00Z".parse()?);
    /// assert!(options.now < options.today);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub const fn today(mut self, today: Timestamp) -> Self {
        self.today = today;
        self
    }

    /// Also asks whether the badge is for this recipient (e-mail address, telephone number, URL, DID, user name or id).
    #[must_use]
    pub fn recipient(mut self, recipient: impl Into<String>) -> Self {
        self.recipient = Some(recipient.into());
        self
    }

    /// Also reads badges that name these contexts of others by their addresses. What a context says decides what a
    /// signature means, so nothing is ever fetched: the caller has read each of them, and keeps it. Known contexts are
    /// not replaced, and a context that is written into a badge is not believed.
    ///
    /// ```
    /// use openbadges_verify::{Contexts, Options};
    ///
    /// let mut contexts = Contexts::default();
    /// let motto = serde_json::json!({"@context": {"motto": "https://example.org/vocab#motto"}});
    /// contexts.insert("https://example.org/context.json", motto);
    /// let options = Options::at("2026-11-24T12:00:00Z".parse().unwrap()).contexts(contexts);
    /// assert!(options.contexts.is_some_and(|known| known.contains("https://example.org/context.json")));
    /// ```
    #[must_use]
    pub fn contexts(mut self, contexts: Contexts) -> Self {
        self.contexts = Some(Arc::new(contexts));
        self
    }

    /// The same for a credential inside the badge: nobody asks whose that is.
    pub(crate) fn of_parts(&self) -> Self {
        Self { recipient: None, ..self.clone() }
    }
}
