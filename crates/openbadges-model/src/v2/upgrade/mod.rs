//! The forms of 0.5, 1.0 and 1.1, and the spellings that 2.0 tolerates, put into one form of 2.0 (C.5).

mod spelling;
mod v0_5;
mod v1;

use std::borrow::Cow;

use super::document_class::Class;
use super::version::Version;
use super::{CONTEXT, instant};
use crate::json::{check_depth, each};
use serde_json::{Map, Value, json};

type Members = Map<String, Value>;

/// Where a document comes from.
///
/// ```
/// use openbadges_model::v2::{Class, Origin, Version, upgrade};
///
/// let old = serde_json::json!({"name": "Archery"});
/// let origin = Origin { version: Version::V1_0, address: Some("https://example.org/badge.json") };
/// let badge = upgrade(&old, Class::BadgeClass, origin);
/// assert_eq!(badge["id"], "https://example.org/badge.json");
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Origin<'a> {
    /// The version that it follows.
    pub version: Version,
    /// The address that it was read from; before 1.1 this is what identifies it.
    pub address: Option<&'a str>,
}

impl Origin<'_> {
    /// Of a version, from nowhere in particular.
    pub const fn of(version: Version) -> Self {
        Self { version, address: None }
    }
}

/// A document in the form of 2.0, whatever version it follows: itself if it has that form. What has no meaning there
/// stays as it is; what is wrong stays wrong, for [`super::validate`] to name, and so does what is nested deeper than
/// [`MAX_DEPTH`](crate::json::MAX_DEPTH). JSON Pointers of faults are those of this form.
///
/// ```
/// use openbadges_model::v2::{Class, Origin, Version, upgrade};
///
/// let old = serde_json::json!({"name": "Archery", "issuer": "https://example.org/issuer"});
/// let badge = upgrade(&old, Class::BadgeClass, Origin::of(Version::V1_0));
/// assert_eq!(badge["type"], "BadgeClass");
/// assert_eq!(badge["@context"], "https://w3id.org/openbadges/v2");
/// ```
pub fn upgrade<'d>(document: &'d Value, class: Class, origin: Origin<'_>) -> Cow<'d, Value> {
    let is_award = matches!(class, Class::Assertion | Class::Endorsement);
    let is_upgraded = origin.version == Version::V2_0 && !(is_award && is_renamed(document));
    if check_depth(document).is_err() || is_upgraded && spelling::is_plain(document) {
        return Cow::Borrowed(document);
    }
    let mut upgraded = spelling::plain(document);
    if let Value::Object(members) = &mut upgraded {
        match origin.version {
            Version::V0_5 if class == Class::Assertion => v0_5::assertion(members, origin.address),
            Version::V0_5 | Version::V1_0 | Version::V1_1 => v1::upgrade(members, class, origin.address),
            Version::V2_0 => {}
        }
        if is_award {
            verification(members);
        }
        if origin.version < Version::V2_0 {
            members.insert("@context".into(), json!(CONTEXT));
        }
    }
    Cow::Owned(upgraded)
}

/// The types of a verification by their names of 2.0.
fn verification(members: &mut Members) {
    let Some(Value::Object(verification)) = members.get_mut("verification") else { return };
    let Some(types) = verification.get_mut("type") else { return };
    let renamed = |name: &Value| new_name(name).map_or_else(|| name.clone(), Value::from);
    *types = match &*types {
        Value::Array(names) => names.iter().map(renamed).collect(),
        name => renamed(name),
    };
}

/// Whether [`verification`] has something to do.
fn is_renamed(award: &Value) -> bool {
    award.get("verification").is_some_and(|it| each(it, "type").any(|name| new_name(name).is_some()))
}

/// What 2.0 calls a type of verification that had another name before.
fn new_name(name: &Value) -> Option<&'static str> {
    match name.as_str()? {
        "hosted" | "obi:HostedBadge" | "https://w3id.org/openbadges#HostedBadge" => Some("HostedBadge"),
        "signed" | "obi:SignedBadge" | "https://w3id.org/openbadges#SignedBadge" => Some("SignedBadge"),
        _ => None,
    }
}

/// Dates of old versions as ISO 8601 with a zone.
fn dates(members: &mut Members) {
    for name in ["issuedOn", "expires"] {
        if let Some(date) = members.get(name).filter(|date| !super::dates::is_exact(date)).and_then(instant) {
            members.insert(name.into(), json!(date.to_string()));
        }
    }
}

