//! The forms of 1.0 and 1.1.

use super::{Members, dates, name_after, rename};
use crate::v2::Class;
use crate::validate::is_uuid;
use serde_json::{Value, json};

/// Brings a document of this class, read from this address, into the form of 2.0.
pub(super) fn upgrade(members: &mut Members, class: Class, address: Option<&str>) {
    match class {
        Class::Assertion => assertion(members, address),
        Class::BadgeClass => badge_class(members, address),
        Class::Issuer => profile(members, "Issuer", address),
        Class::Profile => profile(members, "Profile", address),
        Class::RevocationList => revocation_list(members, address),
        Class::Endorsement | Class::CryptographicKey | Class::Foreign => {}
    }
}

fn assertion(members: &mut Members, address: Option<&str>) {
    members.entry("type").or_insert_with(|| json!("Assertion"));
    name_after_verification(members, address);
    dates(members);
}

/// The address is in `verify`: of the assertion, or of the key.
fn name_after_verification(members: &mut Members, address: Option<&str>) {
    let verify = members.get("verification");
    let is = |name: &str| verify.and_then(|verify| verify.get("type")).is_some_and(|kind| kind == name);
    let url = verify.and_then(|verify| verify.get("url")).filter(|url| url.is_string()).cloned();
    if is("hosted") || is("HostedBadge") {
        if let Some(address) = url.or_else(|| address.map(Into::into)) {
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
    let is_plain =
        !uid.is_empty() && uid.bytes().all(|byte| byte.is_ascii_graphic() && !b"<>\"\\".contains(&byte));
    match (is_uuid(uid), is_plain) {
        (true, _) => format!("urn:uuid:{uid}"),
        (_, true) => format!("uid:{uid}"),
        _ => uid.bytes().fold("uid:".to_owned(), |uri, byte| uri + &format!("{byte:02x}")),
    }
}

fn badge_class(members: &mut Members, address: Option<&str>) {
    members.entry("type").or_insert_with(|| json!("BadgeClass"));
    name_after(members, address);
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

fn profile(members: &mut Members, kind: &str, address: Option<&str>) {
    members.entry("type").or_insert_with(|| json!(kind));
    name_after(members, address);
}

/// A map of `uid` to reason.
fn revocation_list(members: &mut Members, address: Option<&str>) {
    if members.contains_key("revokedAssertions") {
        return;
    }
    let entries =
        members.iter().filter(|(uid, _)| !matches!(uid.as_str(), "@context" | "id" | "type" | "issuer"));
    let entries: Value = entries.map(|(uid, why)| json!({"uid": uid, "revocationReason": why})).collect();
    members.retain(|name, _| matches!(name.as_str(), "@context" | "id" | "issuer"));
    members.insert("type".into(), json!("RevocationList"));
    members.insert("revokedAssertions".into(), entries);
    name_after(members, address);
}

#[cfg(test)]
mod tests {
    use super::urn;

    #[test]
    fn what_has_a_uid_has_a_uri() {
        let uuid = "52e4c6b3-8c13-4fa8-8482-a5cf34ef37a9";
        assert_eq!(urn(uuid), format!("urn:uuid:{uuid}"));
        assert_eq!(urn("a1"), "uid:a1");
        assert_eq!(urn("é"), "uid:c3a9");
    }
}
