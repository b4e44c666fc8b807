//! `accolade verify` over files, folders and addresses, and a verification that is repeated without a network.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends where its ground gives way")]

mod common;

use std::fs;
use std::net::TcpListener;
use std::path::Path;

use common::site::serve;
use common::{Folder, accolade, run, text};
use serde_json::{Value, json};

fn credential(issuer: &str, id: &str) -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": id,
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Bicycle repair",
        "issuer": { "id": issuer, "type": ["Profile"], "name": "Werkplaats\u{1b}[31m Noord" },
        "validFrom": "2026-03-01T00:00:00Z",
        "validUntil": "2026-12-01T00:00:00Z",
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
        }
    })
}

/// A new key; answers its controller and its public part.
fn keygen(folder: &Path) -> (String, String) {
    let made = run(folder, &["--json", "keygen", "key.json"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let made: Value = serde_json::from_slice(&made.stdout).unwrap();
    let key = made["controller"].as_str().unwrap().to_owned();
    let public = key.strip_prefix("did:key:").unwrap().to_owned();
    (key, public)
}

fn issue(folder: &Path, credential: &Value, name: &str, method: Option<&str>) {
    fs::write(folder.join("unsigned.txt"), credential.to_string()).unwrap();
    let mut arguments = vec!["issue", "unsigned.txt", "--key", "key.json", "-o", name];
    arguments.extend(method.into_iter().flat_map(|method| ["--verification-method", method]));
    let answer = run(folder, &arguments);
    assert!(answer.status.success(), "{}", text(&answer.stderr));
}

const NOW: &str = "2026-06-01T12:00:00Z";

/// A folder with three badges: good, altered, and a picture that is none.
fn three(name: &str) -> Folder {
    let folder = Folder::new(name);
    let (issuer, _) = keygen(folder.path());
    fs::create_dir_all(folder.join("badges/more")).unwrap();
    issue(
        folder.path(),
        &credential(&issuer, "urn:uuid:5e1a1f0e-8f5a-4c63-9f0a-3f1d4a1f7c55"),
        "badges/b.json",
        None,
    );
    let good = fs::read_to_string(folder.join("badges/b.json")).unwrap();
    fs::write(folder.join("badges/more/changed.json"), good.replace("Repair three", "Repair two")).unwrap();
    fs::write(
        folder.join("badges/a.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\"><circle r=\"4\"/></svg>",
    )
    .unwrap();
    fs::write(folder.join("badges/notes.txt"), "not looked at").unwrap();
    folder
}

#[test]
fn a_folder_is_verified_in_order_and_the_gravest_verdict_is_the_exit_code() {
    let folder = three("verify-folder");
    let answer = run(folder.path(), &["verify", "badges", "--at", NOW]);
    let words = text(&answer.stdout);
    let lines: Vec<&str> = words.lines().collect();
    assert_eq!(answer.status.code(), Some(1), "{words}");
    assert_eq!(lines.len(), 4, "{words}");
    assert!(lines[0].starts_with("badges/a.svg  Not valid"), "{words}");
    // Anybody can make a valid badge: the line says whose it is.
    assert!(lines[1].starts_with("badges/b.json  Valid  Bicycle repair (by "), "{words}");
    assert!(lines[2].starts_with("badges/more/changed.json  Not valid"), "{words}");
    assert_eq!(lines[3], "3 badges: 1 valid, 2 not valid");
}

#[test]
#[cfg(unix)]
fn what_never_ends_is_too_large() {
    let folder = Folder::new("verify-endless");
    let answer = run(folder.path(), &["--json", "verify", "/dev/zero"]);
    let report: Value = serde_json::from_slice(&answer.stdout).unwrap();
    assert_eq!(report["reason"], "too_large", "{report}");
}

#[test]
fn many_badges_are_one_json_object_a_line_and_one_is_the_report_itself() {
    let folder = three("verify-json");
    let many = run(folder.path(), &["--json", "verify", "badges/b.json", "badges/a.svg", "--at", NOW]);
    let lines: Vec<Value> =
        text(&many.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(lines[0]["input"], "badges/b.json");
    assert_eq!(lines[0]["report"]["verdict"], "valid");
    assert_eq!(lines[1]["report"]["reason"], "not_a_badge");
    let one = run(folder.path(), &["--json", "verify", "badges/b.json", "--at", NOW]);
    let one: Value = serde_json::from_slice(&one.stdout).unwrap();
    assert_eq!(one, lines[0]["report"]);
    let check = &one["checks"][0];
    for member in ["id", "title", "outcome", "sentence", "section"] {
        assert!(check[member].is_string(), "{check}");
    }
}

#[test]
fn what_cannot_be_read_is_told_among_the_others_and_is_no_verdict() {
    let folder = three("verify-unread");
    fs::create_dir(folder.join("empty")).unwrap();
    let names = ["badges/b.json", "nosuch.json", "HTTPS://", "empty", "badges/a.svg"];
    let many = run(folder.path(), &[&["verify", "--at", NOW], &names[..]].concat());
    let words = text(&many.stdout);
    assert_eq!(many.status.code(), Some(66), "{words}");
    let lines: Vec<&str> = words.lines().collect();
    assert!(lines[0].starts_with("badges/b.json  Valid"), "{words}");
    assert!(lines[1].starts_with("nosuch.json  Not read: No such file"), "{words}");
    assert!(lines[2].starts_with("HTTPS://  Not read: this is not an address"), "{words}");
    assert!(lines[3].starts_with("empty  Not read: no badges in it"), "{words}");
    assert!(lines[4].starts_with("badges/a.svg  Not valid"), "{words}");
    assert_eq!(lines[5], "5 badges: 1 valid, 1 not valid, 3 not read");
    assert_eq!(text(&many.stderr), "");

    let many = run(folder.path(), &[&["--json", "verify", "--at", NOW], &names[..]].concat());
    let lines: Vec<Value> =
        text(&many.stdout).lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!((many.status.code(), lines.len()), (Some(66), 5));
    assert_eq!((&lines[1]["input"], &lines[1]["report"]), (&json!("nosuch.json"), &Value::Null));
    assert!(lines[1]["notRead"].as_str().unwrap().starts_with("No such file"), "{}", lines[1]);
    assert_eq!(lines[4]["report"]["reason"], "not_a_badge");

    let one = run(folder.path(), &["verify", "nosuch.json"]);
    assert_eq!((one.status.code(), text(&one.stdout)), (Some(66), String::new()));
    assert!(text(&one.stderr).starts_with("accolade: cannot read nosuch.json: No such file"));
    let one = run(folder.path(), &["--json", "verify", "nosuch.json"]);
    assert_eq!(serde_json::from_slice::<Value>(&one.stdout).unwrap(), lines[1]);
    let other = run(folder.path(), &["verify", "badges", "--documents", "nosuch.tsv"]);
    assert_eq!(other.status.code(), Some(74), "not 1, which would be a verdict");
    let help = text(&run(folder.path(), &["verify", "--help"]).stdout);
    assert!(help.contains("66  a badge could not be read"), "{help}");
}

#[test]
fn what_was_fetched_is_kept_though_a_badge_could_not_be_read() {
    let folder = three("verify-unread-kept");
    let words = ["verify", "badges/b.json", "nosuch.json", "--at", NOW, "--save-documents", "kept"];
    assert_eq!(run(folder.path(), &words).status.code(), Some(66));
    assert!(folder.join("kept/index.tsv").exists());
}

#[test]
fn a_remark_says_what_it_is_about() {
    let folder = three("verify-remark");
    let mut badge: Value = serde_json::from_slice(&fs::read(folder.join("badges/b.json")).unwrap()).unwrap();
    let proof = badge["proof"].take();
    let proof = proof.get(0).cloned().unwrap_or(proof);
    let mut other = proof.clone();
    other["type"] = json!("OtherProof");
    badge["proof"] = json!([other.clone(), other, proof]);
    fs::write(folder.join("several.json"), badge.to_string()).unwrap();
    let words = text(&run(folder.path(), &["verify", "several.json", "--at", NOW]).stdout);
    let note = "note    It carries another proof, which was not relied on.\n          pointer: /proof/";
    assert!(words.contains(&format!("{note}0\n          type: OtherProof\n")), "{words}");
    assert!(words.contains(&format!("{note}1\n          type: OtherProof\n")), "{words}");
}

#[test]
fn dates_are_checked_at_the_time_asked_about() {
    let folder = three("verify-at");
    let at = |date: &str| run(folder.path(), &["verify", "badges/b.json", "--at", date]).status.code();
    assert_eq!(at("2026-03-01"), Some(0));
    assert_eq!(at("2026-02-28T23:59:59Z"), Some(1));
    assert_eq!(at("2026-12-01T01:00:00+01:00"), Some(0));
    assert_eq!(at("2026-12-02"), Some(1));
    assert_eq!(at("9999-12-31T23:59:59Z"), Some(1));
    assert_eq!(at("9999-12-31"), Some(1));
    for no_date in ["soon", "1772323200", "2026-02-30"] {
        assert_eq!(at(no_date), Some(64), "{no_date}");
    }
}

#[test]
fn colours_are_for_terminals_and_text_of_a_badge_cannot_steer_one() {
    let folder = three("verify-colour");
    let plain = run(folder.path(), &["verify", "badges/b.json", "--at", NOW]);
    let words = text(&plain.stdout);
    assert!(words.starts_with("Valid\nBicycle repair\n"), "{words}");
    assert!(words.contains("Werkplaats") && !words.contains('\u{1b}'), "{words}");
    let coloured = run(folder.path(), &["verify", "badges/b.json", "--color", "always", "--at", NOW]);
    let words = text(&coloured.stdout);
    assert!(words.starts_with("\u{1b}[32mValid\u{1b}[0m"), "{words}");
    assert!(!words.contains("\u{1b}[31m"), "{words}");
    let refused = accolade(folder.path())
        .env("NO_COLOR", "1")
        .args(["verify", "badges/b.json", "--at", NOW])
        .output()
        .unwrap();
    assert!(!text(&refused.stdout).contains('\u{1b}'));
}

#[test]
fn a_verification_is_repeated_without_a_network_to_the_same_bytes() {
    let folder = Folder::new("verify-repeat");
    let (_, public) = keygen(folder.path());
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let port = listener.local_addr().unwrap().port();
    let (origin, issuer) = (format!("http://localhost:{port}"), format!("did:web:localhost%3A{port}"));
    let method = format!("{issuer}#key-1");
    let mut badge = credential(&issuer, "urn:uuid:5e1a1f0e-8f5a-4c63-9f0a-3f1d4a1f7c56");
    badge["credentialStatus"] = json!({
        "id": format!("{origin}/status/1#7"), "type": "BitstringStatusListEntry",
        "statusPurpose": "revocation", "statusListIndex": "7", "statusListCredential": format!("{origin}/status/1")
    });
    issue(folder.path(), &badge, "badge.json", Some(&method));
    let document = json!({
        "@context": ["https://www.w3.org/ns/did/v1"], "id": issuer, "assertionMethod": [method],
        "verificationMethod": [{
            "id": method, "type": "Multikey", "controller": issuer, "publicKeyMultibase": public
        }]
    });
    let signed = fs::read_to_string(folder.join("badge.json")).unwrap();
    serve(listener, vec![("/.well-known/did.json", document.to_string()), ("/badge", signed)]);

    let address = format!("{origin}/badge");
    let badges = ["--json", "verify", &address, "badge.json", "--at", NOW];
    let first =
        run(folder.path(), &[&badges[..], &["--allow-origin", &origin, "--save-documents", "kept"]].concat());
    assert_eq!(first.status.code(), Some(2), "{}{}", text(&first.stdout), text(&first.stderr));
    let report: Value = serde_json::from_str(text(&first.stdout).lines().next().unwrap()).unwrap();
    assert_eq!(report["report"]["reason"], "status_unreachable", "{report}");

    let table = fs::read_to_string(folder.join("kept/index.tsv")).unwrap();
    assert!(table.starts_with("url\tfile\ttype\t"), "{table}");
    assert_eq!(table.lines().filter(|line| !line.starts_with('#')).count(), 4, "{table}");
    let again = run(folder.path(), &[&badges[..], &["--documents", "kept/index.tsv"]].concat());
    assert_eq!(text(&again.stdout), text(&first.stdout));
    assert_eq!(again.status.code(), first.status.code());

    let offline = run(folder.path(), &[&badges[..], &["--offline"]].concat());
    assert_ne!(text(&offline.stdout), text(&first.stdout));
    let twice = run(folder.path(), &[&badges[..], &["--save-documents", "kept"]].concat());
    assert_eq!(text(&twice.stdout), "", "nothing is done that would be lost");
    assert!(text(&twice.stderr).contains("not overwritten"), "{}", text(&twice.stderr));
    fs::remove_file(folder.join("kept/index.tsv")).unwrap();
    let over = run(folder.path(), &[&badges[..], &["--save-documents", "kept"]].concat());
    assert_eq!((over.status.code(), text(&over.stdout)), (Some(74), String::new()));
}

#[test]
fn a_table_of_three_columns_is_enough() {
    let folder = three("verify-table");
    fs::write(
        folder.join("index.tsv"),
        "\u{feff}url\tfile\ttype\nhttps://workshop.example/b\tbadges/b.json\tapplication/json\n",
    )
    .unwrap();
    let answer = run(
        folder.path(),
        &["verify", "https://workshop.example/b", "--documents", "index.tsv", "--at", NOW],
    );
    assert_eq!(answer.status.code(), Some(0), "{}{}", text(&answer.stdout), text(&answer.stderr));
    fs::write(
        folder.join("index.tsv"),
        "url\tfile\ttype\nhttps://a.example/b\t../key.json\tapplication/json\n",
    )
    .unwrap();
    let outside = run(folder.path(), &["verify", "badges/b.json", "--documents", "index.tsv"]);
    assert!(text(&outside.stderr).contains("line 2"), "{}", text(&outside.stderr));
}
