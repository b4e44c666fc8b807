//! The credentials of the 1EdTech validator's tests, row by row.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests may fail and say that they skip"
)]

mod common;

use std::path::{Path, PathBuf};

use common::*;
use openbadges_verify::{Reason, Report, Verdict};
use serde_json::json;

const LIST: &str = "https://raw.githubusercontent.com/1EdTech/digital-credentials-public-validator/refs/heads/main/\
    inspector-vc/src/test/resources/ob30/bit-string-list/testlist";

/// The list that `credential-status-revoked.json` names, with that credential on it.
const REVOCATIONS: &str = "https://dc.1edtech.org/wellspring2022/wellspring-portal/api/revocations/\
    da1e96e9-afcc-4eed-b9a2-2ddf7353214c";
const REVOKED: &str = "https://dc.1edtech.org/wellspring2022/wellspring-portal/credential/\
    54418d3f-ec01-4652-800a-861c890a51a1";

/// The folder of vectors, which is not part of the project.
fn folder() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors/ob30");
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("REQUIRE_VECTORS").is_none(), "{} is not there", folder.display());
    println!("skipped: {} is not there", folder.display());
    None
}

fn holds(expected: &str, bytes: &[u8], report: &Report) -> bool {
    match expected {
        "valid" => report.verdict == Verdict::Valid,
        "warning" => report.verdict == Verdict::Warning,
        "invalid" => report.verdict == Verdict::Invalid,
        "indeterminate" => report.verdict == Verdict::Indeterminate,
        "unconfirmed" => report.reason == Some(Reason::KeyNotConfirmed) && report.content.is_some(),
        "valid-data-model" => {
            let document = serde_json::from_slice(bytes).unwrap();
            let sound = openbadges_model::validate(&document).iter().all(|fault| !fault.is_error());
            sound && !matches!(report.verdict, Verdict::Valid | Verdict::Warning)
        }
        other => panic!("an expectation that the test does not know: {other}"),
    }
}

#[tokio::test]
async fn ob30_vectors() {
    let Some(folder) = folder() else { return };
    let index = std::fs::read_to_string(folder.join("index.tsv")).unwrap();
    let list = std::fs::read(folder.join("bit-string-list/testlist")).unwrap();
    let mut wrong = Vec::new();
    for row in index.lines().skip(1) {
        let mut fields = row.split('\t');
        let (name, expected) = (fields.next().unwrap(), fields.next().unwrap());
        if expected == "support" {
            continue;
        }
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let net = Net::default()
            .bytes(LIST, "text/plain", list.clone())
            .json(REVOCATIONS, &json!({"revokedCredential": [{"id": REVOKED, "revoked": true}]}));
        let report = report_on(bytes.clone(), &net).await;
        println!("{name}: {:?}, {:?}", report.verdict, report.reason);
        if !holds(expected, &bytes, &report) {
            wrong.push(format!("{name}: expected {expected}, got {}", pretty(&report)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
