//! Where a party publishes its keys.

use openbadges_proof::KeyError;
use openbadges_proof::did::{Did, DidError};
use std::sync::Arc;

use serde_json::Value;
use url::Url;

use crate::documents::{Documents, NoDocument};
use crate::{Accept, network};

/// Who an identifier names, as far as a key can be had from them.
pub(crate) enum Party {
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
    pub(crate) fn of(id: &str) -> Self {
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

/// Gets the document of a controller. Over plain http only from this machine: anybody on the way could change it.
pub(crate) async fn document(url: &Url, documents: &Documents<'_>) -> Result<Arc<Value>, NoDocument> {
    if url.scheme() != "https" && !network::is_loopback(url) {
        return Err(NoDocument::NotHttps);
    }
    documents.own_json(url, Accept::Controller).await
}
