//! Which version a document follows, and which class it is of.

use super::context;
use super::document_class::{Class, NAMES, types};
use super::version::Version;
use crate::context::{CREDENTIALS_V1, CREDENTIALS_V2};
use crate::json::each;
use serde_json::Value;

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
    /// 1.1 documents had neither context nor `id`, and what was made then did not change when other documents did.
    pub fn of_linked(document: &Value, linking: Self) -> Self {
        let has = |name| document.get(name).is_some();
        match context::version(document) {
            Some(version) => version,
            None if has("@context") => Self::V2_0,
            None if linking < Self::V1_1 => Self::V1_0,
            None if linking == Self::V1_1 && !has("id") && !has("@id") => Self::V1_0,
            None => Self::V2_0,
        }
    }
}

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
}

/// Of a revoked badge only its address and that it is revoked need remain (C.1).
fn is_stub(document: &Value) -> bool {
    let has_address = document.get("id").or_else(|| document.get("@id")).is_some_and(Value::is_string);
    has_address && document.get("revoked") == Some(&Value::Bool(true)) && types(document).next().is_none()
}

/// Whether a type is an IRI of somebody's own vocabulary.
fn is_absolute(name: &str) -> bool {
    let is_of_iri = |c: char| !c.is_whitespace() && !c.is_control() && !"<>\"{}|\\^`".contains(c);
    let begins_so =
        name.split_once("://").is_some_and(|(scheme, rest)| !scheme.is_empty() && !rest.is_empty())
            || name.starts_with("urn:");
    begins_so && name.chars().all(is_of_iri)
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
    fn c5_what_is_linked_to_says_itself_which_version_it_follows() {
        let (bare, named) = (json!({"name": "B"}), json!({"name": "B", "id": "https://a"}));
        let ours = json!({"@context": "https://w3id.org/openbadges/v2"});
        for (document, of_1_0, of_1_1, of_2_0) in [
            (&bare, Version::V1_0, Version::V1_0, Version::V2_0),
            (&named, Version::V1_0, Version::V2_0, Version::V2_0),
            (&ours, Version::V2_0, Version::V2_0, Version::V2_0),
        ] {
            let told = [Version::V1_0, Version::V1_1, Version::V2_0]
                .map(|linking| Version::of_linked(document, linking));
            assert_eq!(told, [of_1_0, of_1_1, of_2_0], "{document}");
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
            (json!("Asse<urn:a> <https://example.org/rtion"), None),
            (json!("https://example.org/a b"), None),
            (json!("Cool"), None),
            (json!([]), None),
            (json!(1), None),
        ] {
            assert_eq!(Class::of(&json!({ "type": types })), class, "{types}");
        }
    }
}
