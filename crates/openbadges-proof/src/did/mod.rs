//! Decentralised identifiers of issuers: `did:key`, `did:web`, `did:jwk`, and the documents that list an issuer's keys.
//!
//! | task | function |
//! | --- | --- |
//! | read an identifier | [`Did::parse`], [`DidUrl::parse`] |
//! | make one | [`did_web`], [`did_key`], [`did_key_method`] |
//! | where its document is | [`Did::document_url`] |
//! | write the document | [`issuer_document`], [`withdraw_key`] |
//! | find a key | [`find_method`], [`find_in_key_document`], [`resolve_local`] |
//! | find the method of a key | [`find_key`] |

mod document;
mod find;
mod jwk;
mod key;
mod method;
mod web;

use std::fmt;

use url::Url;

pub use document::{issuer_document, withdraw_key};
pub use find::{find_in_key_document, find_key, find_method};
pub use jwk::{JwkDid, did_jwk, did_jwk_method};
pub use key::{KeyDid, did_key, did_key_method, resolve_local};
pub use method::{MethodError, VerificationMethod};
pub use web::{WebDid, did_web};

use crate::KeyError;

/// Longest DID or DID URL that is read, in bytes.
pub const MAX_DID_BYTES: usize = 2048;

/// A decentralised identifier of a method that we know.
///
/// ```
/// use openbadges_proof::did::Did;
///
/// let issuer = Did::parse("did:web:badges.example.org:issuers:1")?;
/// let document = issuer.document_url().map(String::from);
/// assert_eq!(document.as_deref(), Some("https://badges.example.org/issuers/1/did.json"));
/// # Ok::<(), openbadges_proof::did::DidError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Did {
    /// `did:key`: the identifier is the key.
    Key(KeyDid),
    /// `did:jwk`: the identifier is the key, as a JWK. Read, never made.
    Jwk(JwkDid),
    /// `did:web`: the document is on a web server.
    Web(WebDid),
}

/// A DID with an optional fragment, as `verificationMethod` holds it.
///
/// ```
/// use openbadges_proof::did::DidUrl;
///
/// let method = DidUrl::parse("did:web:badges.example.org#key-1")?;
/// assert_eq!(method.did.to_string(), "did:web:badges.example.org");
/// assert_eq!(method.fragment.as_deref(), Some("key-1"));
/// # Ok::<(), openbadges_proof::did::DidError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DidUrl {
    /// The identifier before the `#`.
    pub did: Did,
    /// What follows the `#`, if there is one.
    pub fragment: Option<String>,
}

/// Why a text is no DID that we use.
///
/// ```
/// use openbadges_proof::did::{Did, DidError};
///
/// assert_eq!(Did::parse("did:example:1"), Err(DidError::UnsupportedMethod("example".into())));
/// assert!(matches!(Did::parse("https://example.org"), Err(DidError::Syntax(_))));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum DidError {
    /// Not `did:method:…`, or a character that may not stand there.
    #[error("not a DID: {0}")]
    Syntax(&'static str),
    /// A DID method other than `key`, `web` and `jwk`: not wrong, but not known here.
    #[error("the DID method '{0}' is not supported")]
    UnsupportedMethod(String),
    /// The key in a `did:key` or `did:jwk`.
    #[error("the key in the DID: {0}")]
    Key(#[from] KeyError),
    /// The host of a `did:web`.
    #[error("the host of the did:web: {0}")]
    Host(&'static str),
    /// The path of a `did:web`.
    #[error("the path of the did:web: {0}")]
    Path(&'static str),
}

impl Did {
    /// Reads a DID without path, query or fragment (Decentralized Identifiers 1.0, 3.1).
    pub fn parse(text: &str) -> Result<Self, DidError> {
        if text.len() > MAX_DID_BYTES {
            return Err(DidError::Syntax("longer than 2048 bytes"));
        }
        let rest = text.strip_prefix("did:").ok_or(DidError::Syntax("it does not start with 'did:'"))?;
        let (method, id) = rest.split_once(':').ok_or(DidError::Syntax("it has no method"))?;
        if method.is_empty() || !method.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit()) {
            return Err(DidError::Syntax("the method is lower-case letters and digits"));
        }
        check_id_characters(id)?;
        match method {
            "key" => KeyDid::parse(id).map(Self::Key),
            "jwk" => JwkDid::parse(id).map(Self::Jwk),
            "web" => WebDid::parse(id).map(Self::Web),
            other => Err(DidError::UnsupportedMethod(other.to_owned())),
        }
    }

    /// Where the document of a `did:web` is; `None` for a `did:key` or `did:jwk`, whose document follows from
    /// the identifier.
    ///
    /// The scheme is https, and http for `localhost`, `127.0.0.1` and `[::1]` only.
    pub fn document_url(&self) -> Option<Url> {
        match self {
            Self::Key(_) | Self::Jwk(_) => None,
            Self::Web(web) => Some(web.document_url().clone()),
        }
    }
}

impl fmt::Display for Did {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Key(key) => key.fmt(f),
            Self::Jwk(jwk) => jwk.fmt(f),
            Self::Web(web) => web.fmt(f),
        }
    }
}

impl DidUrl {
    /// Reads a DID with or without fragment. Paths and queries are refused: no verification method needs them.
    pub fn parse(text: &str) -> Result<Self, DidError> {
        if text.len() > MAX_DID_BYTES {
            return Err(DidError::Syntax("longer than 2048 bytes"));
        }
        let (did, fragment) = match text.split_once('#') {
            None => (text, None),
            Some((did, fragment)) if is_fragment(fragment) => (did, Some(fragment.to_owned())),
            Some(_) => return Err(DidError::Syntax("the fragment")),
        };
        Ok(Self { did: Did::parse(did)?, fragment })
    }
}

impl fmt::Display for DidUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.did.fmt(f)?;
        self.fragment.iter().try_for_each(|fragment| write!(f, "#{fragment}"))
    }
}

/// Letters, digits, `.`, `-`, `_`, `:` and whole percent escapes.
fn check_id_characters(id: &str) -> Result<(), DidError> {
    let mut bytes = id.bytes();
    while let Some(byte) = bytes.next() {
        let ok = match byte {
            b'%' => [bytes.next(), bytes.next()].iter().all(|b| b.is_some_and(|b| b.is_ascii_hexdigit())),
            b'.' | b'-' | b'_' | b':' => true,
            _ => byte.is_ascii_alphanumeric(),
        };
        if !ok {
            return Err(DidError::Syntax("a character that may not stand in it"));
        }
    }
    if id.is_empty() || id.ends_with(':') { Err(DidError::Syntax("it ends too early")) } else { Ok(()) }
}

/// A non-empty fragment (RFC 3986, 3.5), percent escapes left out: no two spellings of one key.
pub(crate) fn is_fragment(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|b| b.is_ascii_alphanumeric() || b"-._~!$&'()*+,;=:@/?".contains(&b))
}
