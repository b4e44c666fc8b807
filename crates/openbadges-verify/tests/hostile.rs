//! Badges that were tampered with are never valid with another content (P-V1), and no bytes stop us (P-R1).
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::*;
use openbadges_verify::{Input, Offline, Options, Reason, Report, Verdict, verify};
use proptest::prelude::*;
use serde_json::{Map, Value, json};

/// What a viewer is shown of a badge.
fn shown(report: &Report) -> Option<Value> {
    report.content.as_ref().map(|content| serde_json::to_value(content).unwrap())
}

/// A badge rich in members, and what is shown of it.
async fn control() -> (Value, Value) {
    let badge = signed(&changed(credential(), |badge| {
        badge["awardedDate"] = "2024-05-06T07:08:09Z".into();
        badge["validUntil"] = "2030-01-01T00:00:00Z".into();
        badge["evidence"] =
            json!([{"id": "https://badges.example.org/e/1", "type": ["Evidence"], "name": "Diary"}]);
        badge["credentialSubject"]["achievement"]["tag"] = json!(["team", "work"]);
        badge["credentialSubject"]["achievement"]["creator"] =
            json!({"id": "did:web:other.example", "type": ["Profile"], "name": "Other Org"});
    }));
    let report = report(&badge, &net()).await;
    assert_valid(&report);
    (badge, shown(&report).unwrap())
}

/// The paths of all objects and lists.
fn places(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::Object(members) => {
            found.push(path.to_owned());
            for (name, member) in members {
                places(member, &format!("{path}/{}", name.replace('~', "~0").replace('/', "~1")), found);
            }
        }
        Value::Array(items) => {
            found.push(path.to_owned());
            for (index, item) in items.iter().enumerate() {
                places(item, &format!("{path}/{index}"), found);
            }
        }
        _ => {}
    }
}

fn each_object(badge: &Value, mut visit: impl FnMut(&str, &Map<String, Value>)) {
    let mut paths = Vec::new();
    places(badge, "", &mut paths);
    for path in &paths {
        if let Some(Value::Object(members)) = badge.pointer(path) {
            visit(path, members);
        }
    }
}

fn with_members(badge: &Value, path: &str, change: impl FnOnce(&mut Map<String, Value>)) -> Value {
    changed(badge.clone(), |badge| change(badge.pointer_mut(path).unwrap().as_object_mut().unwrap()))
}

/// A mutant may be valid only if the same is shown.
async fn never_valid_with_other_content(mutants: Vec<(String, String)>, original: &Value) {
    assert!(mutants.len() > 20);
    for (name, text) in mutants {
        let report = report_on(text, &net()).await;
        if matches!(report.verdict, Verdict::Valid | Verdict::Warning) {
            assert_eq!(
                shown(&report).map(without_original).as_ref(),
                Some(&without_original(original.clone())),
                "{name}"
            );
        }
        if matches!(report.reason, Some(Reason::Signature | Reason::NoProof)) {
            assert!(report.content.is_none(), "{name}");
        }
    }
}

fn without_original(mut shown: Value) -> Value {
    shown.as_object_mut().unwrap().remove("original");
    shown
}

#[tokio::test]
async fn pv1_dropped_members() {
    let (badge, original) = control().await;
    let mut mutants = Vec::new();
    each_object(&badge, |path, members| {
        for name in members.keys() {
            let mutant = with_members(&badge, path, |members| {
                members.shift_remove(name);
            });
            mutants.push((format!("without {path}/{name}"), mutant.to_string()));
        }
    });
    never_valid_with_other_content(mutants, &original).await;
}

