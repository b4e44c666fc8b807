use jiff::Timestamp;
use url::Url;

/// What is to be verified.
#[derive(Clone, Debug)]
pub enum Input {
    /// A file or pasted text: PNG, SVG, JSON, a compact JWS, or the text of an address.
    Bytes(Vec<u8>),
    /// An address to fetch the badge from: https, or http of a loopback host where the fetcher allows it.
    Url(Url),
}

/// The circumstances of a verification.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options {
    /// The time to check dates against.
    pub now: Timestamp,
    /// The recipient asked about: an e-mail address, or the id of a credential subject.
    pub recipient: Option<String>,
}

impl Options {
    /// Checks against this time, without asking about a recipient.
    pub const fn at(now: Timestamp) -> Self {
        Self { now, recipient: None }
    }

    /// Also asks whether the badge is for this recipient (e-mail address or id).
    #[must_use]
    pub fn recipient(mut self, recipient: impl Into<String>) -> Self {
        self.recipient = Some(recipient.into());
        self
    }
}
