//! Members that the proof does not cover (design rule 9): named, and taken out of what is shown.

use openbadges_ld::Undefined;
use serde_json::Value;

use crate::places::Places;
use crate::{Check, CheckId, Facts, Reason};

/// Members that are named in a report; all of them are taken out.
const MAX_NAMED: usize = 50;

/// The document without its proofs and without undefined members, and the check that names those.
pub(crate) fn strip(document: &Value, undefined: &[Undefined]) -> (Value, Check) {
    let places = Places::of(undefined.iter().map(|member| member.pointer.as_str()));
    let mut credential = kept(document, (!undefined.is_empty()).then_some(&places));
    if let Value::Object(members) = &mut credential {
        members.shift_remove("proof");
    }
    (credential, check(undefined))
}

/// A copy of a value without what stands at these places; as deep as the JSON reader allowed.
fn kept(value: &Value, without: Option<&Places<'_>>) -> Value {
    match (value, without) {
        (Value::Object(members), Some(_)) => {
            let kept = members
                .iter()
                .filter_map(|(name, member)| Some((name.clone(), step(member, name, without)?)));
            Value::Object(kept.collect())
        }
        (Value::Array(items), Some(_)) => {
            let kept = items.iter().enumerate();
            kept.filter_map(|(index, item)| step(item, &index.to_string(), without)).collect()
        }
        (other, _) => other.clone(),
    }
}

/// The copy of a member or an entry, unless it is one to leave out.
fn step(value: &Value, name: &str, without: Option<&Places<'_>>) -> Option<Value> {
    let without = without.and_then(|places| places.step(name));
    (!without.is_some_and(Places::is_one)).then(|| kept(value, without))
}

fn check(undefined: &[Undefined]) -> Check {
    if undefined.is_empty() {
        return Check::pass(CheckId::Unsigned, Facts::new());
    }
    let mut facts = Facts::new();
    for member in undefined.iter().take(MAX_NAMED) {
        facts.push("pointer", member.pointer.as_str());
        facts.push("term", member.term.as_str());
    }
    if undefined.len() > MAX_NAMED {
        facts.push("more", (undefined.len() - MAX_NAMED).to_string());
    }
    Check::not(CheckId::Unsigned, Reason::Unsigned, facts)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn undefined(pointer: &str) -> Undefined {
        Undefined { pointer: pointer.to_owned(), term: String::new() }
    }

    #[test]
    fn undefined_members_are_taken_out_whatever_their_order() {
        let document = json!({
            "type": ["a", "x", "b", "y"], "proof": [], "note": "x",
            "list": [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10], "a/b~c": {"in": 1, "out": {"deep": 1}}
        });
        let pointers =
            ["/type/1", "/list/2", "/type/3", "/list/10", "/note", "/a~1b~0c/out", "/a~1b~0c/out/deep"];
        let (credential, check) = strip(&document, &pointers.map(undefined));
        let expected = json!({
            "type": ["a", "b"], "list": [0, 1, 3, 4, 5, 6, 7, 8, 9], "a/b~c": {"in": 1}
        });
        assert_eq!(credential, expected);
        assert_eq!(check.reason, Some(Reason::Unsigned));
        assert_eq!(check.facts.all("pointer").count(), pointers.len());
    }
}