#[tokio::test]
async fn pv1_doubled_members() {
    let (badge, original) = control().await;
    let mut mutants = Vec::new();
    each_object(&badge, |path, members| {
        for (name, value) in members {
            let marked = with_members(&badge, path, |members| {
                members.insert("\u{0}twin".to_owned(), value.clone());
            });
            let twin = marked.to_string().replace(r#""\u0000twin""#, &Value::from(name.as_str()).to_string());
            mutants.push((format!("twice {path}/{name}"), twin));
        }
    });
    for (name, text) in &mutants {
        let report = report_on(text.clone(), &net()).await;
        assert_eq!(report.reason, Some(Reason::Malformed), "{name}");
    }
    never_valid_with_other_content(mutants, &original).await;
}

#[tokio::test]
async fn pv1_swapped_and_changed_values() {
    let (badge, original) = control().await;
    let mut mutants = Vec::new();
    each_object(&badge, |path, members| {
        let names: Vec<&String> = members.keys().collect();
        for (index, name) in names.iter().enumerate() {
            for other in &names[index + 1..] {
                let mutant = with_members(&badge, path, |members| {
                    let (a, b) = (members[*name].clone(), members[*other].clone());
                    members.insert((*name).clone(), b);
                    members.insert((*other).clone(), a);
                });
                mutants.push((format!("{path}: {name} and {other}"), mutant.to_string()));
            }
            for value in [json!("x"), json!(null), json!([]), json!({}), json!(true), json!({"@value": "x"})]
            {
                let mutant = with_members(&badge, path, |members| {
                    members.insert((*name).clone(), value.clone());
                });
                mutants.push((format!("{path}/{name} = {value}"), mutant.to_string()));
            }
        }
    });
    never_valid_with_other_content(mutants, &original).await;
}

#[tokio::test]
async fn pv1_added_and_renamed_members() {
    let (badge, original) = control().await;
    let additions =
        ["x", "@index", "@id", "@type", "@foo", "@included", "@nest", "image", "name", "urn:x:y", "proof"];
    let mut mutants = Vec::new();
    each_object(&badge, |path, members| {
        if path.starts_with("/proof") {
            return;
        }
        for name in additions.iter().filter(|name| !members.contains_key(**name)) {
            for value in [json!("https://evil.example/"), json!("relative"), json!({"name": "x"})] {
                let mutant = with_members(&badge, path, |members| {
                    members.insert((*name).to_owned(), value.clone());
                });
                mutants.push((format!("{path}/{name} added as {value}"), mutant.to_string()));
            }
        }
    });
    never_valid_with_other_content(mutants, &original).await;
}

/// To JSON-LD a list of one and the one are the same; to the checks, too, or they say that something is wrong.
#[tokio::test]
async fn pv1_values_wrapped_into_lists_and_taken_out_of_them() {
    let (badge, original) = control().await;
    let mut mutants = Vec::new();
    each_object(&badge, |path, members| {
        for (name, value) in members.iter().filter(|(name, _)| *name != "@context") {
            let other = match value {
                Value::Array(items) if items.len() == 1 => items[0].clone(),
                value => json!([value]),
            };
            let twice = json!([value, value]);
            for value in [other, twice] {
                let mutant = with_members(&badge, path, |members| {
                    members.insert(name.clone(), value.clone());
                });
                mutants.push((format!("{path}/{name}"), mutant));
            }
        }
    });
    let revoked = || net().json(LIST_URL, &signed(&list("revocation", &[INDEX])));
    for (name, mutant) in mutants {
        let report_now = report(&mutant, &net()).await;
        if matches!(report_now.verdict, Verdict::Valid | Verdict::Warning) {
            let shown = shown(&report_now).map(without_original).unwrap();
            assert_eq!(plain(shown), plain(without_original(original.clone())), "{name}");
            let report_revoked = report(&mutant, &revoked()).await;
            assert_eq!(report_revoked.reason, Some(Reason::Revoked), "{name}");
        }
    }
}

/// Lists without repetition, and the one instead of a list of one.
fn plain(value: Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut kept: Vec<Value> = Vec::new();
            for item in items.into_iter().map(plain) {
                if !kept.contains(&item) {
                    kept.push(item);
                }
            }
            if kept.len() == 1 { kept.remove(0) } else { Value::Array(kept) }
        }
        Value::Object(members) => members.into_iter().map(|(name, member)| (name, plain(member))).collect(),
        other => other,
    }
}

/// The proof holds for a badge whose status or end stands under its IRI: the checks must not overlook it.
#[tokio::test]
async fn pv1_a_revocation_cannot_be_hidden_under_another_name() {
    let (badge, _) = control().await;
    let cred = "https://www.w3.org/2018/credentials#";
    let status = changed(badge.clone(), |badge| {
        let status = badge.as_object_mut().unwrap().shift_remove("credentialStatus").unwrap();
        badge[format!("{cred}credentialStatus")] = status;
    });
    let until = changed(badge.clone(), |badge| {
        let until = badge.as_object_mut().unwrap().shift_remove("validUntil").unwrap();
        let date = json!({"@type": "http://www.w3.org/2001/XMLSchema#dateTime", "@value": until});
        badge[format!("{cred}validUntil")] = date;
    });
    let included = changed(badge.clone(), |badge| {
        let status = badge.as_object_mut().unwrap().shift_remove("credentialStatus").unwrap();
        badge["@included"] = json!([{"id": badge["id"], "credentialStatus": status}]);
    });
    for mutant in [status, until, included] {
        let report = report(&mutant, &net()).await;
        assert_eq!(report.verdict, Verdict::Invalid, "{}", pretty(&report));
    }
}

#[tokio::test]
async fn pv1_a_relative_address_is_not_signed_and_not_shown() {
    let (badge, _) = control().await;
    let mutant = changed(badge, |badge| {
        badge["credentialSubject"]["image"] = json!({"id": "evil.png", "type": "Image"});
    });
    let report = report(&mutant, &net()).await;
    assert!(!matches!(report.verdict, Verdict::Valid), "{}", pretty(&report));
}

#[tokio::test]
async fn rule_10_a_poisoned_graph_stops() {
    let nodes: Vec<Value> = (0..12)
        .map(|from| {
            let links: Vec<Value> =
                (0..12).filter(|to| *to != from).map(|to| json!({"id": format!("_:b{to}")})).collect();
            json!({"id": format!("_:b{from}"), "type": ["Evidence"], "https://example.org/link": links})
        })
        .collect();
    let badge = changed(signed(&credential()), |badge| badge["evidence"] = nodes.into());
    let report = report(&badge, &net()).await;
    assert!(!matches!(report.verdict, Verdict::Valid | Verdict::Warning), "{}", pretty(&report));
    assert!(report.content.is_none());
}

