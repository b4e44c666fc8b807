//! A verification that is repeated years later from what it kept: the clock decides nothing.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends where its ground gives way")]

mod common;

use std::fs;
use std::net::TcpListener;
use std::process::Output;

use common::site::serve;
use common::{Folder, run, text};
use openbadges_proof::data_integrity::{ProofOptions, sign};
use openbadges_proof::did::{did_key, did_key_method};
use openbadges_proof::status_list::{self, BitstringStatusList, MIN_ENTRIES};
use openbadges_proof::{PublicKey, SigningKey};
use serde_json::{Value, json};

/// The badge is verified as of this day; its list was signed anew a month later.
const AT: &str = "2024-06-01T12:00:00Z";
const LIST_BEGINS: &str = "2024-07-01T00:00:00Z";

fn badge(issuer: &str, list: &str) -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "urn:uuid:5e1a1f0e-8f5a-4c63-9f0a-3f1d4a1f7c55",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Bicycle repair",
        "issuer": { "id": issuer, "type": ["Profile"], "name": "Werkplaats Noord" },
        "validFrom": "2024-03-01T00:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:0d2b7f2e-1111-4c63-9f0a-3f1d4a1f7c55",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://workshop.example/badges/1",
                "type": ["Achievement"],
                "name": "Bicycle repair",
                "description": "Repairs bicycles.",
                "criteria": { "narrative": "Repair three." }
            }
        },
        "credentialStatus": status_list::entry(list, 7, "revocation")
    })
}

/// A folder with `badge.json`, and the site of its status list. Answers the folder and the site's origin.
fn site(name: &str) -> (Folder, String) {
    let (folder, listener) = (Folder::new(name), TcpListener::bind("127.0.0.1:0").unwrap());
    let origin = format!("http://localhost:{}", listener.local_addr().unwrap().port());
    let (key, address) = (SigningKey::from_seed([7; 32]), format!("{origin}/status/1"));
    let public: PublicKey = key.public();
    let options = ProofOptions {
        verification_method: did_key_method(&public),
        created: "2024-03-01T00:00:00Z".parse().unwrap(),
    };
    let signed = |credential: &Value| sign(credential, &key, &options).unwrap().to_string();
    let bits = BitstringStatusList::new(MIN_ENTRIES).unwrap().encode();
    let begins = LIST_BEGINS.parse().unwrap();
    let list = status_list::credential(
        &address,
        &did_key(&public),
        "revocation",
        &bits,
        begins,
        status_list::TTL_MS,
    );
    fs::write(folder.join("badge.json"), signed(&badge(&did_key(&public), &address))).unwrap();
    serve(listener, vec![("/status/1", signed(&list))]);
    (folder, origin)
}

fn verify(folder: &Folder, words: &[&str]) -> Output {
    run(folder.path(), &[&["--json", "verify", "badge.json"], words].concat())
}

/// Verifies with the network and keeps what was fetched in `kept`.
fn save(folder: &Folder, origin: &str, words: &[&str]) -> Output {
    let live = verify(folder, &[&["--allow-origin", origin, "--save-documents", "kept"], words].concat());
    assert_eq!(live.status.code(), Some(0), "{}{}", text(&live.stdout), text(&live.stderr));
    live
}

const REPLAY: [&str; 2] = ["--documents", "kept/index.tsv"];

/// Puts another time into the table.
fn keep_another(folder: &Folder, name: &str, time: &str) {
    let table = fs::read_to_string(folder.join("kept/index.tsv")).unwrap();
    let line = |line: &str| match line.strip_prefix(name) {
        Some(_) => format!("{name} {time}\n"),
        None => format!("{line}\n"),
    };
    assert!(table.contains(name), "{table}");
    fs::write(folder.join("kept/index.tsv"), table.lines().map(line).collect::<String>()).unwrap();
}

#[test]
fn a_replay_is_of_the_time_of_the_verification_that_was_kept() {
    let (folder, origin) = site("replay-now");
    let live = save(&folder, &origin, &[]);
    let again = verify(&folder, &REPLAY);
    assert_eq!(text(&again.stdout), text(&live.stdout), "to the nanosecond, though the clock has gone on");
    assert_eq!(text(&again.stderr), "");

    let asked: Value =
        serde_json::from_slice(&verify(&folder, &[&REPLAY[..], &["--at", AT]].concat()).stdout).unwrap();
    assert_eq!(asked["checkedAt"], AT, "a time that is asked for goes before the one that was kept");
    let words = run(folder.path(), &[&["verify", "badge.json"], &REPLAY[..]].concat());
    assert!(text(&words.stderr).contains("verified as of 20"), "{}", text(&words.stderr));
}

#[test]
fn what_was_fetched_stays_of_its_day_however_late_it_is_read_again() {
    let (folder, origin) = site("replay-at");
    let live = save(&folder, &origin, &["--at", AT]);
    for words in [&REPLAY[..], &[&REPLAY[..], &["--at", AT]].concat()] {
        let again = verify(&folder, words);
        assert_eq!((text(&again.stdout), again.status.code()), (text(&live.stdout), Some(0)), "{words:?}");
    }
    // Had the list been fetched before it began, it would not count; no clock can make it count later.
    keep_another(&folder, "# fetched-at", "2024-06-30T23:59:59Z");
    let early = verify(&folder, &REPLAY);
    let report: Value = serde_json::from_slice(&early.stdout).unwrap();
    assert_eq!((&report["reason"], early.status.code()), (&json!("status_malformed"), Some(2)), "{report}");
}

#[test]
fn a_table_keeps_its_published_form_and_another_keeps_no_time() {
    let (folder, origin) = site("replay-form");
    save(&folder, &origin, &["--at", AT]);
    let table = fs::read_to_string(folder.join("kept/index.tsv")).unwrap();
    let rows: Vec<&str> = table.lines().take_while(|line| !line.starts_with('#')).collect();
    assert!(rows[0].starts_with("url\tfile\ttype\t"), "{table}");
    assert!(rows[1].starts_with(&format!("{origin}/status/1\t001.json\t")), "{table}");
    let times: Vec<&str> = table.lines().skip(rows.len()).collect();
    assert_eq!(times.len(), 2, "{table}");
    assert_eq!(times[0], format!("# verified-at {AT}"));
    assert!(times[1].starts_with("# fetched-at 20"), "{table}");

    // A table of the plain form is of the time that is asked for: then this list begins in the future.
    let plain = format!("url\tfile\ttype\n{origin}/status/1\t001.json\tapplication/json\n");
    fs::write(folder.join("kept/index.tsv"), plain).unwrap();
    let asked = verify(&folder, &[&REPLAY[..], &["--at", AT]].concat());
    let report: Value = serde_json::from_slice(&asked.stdout).unwrap();
    assert_eq!(report["reason"], "status_malformed", "{report}");
    assert_eq!(verify(&folder, &[&REPLAY[..], &["--at", LIST_BEGINS]].concat()).status.code(), Some(0));

    fs::write(folder.join("kept/index.tsv"), "url\tfile\ttype\n# verified-at noon\n").unwrap();
    let wrong = verify(&folder, &REPLAY);
    assert_eq!(wrong.status.code(), Some(74));
    assert!(text(&wrong.stderr).contains("line 2: noon is no time"), "{}", text(&wrong.stderr));
}
