//! Open Badges 0.5 to 2.0 of the 1EdTech validators' tests, row by row.
#![allow(
    clippy::unwrap_used,
    clippy::print_stdout,
    reason = "helpers of tests may fail and say that they skip"
)]

mod common;

use std::collections::HashMap;
use std::path::{Path, PathBuf};

use async_trait::async_trait;
use common::{now, pretty};
use openbadges_verify::{
    Accept, CheckId, Fetch, FetchError, Fetched, Input, Options, Outcome, Reason, Report, Verdict, verify,
};
use url::Url;

/// The folder of vectors, which is not part of the project.
fn folder(name: &str) -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../../shared/vectors").join(name);
    if folder.is_dir() {
        return Some(folder);
    }
    assert!(std::env::var_os("REQUIRE_VECTORS").is_none(), "{} is not there", folder.display());
    println!("skipped: {} is not there", folder.display());
    None
}

/// What the network answers by address, whatever is asked for.
#[derive(Default)]
struct Files {
    by_url: HashMap<String, PathBuf>,
    /// Where the last part of any other address is the name of a file.
    assets: Option<PathBuf>,
}

impl Files {
    fn file(&self, url: &Url) -> Option<PathBuf> {
        if let Some(file) = self.by_url.get(url.as_str()) {
            return Some(file.clone());
        }
        let name = url.path_segments()?.next_back()?;
        let file = self.assets.as_ref()?.join(name);
        (!name.is_empty() && file.is_file()).then_some(file)
    }
}

#[async_trait]
impl Fetch for Files {
    async fn fetch(&self, url: &Url, _: Accept) -> Result<Fetched, FetchError> {
        let file = self.file(url).ok_or(FetchError::NotFound(404))?;
        let bytes = std::fs::read(file).unwrap();
        Ok(Fetched { bytes, media_type: Some("application/json".into()), final_url: url.clone() })
    }
}

async fn report(input: Input, net: &Files) -> Report {
    verify(input, net, &Options::at(now())).await
}

fn says_old(report: &Report) -> bool {
    report.reason == Some(Reason::OldModel) && report.verdict == Verdict::Warning
}

#[tokio::test]
async fn ob20_vectors() {
    let Some(folder) = folder("ob20") else { return };
    let index = std::fs::read_to_string(folder.join("index.tsv")).unwrap();
    let mut wrong = Vec::new();
    for row in index.lines().skip(1).filter(|row| !row.is_empty()) {
        let mut fields = row.split('\t');
        let (name, expected) = (fields.next().unwrap(), fields.next().unwrap());
        if expected == "support" {
            continue;
        }
        let bytes = std::fs::read(folder.join(name)).unwrap();
        let mut net = Files { assets: Some(folder.join("assets")), ..Files::default() };
        let id = id_of(&bytes);
        if let Some(id) = id {
            net.by_url.insert(id, folder.join(name));
        }
        // The picture has the badge of this file baked in.
        let own = "https://example.org/beths-robotics-badge.json".to_owned();
        net.by_url.entry(own).or_insert_with(|| folder.join("basic-assertion.json"));
        let report = report(Input::Bytes(bytes), &net).await;
        println!("{name}: {:?}, {:?}", report.verdict, report.reason);
        if report.verdict.as_str() != expected {
            wrong.push(format!("{name}: expected {expected}, got {}", pretty(&report)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn id_of(bytes: &[u8]) -> Option<String> {
    let document: serde_json::Value = serde_json::from_slice(bytes).ok()?;
    Some(document.get("id")?.as_str()?.to_owned())
}

#[tokio::test]
async fn ob1x_vectors() {
    let Some(folder) = folder("ob1x") else { return };
    let index = std::fs::read_to_string(folder.join("index.tsv")).unwrap();
    let mut wrong = Vec::new();
    for row in index.lines().skip(1).filter(|row| !row.is_empty()) {
        let [name, expected, documents, ..] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("{row}")
        };
        let net = documents_of(&folder, documents);
        let input = match Url::parse(name) {
            Ok(url) => Input::Url(url),
            Err(_) => Input::Bytes(std::fs::read(folder.join(name)).unwrap()),
        };
        let report = report(input, &net).await;
        println!("{name} ({documents}): {:?}, {:?}", report.verdict, report.reason);
        let holds = report.verdict.as_str() == expected || (expected == "valid" && says_old(&report));
        if !holds {
            wrong.push(format!("{name} ({documents}): expected {expected}, got {}", pretty(&report)));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

fn documents_of(folder: &Path, name: &str) -> Files {
    let table = std::fs::read_to_string(folder.join(name)).unwrap();
    let rows = table.lines().skip(1).filter_map(|row| {
        let mut fields = row.split('\t');
        Some((fields.next()?.to_owned(), folder.join(fields.next()?)))
    });
    Files { by_url: rows.collect(), assets: None }
}

/// The badge of 1.1 is awarded to nobody@example.org.
#[tokio::test]
async fn ob1x_recipient() {
    let Some(folder) = folder("ob1x") else { return };
    let net = documents_of(&folder, "1.1-hosted.documents.tsv");
    let bytes = std::fs::read(folder.join("1.1-assertion.json")).unwrap();
    for (asked, outcome) in [("Nobody@example.org", Outcome::Pass), ("somebody@example.org", Outcome::Fail)] {
        let options = Options::at(now()).recipient(asked);
        let report = verify(Input::Bytes(bytes.clone()), &net, &options).await;
        assert_eq!(report.check(CheckId::Recipient).unwrap().outcome, outcome, "{}", pretty(&report));
    }
}
