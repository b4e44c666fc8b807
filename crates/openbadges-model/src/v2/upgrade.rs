//! The forms of 0.5, 1.0 and 1.1, and the spellings that 2.0 tolerates, put into one form of 2.0 (C.5).

use std::borrow::Cow;

use super::version::{Class, Version, short};
use super::{CONTEXT, instant};
use crate::json::each;
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

/// Members that have one value: of a list of one, that one is meant (C.2).
const SINGLE: [&str; 21] = [
    "recipient",
    "badge",
    "verification",
    "issuedOn",
    "expires",
    "narrative",
    "revoked",
    "revocationReason",
    "id",
    "name",
    "description",
    "criteria",
    "issuer",
    "url",
    "email",
    "revocationList",
    "identity",
    "hashed",
    "salt",
    "creator",
    "claim",
];

/// Objects within each other that are brought into form.
const MAX_DEPTH: usize = 64;

/// A document in the form of 2.0, whatever version it follows: itself if it has that form. What has no meaning there
/// stays as it is; what is wrong stays wrong, for [`super::validate`] to name. JSON Pointers of faults are those of
/// this form.
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
    if is_upgraded && is_tidy(document, 0) {
        return Cow::Borrowed(document);
    }
    let mut upgraded = tidy(document, 0);
    if let Value::Object(members) = &mut upgraded {
        match class {
            Class::Assertion if origin.version == Version::V0_5 => old_assertion(members, origin.address),
            Class::Assertion => assertion(members, origin),
            Class::BadgeClass => badge_class(members, origin),
            Class::Issuer | Class::Profile => profile(members, class, origin),
            Class::RevocationList => revocation_list(members, origin),
            Class::Endorsement => verification(members),
            Class::CryptographicKey | Class::Foreign => {}
        }
        if origin.version < Version::V2_0 {
            members.insert("@context".into(), json!(CONTEXT));
        }
    }
    Cow::Owned(upgraded)
}

/// Keywords by their aliases, types by their short names, single values without brackets, and nothing for `null`.
fn tidy(value: &Value, depth: usize) -> Value {
    match value {
        Value::Object(_) if is_left_alone(value, depth) => value.clone(),
        Value::Object(members) => {
            members.iter().filter_map(|(name, value)| member(name, value, depth)).collect()
        }
        Value::Array(items) => items.iter().map(|item| tidy(item, depth + 1)).collect(),
        other => other.clone(),
    }
}

fn is_left_alone(object: &Value, depth: usize) -> bool {
    super::context::is_extension(object) || depth > MAX_DEPTH
}

fn member(name: &str, value: &Value, depth: usize) -> Option<(String, Value)> {
    let name = unaliased(name);
    let value = single(name, value);
    if name.is_empty() || value.is_null() {
        return None;
    }
    let tidied = match name {
        "@context" => value.clone(),
        "type" => short_types(value),
        _ => tidy(value, depth + 1),
    };
    Some((name.to_owned(), tidied))
}

/// Whether a value is what [`tidy`] makes of it.
fn is_tidy(value: &Value, depth: usize) -> bool {
    match value {
        Value::Object(_) if is_left_alone(value, depth) => true,
        Value::Object(members) => members.iter().all(|(name, value)| {
            let is_kept = !(name.is_empty() || value.is_null());
            let is_plain = unaliased(name) == name && std::ptr::eq(single(name, value), value);
            is_kept
                && is_plain
                && match name.as_str() {
                    "@context" => true,
                    "type" => are_short_types(value),
                    _ => is_tidy(value, depth + 1),
                }
        }),
        Value::Array(items) => items.iter().all(|item| is_tidy(item, depth + 1)),
        _ => true,
    }
}

fn unaliased(name: &str) -> &str {
    match name {
        "@id" => "id",
        "@type" => "type",
        "verify" => "verification",
        other => other,
    }
}

/// Of a list of one, that one, where the member has one value.
fn single<'v>(name: &str, value: &'v Value) -> &'v Value {
    let mut value = value;
    while let Value::Array(items) = value
        && let [item] = items.as_slice()
        && SINGLE.contains(&name)
    {
        value = item;
    }
    value
}

fn short_types(types: &Value) -> Value {
    match types {
        Value::String(name) => json!(short(name)),
        Value::Array(names) => names.iter().map(short_types).collect(),
        other => other.clone(),
    }
}

fn are_short_types(types: &Value) -> bool {
    match types {
        Value::String(name) => short(name) == name,
        Value::Array(names) => names.iter().all(are_short_types),
        _ => true,
    }
}

/// 0.5: everything in one object; what it is hosted at is where it was read.
fn old_assertion(members: &mut Members, address: Option<&str>) {
    members.insert("type".into(), json!("Assertion"));
    rename(members, "issued_on", "issuedOn");
    name_after(members, address);
    if let Some(Value::String(identity)) = members.get("recipient") {
        let mut recipient = json!({"type": "email", "identity": identity, "hashed": !identity.contains('@')});
        if let (Some(salt), Some(recipient)) = (members.shift_remove("salt"), recipient.as_object_mut()) {
            recipient.insert("salt".into(), salt);
        }
        members.insert("recipient".into(), recipient);
    }
    members.insert("verification".into(), json!({"type": "HostedBadge"}));
    dates(members);
    if let Some(Value::Object(badge)) = members.get_mut("badge") {
        old_badge(badge, address);
    }
}

