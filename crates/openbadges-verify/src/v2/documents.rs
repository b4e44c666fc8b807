//! The documents that a badge of 2.0 or before links to, and under which address each is known.

use std::borrow::Cow;
use std::sync::Arc;

use openbadges_model::v2::{Class, Origin, Version, upgrade};
use serde_json::Value;
use url::Url;

use super::scope::authority;
use crate::documents::{Document, Documents, NoDocument};
use crate::keys::Problem;
use crate::members::text;
use crate::{Accept, FetchError, Reason};

/// A document that was had, or that stands inside another.
#[derive(Clone)]
pub(super) struct Had {
    /// The answer that it was read from; none where it was handed in or stands inside another.
    pub(super) answer: Option<Arc<Document>>,
    /// As it was written.
    pub(super) written: Arc<Value>,
    /// In the form of 2.0.
    pub(super) document: Arc<Value>,
    pub(super) version: Version,
    /// What it is known by: the address where it was had, or its own `id` that leads to itself.
    pub(super) id: String,
    /// Where it was had, if it calls itself otherwise.
    pub(super) elsewhere: Option<Elsewhere>,
    /// It stands inside another document, whose contexts are its own.
    pub(super) is_embedded: bool,
}

impl Had {
    /// The text that its address answered, byte for byte.
    pub(super) fn answered(&self) -> Option<String> {
        let answer = self.answer.as_ref()?;
        str::from_utf8(&answer.fetched.bytes).ok().map(str::to_owned)
    }
}

/// A document calls itself by another address than the one where it was had.
#[derive(Clone)]
pub(super) struct Elsewhere {
    pub(super) asked: String,
    pub(super) says: String,
    /// What is had there says other things.
    pub(super) differs: bool,
}

/// Why a document was not had.
pub(super) enum Miss {
    /// The server says that it is gone for good (410): revoked.
    Gone,
    Problem(Box<Problem>),
}

impl Miss {
    /// The problem; what is gone cannot be had either.
    pub(super) fn problem(self) -> Problem {
        match self {
            Self::Gone => Problem::because(Reason::DocumentUnreachable, "gone"),
            Self::Problem(problem) => *problem,
        }
    }
}

/// What a link leads to.
#[derive(Clone, Copy)]
pub(super) struct Target {
    pub(super) class: Class,
    /// The version of the document with the link.
    pub(super) version: Version,
}

/// Gets the document at an address. If it says that it is another one, that one is got, once; a document on the same
/// host of which nothing can be had under its own name stays known by the address that answered.
pub(super) async fn at(address: &str, target: Target, documents: &Documents<'_>) -> Result<Had, Miss> {
    let had = one(address, target, documents).await?;
    let says = text(&had.document, "id").unwrap_or_default().to_owned();
    if same(&says, address) {
        return Ok(had);
    }
    if authority(&says).is_none() {
        let problem = Problem::because(Reason::Malformed, "id").with("url", address).with("id", says);
        return Err(Miss::Problem(Box::new(problem)));
    }
    match one(&says, target, documents).await {
        Ok(own) if text(&own.document, "id").is_some_and(|id| same(id, &says)) => {
            let differs = own.document != had.document;
            let elsewhere = Elsewhere { asked: address.to_owned(), says: says.clone(), differs };
            Ok(Had { id: says, elsewhere: Some(elsewhere), ..own })
        }
        Ok(_) => {
            let problem =
                Problem::because(Reason::Malformed, "other_id").with("url", address).with("id", says);
            Err(Miss::Problem(Box::new(problem)))
        }
        Err(_) if authority(&says) == authority(address) => {
            let elsewhere = Elsewhere { asked: address.to_owned(), says, differs: false };
            Ok(Had { elsewhere: Some(elsewhere), ..had })
        }
        Err(miss) => Err(miss),
    }
}

/// Gets a document and brings it into the form of 2.0, whatever it says that it is.
async fn one(address: &str, target: Target, documents: &Documents<'_>) -> Result<Had, Miss> {
    let answer = at_address(address, documents).await?;
    let written = documents.read(&answer).map_err(|none| miss(&none, address))?;
    Ok(Had { answer: Some(answer), ..had(written, target, Some(address), address) })
}

/// A document as the class that a link asks for.
pub(super) fn had(written: Arc<Value>, target: Target, address: Option<&str>, id: &str) -> Had {
    let version = match target.class {
        Class::Assertion => Version::of(&written).unwrap_or(target.version),
        _ => Version::of_linked(&written, target.version),
    };
    let document = match upgrade(&written, target.class, Origin { version, address }) {
        Cow::Borrowed(_) => Arc::clone(&written),
        Cow::Owned(upgraded) => Arc::new(upgraded),
    };
    Had { answer: None, written, document, version, id: id.to_owned(), elsewhere: None, is_embedded: false }
}

/// Gets a JSON document, whatever media type it is served as (C.5).
pub(super) async fn json(address: &str, documents: &Documents<'_>) -> Result<Arc<Value>, Miss> {
    let document = at_address(address, documents).await?;
    documents.read(&document).map_err(|none| miss(&none, address))
}

/// Gets whatever is at an address.
pub(super) async fn at_address(address: &str, documents: &Documents<'_>) -> Result<Arc<Document>, Miss> {
    let url = Url::parse(address).ok().filter(|url| matches!(url.scheme(), "http" | "https"));
    let Some(url) = url else {
        return Err(Miss::Problem(Box::new(because(Reason::DocumentUnreachable, "no_address", address))));
    };
    documents.own(&url, Accept::Hosted).await.map_err(|none| match none {
        NoDocument::Fetch(FetchError::NotFound(410)) => Miss::Gone,
        none => miss(&none, address),
    })
}

fn miss(none: &NoDocument, address: &str) -> Miss {
    Miss::Problem(Box::new(because(none.or(Reason::DocumentUnreachable), none.code(), address)))
}

fn because(reason: Reason, why: &str, address: &str) -> Problem {
    Problem::because(reason, why).with("url", address)
}

/// Whether two addresses are the same.
pub(super) fn same(one: &str, other: &str) -> bool {
    one == other || Url::parse(one).is_ok_and(|one| Url::parse(other).is_ok_and(|other| one == other))
}
