//! Strict JSON of a kind that can be checked.

use serde_json::Value;

use crate::badge::{Badge, Form};
use crate::case::Role;
use crate::check::stop;
use crate::members::{each, is_a};
use crate::{Check, CheckId, Facts, Reason};

/// Types of credential whose data model is known.
const KNOWN: [&str; 4] =
    ["OpenBadgeCredential", "AchievementCredential", "EndorsementCredential", "ClrCredential"];

/// Tells the kind of a badge.
pub(crate) fn check(badge: &Badge, role: Role<'_>) -> Result<Check, Box<Check>> {
    match kind(badge.credential()) {
        Kind::Credential(family) if fits(badge.credential(), role) => {
            let jwt = if badge.form() == Form::Jws { " JWT" } else { "" };
            let mut facts = Facts::new().with("version", format!("{family}{jwt}"));
            let types = each(badge.credential(), "type").filter_map(Value::as_str);
            types.take(8).for_each(|name| facts.push("type", name));
            Ok(Check::pass(CheckId::Format, facts))
        }
        Kind::Credential(_) => refuse(Reason::Unsupported, Facts::new().with("why", "other_credential")),
        Kind::Other(version) => refuse(Reason::Unsupported, Facts::new().with("version", version)),
        Kind::NotABadge => refuse(Reason::NotABadge, Facts::new().with("why", "other_json")),
    }
}

/// Whether a credential is one that its role asks for. Inside others there are credentials of all kinds.
fn fits(credential: &Value, role: Role<'_>) -> bool {
    let is = |name: &str| is_a(credential, name);
    match role {
        Role::Badge => true,
        Role::Endorsement { .. } => is("EndorsementCredential"),
        Role::Enclosed => KNOWN.iter().any(|name| is(name)),
    }
}

fn refuse<T>(reason: Reason, facts: Facts) -> Result<T, Box<Check>> {
    stop(CheckId::Format, reason, facts)
}

/// The kinds of JSON that come along.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    /// A verifiable credential, with its specification.
    Credential(&'static str),
    Other(&'static str),
    NotABadge,
}

fn kind(document: &Value) -> Kind {
    let context =
        |part: &str| each(document, "@context").filter_map(Value::as_str).any(|url| url.contains(part));
    let is = |name: &str| is_a(document, name);
    let has = |name: &str| document.get(name).is_some();
    match () {
        () if is("ClrCredential") => Kind::Credential("CLR 2.0"),
        () if is("VerifiablePresentation") => Kind::Other("presentation"),
        () if is("VerifiableCredential") || is("OpenBadgeCredential") || is("AchievementCredential") => {
            Kind::Credential("3.0")
        }
        () if context("credentials/v1") || context("credentials/v2") => Kind::Credential("3.0"),
        () if context("openbadges/v1") => Kind::Other("1.1"),
        () if context("openbadges/v2") || is("Assertion") => Kind::Other("2.0"),
        () if has("uid") && has("badge") => Kind::Other("1.0"),
        () if has("recipient") && has("badge") => Kind::Other("0.5"),
        () => Kind::NotABadge,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn kinds_are_told_apart() {
        for (document, expected) in [
            (json!({"type": ["VerifiableCredential", "OpenBadgeCredential"]}), Kind::Credential("3.0")),
            (json!({"type": "VerifiableCredential"}), Kind::Credential("3.0")),
            (json!({"@context": ["https://www.w3.org/ns/credentials/v2"]}), Kind::Credential("3.0")),
            (json!({"type": ["VerifiableCredential", "ClrCredential"]}), Kind::Credential("CLR 2.0")),
            (json!({"type": "Assertion"}), Kind::Other("2.0")),
            (json!({"@context": "https://w3id.org/openbadges/v2"}), Kind::Other("2.0")),
            (json!({"@context": "https://w3id.org/openbadges/v1", "type": "Assertion"}), Kind::Other("1.1")),
            (json!({"uid": "1", "badge": "https://a", "recipient": {}}), Kind::Other("1.0")),
            (json!({"badge": {}, "recipient": "a@b"}), Kind::Other("0.5")),
            (json!({}), Kind::NotABadge),
            (json!([]), Kind::NotABadge),
            (json!("text"), Kind::NotABadge),
        ] {
            assert_eq!(kind(&document), expected, "{document}");
        }
    }
}
