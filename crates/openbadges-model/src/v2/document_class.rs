//! The classes of documents.

use crate::json::each;
use serde_json::Value;

/// The classes of documents that stand alone.
///
/// ```
/// use openbadges_model::v2::Class;
/// use serde_json::json;
///
/// assert_eq!(Class::of(&json!({"type": "BadgeClass"})), Some(Class::BadgeClass));
/// assert_eq!(Class::of(&json!({"type": "https://example.org/Medal"})), Some(Class::Foreign));
/// assert_eq!(Class::Issuer.as_str(), "Issuer");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Class {
    /// An award of a badge.
    Assertion,
    /// What the badge stands for.
    BadgeClass,
    /// Who issues badges; of the type `Issuer` where it says so.
    Issuer,
    /// Somebody.
    Profile,
    /// Somebody's word for a badge or a profile.
    Endorsement,
    /// A public key.
    CryptographicKey,
    /// The badges that an issuer revoked.
    RevocationList,
    /// A class of somebody else, named by an absolute IRI: nothing is known of it.
    Foreign,
}

pub(super) const NAMES: [(&str, Class); 8] = [
    ("Assertion", Class::Assertion),
    ("BadgeClass", Class::BadgeClass),
    ("Endorsement", Class::Endorsement),
    ("Issuer", Class::Issuer),
    ("IssuerOrg", Class::Issuer), // the context of 1.1 has this second name for it
    ("Profile", Class::Profile),
    ("CryptographicKey", Class::CryptographicKey),
    ("RevocationList", Class::RevocationList),
];

impl Class {
    /// The name of the class.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::Assertion => "Assertion",
            Self::BadgeClass => "BadgeClass",
            Self::Issuer => "Issuer",
            Self::Profile => "Profile",
            Self::Endorsement => "Endorsement",
            Self::CryptographicKey => "CryptographicKey",
            Self::RevocationList => "RevocationList",
            Self::Foreign => "another class",
        }
    }
}

/// The names in `type` or `@type`, without the prefixes of Open Badges' own vocabulary.
pub(super) fn types(document: &Value) -> impl Iterator<Item = &str> {
    each(document, "type").chain(each(document, "@type")).filter_map(Value::as_str).map(short)
}

/// A type of Open Badges by its short name.
pub(super) fn short(name: &str) -> &str {
    ["obi:", "https://w3id.org/openbadges#"]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .filter(|short| NAMES.iter().any(|(name, _)| name == short))
        .unwrap_or(name)
}
