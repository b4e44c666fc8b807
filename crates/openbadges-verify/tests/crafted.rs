//! Documents of a megabyte that once cost seconds or gigabytes: each ends soon, and says why (P-R1).
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::*;
use openbadges_verify::{CheckId, Input, Options, Outcome, Reason, Report, Work, verify_counted};
use serde_json::{Map, Value, json};

async fn counted(document: &Value, net: &Net) -> (Report, Work) {
    verify_counted(Input::Bytes(document.to_string().into_bytes()), net, &Options::at(now())).await
}

#[tokio::test]
async fn more_contexts_than_any_badge_names_are_refused() {
    let with = |count: usize| {
        changed(signed(&credential()), |badge| {
            let first = badge["@context"].as_array().unwrap().clone();
            let last = first.last().unwrap().clone();
            badge["@context"] = first.iter().cloned().chain(vec![last; count - first.len()]).collect();
        })
    };
    for (count, reason) in [(32, None), (33, Some(Reason::TooLarge)), (20_000, Some(Reason::TooLarge))] {
        let (report, _) = counted(&with(count), &net()).await;
        assert_eq!(report.check(CheckId::Contexts).unwrap().reason, reason, "{count}");
    }
}

#[tokio::test]
async fn statements_that_carry_a_long_name_are_refused() {
    let types: Vec<String> = (0..19_000).map(|at| format!("a:{at}")).collect();
    let badge = changed(signed(&credential()), |badge| {
        badge["id"] = json!(format!("urn:{}", "x".repeat(1 << 20)));
        badge["type"].as_array_mut().unwrap().extend(types.iter().map(|name| json!(name)));
    });
    let (report, _) = counted(&badge, &net()).await;
    assert_eq!(report.reason, Some(Reason::TooLarge), "{}", pretty(&report));
}

#[tokio::test]
async fn a_long_name_over_many_values_costs_no_more_than_its_length() {
    // 49,000 values below a name of 1.5 MB: 70 GB, where the way to each is written out.
    let many: Map<String, Value> = [("x".repeat(3 << 19), json!(vec![0; 49_000]))].into_iter().collect();
    let badge = changed(signed(&credential()), |badge| {
        badge.as_object_mut().unwrap().extend(many);
        badge["credentialSubject"]["nickname"] = json!("not signed");
    });
    let (report, _) = counted(&badge, &net()).await;
    assert_eq!(
        report.check(CheckId::Unsigned).unwrap().facts.all("pointer").count(),
        2,
        "{}",
        report.verdict.as_str()
    );
}

#[tokio::test]
async fn of_thousands_of_digests_of_a_file_each_counts() {
    let wrong = "sha256-AAANul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ= ".repeat(10_000);
    let right = "sha256-LPJNul+wow4m6DsqxbninhsWHlwfp0JecwQzYpOLmCQ=";
    for (digests, reason) in [
        (format!("{wrong}{right}"), None),
        (wrong, Some(Reason::ResourceChanged)),
        (format!("sha512- sha384- sha256- {right}"), None),
    ] {
        let badge = changed(credential(), |badge| {
            badge["evidence"] = json!([{"id": "data:,hello", "type": ["Evidence"], "digestSRI": digests}]);
        });
        let (report, _) = counted(&signed_by_jcs(&badge), &net()).await;
        assert_eq!(report.check(CheckId::Resources).unwrap().reason, reason);
    }
}

#[tokio::test]
async fn a_status_list_that_nobody_signed_is_never_inflated() {
    let url = "https://issuer.example/status/large";
    let bits = openbadges_proof::status_list::BitstringStatusList::new(16 << 23).unwrap();
    let large = changed(list("revocation", &[]), |list| {
        list["id"] = json!(url);
        list["credentialSubject"]["encodedList"] = json!(bits.encode());
    });
    let entry = |index: usize| {
        json!({"id": format!("{url}#{index}"), "type": "BitstringStatusListEntry", "statusPurpose": "revocation",
            "statusListIndex": index.to_string(), "statusListCredential": url})
    };
    let badge = changed(credential(), |badge| badge["credentialStatus"] = (0..4).map(entry).collect());
    let (report, work) = counted(&signed(&badge), &net().json(url, &large)).await;
    assert_eq!(report.reason, Some(Reason::StatusMalformed), "{}", pretty(&report));
    assert_eq!(work.inflated, 0);
    // Signed, it is inflated once for all entries.
    let (report, work) = counted(&signed(&badge), &net().json(url, &signed(&large))).await;
    assert_eq!(report.check(CheckId::Status).unwrap().outcome, Outcome::Pass, "{}", pretty(&report));
    assert_eq!(work.inflated, 16 << 20);
}
