//! Strict JSON of a kind that can be checked.

use openbadges_model::json::{self, JsonError};
use serde_json::Value;

use super::{each, is_a};
use crate::open::Form;
use crate::verify::stop;
use crate::{Check, CheckId, Facts, Reason};

/// Parses the text of a badge and tells its kind.
pub(crate) fn check(text: &str, form: Form) -> Result<(Check, Value), Box<Check>> {
    if form == Form::Jws {
        return refuse(Reason::Unsupported, Facts::new().with("version", "3.0 JWT"));
    }
    let document = parse(text)?;
    match kind(&document) {
        Kind::Credential => {
            let mut facts = Facts::new().with("version", "3.0");
            each(&document, "type")
                .filter_map(Value::as_str)
                .take(8)
                .for_each(|name| facts.push("type", name));
            Ok((Check::pass(CheckId::Format, facts), document))
        }
        Kind::Other(version) => refuse(Reason::Unsupported, Facts::new().with("version", version)),
        Kind::NotABadge => refuse(Reason::NotABadge, Facts::new().with("why", "other_json")),
    }
}

fn parse(text: &str) -> Result<Value, Box<Check>> {
    json::parse(text.as_bytes(), &json::Limits::default()).or_else(|error| {
        let reason = match error {
            JsonError::TooLong { .. } | JsonError::TooDeep { .. } | JsonError::TooManyNodes { .. } => {
                Reason::TooLarge
            }
            _ => Reason::Malformed,
        };
        let mut facts = Facts::new().with("message", error.to_string());
        if let JsonError::DuplicateKey { pointer } | JsonError::TooDeep { pointer, .. } = error {
            facts.push("pointer", pointer);
        }
        stop(CheckId::Format, reason, facts)
    })
}

fn refuse<T>(reason: Reason, facts: Facts) -> Result<T, Box<Check>> {
    stop(CheckId::Format, reason, facts)
}

/// The kinds of JSON that come along.
#[derive(Debug, PartialEq, Eq)]
enum Kind {
    Credential,
    Other(&'static str),
    NotABadge,
}

fn kind(document: &Value) -> Kind {
    let context =
        |part: &str| each(document, "@context").filter_map(Value::as_str).any(|url| url.contains(part));
    let is = |name: &str| is_a(document, name);
    let has = |name: &str| document.get(name).is_some();
    match () {
        () if is("ClrCredential") => Kind::Other("CLR 2.0"),
        () if is("VerifiablePresentation") => Kind::Other("presentation"),
        () if is("VerifiableCredential") || is("OpenBadgeCredential") || is("AchievementCredential") => {
            Kind::Credential
        }
        () if context("credentials/v1") || context("credentials/v2") => Kind::Credential,
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
            (json!({"type": ["VerifiableCredential", "OpenBadgeCredential"]}), Kind::Credential),
            (json!({"type": "VerifiableCredential"}), Kind::Credential),
            (json!({"@context": ["https://www.w3.org/ns/credentials/v2"]}), Kind::Credential),
            (json!({"type": ["VerifiableCredential", "ClrCredential"]}), Kind::Other("CLR 2.0")),
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
