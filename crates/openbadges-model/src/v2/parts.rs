//! What the classes of 2.0 are made of (C.1): links, identities, pictures, criteria, evidence.

use super::vouching::CryptographicKey;
use crate::{OneOrMany, class::class};
use serde::{Deserialize, Serialize};
use serde_json::Value;

/// Another object: its IRI, or the object itself.
///
/// ```
/// use openbadges_model::v2::{Image, Linked};
///
/// let address: Linked<Image> = serde_json::from_value("https://example.org/1.png".into())?;
/// assert_eq!(address, Linked::from("https://example.org/1.png"));
/// assert!(address.object().is_none());
/// let object = Linked::Object(Box::new(Image::new("https://example.org/1.png")));
/// assert_eq!(object.object().map(|image| image.id.as_str()), Some("https://example.org/1.png"));
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum Linked<T> {
    /// Its IRI.
    Id(String),
    /// The object.
    Object(Box<T>),
}

impl<T> Linked<T> {
    /// The object, if it is here.
    pub fn object(&self) -> Option<&T> {
        match self {
            Self::Id(_) => None,
            Self::Object(object) => Some(object),
        }
    }
}

impl<T> From<&str> for Linked<T> {
    fn from(id: &str) -> Self {
        Self::Id(id.to_owned())
    }
}

class! {
    /// The identity of a recipient (OB2 class `IdentityObject`).
    ///
    /// ```
    /// use openbadges_model::{Match, v2::IdentityObject};
    ///
    /// let hidden = IdentityObject::email_hashed("ada@example.org", "salt");
    /// assert_eq!(hidden.matches("Ada@example.org"), Match::Yes);
    /// assert_eq!(hidden.matches("https://example.org/ada"), Match::OtherType);
    /// ```
    IdentityObject {
        required {
            /// What identifies: `email`, `url`, `telephone`, `id`, or the IRI of a property of a profile.
            r#type: OneOrMany<String>,
            /// The identity or, hashed, `sha256$` and hex digits.
            identity: String,
            /// Whether it is hashed.
            hashed: bool,
        }
        optional {
            /// Text that was appended before hashing.
            salt: String,
        }
    }
}

class! {
    /// How to verify an Assertion, and where those of an issuer may be (OB2 class `VerificationObject`).
    ///
    /// ```
    /// use openbadges_model::OneOrMany;
    /// use openbadges_model::v2::VerificationObject;
    ///
    /// let hosted = VerificationObject { r#type: OneOrMany::single("HostedBadge".into()), ..VerificationObject::new() };
    /// assert_eq!(serde_json::to_value(&hosted)?, serde_json::json!({"type": "HostedBadge"}));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    VerificationObject {
        required {}
        optional {
            /// The key that signed (`SignedBadge`).
            creator: Linked<CryptographicKey>,
            /// The property that identifies: only `id` is known.
            verification_property: String,
        }
        compact {
            /// Contains `HostedBadge` or `SignedBadge`; an issuer's has none.
            r#type: String,
            /// What the address of an Assertion begins with.
            starts_with: String,
            /// Hosts that Assertions may be at.
            allowed_origins: String,
        }
    }
}

class! {
    /// What proves an achievement (OB2 class `Evidence`).
    ///
    /// ```
    /// use openbadges_model::v2::Evidence;
    ///
    /// let page = Evidence { id: Some("https://example.org/video".into()), ..Evidence::new() };
    /// assert_eq!(serde_json::to_value(&page)?, serde_json::json!({"id": "https://example.org/video"}));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Evidence {
        required {}
        optional {
            /// Address of a page that presents it.
            id: String,
            /// What it is and how it came about, Markdown: untrusted.
            narrative: String,
            /// Title.
            name: String,
            /// A longer description.
            description: String,
            /// Kind of evidence.
            genre: String,
            /// Whom it is for.
            audience: String,
        }
        compact {
            /// Contains `Evidence`.
            r#type: String,
        }
    }
}

class! {
    /// A picture with its metadata (OB2 class `Image`).
    ///
    /// ```
    /// use openbadges_model::v2::Image;
    ///
    /// let image = Image { caption: Some("A bow".into()), ..Image::new("https://example.org/1.png") };
    /// assert_eq!(serde_json::to_value(&image)?["caption"], "A bow");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Image {
        required {
            /// Address of the picture, or a `data:` URI.
            id: String,
        }
        optional {
            /// Text in place of the picture.
            caption: String,
            /// Who made it, untouched.
            author: Value,
        }
        compact {
            /// `schema:ImageObject` or another.
            r#type: String,
        }
    }
}

class! {
    /// How a badge is earned (OB2 class `Criteria`): a page, a text or both.
    ///
    /// ```
    /// use openbadges_model::v2::Criteria;
    ///
    /// let criteria = Criteria { narrative: Some("Hit the target.".into()), ..Criteria::new() };
    /// assert_eq!(serde_json::to_value(&criteria)?, serde_json::json!({"narrative": "Hit the target."}));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Criteria {
        required {}
        optional {
            /// Address of a page.
            id: String,
            /// The criteria themselves, Markdown: untrusted.
            narrative: String,
        }
        compact {
            /// Contains `Criteria`.
            r#type: String,
        }
    }
}

class! {
    /// A link to an item of a framework (OB2 class `AlignmentObject`).
    ///
    /// ```
    /// use openbadges_model::v2::AlignmentObject;
    ///
    /// let item = AlignmentObject::new("Patience", "https://example.org/framework/3");
    /// assert_eq!(serde_json::to_value(&item)?["targetName"], "Patience");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    AlignmentObject {
        required {
            /// Name of the item.
            target_name: String,
            /// Address of the item.
            target_url: String,
        }
        optional {
            /// A short description of the item.
            target_description: String,
            /// Name of the framework.
            target_framework: String,
            /// Code of the item in its framework.
            target_code: String,
        }
        compact {
            /// Contains `AlignmentObject`.
            r#type: String,
        }
    }
}

class! {
    /// Another version or translation of the same thing (OB2 "related").
    ///
    /// ```
    /// use openbadges_model::v2::Related;
    ///
    /// let german = Related { language: Some("de".into()), ..Related::new("https://example.org/badges/1/de") };
    /// assert_eq!(serde_json::to_value(&german)?["@language"], "de");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Related {
        required {
            /// Its address.
            id: String,
        }
        optional {
            /// Its language, BCP 47.
            #[serde(rename = "@language")]
            language: String,
            /// Its version.
            version: Value,
        }
        compact {
            /// What it is.
            r#type: String,
        }
    }
}

/// Makes the empty value of classes without required members.
macro_rules! empty {
    ($($name:ident),+) => {$(
        impl $name {
            /// Without any member yet.
            #[expect(clippy::new_without_default, reason = "the empty class is no sensible default")]
            pub fn new() -> Self {
                Self::required()
            }
        }
    )+};
}

pub(super) use empty;

empty!(VerificationObject, Evidence, Criteria);

impl IdentityObject {
    pub(crate) fn bare(kind: &str, identity: String, hashed: bool) -> Self {
        Self::required(OneOrMany::single(kind.to_owned()), identity, hashed)
    }
}

impl Image {
    /// A picture at an address.
    pub fn new(id: impl Into<String>) -> Self {
        Self::required(id.into())
    }
}

impl AlignmentObject {
    /// A link to the item of this name and address.
    pub fn new(target_name: impl Into<String>, target_url: impl Into<String>) -> Self {
        Self::required(target_name.into(), target_url.into())
    }
}

impl Related {
    /// The thing at this address.
    pub fn new(id: impl Into<String>) -> Self {
        Self::required(id.into())
    }
}
