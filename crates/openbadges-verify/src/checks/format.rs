//! Strict JSON of a kind that can be checked.

use openbadges_model::json::{self, JsonError};
use serde_json::Value;

use super::{each, is_a};
use crate::jwt::{self, Jwt};
use crate::open::Form;
use crate::verify::stop;
use crate::{Check, CheckId, Facts, Reason};

/// A badge in one of its two forms.
pub(crate) enum Badge {
    /// The credential itself, with its proofs inside.
    Json(Value),
    /// The credential inside its proof.
    Jwt(Box<Jwt>),
}

impl Badge {
    /// The credential.
    pub(crate) fn credential(&self) -> &Value {
        match self {
            Self::Json(document) => document,
            Self::Jwt(jwt) => &jwt.credential,
        }
    }
}

/// Parses the text of a badge and tells its kind.
pub(crate) fn check(text: &str, form: Form) -> Result<(Check, Badge), Box<Check>> {
    let badge = match form {
        Form::Json => Badge::Json(parse(text)?),
        Form::Jws => Badge::Jwt(Box::new(jwt::read(text)?)),
    };
    match kind(badge.credential()) {
        Kind::Credential => {
            let version = if form == Form::Jws { "3.0 JWT" } else { "3.0" };
            let mut facts = Facts::new().with("version", version);
            let types = each(badge.credential(), "type").filter_map(Value::as_str);
            types.take(8).for_each(|name| facts.push("type", name));
            Ok((Check::pass(CheckId::Format, facts), badge))
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
