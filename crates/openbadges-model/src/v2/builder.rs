//! Building the hosted documents of 2.0 in one strict form.

use super::{
    Assertion, BadgeClass, CONTEXT, Criteria, IdentityObject, Image, Linked, Profile, VerificationObject,
};
use crate::{DateTimeZ, OneOrMany};

/// An issuer's profile lacks what 2.0 requires of it.
///
/// ```
/// use openbadges_model::v2;
///
/// let error = v2::issuer("https://example.org/issuer", "Example Org", "https://example.org", "").unwrap_err();
/// assert_eq!(error.member, "email");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("the issuer's {member} is missing: Open Badges 2.0 requires it")]
#[non_exhaustive]
pub struct IncompleteProfile {
    /// The member that is empty.
    pub member: &'static str,
}

/// A hosted Assertion at `id`, of the badge at the address `badge`, made at `issued_on`.
/// Evidence, narrative, expiry and image are members to set.
///
/// ```
/// use openbadges_model::DateTimeZ;
/// use openbadges_model::v2::{self, Class, IdentityObject, Version};
/// let assertion = v2::assertion(
///     "https://example.org/ob2/assertions/1",
///     IdentityObject::email_hashed("ada@example.org", "salt"),
///     "https://example.org/ob2/badges/1",
///     "2024-05-06T07:08:09Z".parse::<DateTimeZ>()?,
/// );
/// assert!(v2::validate(&assertion.to_value(), Class::Assertion, Version::V2_0).is_empty());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn assertion(
    id: impl Into<String>,
    recipient: IdentityObject,
    badge: &str,
    issued_on: impl Into<DateTimeZ>,
) -> Assertion {
    let hosted = VerificationObject {
        r#type: OneOrMany::single("HostedBadge".to_owned()),
        ..VerificationObject::new()
    };
    let issued_on = issued_on.into().to_string();
    Assertion::bare(CONTEXT.into(), id.into(), recipient, badge.into(), hosted, issued_on)
}

/// A hosted `BadgeClass` at `id`, with what 2.0 requires: an image too. Alignments and tags are members to set.
///
/// ```
/// use openbadges_model::v2::{self, Class, Criteria, Image, Version};
/// let badge = v2::badge_class(
///     "https://example.org/ob2/badges/1",
///     "Teamwork",
///     "Works well with others.",
///     Image::new("https://example.org/teamwork.png"),
///     Criteria { narrative: Some("Nominated by peers.".into()), ..Criteria::new() },
///     "https://example.org/ob2/issuer",
/// );
/// assert!(v2::validate(&badge.to_value(), Class::BadgeClass, Version::V2_0).is_empty());
/// ```
pub fn badge_class(
    id: impl Into<String>,
    name: impl Into<String>,
    description: impl Into<String>,
    image: Image,
    criteria: Criteria,
    issuer: &str,
) -> BadgeClass {
    BadgeClass {
        context: Some(CONTEXT.into()),
        image: Some(match image {
            Image { id, caption: None, author: None, r#type, extra }
                if r#type.is_empty() && extra.is_empty() =>
            {
                Linked::Id(id)
            }
            described => Linked::Object(Box::new(described)),
        }),
        ..BadgeClass::bare(id.into(), name.into(), description.into(), criteria, issuer.into())
    }
}

/// The hosted profile of an issuer at `id`. Its badges may be at the origin of `id` only, which is stated with a `/` at
/// its end (E.5-1). Their host is not stated: it is the default, which one validator demands besides (E.5-3), and the same
/// validator knows no host with a port.
///
/// ```
/// use openbadges_model::v2::{self, Class, Version};
/// let issuer = v2::issuer("https://example.org/ob2/issuer", "Example Org", "https://example.org", "a@example.org")?;
/// let profile = issuer.to_value();
/// assert_eq!(profile["verification"]["startsWith"], "https://example.org/");
/// assert!(v2::validate(&profile, Class::Issuer, Version::V2_0).is_empty());
/// # Ok::<(), v2::IncompleteProfile>(())
/// ```
///
/// # Errors
/// 2.0 requires a name, a homepage and an e-mail address of an issuer (E.5-14); one of them is empty.
pub fn issuer(
    id: impl Into<String>,
    name: impl Into<String>,
    url: impl Into<String>,
    email: impl Into<String>,
) -> Result<Profile, IncompleteProfile> {
    let (id, name, url, email) = (id.into(), name.into(), url.into(), email.into());
    for (member, value) in [("name", &name), ("url", &url), ("email", &email)] {
        if value.trim().is_empty() {
            return Err(IncompleteProfile { member });
        }
    }
    let verification = scope(&id);
    Ok(Profile {
        context: Some(CONTEXT.into()),
        name: Some(name),
        url: Some(url),
        email: Some(email),
        verification,
        ..Profile::bare(id)
    })
}

/// Where the badges of the issuer at this address may be.
fn scope(id: &str) -> Option<VerificationObject> {
    let (scheme, rest) = id.split_once("://")?;
    let authority = rest.split(['/', '?', '#']).next().filter(|authority| !authority.is_empty())?;
    let starts_with = OneOrMany::single(format!("{scheme}://{authority}/"));
    Some(VerificationObject { starts_with, ..VerificationObject::new() })
}
