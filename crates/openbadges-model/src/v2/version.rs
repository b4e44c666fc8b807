//! Which version a document follows, and which class it is of.

use super::context;
use crate::context::{CREDENTIALS_V1, CREDENTIALS_V2};
use crate::json::each;
use serde_json::Value;

/// A version of Open Badges before 3.0. 2.1 added an API and left the documents of 2.0 as they were.
///
/// ```
/// use openbadges_model::v2::Version;
///
/// let badge = serde_json::json!({ "@context": "https://w3id.org/openbadges/v2", "type": "BadgeClass" });
/// assert_eq!(Version::of(&badge), Some(Version::V2_0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 0.5: everything in one object, the recipient a text.
    V0_5,
    /// 1.0: three documents without contexts.
    V1_0,
    /// 1.1: JSON-LD, extensions.
    V1_1,
    /// 2.0 and 2.1.
    V2_0,
}

impl Version {
    /// The version of a document, unless it is of 3.0 or something else altogether (C.5).
    pub fn of(document: &Value) -> Option<Self> {
        let members = document.as_object()?;
        let is_credential = each(document, "@context")
            .any(|context| context == CREDENTIALS_V1 || context == CREDENTIALS_V2)
            || types(document).any(|name| name == "VerifiableCredential" || name == "VerifiablePresentation");
        if is_credential {
            return None;
        }
        if let Some(version) = context::version(document) {
            return Some(version);
        }
        let has = |name: &str| members.contains_key(name);
        match () {
            () if has("@context") => Class::named(document).map(|_| Self::V2_0),
            () if has("verify") && (has("badge") || has("recipient")) => Some(Self::V1_0),
            () if has("recipient") && has("badge") => Some(match &document["recipient"] {
                Value::Object(_) if has("type") || has("verification") => Self::V2_0,
                Value::Object(_) => Self::V1_0,
                _ => Self::V0_5,
            }),
            () if is_stub(document) => Some(Self::V2_0),
            () => Class::named(document).map(|_| Self::V2_0),
        }
    }

    /// The version of a document that another one links to, where its class is known from the link. Before
    /// 1.1 documents had no context.
    pub fn of_linked(document: &Value, linking: Self) -> Self {
        match context::version(document) {
            Some(version) => version,
            None if linking < Self::V1_1 && document.get("@context").is_none() => Self::V1_0,
            None => Self::V2_0,
        }
    }

    /// Its number.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V0_5 => "0.5",
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
            Self::V2_0 => "2.0",
        }
    }
}

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

const NAMES: [(&str, Class); 8] = [
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
    /// The class of a document: what its `type` says, or what its members tell in the versions that had none.
    /// `None` when the types are no class that anybody knows.
    pub fn of(document: &Value) -> Option<Self> {
        if let Some(class) = Self::named(document) {
            return Some(class);
        }
        if types(document).next().is_none() && document.get("type").is_none() {
            let has = |name: &str| document.get(name).is_some();
            let is_old =
                || has("recipient") && has("badge") && context::version(document) != Some(Version::V2_0);
            return (is_stub(document) || is_old()).then_some(Self::Assertion);
        }
        types(document).any(is_absolute).then_some(Self::Foreign)
    }

    /// The class of Open Badges that `type` names.
    fn named(document: &Value) -> Option<Self> {
        let found: Vec<&str> = types(document).collect();
        NAMES.iter().find(|(name, _)| found.contains(name)).map(|(_, class)| *class)
    }

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

/// Of a revoked badge only its address and that it is revoked need remain (C.1).
fn is_stub(document: &Value) -> bool {
    let has_address = document.get("id").or_else(|| document.get("@id")).is_some_and(Value::is_string);
    has_address && document.get("revoked") == Some(&Value::Bool(true)) && types(document).next().is_none()
}

/// The names in `type` or `@type`, without the prefixes of Open Badges' own vocabulary.
pub(crate) fn types(document: &Value) -> impl Iterator<Item = &str> {
    each(document, "type").chain(each(document, "@type")).filter_map(Value::as_str).map(short)
}

/// A type of Open Badges by its short name.
pub(crate) fn short(name: &str) -> &str {
    ["obi:", "https://w3id.org/openbadges#"]
        .iter()
        .find_map(|prefix| name.strip_prefix(prefix))
        .filter(|short| NAMES.iter().any(|(name, _)| name == short))
        .unwrap_or(name)
}

fn is_absolute(name: &str) -> bool {
    name.split_once("://").is_some_and(|(scheme, rest)| !scheme.is_empty() && !rest.is_empty())
        || name.starts_with("urn:")
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn c5_versions_are_told_apart() {
        for (document, version) in [
            (json!({"@context": "https://w3id.org/openbadges/v2", "type": "Assertion"}), Some(Version::V2_0)),
            (json!({"@context": ["http://w3id.org/openbadges/v2/", {"a": "b:c"}]}), Some(Version::V2_0)),
            (json!({"@context": "https://openbadgespec.org/v2/context.json"}), Some(Version::V2_0)),
            (json!({"@context": "https://w3id.org/openbadges/v1", "type": "Assertion"}), Some(Version::V1_1)),
            (json!({"@context": "https://example.org/", "type": "Assertion"}), Some(Version::V2_0)),
            (json!({"type": "BadgeClass"}), Some(Version::V2_0)),
            (json!({"id": "https://a", "revoked": true}), Some(Version::V2_0)),
            (json!({"id": "https://a", "revoked": "true"}), None),
            (json!({"revoked": true}), None),
            (json!({"uid": "1", "recipient": {}, "badge": "https://a", "verify": {}}), Some(Version::V1_0)),
            (
                json!({"uid": "1", "recipient": "a@b", "badge": "https://a", "verify": {}}),
                Some(Version::V1_0),
            ),
            (json!({"uid": "1", "recipient": {}, "badge": "https://a"}), Some(Version::V1_0)),
            (json!({"uid": "1", "recipient": "a@b", "badge": {}}), Some(Version::V0_5)),
            (json!({"@context": ["https://www.w3.org/ns/credentials/v2"], "type": "Assertion"}), None),
            (json!({"type": ["VerifiableCredential", "Assertion"]}), None),
            (json!({"name": "x"}), None),
            (json!([]), None),
            (json!("text"), None),
        ] {
            assert_eq!(Version::of(&document), version, "{document}");
        }
    }

    #[test]
    fn c1_classes_are_told_by_their_types() {
        for (types, class) in [
            (json!("Assertion"), Some(Class::Assertion)),
            (json!(["https://example.org/Cool", "Issuer"]), Some(Class::Issuer)),
            (json!("obi:BadgeClass"), Some(Class::BadgeClass)),
            (json!("https://w3id.org/openbadges#Profile"), Some(Class::Profile)),
            (json!("https://example.org/Cool"), Some(Class::Foreign)),
            (json!("Cool"), None),
            (json!([]), None),
            (json!(1), None),
        ] {
            assert_eq!(Class::of(&json!({ "type": types })), class, "{types}");
        }
    }
}
