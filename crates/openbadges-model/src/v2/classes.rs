//! The classes of an award (C.1): what was awarded to whom, and who issues it. Every member that may have several
//! values may also stand alone, and a linked object may be its address or the object itself: what was read is what is
//! written.

use super::parts::{
    AlignmentObject, Criteria, Evidence, IdentityObject, Image, Linked, Related, VerificationObject,
};
use super::vouching::CryptographicKey;
use crate::{OneOrMany, class::class};
use serde::Deserialize;
use serde_json::Value;

class! {
    /// An award of a badge to somebody (OB2 class `Assertion`).
    ///
    /// ```
    /// use openbadges_model::DateTimeZ;
    /// use openbadges_model::v2::{Assertion, IdentityObject, assertion};
    ///
    /// let award = Assertion {
    ///     narrative: Some("In *one* afternoon.".into()),
    ///     ..assertion(
    ///         "https://example.org/assertions/1",
    ///         IdentityObject::email_hashed("ada@example.org", "salt"),
    ///         "https://example.org/badges/1",
    ///         "2024-05-06T07:08:09Z".parse::<DateTimeZ>()?,
    ///     )
    /// };
    /// assert_eq!(award.issued_on, "2024-05-06T07:08:09Z");
    /// assert_eq!(Assertion::from_value(&award.to_value())?, award);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    Assertion {
        required {
            /// Contains the context of 2.0.
            #[serde(rename = "@context")]
            context: Value,
            /// Contains `Assertion`.
            r#type: OneOrMany<String>,
            /// Its address where it is hosted; any URI where it is signed.
            id: String,
            /// Who received it.
            recipient: IdentityObject,
            /// What was awarded.
            badge: Linked<BadgeClass>,
            /// How to verify it.
            verification: VerificationObject,
            /// When it was awarded, ISO 8601 with a zone.
            issued_on: String,
        }
        optional {
            /// The baked picture.
            image: Linked<Image>,
            /// How it was earned, Markdown: untrusted.
            narrative: String,
            /// When it expires.
            expires: String,
            /// Whether it is revoked.
            revoked: bool,
            /// Why it is revoked.
            revocation_reason: String,
        }
        compact {
            /// What proves the achievement.
            evidence: Linked<Evidence>,
            /// Endorsements of this award, untouched.
            endorsement: Value,
            /// Versions and translations.
            related: Linked<Related>,
        }
    }
}

class! {
    /// What is awarded (OB2 class `BadgeClass`).
    ///
    /// ```
    /// use openbadges_model::v2::BadgeClass;
    ///
    /// let badge = BadgeClass::from_value(&serde_json::json!({
    ///     "type": "BadgeClass", "id": "https://example.org/badges/1", "name": "Archery",
    ///     "description": "Hits the target.", "criteria": "https://example.org/how",
    ///     "issuer": "https://example.org/issuer", "tags": "sport"
    /// }))?;
    /// assert_eq!(badge.tags[..], ["sport"]);
    /// assert!(badge.issuer.object().is_none());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    BadgeClass {
        required {
            /// Contains `BadgeClass`.
            r#type: OneOrMany<String>,
            /// Its address.
            id: String,
            /// The name to show.
            name: String,
            /// A short description.
            description: String,
            /// How one earns it.
            criteria: Linked<Criteria>,
            /// Who awards it.
            issuer: Linked<Profile>,
        }
        optional {
            /// The context, where it stands alone.
            #[serde(rename = "@context")]
            context: Value,
            /// The picture: PNG or SVG.
            image: Linked<Image>,
            /// Language of the texts, BCP 47.
            #[serde(rename = "@language")]
            language: String,
            /// Version of the badge.
            version: Value,
        }
        compact {
            /// Alignments with frameworks.
            alignment: Linked<AlignmentObject>,
            /// Keywords.
            tags: String,
            /// Endorsements of the badge, untouched.
            endorsement: Value,
            /// Versions and translations.
            related: Linked<Related>,
        }
    }
}

class! {
    /// An organisation or a person (OB2 class `Profile`; as the type `Issuer` one that issues badges).
    ///
    /// ```
    /// use openbadges_model::v2::Profile;
    ///
    /// let issuer = Profile::from_value(&serde_json::json!({
    ///     "type": "Issuer", "id": "https://example.org/issuer", "name": "Example Org", "motto": "Onwards"
    /// }))?;
    /// assert!(issuer.r#type.has("Issuer"));
    /// assert_eq!(issuer.extra["motto"], "Onwards");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Profile {
        required {
            /// Contains `Issuer` or `Profile`.
            r#type: OneOrMany<String>,
            /// Its address.
            id: String,
        }
        optional {
            /// The context, where it stands alone.
            #[serde(rename = "@context")]
            context: Value,
            /// The name to show.
            name: String,
            /// Homepage.
            url: String,
            /// E-mail address.
            email: String,
            /// Telephone number, E.164.
            telephone: String,
            /// A short description.
            description: String,
            /// Logo or portrait.
            image: Linked<Image>,
            /// Where its badges may be.
            verification: VerificationObject,
            /// Address of its [`RevocationList`](super::RevocationList).
            revocation_list: String,
        }
        compact {
            /// Its keys.
            public_key: Linked<CryptographicKey>,
            /// Endorsements of it, untouched.
            endorsement: Value,
            /// Versions and translations.
            related: Linked<Related>,
        }
    }
}

/// Makes reading and writing of the classes that stand alone.
macro_rules! documents {
    ($($name:ident),+) => {$(
        impl $name {
            /// Reads the class from JSON in the form of 2.0 that [`crate::json::parse`] has read.
            ///
            /// # Errors
            /// A member is missing or of the wrong type; [`super::validate`] names every one.
            pub fn from_value(value: &Value) -> Result<Self, serde_json::Error> {
                crate::json::check_depth(value).map_err(serde::de::Error::custom)?;
                Self::deserialize(value)
            }

            /// Writes it as JSON.
            pub fn to_value(&self) -> Value {
                #[allow(clippy::expect_used, reason = "every member is text, number, list or map with text keys")]
                serde_json::to_value(self).expect("a class is always JSON")
            }
        }
    )+};
}

pub(super) use documents;

documents!(Assertion, BadgeClass, Profile);

impl Assertion {
    pub(crate) fn bare(
        context: Value,
        id: String,
        recipient: IdentityObject,
        badge: Linked<BadgeClass>,
        verification: VerificationObject,
        issued_on: String,
    ) -> Self {
        let types = OneOrMany::single("Assertion".to_owned());
        Self::required(context, types, id, recipient, badge, verification, issued_on)
    }
}

impl BadgeClass {
    pub(crate) fn bare(
        id: String,
        name: String,
        description: String,
        criteria: Criteria,
        issuer: Linked<Profile>,
    ) -> Self {
        let types = OneOrMany::single("BadgeClass".to_owned());
        Self::required(types, id, name, description, Linked::Object(Box::new(criteria)), issuer)
    }
}

impl Profile {
    pub(crate) fn bare(id: String) -> Self {
        Self::required(OneOrMany::single("Issuer".to_owned()), id)
    }
}
