//! Members that the proof does not cover (design rule 9): named, and taken out of what is shown.

use std::collections::BTreeSet;

use openbadges_ld::Undefined;
use serde_json::Value;

use crate::{Check, CheckId, Facts, Reason};

/// Members that are named in a report; all of them are taken out.
const MAX_NAMED: usize = 50;

/// The document without its proofs and without undefined members, and the check that names those.
pub(crate) fn strip(document: &Value, undefined: &[Undefined]) -> (Value, Check) {
    let mut credential = document.clone();
    let pointers: BTreeSet<&str> = undefined.iter().map(|member| member.pointer.as_str()).collect();
    for pointer in last_first(&pointers) {
        remove(&mut credential, &pointer);
    }
    if let Value::Object(members) = &mut credential {
        members.shift_remove("proof");
    }
    (credential, check(undefined))
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

/// Pointers as segments, so that taking one out moves none that is still to come: list places from the back.
fn last_first(pointers: &BTreeSet<&str>) -> Vec<Vec<String>> {
    let split = |pointer: &&str| pointer.split('/').skip(1).map(unescape).collect::<Vec<_>>();
    let mut all: Vec<Vec<String>> = pointers.iter().map(split).collect();
    all.sort_by(|a, b| {
        let key =
            |segments: &[String]| segments.iter().map(|text| (text.len(), text.clone())).collect::<Vec<_>>();
        key(b).cmp(&key(a))
    });
    all
}

fn unescape(segment: &str) -> String {
    segment.replace("~1", "/").replace("~0", "~")
}

fn remove(value: &mut Value, segments: &[String]) {
    let Some((last, path)) = segments.split_last() else { return };
    let parent = path.iter().try_fold(value, |value, segment| match value {
        Value::Object(members) => members.get_mut(segment),
        Value::Array(items) => items.get_mut(segment.parse::<usize>().ok()?),
        _ => None,
    });
    match parent {
        Some(Value::Object(members)) => {
            members.shift_remove(last);
        }
        Some(Value::Array(items)) => {
            if let Some(index) = last.parse::<usize>().ok().filter(|index| *index < items.len()) {
                items.remove(index);
            }
        }
        _ => {}
    }
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
