//! Badges of 2.0 and before (specification part C): hosted at an address, or signed as a JWS.
//!
//! What vouches for a hosted badge is the site that it names: the copy at its `id` is what is verified, whatever was
//! handed in, and the profile of the issuer says where badges of theirs may be. What vouches for a signed badge is a
//! key that the profile lists. Every document is got from its own address; nothing embedded is believed about others.

mod award;
mod chain;
mod documents;
mod endorsements;
mod lone;
mod model;
mod pem;
mod scope;
mod signature;
mod status;
mod view;

use std::sync::Arc;

use openbadges_model::v2::{Class, Version};
use serde_json::Value;
use url::Url;

use crate::badge::Badge;
use crate::case::Case;
use crate::jwt::Jwt;
use crate::report::Draft;
use crate::{Check, CheckId, Facts, Reason};

/// Where a badge comes from.
pub(crate) struct Source {
    /// The badge as it was found.
    pub(crate) text: String,
    /// The address that it was read from.
    pub(crate) address: Option<Url>,
    /// The address that an image names beside it.
    pub(crate) named: Option<String>,
}

/// A document to be verified.
pub(crate) struct Given<'a> {
    /// As it was written, or what was signed.
    written: &'a Arc<Value>,
    /// The signature around it.
    jwt: Option<&'a Jwt>,
    version: Version,
    class: Class,
    source: Source,
    /// The id of what an endorsement hangs on.
    of: Option<String>,
}

/// The version of a badge, unless it is of 3.0 or no badge.
pub(crate) fn version(badge: &Badge) -> Option<Version> {
    Version::of(content(badge))
}

fn content(badge: &Badge) -> &Arc<Value> {
    match badge {
        Badge::Json(document) => document,
        Badge::Jwt(jwt) => jwt.claims(),
    }
}

/// Verifies a badge of 2.0 or before.
pub(crate) async fn judge(
    draft: &mut Draft,
    badge: &Badge,
    version: Version,
    source: Source,
    case: &Case<'_>,
) {
    let written = content(badge);
    let jwt = match badge {
        Badge::Json(_) => None,
        Badge::Jwt(jwt) => Some(&**jwt),
    };
    let form = if jwt.is_some() { " JWS" } else { "" };
    let facts = Facts::new().with("version", format!("{}{form}", version.as_str()));
    let Some(class) = Class::of(written) else {
        let facts = facts.with("why", "other_type").with("pointer", "/type");
        return draft.add(Check::not(CheckId::Format, Reason::Malformed, facts));
    };
    draft.add(Check::pass(CheckId::Format, facts.with("type", class.as_str())));
    let given = Given { written, jwt, version, class, source, of: None };
    match class {
        Class::Assertion | Class::Endorsement => award::judge(draft, &given, case).await,
        _ => lone::judge(draft, &given, case).await,
    }
}