fn name_after(members: &mut Members, address: Option<&str>) {
    if let Some(address) = address {
        members.entry("id").or_insert_with(|| json!(address));
    }
}

fn rename(members: &mut Members, old: &str, new: &str) {
    if let Some(value) = members.shift_remove(old) {
        members.entry(new).or_insert(value);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn upgraded(document: &Value, class: Class, version: Version) -> Value {
        upgrade(document, class, Origin { version, address: Some("https://example.org/1") }).into_owned()
    }

    #[test]
    fn c5_a_badge_of_0_5_is_taken_apart() {
        let old = json!({
            "recipient": "sha256$00", "salt": "x", "issued_on": "2011-06-01", "evidence": null,
            "badge": {
                "version": "0.5.0", "name": "B", "image": "/i.png", "description": "D", "criteria": "/c",
                "issuer": {"origin": "https://example.org/", "name": "I", "contact": "i@example.org", "org": null}
            }
        });
        let expected = json!({
            "recipient": {"type": "email", "identity": "sha256$00", "hashed": true, "salt": "x"},
            "badge": {
                "version": "0.5.0", "name": "B", "image": "https://example.org/i.png", "description": "D",
                "criteria": "https://example.org/c",
                "issuer": {
                    "origin": "https://example.org/", "name": "I", "type": "Issuer", "email": "i@example.org",
                    "url": "https://example.org/", "id": "https://example.org/"
                },
                "type": "BadgeClass", "id": "https://example.org/1#badge"
            },
            "type": "Assertion", "issuedOn": "2011-06-01T00:00:00Z", "id": "https://example.org/1",
            "verification": {"type": "HostedBadge"}, "@context": CONTEXT
        });
        assert_eq!(upgraded(&old, Class::Assertion, Version::V0_5), expected);
    }

    #[test]
    fn c5_a_signed_badge_of_1_x_names_its_key_and_itself() {
        let old = json!({"uid": "a1", "verify": {"type": "signed", "url": "https://example.org/key.pem"}});
        let new = upgraded(&old, Class::Assertion, Version::V1_0);
        assert_eq!(new["id"], "uid:a1");
        assert_eq!(new["verification"]["creator"], "https://example.org/key.pem");
        assert_eq!(new["verification"]["type"], "SignedBadge");
    }

    #[test]
    fn c5_old_lists_and_alignments_get_their_new_names() {
        let list = upgraded(&json!({"a1": "Mistake"}), Class::RevocationList, Version::V1_0);
        assert_eq!(list["revokedAssertions"], json!([{"uid": "a1", "revocationReason": "Mistake"}]));
        let badge = json!({"alignment": {"name": "N", "url": "https://a", "description": "D"}});
        let badge = upgraded(&badge, Class::BadgeClass, Version::V1_1);
        let expected = json!({"targetName": "N", "targetUrl": "https://a", "targetDescription": "D"});
        assert_eq!(badge["alignment"], expected);
    }

    #[test]
    fn spellings_of_json_ld_are_tolerated_in_2_0() {
        let document = json!({
            "@id": "https://a", "@type": ["obi:Assertion"], "badge": ["https://b"], "evidence": null,
            "verify": {"type": "obi:HostedBadge"}, "unknown": {"deep": [null, 1]}
        });
        let expected = json!({
            "id": "https://a", "type": ["Assertion"], "badge": "https://b", "verification": {"type": "HostedBadge"},
            "unknown": {"deep": [null, 1]}
        });
        assert_eq!(upgraded(&document, Class::Assertion, Version::V2_0), expected);
    }

    #[test]
    fn what_has_the_form_of_2_0_is_not_copied() {
        for (document, class) in [
            (json!({"id": [["https://a"]], "@type": "obi:Assertion", "badge": [null]}), Class::Assertion),
            (json!({"verification": {"type": ["hosted", "Mine"]}}), Class::Endorsement),
            (json!({"verify": {"type": "signed"}, "": 1, "@id": [["a", "b"]]}), Class::Issuer),
        ] {
            let origin = Origin::of(Version::V2_0);
            let once = upgrade(&document, class, origin);
            assert!(matches!(once, Cow::Owned(_)), "{document}");
            assert!(matches!(upgrade(&once, class, origin), Cow::Borrowed(_)), "{once}");
        }
    }
}
