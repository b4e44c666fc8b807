//! Who issues, creates, endorses: Profile and what belongs to it.

use crate::{IdentifierEntry, Image, OneOrMany, class::class, one_or_many::types};
use serde::{Deserialize, Deserializer, Serialize, de::Error as _};
use serde_json::{Number, Value};

class! {
    /// An organisation or a person (OB3 class `Profile`).
    ///
    /// ```
    /// use openbadges_model::{Profile, validate_profile};
    ///
    /// let url = Some("https://example.org".into());
    /// let issuer = Profile { url, ..Profile::new("did:web:example.org", "Example Org") };
    /// let written = serde_json::to_value(&issuer)?;
    /// assert!(validate_profile(&written).is_empty());
    /// assert_eq!(serde_json::from_value::<Profile>(written)?, issuer);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Profile {
        required {
            /// URI of the profile.
            id: String,
            /// Contains `Profile`; without it the members below have no meaning in JSON-LD (E.1-8).
            r#type: OneOrMany<String>,
        }
        optional {
            /// The name to show.
            name: String,
            /// Homepage.
            url: String,
            /// Telephone number, E.164.
            phone: String,
            /// A short description.
            description: String,
            /// Logo or portrait.
            image: Image,
            /// E-mail address.
            email: String,
            /// Postal address.
            address: Address,
            /// Name of an authorised official of the organisation.
            official: String,
            /// The organisation above this one.
            #[serde(deserialize_with = "ancestors")]
            parent_org: Box<Profile>,
            /// Family name.
            family_name: String,
            /// Given name.
            given_name: String,
            /// Middle name.
            additional_name: String,
            /// Patronymic name.
            patronymic_name: String,
            /// "Dr", "Mrs".
            honorific_prefix: String,
            /// Degrees after the name.
            honorific_suffix: String,
            /// "de" in "de Boer".
            family_name_prefix: String,
            /// Date of birth, `YYYY-MM-DD`.
            date_of_birth: String,
        }
        list {
            /// Embedded endorsements, untouched because they carry proofs of their own.
            endorsement: Value,
            /// Endorsements as compact JWS.
            endorsement_jwt: String,
            /// Other identifiers of the same entity.
            other_identifier: IdentifierEntry,
        }
    }
}

impl Profile {
    /// A profile with the two members that a displayer needs.
    ///
    /// ```
    /// use openbadges_model::Profile;
    /// let issuer = Profile { url: Some("https://example.org".into()), ..Profile::new("did:example:1", "Example Org") };
    /// assert!(issuer.r#type.has("Profile"));
    /// ```
    pub fn new(id: impl Into<String>, name: impl Into<String>) -> Self {
        Self { name: Some(name.into()), ..Self::required(id.into(), types(&["Profile"])) }
    }
}

/// Reads a parent organisation with all of those above it, one after the other: a long line of them must
/// not need a large stack.
fn ancestors<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Box<Profile>>, D::Error> {
    let mut line = Vec::new();
    let mut next = Option::<Value>::deserialize(deserializer)?;
    while let Some(mut profile) = next {
        next = profile
            .as_object_mut()
            .and_then(|members| members.shift_remove("parentOrg"))
            .filter(|parent| !parent.is_null());
        line.push(profile);
    }
    line.into_iter().rev().try_fold(None, |parent_org, profile| {
        let profile: Profile = serde_json::from_value(profile).map_err(D::Error::custom)?;
        Ok(Some(Box::new(Profile { parent_org, ..profile })))
    })
}

/// An issuer: its Profile, or the URI of one (OB3 `ProfileRef`). We always write the Profile (E.2-3).
///
/// ```
/// use openbadges_model::{Profile, ProfileRef};
///
/// let named: ProfileRef = serde_json::from_value("did:web:example.org".into())?;
/// let embedded = ProfileRef::from(Profile::new("did:web:example.org", "Example Org"));
/// assert_eq!(named.id(), embedded.id());
/// assert!(named.profile().is_none() && embedded.profile().is_some());
/// # Ok::<(), serde_json::Error>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[serde(untagged)]
pub enum ProfileRef {
    /// URI of a profile that is somewhere else.
    Id(String),
    /// The profile itself.
    Profile(Box<Profile>),
}

impl ProfileRef {
    /// URI of the profile.
    pub fn id(&self) -> &str {
        match self {
            Self::Id(id) => id,
            Self::Profile(profile) => &profile.id,
        }
    }

    /// The profile, if it is embedded.
    pub fn profile(&self) -> Option<&Profile> {
        match self {
            Self::Id(_) => None,
            Self::Profile(profile) => Some(profile),
        }
    }
}

impl From<Profile> for ProfileRef {
    fn from(profile: Profile) -> Self {
        Self::Profile(Box::new(profile))
    }
}

class! {
    /// A postal address (OB3 class `Address`).
    ///
    /// ```
    /// use openbadges_model::Address;
    ///
    /// let address = Address { address_country_code: Some("NL".into()), ..Address::new() };
    /// assert_eq!(serde_json::to_value(&address)?["addressCountryCode"], "NL");
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    Address {
        required {
            /// Contains `Address`.
            r#type: OneOrMany<String>,
        }
        optional {
            /// Country in words.
            address_country: String,
            /// ISO 3166-1 alpha-2 code.
            address_country_code: String,
            /// Region within the country.
            address_region: String,
            /// Town.
            address_locality: String,
            /// Street and number.
            street_address: String,
            /// Number of a post office box.
            post_office_box_number: String,
            /// Postal code.
            postal_code: String,
            /// Where it is.
            geo: GeoCoordinates,
        }
    }
}

impl Address {
    /// An address without any detail yet.
    #[expect(clippy::new_without_default, reason = "an empty address is no sensible default")]
    pub fn new() -> Self {
        Self::required(types(&["Address"]))
    }
}

class! {
    /// A place on the WGS 84 ellipsoid (OB3 class `GeoCoordinates`).
    ///
    /// ```
    /// use openbadges_model::GeoCoordinates;
    ///
    /// let place = GeoCoordinates::new(52, -7);
    /// assert_eq!(serde_json::to_value(&place)?["longitude"], -7);
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    GeoCoordinates {
        required {
            /// `GeoCoordinates`, a plain string (A.3-3).
            r#type: String,
            /// Degrees north.
            latitude: Number,
            /// Degrees east.
            longitude: Number,
        }
    }
}

impl GeoCoordinates {
    /// A place by its degrees north and east.
    pub fn new(latitude: impl Into<Number>, longitude: impl Into<Number>) -> Self {
        Self::required("GeoCoordinates".into(), latitude.into(), longitude.into())
    }
}
