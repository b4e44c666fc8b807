//! How a recipient is named by who issues (A.5-3).

use super::walker::{Walker, text};
use crate::FaultKind;
use serde_json::{Map, Value};

/// The rule of an `IdentityObject`: what is hashed is so with SHA-256.
pub(super) fn identity(walker: &mut Walker, identity: &Map<String, Value>) {
    let Some(value) = text(identity, "identityHash") else { return };
    let is_hashed = identity.get("hashed") == Some(&Value::Bool(true));
    walker.at("identityHash", |walker| {
        let message = || "Hash it with SHA-256, and write `sha256$` and the hash in hexadecimal.".into();
        walker.demand(!is_hashed || is_sha256(value), FaultKind::Form, message);
    });
}

fn is_sha256(value: &str) -> bool {
    let hex = value.strip_prefix("sha256$");
    hex.is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
