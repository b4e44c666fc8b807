//! Files that a credential vouches for (VC data model 2.0, Integrity of Related Resources).

use super::walker::{Walker, quoted};
use crate::FaultKind;
use serde_json::{Map, Value};
use std::collections::HashSet;

/// Each entry of `relatedResource` says by a digest what stands at its `id`, and no other entry says it of the same.
/// Nothing else of a badge rests on that, so that it is a warning.
pub(super) fn related(walker: &mut Walker, credential: &Map<String, Value>) {
    let mut seen = HashSet::new();
    match credential.get("relatedResource") {
        None | Some(Value::Null) => {}
        Some(Value::Array(entries)) => walker.at("relatedResource", |walker| {
            for (index, resource) in entries.iter().enumerate() {
                walker.at(&index, |walker| entry(walker, resource, &mut seen));
            }
        }),
        Some(one) => walker.at("relatedResource", |walker| entry(walker, one, &mut seen)),
    }
}

fn entry<'a>(walker: &mut Walker, entry: &'a Value, seen: &mut HashSet<&'a str>) {
    let is_digest = |value: &Value| match value {
        Value::String(_) => true,
        Value::Array(digests) => digests.iter().any(Value::is_string),
        _ => false,
    };
    let is_there = |name| entry.get(name).is_some_and(is_digest);
    if !is_there("digestSRI") && !is_there("digestMultibase") {
        let message = "Nothing says what the file is: add a `digestSRI` or a `digestMultibase`.".into();
        walker.warning(FaultKind::Missing, message);
    }
    match entry.get("id").and_then(Value::as_str) {
        None => {
            let message = "`id` is missing: it says which file is meant.".into();
            walker.at("id", |walker| walker.warning(FaultKind::Missing, message));
        }
        Some(id) if !seen.insert(id) => {
            let message = format!("An entry before this one has the id {} too.", quoted(id));
            walker.at("id", |walker| walker.warning(FaultKind::Inconsistent, message));
        }
        Some(_) => {}
    }
}

#[cfg(test)]
mod tests {
    use crate::{Fault, fixtures, validate};
    use serde_json::{Value, json};

    fn faults(related: Value) -> Vec<String> {
        let mut badge = fixtures::credential().build().unwrap().to_value();
        badge["relatedResource"] = related;
        let faults = validate(&badge);
        assert!(!faults.iter().any(Fault::is_error), "{faults:?}");
        faults.into_iter().map(|fault| fault.pointer).collect()
    }

    #[test]
    fn a1_a_related_resource_has_a_digest_and_an_id_of_its_own() {
        let sound = |id: &str| json!({"id": id, "digestSRI": "sha384-AA"});
        let several = json!({"id": "https://example.org/c", "digestMultibase": ["zQm", "zQn"]});
        let none: [&str; 0] = [];
        assert_eq!(faults(sound("https://example.org/a")), none);
        assert_eq!(
            faults(json!([sound("https://example.org/a"), sound("https://example.org/b"), several])),
            none
        );
        assert_eq!(
            faults(
                json!([sound("https://example.org/a"), sound("https://example.org/a"), {"digestSRI": "sha384-AA"}])
            ),
            ["/relatedResource/1/id", "/relatedResource/2/id"]
        );
        assert_eq!(faults(json!([{"id": "https://example.org/a", "digestSRI": []}])), ["/relatedResource/0"]);
        assert_eq!(
            faults(json!({"id": "https://example.org/a", "mediaType": "text/html"})),
            ["/relatedResource"]
        );
    }
}
