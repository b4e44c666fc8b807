//! Members under other names than the specification's.
//!
//! JSON-LD lets the same statement be written with a keyword, with an IRI for its name, or on another object with the
//! same `id`. The proof holds for all of these, and checks that look for `credentialStatus` or `validUntil` where the
//! specification puts them would not find them. So a badge has to use the specification's names, and no other object
//! of it may carry what decides about the badge under the badge's `id`.

use serde_json::{Map, Value};

use crate::Facts;

/// Faults that are named in a report.
const MAX_NAMED: usize = 20;
/// Keywords that a credential may use: contexts, and texts with their language (VC data model 2.0, section 11.1).
const KEYWORDS: [&str; 4] = ["@context", "@value", "@language", "@direction"];

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
    let mut walk = Walk { own_id: document.get("id"), facts: Facts::new(), named: 0 };
    walk.value(document, "");
    walk.facts
}

struct Walk<'a> {
    own_id: Option<&'a Value>,
    facts: Facts,
    named: usize,
}

impl Walk<'_> {
    /// Goes as deep as the JSON reader allowed. Proofs have a reader of their own, which is as strict.
    fn value(&mut self, value: &Value, pointer: &str) {
        match value {
            Value::Object(members) => {
                if !pointer.is_empty() && self.own_id.is_some() && members.get("id") == self.own_id {
                    self.own_members(members, pointer);
                }
                for (name, member) in
                    members.iter().filter(|(name, _)| !pointer.is_empty() || *name != "proof")
                {
                    let place = format!("{pointer}/{}", name.replace('~', "~0").replace('/', "~1"));
                    if is_other_name(name) {
                        self.note(
                            &place,
                            "a member must have its name from the specification, not a keyword or an IRI",
                        );
                    } else if name != "@context" {
                        self.value(member, &place);
                    }
                }
            }
            Value::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    self.value(item, &format!("{pointer}/{index}"));
                }
            }
            _ => {}
        }
    }

    /// Another object with the badge's `id`, as the subject of an endorsement has it.
    fn own_members(&mut self, members: &Map<String, Value>, pointer: &str) {
        for name in DECIDING.iter().filter(|name| members.contains_key(**name)) {
            self.note(
                &format!("{pointer}/{name}"),
                "a member of the credential stands in another object with its id",
            );
        }
    }

    fn note(&mut self, pointer: &str, message: &str) {
        self.named += 1;
        if self.named <= MAX_NAMED {
            self.facts.push("pointer", pointer);
            self.facts.push("message", message);
        }
    }
}

fn is_other_name(name: &str) -> bool {
    name.contains(':') || (name.starts_with('@') && !KEYWORDS.contains(&name))
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
        for (document, pointer) in [
            (
                json!({"https://www.w3.org/2018/credentials#credentialStatus": {}}),
                "/https:~1~1www.w3.org~12018~1credentials#credentialStatus",
            ),
            (json!({"a": [{"@included": []}]}), "/a/0/@included"),
            (json!({"@id": "x"}), "/@id"),
            (json!({"@type": "x"}), "/@type"),
            (json!({"id": "a", "evidence": [{"id": "a", "validUntil": ""}]}), "/evidence/0/validUntil"),
        ] {
            assert_eq!(renamed(&document).get("pointer"), Some(pointer), "{document}");
        }
    }
}