/// Everything that recurses stays within the depth that the JSON reader allows.
#[test]
fn pr1_deep_documents_fit_a_small_stack() {
    let deep = |open: &str, close: &str| {
        let depth = 60;
        let inner = format!("{}1{}", open.repeat(depth), close.repeat(depth));
        let badge = signed(&credential()).to_string();
        badge.replacen('{', &format!(r#"{{"evidence":{inner},"#), 1)
    };
    let documents = [
        deep("[", "]"),
        deep(r#"{"evidence":"#, "}"),
        deep(r#"{"id":"urn:x:y","endorsement":[{"issuer":"#, "}]}").replace("[{", "").replace("}]", ""),
        deep(r#"{"@context":"#, "}"),
    ];
    let thread = std::thread::Builder::new().stack_size(1 << 20);
    let reports = thread.spawn(move || documents.map(|document| run(document.into_bytes()).verdict)).unwrap();
    assert!(!reports.join().unwrap().contains(&Verdict::Valid));
}

fn run(bytes: Vec<u8>) -> Report {
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    runtime.block_on(verify(Input::Bytes(bytes), &Offline, &Options::at(now())))
}

/// JSON of any shape whose names are those of badges.
fn any_json() -> impl Strategy<Value = Value> {
    let leaf = prop_oneof![
        Just(Value::Null),
        any::<bool>().prop_map(Value::from),
        any::<i64>().prop_map(Value::from),
        "[a-z:@/#.0-9-]{0,12}".prop_map(Value::from),
        prop::sample::select(vec![
            "VerifiableCredential",
            "OpenBadgeCredential",
            "DataIntegrityProof",
            "eddsa-rdfc-2022"
        ])
        .prop_map(Value::from),
    ];
    leaf.prop_recursive(4, 48, 6, |inner| {
        let names = [
            "@context",
            "type",
            "id",
            "issuer",
            "credentialSubject",
            "proof",
            "credentialStatus",
            "validFrom",
            "achievement",
            "verificationMethod",
            "cryptosuite",
            "proofValue",
            "identifier",
            "x",
        ];
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..4).prop_map(Value::from),
            prop::collection::vec((prop::sample::select(names.to_vec()), inner), 0..8).prop_map(|members| {
                Value::Object(members.into_iter().map(|(k, v)| (k.to_owned(), v)).collect())
            }),
        ]
    })
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 256, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn pr1_no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300)) {
        prop_assert_ne!(run(bytes).verdict, Verdict::Valid);
    }

    #[test]
    fn pr1_no_json_panics(mut document in any_json()) {
        if let Value::Object(members) = &mut document {
            members.insert("type".to_owned(), json!(["VerifiableCredential", "OpenBadgeCredential"]));
            members.insert("@context".to_owned(), credential()["@context"].clone());
        }
        prop_assert_ne!(run(document.to_string().into_bytes()).verdict, Verdict::Valid);
    }

    #[test]
    fn pv1_no_swapped_strings_are_valid_with_other_content(a in any::<prop::sample::Index>(), b in any::<prop::sample::Index>()) {
        let mut badge = signed(&credential());
        let mut texts = Vec::new();
        strings(&badge, "", &mut texts);
        let (a, b) = (a.get(&texts), b.get(&texts));
        let (first, second) = (badge.pointer(a).unwrap().clone(), badge.pointer(b).unwrap().clone());
        *badge.pointer_mut(a).unwrap() = second;
        *badge.pointer_mut(b).unwrap() = first;
        let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
        let swapped = runtime.block_on(report(&badge, &net()));
        if matches!(swapped.verdict, Verdict::Valid | Verdict::Warning) {
            let control = runtime.block_on(super_control());
            prop_assert_eq!(sorted(shown(&swapped).map(without_original).unwrap()), sorted(control), "{} {}", a, b);
        }
    }
}

/// The paths of all texts.
fn strings(value: &Value, path: &str, found: &mut Vec<String>) {
    match value {
        Value::String(_) => found.push(path.to_owned()),
        Value::Object(members) => {
            members.iter().for_each(|(name, member)| strings(member, &format!("{path}/{name}"), found));
        }
        Value::Array(items) => {
            items
                .iter()
                .enumerate()
                .for_each(|(index, item)| strings(item, &format!("{path}/{index}"), found));
        }
        _ => {}
    }
}

/// The order of most lists says nothing.
fn sorted(value: Value) -> Value {
    match value {
        Value::Array(items) => {
            let mut items: Vec<Value> = items.into_iter().map(sorted).collect();
            items.sort_by_key(Value::to_string);
            items.into()
        }
        Value::Object(members) => members.into_iter().map(|(name, member)| (name, sorted(member))).collect(),
        other => other,
    }
}

async fn super_control() -> Value {
    without_original(shown(&report(&signed(&credential()), &net()).await).unwrap())
}