fn old_badge(badge: &mut Members, address: Option<&str>) {
    badge.insert("type".into(), json!("BadgeClass"));
    name_after(badge, address.map(|address| format!("{address}#badge")).as_deref());
    let mut base = None;
    if let Some(Value::Object(issuer)) = badge.get_mut("issuer") {
        issuer.insert("type".into(), json!("Issuer"));
        base = issuer
            .get("origin")
            .and_then(Value::as_str)
            .map(|origin| origin.trim_end_matches('/').to_owned());
        rename(issuer, "contact", "email");
        if let Some(origin) = issuer.get("origin").cloned() {
            issuer.entry("url").or_insert_with(|| origin.clone());
            issuer.entry("id").or_insert(origin);
        }
    }
    for member in ["image", "criteria"] {
        // 0.5 allowed paths below the issuer's origin.
        if let (Some(Value::String(path)), Some(base)) = (badge.get(member), &base)
            && path.starts_with('/')
        {
            let url = json!(format!("{base}{path}"));
            badge.insert(member.into(), url);
        }
    }
}

fn assertion(members: &mut Members, origin: Origin<'_>) {
    if origin.version < Version::V2_0 {
        members.entry("type").or_insert_with(|| json!("Assertion"));
        one_point_x(members, origin);
        dates(members);
    }
    verification(members);
}

/// 1.x: the address is in `verify`, of the assertion or of the key.
fn one_point_x(members: &mut Members, origin: Origin<'_>) {
    let verify = members.get("verification");
    let is = |name: &str| verify.and_then(|verify| verify.get("type")).is_some_and(|kind| kind == name);
    let url = verify.and_then(|verify| verify.get("url")).filter(|url| url.is_string()).cloned();
    if is("hosted") || is("HostedBadge") {
        let address = url.or_else(|| origin.address.map(Into::into));
        if let Some(address) = address {
            members.entry("id").or_insert(address);
        }
    } else if is("signed") || is("SignedBadge") {
        let uid = members.get("uid").and_then(Value::as_str).map(|uid| json!(urn(uid)));
        if let Some(uid) = uid {
            members.entry("id").or_insert(uid);
        }
        if let (Some(url), Some(Value::Object(verify))) = (url, members.get_mut("verification")) {
            verify.entry("creator").or_insert(url);
        }
    }
}

/// A URI for the `uid` of an old assertion.
fn urn(uid: &str) -> String {
    let is_uuid = uid.len() == 36
        && uid.bytes().enumerate().all(|(at, byte)| match at {
            8 | 13 | 18 | 23 => byte == b'-',
            _ => byte.is_ascii_hexdigit(),
        });
    let is_plain =
        !uid.is_empty() && uid.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"\\".contains(&byte));
    match (is_uuid, is_plain) {
        (true, _) => format!("urn:uuid:{uid}"),
        (_, true) => format!("uid:{uid}"),
        _ => uid.bytes().fold("uid:".to_owned(), |uri, byte| uri + &format!("{byte:02x}")),
    }
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

fn badge_class(members: &mut Members, origin: Origin<'_>) {
    if origin.version == Version::V2_0 {
        return;
    }
    members.entry("type").or_insert_with(|| json!("BadgeClass"));
    name_after(members, origin.address);
    match members.get_mut("alignment") {
        Some(Value::Array(items)) => items.iter_mut().for_each(alignment),
        Some(item) => alignment(item),
        None => {}
    }
}

fn alignment(item: &mut Value) {
    let Value::Object(members) = item else { return };
    for (old, new) in [("name", "targetName"), ("url", "targetUrl"), ("description", "targetDescription")] {
        rename(members, old, new);
    }
}

fn profile(members: &mut Members, class: Class, origin: Origin<'_>) {
    if origin.version < Version::V2_0 {
        let name = if class == Class::Issuer { "Issuer" } else { "Profile" };
        members.entry("type").or_insert_with(|| json!(name));
        name_after(members, origin.address);
    }
}

/// 1.x: a map of `uid` to reason.
fn revocation_list(members: &mut Members, origin: Origin<'_>) {
    if members.contains_key("revokedAssertions") || origin.version == Version::V2_0 {
        return;
    }
    let entries =
        members.iter().filter(|(uid, _)| !matches!(uid.as_str(), "@context" | "id" | "type" | "issuer"));
    let entries: Value = entries.map(|(uid, why)| json!({"uid": uid, "revocationReason": why})).collect();
    members.retain(|name, _| matches!(name.as_str(), "@context" | "id" | "issuer"));
    members.insert("type".into(), json!("RevocationList"));
    members.insert("revokedAssertions".into(), entries);
    name_after(members, origin.address);
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
        assert_eq!(
            urn("52e4c6b3-8c13-4fa8-8482-a5cf34ef37a9"),
            "urn:uuid:52e4c6b3-8c13-4fa8-8482-a5cf34ef37a9"
        );
        assert_eq!(urn("é"), "uid:c3a9");
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
