//! Where a party publishes its keys.

use std::sync::Arc;

use openbadges_proof::KeyError;
use openbadges_proof::did::{Did, DidError};
use serde_json::Value;
use url::Url;

use super::Problem;
use crate::documents::{Documents, NoDocument};
use crate::members::text;
use crate::{Accept, Reason, network};

/// Who an identifier names, as far as a key can be had from them.
pub(super) enum Party {
    /// A key that names itself: `did:key`, `did:jwk`.
    DidKey,
    /// Someone whose document is at this address: `did:web`, or an http(s) identifier.
    Published { document: Url, did: bool },
    /// A DID of a method that we do not know.
    OtherDid,
    /// Something that leads nowhere: `urn:uuid:…`, nonsense, nothing.
    Nowhere,
}

impl Party {
    /// Reads an identifier without fragment.
    pub(super) fn of(id: &str) -> Self {
        match Did::parse(id) {
            Ok(did) => {
                did.document_url().map_or(Self::DidKey, |document| Self::Published { document, did: true })
            }
            Err(DidError::UnsupportedMethod(_) | DidError::Key(KeyError::Unsupported)) => Self::OtherDid,
            Err(_) => match Url::parse(id) {
                Ok(url) if matches!(url.scheme(), "http" | "https") => {
                    Self::Published { document: url, did: false }
                }
                _ => Self::Nowhere,
            },
        }
    }
}

/// The domain that speaks for an identifier, with its port where it is not the usual one.
pub(crate) fn domain(id: &str) -> Option<String> {
    let Party::Published { document, .. } = Party::of(id) else { return None };
    let host = document.host_str()?;
    Some(document.port().map_or_else(|| host.to_owned(), |port| format!("{host}:{port}")))
}

/// Whether a text is meant to lead to a key: a DID, sound or not, or a web address. Anything else is only a name.
pub(crate) fn is_address(method: &str) -> bool {
    method.starts_with("did:") || matches!(Party::of(method), Party::Published { .. })
}

/// Gets the document of a controller. Over plain http only from this machine: anybody on the way could change it. That of
/// a deactivated DID is as good as none.
pub(super) async fn document(url: &Url, documents: &Documents<'_>) -> Result<Arc<Value>, Problem> {
    let nothing = |reason, why| Problem::because(reason, why).with("url", url.as_str());
    let answer = if url.scheme() == "https" || network::is_loopback(url) {
        documents.own_json(url, Accept::Controller).await
    } else {
        Err(NoDocument::NotHttps)
    };
    let document = answer.map_err(|none| nothing(none.or(Reason::KeyNotConfirmed), none.code()))?;
    if is_deactivated(&document) {
        Err(nothing(Reason::KeyNotConfirmed, "deactivated"))
    } else {
        Ok(document)
    }
}

/// Whether the document of a DID says that it is given up. That is metadata of its resolution (DID Core, 7.1.3), which
/// `did:web` has none of: there the document is to be removed. Some leave it, and write it down inside.
fn is_deactivated(document: &Value) -> bool {
    let says = |place: &Value| place.get("deactivated") == Some(&Value::Bool(true));
    let is_did = text(document, "id").is_none_or(|id| id.starts_with("did:"));
    is_did && (says(document) || document.get("didDocumentMetadata").is_some_and(says))
}
