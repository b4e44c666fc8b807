//! What no single member of a class of 2.0 can tell.

use crate::FaultKind;
use crate::validate::forms::texts;
use crate::validate::walker::{Walker, quoted};
use serde_json::{Map, Value};

type Members = Map<String, Value>;

/// A hosted document is at its `id`; the types of a verification are two.
pub(super) fn hosted_or_signed(walker: &mut Walker, members: &Members) {
    let types = members.get("verification").and_then(|verification| texts(verification.get("type")?));
    let Some(types) = types else { return };
    let hosted = types.contains(&"HostedBadge");
    if !hosted && !types.contains(&"SignedBadge") {
        walker.at("verification", |walker| {
            walker.at("type", |walker| {
                let message = "Write \"HostedBadge\" or \"SignedBadge\" here.".to_owned();
                walker.error(FaultKind::Type, message);
            });
        });
    }
    let id = members.get("id").and_then(Value::as_str);
    if hosted && id.is_some_and(|id| !["https://", "http://"].iter().any(|scheme| id.starts_with(scheme))) {
        let message = "A hosted badge is at its `id`: write its https address here.".to_owned();
        walker.at("id", |walker| walker.error(FaultKind::Form, message));
    }
}

/// C.1: criteria are on a page, written out, or both.
pub(super) fn criteria(walker: &mut Walker, members: &Members) {
    if !members.contains_key("id") && !members.contains_key("narrative") {
        let message = "The criteria say nothing: add a `narrative`, or the `id` of a page.".to_owned();
        walker.error(FaultKind::Missing, message);
    }
}

/// E.5-9: `hashed` and the looks of the identity agree.
pub(super) fn identity(walker: &mut Walker, members: &Members) {
    let Some(identity) = members.get("identity").and_then(Value::as_str) else { return };
    let looks_hashed = ["sha256$", "md5$"].iter().any(|name| identity.starts_with(name));
    match members.get("hashed") {
        Some(Value::Bool(true)) if !looks_hashed => {
            let message = format!("{} is no hash that is known, yet `hashed` is true.", quoted(identity));
            walker.at("identity", |walker| walker.warning(FaultKind::Inconsistent, message));
        }
        Some(Value::Bool(false)) if looks_hashed => {
            let message = "`identity` looks like a hash, yet `hashed` is false.".to_owned();
            walker.at("hashed", |walker| walker.warning(FaultKind::Inconsistent, message));
        }
        _ => {}
    }
}

/// C.1 requires a picture of a `BadgeClass`; every verifier lets badges without one pass.
pub(super) fn pictured(walker: &mut Walker, members: &Members) {
    if !members.contains_key("image") {
        let message = "`image` is missing: the specification requires a picture of a BadgeClass.".to_owned();
        walker.at("image", |walker| walker.warning(FaultKind::Missing, message));
    }
}
