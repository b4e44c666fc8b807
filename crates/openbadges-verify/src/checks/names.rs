//! Members under other names than the specification's.
//!
//! JSON-LD lets the same statement be written with a keyword, with an IRI for its name, or on another object with the
//! same `id`. The proof holds for all of these, and checks that look for `credentialStatus` or `validUntil` where the
//! specification puts them would not find them. So a badge has to use the specification's names, and no other object
//! of it may carry what decides about the badge under the badge's `id`. Endorsements and enclosed credentials, which
//! have checks of their own, may name things as they like, as long as it is not the badge that they speak of.

use openbadges_ld::known_vocabulary;
use openbadges_model::json::push_segment;
use serde_json::{Map, Value};

use crate::Facts;
use crate::parts::is_inside;

/// Faults that are named in a report.
const MAX_NAMED: usize = 20;
/// Keywords that a credential may use: contexts, and texts with their language (VC data model 2.0, section 11.1).
const KEYWORDS: [&str; 4] = ["@context", "@value", "@language", "@direction"];
/// Keywords by which what is said in one place is said of another.
const MOVING: [&str; 2] = ["@reverse", "@nest"];

/// Members of a credential that decide whether it is valid.
const DECIDING: [&str; 7] = [
    "issuer",
    "validFrom",
    "validUntil",
    "issuanceDate",
    "expirationDate",
    "credentialStatus",
    "credentialSubject",
];

/// Places where a member, or a statement about the badge, hides under another name.
pub(super) fn renamed(document: &Value) -> Facts {
    let mut walk = Walk { own_id: document.get("id"), pointer: String::new(), facts: Facts::new(), named: 0 };
    walk.value(document);
    walk.facts
}

struct Walk<'a> {
    own_id: Option<&'a Value>,
    pointer: String,
    facts: Facts,
    named: usize,
}

impl Walk<'_> {
    /// Goes as deep as the JSON reader allowed. Proofs have a reader of their own, which is as strict.
    fn value(&mut self, value: &Value) {
        match value {
            Value::Object(members) => {
                let is_root = self.pointer.is_empty();
                let is_own = is_root || self.own_id.is_some_and(|own| is_called(members, own));
                if is_own && !is_root {
                    self.own_members(members);
                }
                let is_others = is_inside(&self.pointer) && !is_own;
                for (name, member) in members.iter().filter(|(name, _)| !is_root || *name != "proof") {
                    self.at(name, |walk| walk.member(name, member, is_others));
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

    fn member(&mut self, name: &str, member: &Value, is_others: bool) {
        let hides = if is_others { MOVING.contains(&name) } else { is_other_name(name) };
        if hides {
            self.note("a member must have its name from the specification, not a keyword or an IRI");
        } else if name != "@context" {
            self.value(member);
        }
    }

    /// Another object with the badge's `id`, as the subject of an endorsement has it.
    fn own_members(&mut self, members: &Map<String, Value>) {
        for name in DECIDING.iter().filter(|name| members.contains_key(**name)) {
            self.at(name, |walk| {
                walk.note("a member of the credential stands in another object with its id");
            });
        }
    }

    /// Does something one step further down.
    fn at(&mut self, name: &str, look: impl FnOnce(&mut Self)) {
        let length = self.pointer.len();
        push_segment(&mut self.pointer, name);
        look(self);
        self.pointer.truncate(length);
    }

    fn note(&mut self, message: &str) {
        self.named += 1;
        if self.named <= MAX_NAMED {
            self.facts.push("pointer", self.pointer.as_str());
            self.facts.push("message", message);
        }
    }
}

/// Whether an object has this id, by whatever name.
fn is_called(members: &Map<String, Value>, id: &Value) -> bool {
    ["id", "@id"].iter().any(|name| members.get(*name) == Some(id))
}

fn is_other_name(name: &str) -> bool {
    // A name of elsewhere is no term of the specifications.
    let is_foreign = || name.contains("://") && !known_vocabulary(name);
    (name.contains(':') && !is_foreign()) || (name.starts_with('@') && !KEYWORDS.contains(&name))
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn pv1_statements_cannot_hide_under_other_names() {
        let plain = json!({"@context": [{"@vocab": "x:"}], "id": "a", "name": {"@value": "x", "@language": "en"},
            "issuer": {"id": "b"}, "endorsement": [{"credentialSubject": {"id": "a", "type": "x"}}], "proof": {"id": "a", "x:y": 1}});
        assert!(renamed(&plain).is_empty());
        let others = json!({"id": "a", "https://example.org/mine": 1, "endorsement": [
            {"@type": "x", "@id": "b", "credentialSubject": {"https://www.w3.org/2018/credentials#validUntil": ""}}]});
        assert!(renamed(&others).is_empty());
        for (document, pointer) in [
            (
                json!({"https://www.w3.org/2018/credentials#credentialStatus": {}}),
                "/https:~1~1www.w3.org~12018~1credentials#credentialStatus",
            ),
            (json!({"a": [{"@included": []}]}), "/a/0/@included"),
            (json!({"@id": "x"}), "/@id"),
            (json!({"@type": "x"}), "/@type"),
            (json!({"id": "a", "evidence": [{"id": "a", "validUntil": ""}]}), "/evidence/0/validUntil"),
            (
                json!({"id": "a", "endorsement": [{"x": {"@id": "a", "validUntil": ""}}]}),
                "/endorsement/0/x/validUntil",
            ),
            (json!({"id": "a", "endorsement": [{"@reverse": {}}]}), "/endorsement/0/@reverse"),
            (
                json!({"id": "a", "endorsement": [{"x": {"id": "a", "schema:x": ""}}]}),
                "/endorsement/0/x/schema:x",
            ),
            (json!({"https://schema.org/name": {}}), "/https:~1~1schema.org~1name"),
        ] {
            assert_eq!(renamed(&document).get("pointer"), Some(pointer), "{document}");
        }
    }
}
