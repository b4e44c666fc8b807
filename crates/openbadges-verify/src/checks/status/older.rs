//! `StatusList2021` (W3C draft of 2021 to 2023): what Bitstring Status List was called before. Read, never written.

use std::sync::Arc;

use serde_json::{Value, json};

use crate::members::is_a;

/// The entry under its newer name.
pub(super) fn entry(entry: &Value) -> Value {
    let mut newer = entry.clone();
    newer["type"] = json!("BitstringStatusListEntry");
    newer
}

/// A list credential under its newer names.
pub(super) fn list(mut list: Arc<Value>) -> Arc<Value> {
    // VC data model 1.1 has other names for the dates, of lists of either kind.
    for (old, new) in [("issuanceDate", "validFrom"), ("expirationDate", "validUntil")] {
        if list.get(new).is_none()
            && let Some(date) = list.get(old).cloned()
        {
            Arc::make_mut(&mut list)[new] = date;
        }
    }
    if is_a(&list, "StatusList2021Credential") {
        rename(Arc::make_mut(&mut list));
    }
    list
}

/// The text of the bits had no multibase prefix then, and some wrote it with padding.
fn rename(list: &mut Value) {
    list["type"] = json!(["VerifiableCredential", "BitstringStatusListCredential"]);
    if let Some(subject) = list.get_mut("credentialSubject").filter(|it| is_a(it, "StatusList2021")) {
        subject["type"] = json!("BitstringStatusList");
        if let Some(bits) = subject.get("encodedList").and_then(Value::as_str) {
            subject["encodedList"] = json!(format!("u{}", bits.trim_end_matches('=')));
        }
    }
}
