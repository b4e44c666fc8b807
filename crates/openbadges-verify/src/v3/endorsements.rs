//! Endorsements in all places where a badge may carry them (specification A.4, step 6). The decision: each is
//! verified on its own and reported beside the badge, which it never makes valid or invalid.

use openbadges_model::json::push_segment;
use serde_json::Value;

use super::part::{Found, PartText, reports};
use crate::budget::Work;
use crate::case::{Case, Role};
use crate::held::Held;
use crate::members::text;
use crate::parts::summary;
use crate::places::Places;
use crate::{Check, CheckId, Facts, Part, Reason};

/// Members that are not looked into: an endorser's own endorsements say nothing of the badge, an enclosed credential
/// has its own report.
const NOT_INTO: [&str; 5] = ["@context", "proof", "endorsement", "endorsementJwt", "verifiableCredential"];

/// Verifies every endorsement that the proof covers.
pub(super) async fn check(document: &Value, held: &Held, case: &Case<'_>) -> (Check, Vec<Part>) {
    let unsigned = Places::of(held.undefined.iter().map(|member| member.pointer.as_str()));
    let mut walk = Walk { unsigned: Some(&unsigned), pointer: String::new(), found: Vec::new(), more: 0 };
    walk.value(document);
    if walk.found.is_empty() {
        return (Check::skipped(CheckId::Endorsements, Facts::new()), Vec::new());
    }
    case.documents.allow_parts();
    let (owners, found): (Vec<_>, Vec<_>) = walk.found.into_iter().unzip();
    let options = case.options.of_parts();
    let of = |index: usize| case.part(Role::Endorsement { of: owners[index] }, &options);
    let (parts, not_checked) = reports(found, of).await;
    (summary(CheckId::Endorsements, &parts, not_checked + walk.more, Reason::EndorsementNotValid), parts)
}

/// Looks for endorsements and whose they are; as deep as the JSON reader allowed.
struct Walk<'a, 'u> {
    /// What the proof does not cover, at or inside of where the walk is.
    unsigned: Option<&'u Places<'u>>,
    pointer: String,
    found: Vec<(Option<&'a str>, Found)>,
    /// How many there are beyond those that are ever verified.
    more: usize,
}

impl<'a> Walk<'a, '_> {
    fn value(&mut self, value: &'a Value) {
        match value {
            Value::Object(members) => {
                for (name, member) in members {
                    if ["endorsement", "endorsementJwt"].contains(&name.as_str()) {
                        self.at(name, |walk| walk.note(text(value, "id"), member));
                    } else if !NOT_INTO.contains(&name.as_str()) {
                        self.at(name, |walk| walk.value(member));
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.at(&index.to_string(), |walk| walk.value(item));
                }
            }
            _ => {}
        }
    }

    /// Notes one or a list of them.
    fn note(&mut self, owner: Option<&'a str>, endorsement: &Value) {
        match endorsement {
            Value::Null => {}
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.at(&index.to_string(), |walk| walk.note_one(owner, item));
                }
            }
            one => self.note_one(owner, one),
        }
    }

    fn note_one(&mut self, owner: Option<&'a str>, endorsement: &Value) {
        if self.found.len() == Work::PARTS.parts {
            self.more += 1;
            return;
        }
        let found = Found { pointer: self.pointer.clone(), text: PartText::of(endorsement) };
        self.found.push((owner, found));
    }

    /// Does something one step further down, unless the proof does not cover that.
    fn at(&mut self, name: &str, look: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        push_segment(&mut self.pointer, name);
        let unsigned = self.unsigned;
        self.unsigned = unsigned.and_then(|places| places.step(name));
        if !self.unsigned.is_some_and(Places::is_one) {
            look(self);
        }
        self.unsigned = unsigned;
        self.pointer.truncate(length);
    }
}

/// Whether an endorsement is of the object that it is attached to: its subject has the object's id.
pub(super) fn target(endorsement: &Value, of: Option<&str>) -> Check {
    let subject = endorsement.pointer("/credentialSubject/id").and_then(Value::as_str);
    let mut facts = Facts::new();
    facts.push_some("asked", of);
    facts.push_some("subject", subject);
    match (subject, of) {
        (Some(subject), Some(of)) if openbadges_model::same_id(subject, of) => {
            Check::pass(CheckId::Recipient, facts.with("matched", "id"))
        }
        _ => Check::not(CheckId::Recipient, Reason::OtherTarget, facts),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn p_r2_what_is_never_verified_is_counted_and_not_kept() {
        let badge = json!({"a": {"endorsement": vec!["x"; 150], "endorsementJwt": vec!["x"; 150]}});
        let mut walk = Walk { unsigned: None, pointer: String::new(), found: Vec::new(), more: 0 };
        walk.value(&badge);
        assert_eq!((walk.found.len(), walk.more), (Work::PARTS.parts, 100));
        assert_eq!(walk.found.last().map(|(_, found)| found.pointer.as_str()), Some("/a/endorsementJwt/49"));
    }
}
