//! The classes of 2.0 (C.1). Every member that may have several values may also stand alone, and a linked object
//! may be its address or the object itself: what was read is what is written.

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
    /// An award of a badge to somebody (OB2 class `Assertion`).
    ///
    /// ```
    /// use openbadges_model::v2::{Assertion, IdentityObject, assertion};
    ///
    /// let award = Assertion {
    ///     narrative: Some("In *one* afternoon.".into()),
    ///     ..assertion(
    ///         "https://example.org/assertions/1",
    ///         IdentityObject::email_hashed("ada@example.org", "salt"),
    ///         "https://example.org/badges/1",
    ///         "2024-05-06T07:08:09Z".parse()?,
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
            /// Address of its [`RevocationList`].
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

class! {
    /// A public key (OB2 class `CryptographicKey`).
    ///
    /// ```
    /// use openbadges_model::v2::CryptographicKey;
    ///
    /// let key = CryptographicKey::from_value(&serde_json::json!({
    ///     "type": "CryptographicKey", "id": "https://example.org/key", "owner": "https://example.org/issuer"
    /// }))?;
    /// assert_eq!(key.owner.as_deref(), Some("https://example.org/issuer"));
    /// assert!(key.public_key_pem.is_none());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    CryptographicKey {
        required {}
        optional {
            /// The context, where it stands alone.
            #[serde(rename = "@context")]
            context: Value,
            /// Its address.
            id: String,
            /// The profile whose key it is.
            owner: String,
            /// The key in PEM.
            public_key_pem: String,
        }
        compact {
            /// Contains `CryptographicKey`.
            r#type: String,
        }
    }
}

class! {
    /// The badges that an issuer revoked (OB2 class `RevocationList`).
    ///
    /// ```
    /// use openbadges_model::v2::{Class, RevocationList, RevokedAssertion, Version, validate};
    ///
    /// let entry = RevokedAssertion { id: Some("https://example.org/assertions/1".into()), ..RevokedAssertion::new() };
    /// let list = RevocationList {
    ///     id: Some("https://example.org/revoked".into()),
    ///     issuer: Some("https://example.org/issuer".into()),
    ///     ..RevocationList::new(vec![entry])
    /// };
    /// assert!(validate(&list.to_value(), Class::RevocationList, Version::V2_0).is_empty());
    /// ```
    RevocationList {
        required {
            /// Contains `RevocationList`.
            r#type: OneOrMany<String>,
        }
        optional {
            /// The context.
            #[serde(rename = "@context")]
            context: Value,
            /// Its address.
            id: String,
            /// Whose list it is.
            issuer: Linked<Profile>,
        }
        compact {
            /// What is revoked.
            revoked_assertions: Linked<RevokedAssertion>,
        }
    }
}

class! {
    /// An entry of a [`RevocationList`]: known by `id` or, in old ones, by `uid`.
    ///
    /// ```
    /// use openbadges_model::v2::RevokedAssertion;
    ///
    /// let old: RevokedAssertion = serde_json::from_str(r#"{"uid": "123abc", "revocationReason": "Sent twice"}"#)?;
    /// assert_eq!(old.uid.as_deref(), Some("123abc"));
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    RevokedAssertion {
        required {}
        optional {
            /// The `id` of the Assertion.
            id: String,
            /// The `uid` of the Assertion.
            uid: String,
            /// Why.
            revocation_reason: String,
        }
    }
}

class! {
    /// Somebody's word for a badge, an award or a profile (OB2 class `Endorsement`).
    ///
    /// ```
    /// use openbadges_model::v2::{Class, Endorsement, EndorsementClaim, Version, validate};
    ///
    /// let endorsement = Endorsement::hosted(
    ///     "https://example.org/endorsements/1",
    ///     EndorsementClaim::new("https://example.org/badges/1"),
    ///     "https://university.example/profile",
    ///     "2024-05-06T07:08:09Z",
    /// );
    /// assert!(validate(&endorsement.to_value(), Class::Endorsement, Version::V2_0).is_empty());
    /// ```
    Endorsement {
        required {
            /// Contains the context of 2.0.
            #[serde(rename = "@context")]
            context: Value,
            /// Contains `Endorsement`.
            r#type: OneOrMany<String>,
            /// Its address where it is hosted.
            id: String,
            /// What is said of what.
            claim: EndorsementClaim,
            /// Who says it.
            issuer: Linked<Profile>,
            /// Since when.
            issued_on: String,
            /// How to verify it.
            verification: VerificationObject,
        }
        optional {
            /// Whether it is revoked.
            revoked: bool,
            /// Why it is revoked.
            revocation_reason: String,
        }
    }
}

class! {
    /// What is said of what (OB2 "Endorsement", `claim`).
    ///
    /// ```
    /// use openbadges_model::v2::EndorsementClaim;
    ///
    /// let claim = EndorsementClaim {
    ///     endorsement_comment: Some("We know this badge.".into()),
    ///     ..EndorsementClaim::new("https://example.org/badges/1")
    /// };
    /// assert_eq!(serde_json::to_value(&claim)?["endorsementComment"], "We know this badge.");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    EndorsementClaim {
        required {
            /// What is endorsed.
            id: String,
        }
        optional {
            /// The word itself, Markdown: untrusted.
            endorsement_comment: String,
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

documents!(Assertion, BadgeClass, Profile, CryptographicKey, RevocationList, Endorsement);

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

impl IdentityObject {
    pub(crate) fn bare(kind: &str, identity: String, hashed: bool) -> Self {
        Self::required(OneOrMany::single(kind.to_owned()), identity, hashed)
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

empty!(VerificationObject, Evidence, Criteria, CryptographicKey, RevokedAssertion);

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

impl RevocationList {
    /// A list of what is revoked.
    pub fn new(revoked: Vec<RevokedAssertion>) -> Self {
        Self {
            context: Some(super::CONTEXT.into()),
            revoked_assertions: revoked.into_iter().map(|entry| Linked::Object(Box::new(entry))).collect(),
            ..Self::required(OneOrMany::single("RevocationList".to_owned()))
        }
    }
}

impl EndorsementClaim {
    /// About the thing with this id.
    pub fn new(id: impl Into<String>) -> Self {
        Self::required(id.into())
    }
}

impl Endorsement {
    /// A hosted endorsement at this address, made at this time (ISO 8601 with a zone).
    pub fn hosted(
        id: impl Into<String>,
        claim: EndorsementClaim,
        issuer: impl Into<Linked<Profile>>,
        issued_on: impl Into<String>,
    ) -> Self {
        let hosted = VerificationObject {
            r#type: OneOrMany::single("HostedBadge".to_owned()),
            ..VerificationObject::new()
        };
        let types = OneOrMany::single("Endorsement".to_owned());
        Self::required(
            super::CONTEXT.into(),
            types,
            id.into(),
            claim,
            issuer.into(),
            issued_on.into(),
            hosted,
        )
    }
}
