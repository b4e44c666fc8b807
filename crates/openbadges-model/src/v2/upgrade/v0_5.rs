//! The form of 0.5.

use super::{Members, dates, name_after, rename};
use serde_json::{Value, json};

/// Everything is in one object; what it is hosted at is where it was read.
pub(super) fn assertion(members: &mut Members, address: Option<&str>) {
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
        badge_class(badge, address);
    }
}

fn badge_class(badge: &mut Members, address: Option<&str>) {
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
