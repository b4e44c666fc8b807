//! What a status entry must say to be looked up (A.11, E.2-6, E.2-7).

use super::walker::{Walker, text};
use crate::FaultKind;
use serde_json::{Map, Value};

/// The rules of a `credentialStatus`, by its type.
pub(super) fn status(walker: &mut Walker, status: &Map<String, Value>) {
    if text(status, "type") != Some("BitstringStatusListEntry") {
        return;
    }
    for name in ["statusPurpose", "statusListCredential"] {
        if text(status, name).is_none() {
            let message = format!("`{name}` is missing: a BitstringStatusListEntry must have it, as text.");
            walker.at(name, |walker| walker.error(FaultKind::Missing, message));
        }
    }
    walker.at("statusListIndex", |walker| index(walker, status.get("statusListIndex")));
    if status.contains_key("id") && status.get("id") == status.get("statusListCredential") {
        let message =
            "The `id` of the entry may not be the address of the list: add `#` and the index.".into();
        walker.at("id", |walker| walker.warning(FaultKind::Inconsistent, message));
    }
}

fn index(walker: &mut Walker, index: Option<&Value>) {
    let message = "Write the index of the entry in its list here: digits, as text.";
    match index {
        Some(Value::String(text)) if text.parse::<u64>().is_ok() && !text.starts_with('+') => {}
        // The specification's own samples had numbers.
        Some(Value::Number(number)) if number.is_u64() => {
            walker.demand(false, FaultKind::WrongType, || message.into());
        }
        _ => walker.error(FaultKind::Form, message.into()),
    }
}
