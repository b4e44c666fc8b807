//! Which class a credential is of.

use super::forms::texts;
use super::table::Class;
use super::{clr, v3};
use crate::context;
use serde_json::Value;

/// The class that a credential calls itself: a badge, unless it says otherwise.
pub(super) fn credential(value: &Value) -> &'static Class {
    let types = value.get("type").and_then(texts).unwrap_or_default();
    let is_badge = ["OpenBadgeCredential", "AchievementCredential"].iter().any(|name| types.contains(name));
    if types.contains(&"EndorsementCredential") && !is_badge {
        return endorsement(value);
    }
    if types.contains(&"ClrCredential") && !is_badge {
        return by_model(value, &clr::CLR_CREDENTIAL, &clr::CLR_CREDENTIAL_V1);
    }
    by_model(value, &v3::ACHIEVEMENT_CREDENTIAL, &v3::ACHIEVEMENT_CREDENTIAL_V1)
}

/// The class of a credential inside a CLR, which may be of any type.
pub(super) fn enclosed(value: &Value) -> &'static Class {
    let types = value.get("type").and_then(texts).unwrap_or_default();
    let known = ["OpenBadgeCredential", "AchievementCredential", "EndorsementCredential", "ClrCredential"];
    if types.contains(&"EnvelopedVerifiableCredential") {
        return &clr::ENVELOPED;
    }
    if known.iter().any(|name| types.contains(name)) {
        return credential(value);
    }
    &clr::ANY_CREDENTIAL
}

/// The class of an endorsement, whatever its type says.
pub(super) fn endorsement(value: &Value) -> &'static Class {
    by_model(value, &v3::ENDORSEMENT_CREDENTIAL, &v3::ENDORSEMENT_CREDENTIAL_V1)
}

/// The class by the VC data model that the first context of a credential says: 2.0 or 1.1.
fn by_model(value: &Value, v2: &'static Class, v1: &'static Class) -> &'static Class {
    if context::is_v1(value.get("@context")) { v1 } else { v2 }
}
