//! The badge is for the recipient asked about (specification A.5).

use openbadges_model::{IdentityObject, Match, Recipient};
use serde::Deserialize;
use serde_json::Value;

use crate::members::{each, text};
use crate::{Check, CheckId, Facts, Reason};

pub(crate) fn check(credential: &Value, asked: Option<&str>) -> Check {
    let Some(asked) = asked.map(str::trim).filter(|asked| !asked.is_empty()) else {
        return Check::skipped(CheckId::Recipient, Facts::new());
    };
    let facts = Facts::new().with("asked", asked);
    let subject = credential.get("credentialSubject").unwrap_or(&Value::Null);
    match compare(subject, asked) {
        Answer::Is(matched) => Check::pass(CheckId::Recipient, facts.with("matched", matched)),
        Answer::IsNot => Check::not(CheckId::Recipient, Reason::NotRecipient, facts),
        Answer::CannotTell => Check::not(CheckId::Recipient, Reason::RecipientUnknown, facts),
    }
}

#[derive(Debug, PartialEq, Eq)]
enum Answer {
    /// It is, by this member.
    Is(&'static str),
    IsNot,
    CannotTell,
}

fn compare(subject: &Value, asked: &str) -> Answer {
    let asked = Recipient::new(asked);
    let id = text(subject, "id").map_or(Match::OtherType, |id| asked.has_id(id));
    if id == Match::Yes {
        return Answer::Is("id");
    }
    let identities = each(subject, "identifier").filter_map(|entry| IdentityObject::deserialize(entry).ok());
    let answers: Vec<Match> = identities.map(|identity| identity.is(&asked)).collect();
    match () {
        () if answers.contains(&Match::Yes) => Answer::Is("identifier"),
        () if answers.contains(&Match::No) || id == Match::No => Answer::IsNot,
        () => Answer::CannotTell,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn hashed() -> Value {
        serde_json::to_value(IdentityObject::email_hashed("a@example.com", "Kosher")).unwrap()
    }

    #[test]
    fn a5_1_the_id_decides_first() {
        let subject = json!({"id": "did:example:1", "identifier": [hashed()]});
        assert_eq!(compare(&subject, "did:example:1"), Answer::Is("id"));
        assert_eq!(compare(&subject, "did:example:2"), Answer::IsNot);
        assert_eq!(compare(&json!({"identifier": [hashed()]}), "did:example:2"), Answer::CannotTell);
    }

    #[test]
    fn a5_2_an_address_is_compared_with_addresses_only() {
        let subject = json!({"id": "did:example:1", "identifier": [hashed()]});
        assert_eq!(compare(&subject, "A@example.com"), Answer::Is("identifier"));
        assert_eq!(compare(&subject, "b@example.com"), Answer::IsNot);
        assert_eq!(compare(&json!({"id": "did:example:1"}), "a@example.com"), Answer::CannotTell);
        let name = json!({"type": "IdentityObject", "hashed": false, "identityHash": "a@b.c", "identityType": "name"});
        assert_eq!(compare(&json!({"identifier": [name]}), "a@b.c"), Answer::CannotTell);
        assert_eq!(compare(&json!({"id": "mailto:a@example.com"}), "A@example.com"), Answer::Is("id"));
        assert_eq!(compare(&json!({"id": "mailto:b@example.com"}), "a@example.com"), Answer::IsNot);
    }

    #[test]
    fn a5_2_whoever_has_no_address_is_compared_too() {
        let identifier = |kind: &str, text: &str| json!({"type": "IdentityObject", "hashed": false, "identityHash": text, "identityType": kind});
        let subject =
            json!({"id": "urn:uuid:1", "identifier": [hashed(), identifier("ext:phone", "+3161234")]});
        for (asked, answer) in [
            ("+31 6 1234", Answer::Is("identifier")),
            ("tel:+3161235", Answer::IsNot),
            ("mailto:A@example.com", Answer::Is("identifier")),
            ("mailto:b@example.com", Answer::IsNot),
            ("urn:uuid:1", Answer::Is("id")),
            ("https://example.org/ada", Answer::IsNot),
            ("ada", Answer::CannotTell),
        ] {
            assert_eq!(compare(&subject, asked), answer, "{asked}");
        }
        let subject = json!({"identifier": [identifier("ext:url", "https://example.org/ada")]});
        assert_eq!(compare(&subject, "https://example.org/ada"), Answer::Is("identifier"));
        assert_eq!(compare(&subject, "https://example.org/eve"), Answer::IsNot);
        let subject = json!({"id": "urn:uuid:1", "identifier": [identifier("userName", "ada")]});
        assert_eq!(compare(&subject, "ada"), Answer::Is("identifier"));
        assert_eq!(compare(&subject, "eve"), Answer::IsNot);
    }
}
