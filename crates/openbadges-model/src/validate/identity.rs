//! How a recipient is named by who issues (A.5-3, A.5-5, E.5-9).

use super::{rules::text, walker::Walker};
use crate::FaultKind;
use serde_json::{Map, Value};

/// The rule of an `IdentityObject`: what is hashed is so with SHA-256, and an address is in lower case.
pub(super) fn identity(walker: &mut Walker, identity: &Map<String, Value>) {
    let Some(value) = text(identity, "identityHash") else { return };
    let hashed = identity.get("hashed") == Some(&Value::Bool(true));
    let is_address = text(identity, "identityType") == Some("emailAddress");
    walker.at("identityHash", |walker| {
        let message = || "Hash it with SHA-256, and write `sha256$` and the hash in hexadecimal.".into();
        walker.demand(!hashed || is_sha256(value), FaultKind::Form, message);
        let message = || "This is a hash: write \"hashed\": true.".into();
        walker.demand(hashed || !is_sha256(value), FaultKind::Inconsistent, message);
        let message = || "Write the address in lower case: others compare it letter by letter.".into();
        walker.demand(hashed || !is_address || value == value.to_lowercase(), FaultKind::Form, message);
    });
}

fn is_sha256(value: &str) -> bool {
    let hex = value.strip_prefix("sha256$");
    hex.is_some_and(|hex| hex.len() == 64 && hex.bytes().all(|byte| byte.is_ascii_hexdigit()))
}
