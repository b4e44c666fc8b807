//! The members of an assertion that tell how it is baked.

use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use serde::Deserialize;
use serde_json::Value;

/// Types of which every credential of 3.0 has one.
const CREDENTIALS: [&str; 5] =
    ["VerifiableCredential", "OpenBadgeCredential", "AchievementCredential", "EndorsementCredential", RECORD];

/// The type of a record of CLR 2.0.
const RECORD: &str = "ClrCredential";

/// What tells an assertion of 2.0 or before from a credential, and where it is.
#[derive(Deserialize)]
pub(super) struct Head {
    #[serde(rename = "type", default)]
    kind: Value,
    #[serde(default)]
    id: Value,
    #[serde(default)]
    badge: Value,
    #[serde(default)]
    verify: Value,
    #[serde(rename = "credentialSubject", default)]
    subject: Value,
    #[serde(default)]
    vc: Value,
}

impl Head {
    pub(super) fn of_json(text: &str) -> Option<Self> {
        serde_json::from_str(text).ok()
    }

    /// Of the payload.
    pub(super) fn of_jws(text: &str) -> Option<Self> {
        let payload = URL_SAFE_NO_PAD.decode(text.trim().split('.').nth(1)?).ok()?;
        serde_json::from_slice(&payload).ok()
    }

    /// 2.0 has the type; before, an assertion was told by its badge.
    pub(super) fn is_assertion(&self) -> bool {
        (names(&self.kind, "Assertion") || !self.badge.is_null())
            && self.subject.is_null()
            && self.vc.is_null()
    }

    /// A credential of 3.0 has its type; in a JWT of the data model 1.1 it is inside `vc`.
    pub(super) fn is_credential(&self) -> bool {
        CREDENTIALS.iter().any(|name| self.is_a(name))
    }

    /// Records have a place of their own (D Baking).
    pub(super) fn is_record(&self) -> bool {
        self.is_a(RECORD)
    }

    fn is_a(&self, name: &str) -> bool {
        [Some(&self.kind), self.vc.get("type")].into_iter().flatten().any(|kind| names(kind, name))
    }

    /// Where the assertion is hosted: its `id`, before 2.0 its `verify.url`.
    pub(super) fn address(&self) -> Option<String> {
        let places = [Some(&self.id), self.verify.get("url")];
        let mut addresses = places.into_iter().flatten().filter_map(Value::as_str);
        addresses.find(|address| super::is_address(address)).map(str::to_owned)
    }
}

fn names(kind: &Value, name: &str) -> bool {
    match kind {
        Value::String(kind) => kind == name,
        Value::Array(kinds) => kinds.iter().any(|kind| kind == name),
        _ => false,
    }
}
