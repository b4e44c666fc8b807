//! The command line, as its user runs it: keygen → issue → bake → unbake → verify, the faults, and the exit codes.
#![allow(clippy::expect_used, clippy::unwrap_used, reason = "a test ends where its ground gives way")]

mod common;

use common::{Folder, run, text};
use serde_json::{Value, json};
use std::fs;
use std::path::Path;

/// A credential for a key that `accolade keygen` made, without a proof.
fn credential(issuer: &str) -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "urn:uuid:5e1a1f0e-8f5a-4c63-9f0a-3f1d4a1f7c55",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Bicycle repair",
        "issuer": { "id": issuer, "type": ["Profile"], "name": "Werkplaats Noord" },
        "validFrom": "2026-03-01T00:00:00Z",
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

/// Makes a key and a credential signed with it; answers the issuer.
fn issue(folder: &Path) -> String {
    let made = run(folder, &["--json", "keygen", "key.json"]);
    assert!(made.status.success(), "{}", text(&made.stderr));
    let made: Value = serde_json::from_slice(&made.stdout).unwrap();
    let issuer = made["controller"].as_str().unwrap().to_owned();
    fs::write(folder.join("unsigned.json"), credential(&issuer).to_string()).unwrap();
    let answer = run(folder, &["issue", "unsigned.json", "--key", "key.json", "-o", "badge.json"]);
    assert!(answer.status.success(), "{}", text(&answer.stderr));
    issuer
}

#[test]
fn a_key_signs_a_credential_that_verifies_and_bakes() {
    let folder = Folder::new("cli-issue");
    issue(folder.path());
    let report = run(folder.path(), &["verify", "badge.json"]);
    assert_eq!(report.status.code(), Some(0), "{}{}", text(&report.stdout), text(&report.stderr));
    assert!(text(&report.stdout).starts_with("Valid"));

    fs::write(folder.join("plain.svg"), r#"<svg xmlns="http://www.w3.org/2000/svg"><circle r="4"/></svg>"#)
        .unwrap();
    let baked = run(folder.path(), &["bake", "plain.svg", "badge.json", "-o", "baked.svg"]);
    assert!(baked.status.success(), "{}", text(&baked.stderr));
    let unbaked = run(folder.path(), &["unbake", "baked.svg"]);
    let signed = fs::read_to_string(folder.join("badge.json")).unwrap();
    assert_eq!(text(&unbaked.stdout), signed.trim());
    assert_eq!(run(folder.path(), &["verify", "baked.svg"]).status.code(), Some(0));
    let twice = run(folder.path(), &["bake", "baked.svg", "badge.json", "-o", "twice.svg"]);
    assert_eq!(twice.status.code(), Some(1));
    assert!(text(&twice.stderr).contains("baked.svg"));
    let replaced = run(folder.path(), &["bake", "baked.svg", "badge.json", "--replace"]);
    assert_eq!(replaced.stdout, fs::read(folder.join("baked.svg")).unwrap());
}

#[test]
fn both_versions_go_into_one_picture_each_by_its_content() {
    let folder = Folder::new("cli-bake-both");
    fs::write(folder.join("plain.svg"), "<svg><circle r='4'/></svg>").unwrap();
    fs::write(folder.join("new.json"), r#"{"type": ["VerifiableCredential"]}"#).unwrap();
    fs::write(folder.join("old.json"), r#"{"type": "Assertion"}"#).unwrap();
    let baked = run(folder.path(), &["bake", "plain.svg", "old.json", "new.json", "-o", "both.svg"]);
    assert!(baked.status.success(), "{}", text(&baked.stderr));
    let unbaked = |words: &[&str]| {
        let answer = run(folder.path(), &[&["--json", "unbake"], words].concat());
        let found: Value = serde_json::from_slice(&answer.stdout).unwrap();
        (found["version"].clone(), found["kind"].clone(), found["credential"].clone())
    };
    assert_eq!(
        unbaked(&["both.svg"]),
        (json!("3.0"), json!("json"), json!(r#"{"type": ["VerifiableCredential"]}"#))
    );
    let old = (json!("2.0"), json!("json"), json!(r#"{"type": "Assertion"}"#));
    assert_eq!(unbaked(&["both.svg", "--only", "2.0"]), old);
    assert!(run(folder.path(), &["bake", "plain.svg", "old.json", "-o", "old.svg"]).status.success());
    let kept = run(folder.path(), &["bake", "old.svg", "new.json", "--keep", "-o", "kept.svg"]);
    assert!(kept.status.success(), "{}", text(&kept.stderr));
    assert_eq!(unbaked(&["kept.svg", "--only", "2.0"]), old);
    fs::write(folder.join("record.json"), r#"{"type": ["VerifiableCredential", "ClrCredential"]}"#).unwrap();
    let all = ["bake", "plain.svg", "old.json", "record.json", "new.json", "-o", "all.svg"];
    assert!(run(folder.path(), &all).status.success());
    assert_eq!(unbaked(&["all.svg", "--only", "clr"]).0, json!("clr"));
    let missing = run(folder.path(), &["unbake", "old.svg", "--only", "3.0"]);
    assert!(text(&missing.stderr).contains("no badge"), "{}", text(&missing.stderr));
}

#[test]
fn only_a_badge_goes_into_a_picture_and_never_a_key() {
    let folder = Folder::new("cli-bake-key");
    issue(folder.path());
    fs::write(folder.join("plain.svg"), "<svg><circle r='4'/></svg>").unwrap();
    assert!(run(folder.path(), &["keygen", "rsa.json", "--kind", "rsa"]).status.success());
    fs::write(folder.join("braces.json"), "{x}").unwrap();
    for name in ["key.json", "rsa.json", "braces.json"] {
        let refused = run(folder.path(), &["bake", "plain.svg", name, "-o", "baked.svg"]);
        assert_eq!(refused.status.code(), Some(1));
        let words = text(&refused.stderr);
        assert!(words.starts_with(&format!("accolade: {name}: this is no badge: ")), "{words}");
        assert!(!folder.join("baked.svg").exists());
    }
    let signed = fs::read_to_string(folder.join("badge.json")).unwrap();
    fs::write(folder.join("marked.json"), format!("\u{feff}{signed}\n")).unwrap();
    assert!(run(folder.path(), &["bake", "plain.svg", "marked.json"]).status.success());
}

#[test]
fn verdicts_are_exit_codes_and_json_names_the_reason() {
    let folder = Folder::new("cli-verdicts");
    issue(folder.path());
    let signed = fs::read_to_string(folder.join("badge.json")).unwrap();
    let verdict = |name: &str, words: &str| {
        fs::write(folder.join(name), words).unwrap();
        let answer = run(folder.path(), &["--json", "verify", name]);
        let report: Value = serde_json::from_slice(&answer.stdout).unwrap();
        (
            answer.status.code().unwrap(),
            report["verdict"].as_str().unwrap().to_owned(),
            report["reason"].clone(),
        )
    };
    let changed = signed.replace("Repairs bicycles.", "Repairs airplanes.");
    assert_eq!(verdict("changed.json", &changed), (1, "invalid".into(), json!("signature")));
    let added = signed.replacen(
        "\"name\": \"Bicycle repair\"",
        "\"honours\": \"summa\", \"name\": \"Bicycle repair\"",
        1,
    );
    assert_ne!(added, signed);
    assert_eq!(verdict("added.json", &added), (3, "warning".into(), json!("unsigned")));
    let foreign = signed.replace("credentials/v2\"", "credentials/v9\"");
    assert_eq!(verdict("foreign.json", &foreign).0, 2);
}

#[test]
fn keys_of_every_kind_sign_every_form_that_they_can() {
    let folder = Folder::new("cli-kinds");
    for kind in ["ed25519", "p-256", "p-384", "rsa"] {
        let key = format!("{kind}.json");
        let made = run(folder.path(), &["--json", "keygen", &key, "--kind", kind]);
        assert!(made.status.success(), "{}", text(&made.stderr));
        let made: Value = serde_json::from_slice(&made.stdout).unwrap();
        let badge = credential(made["controller"].as_str().unwrap());
        fs::write(folder.join("kind.json"), badge.to_string()).unwrap();
        for form in ["proof", "jwt", "vc-jwt"] {
            let output = format!("{kind}-{form}");
            let arguments = ["issue", "kind.json", "--key", &key, "--form", form, "-o", &output];
            let issued = run(folder.path(), &arguments);
            if (kind, form) == ("rsa", "proof") {
                assert!(text(&issued.stderr).contains("--form jwt"), "{}", text(&issued.stderr));
                continue;
            }
            assert!(issued.status.success(), "{output}: {}", text(&issued.stderr));
            let report = run(folder.path(), &["verify", "--offline", &output]);
            assert_eq!(report.status.code(), Some(0), "{output}: {}", text(&report.stdout));
        }
    }
    let refused = run(folder.path(), &["keygen", "other.json", "--kind", "p-521"]);
    assert_eq!(refused.status.code(), Some(64));
    assert!(text(&refused.stderr).contains("p-384"), "{}", text(&refused.stderr));
}

#[test]
fn wrong_usage_is_64_and_every_command_explains_itself() {
    let folder = Folder::new("cli-usage");
    assert_eq!(run(folder.path(), &["frobnicate"]).status.code(), Some(64));
    assert_eq!(run(folder.path(), &["verify"]).status.code(), Some(64));
    for command in ["serve", "verify", "bake", "unbake", "keygen", "issue", "migrate", "doctor"] {
        let help = run(folder.path(), &[command, "--help"]);
        assert_eq!(help.status.code(), Some(0), "{command}");
        assert!(text(&help.stdout).contains("Usage:"), "{command}");
    }
}

#[test]
fn issue_names_every_fault_with_its_place() {
    let folder = Folder::new("cli-faults");
    let issuer = issue(folder.path());
    let mut faulty = credential(&issuer);
    faulty["validFrom"] = json!("2026-03-01");
    faulty["credentialSubject"]["achievement"]["criteria"] = json!("three");
    faulty["issuer"]["url"] = json!("about.html");
    fs::write(folder.join("faulty.json"), faulty.to_string()).unwrap();
    let refused = run(folder.path(), &["issue", "faulty.json", "--key", "key.json"]);
    assert_eq!(refused.status.code(), Some(1));
    let words = text(&refused.stderr);
    assert!(
        words.contains("/validFrom") && words.contains("/credentialSubject/achievement/criteria"),
        "{words}"
    );
    assert!(words.contains("/issuer/url: \"about.html\" is no absolute URI."), "{words}");

    fs::write(folder.join("other.json"), credential("did:web:workshop.example").to_string()).unwrap();
    let refused = run(folder.path(), &["issue", "other.json", "--key", "key.json"]);
    assert!(text(&refused.stderr).contains("--verification-method"), "{}", text(&refused.stderr));
    for nowhere in ["#k", "did:web:workshop.example", "did:web:workshop.example#"] {
        let words = ["issue", "other.json", "--key", "key.json", "--verification-method", nowhere];
        let refused = run(folder.path(), &words);
        assert!(text(&refused.stderr).contains("is no address of a key"), "{}", text(&refused.stderr));
    }
}

#[test]
fn issue_refuses_what_is_only_read_of_others() {
    let folder = Folder::new("cli-only-read");
    let issuer = issue(folder.path());
    let refused = |credential: &Value| {
        fs::write(folder.join("read.json"), credential.to_string()).unwrap();
        let refused = run(folder.path(), &["issue", "read.json", "--key", "key.json", "--form", "jwt"]);
        assert_eq!((refused.status.code(), text(&refused.stdout)), (Some(1), String::new()));
        text(&refused.stderr)
    };
    let mut older = credential(&issuer);
    let members = older.as_object_mut().unwrap();
    let from = members.remove("validFrom").unwrap();
    members.insert("issuanceDate".to_owned(), from);
    members["@context"][0] = json!("https://www.w3.org/2018/credentials/v1");
    let words = refused(&older);
    assert!(words.contains("/@context/0: ") && words.contains("credentials/v2"), "{words}");

    let mut listed = credential(&issuer);
    listed["credentialStatus"] = json!({
        "type": "BitstringStatusListEntry", "statusPurpose": "message", "statusListIndex": 7,
        "statusListCredential": "https://workshop.example/status/1", "statusSize": 2,
    });
    let words = refused(&listed);
    assert!(words.contains("/credentialStatus/statusListIndex: "), "{words}");
    listed["credentialStatus"]["statusListIndex"] = json!("7");
    let words = refused(&listed);
    assert!(words.contains("/statusMessage"), "{words}");
}

#[test]
fn issue_signs_what_open_badges_allows_and_tells_what_it_recommends() {
    let folder = Folder::new("cli-allowed");
    let issuer = issue(folder.path());
    let mut allowed = credential(&issuer);
    allowed.as_object_mut().unwrap().remove("name");
    allowed["validFrom"] = json!("2026-03-01T01:00:00.5+01:00");
    allowed["issuer"] = json!(issuer);
    allowed["credentialSubject"]["type"] = json!("AchievementSubject");
    allowed["credentialSubject"]["creditsEarned"] = json!(0.1 + 0.2);
    allowed["credentialSubject"]["achievement"]["criteria"] = json!({});
    fs::write(folder.join("allowed.json"), allowed.to_string()).unwrap();
    for form in ["proof", "jwt", "vc-jwt"] {
        let arguments = ["issue", "allowed.json", "--key", "key.json", "--form", form, "-o", form];
        let signed = run(folder.path(), &arguments);
        let words = text(&signed.stderr);
        assert_eq!(signed.status.code(), Some(0), "{form}: {words}");
        let told: Vec<_> = words.lines().filter_map(|line| line.strip_prefix("accolade: /")).collect();
        assert_eq!(told.len(), 2, "{form}: {words}");
        for place in ["credentialSubject/creditsEarned: ", "credentialSubject/achievement/criteria: "] {
            assert!(told.iter().any(|line| line.starts_with(place)), "{form}: {words}");
        }
        let verdict = run(folder.path(), &["--json", "verify", "--offline", form]);
        let report: Value = serde_json::from_slice(&verdict.stdout).unwrap();
        assert!(matches!(report["verdict"].as_str(), Some("valid" | "warning")), "{form}: {report:#}");
    }
}

#[test]
fn issue_signs_nothing_that_is_too_long_to_be_verified() {
    let folder = Folder::new("cli-too-long");
    let issuer = issue(folder.path());
    let long = |length: usize| {
        let mut long = credential(&issuer);
        let image = format!("data:image/png;base64,{}", "A".repeat(length));
        long["credentialSubject"]["achievement"]["image"] = json!({ "id": image, "type": "Image" });
        fs::write(folder.join("long.json"), long.to_string()).unwrap();
        long.to_string().len()
    };
    let most = 2 * 1024 * 1024 - long(0);
    for (length, form) in [(210_000, "jwt"), (210_000, "vc-jwt"), (most, "proof")] {
        long(length);
        let refused =
            run(folder.path(), &["issue", "long.json", "--key", "key.json", "--form", form, "-o", "out"]);
        assert_eq!(refused.status.code(), Some(1), "{form}");
        assert!(text(&refused.stderr).contains("read"), "{form}: {}", text(&refused.stderr));
        assert!(!folder.join("out").exists());
    }
}

#[test]
fn no_file_is_overwritten_and_the_secret_is_for_its_owner_alone() {
    let folder = Folder::new("cli-files");
    assert!(run(folder.path(), &["keygen", "key.json"]).status.success());
    let before = fs::read(folder.join("key.json")).unwrap();
    assert_eq!(run(folder.path(), &["keygen", "key.json"]).status.code(), Some(1));
    assert_eq!(fs::read(folder.join("key.json")).unwrap(), before);
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        assert_eq!(fs::metadata(folder.join("key.json")).unwrap().permissions().mode() & 0o077, 0);
    }
}

#[test]
fn migrate_and_doctor_look_after_a_data_folder() {
    let folder = Folder::new("cli-doctor");
    let migrated = run(folder.path(), &["--json", "migrate"]);
    assert_eq!(migrated.status.code(), Some(0), "{}", text(&migrated.stderr));
    assert_eq!(serde_json::from_slice::<Value>(&migrated.stdout).unwrap()["database"], "SQLite");
    let doctor = run(folder.path(), &["--json", "doctor"]);
    assert_eq!(doctor.status.code(), Some(0), "{}", text(&doctor.stdout));
    fs::write(folder.join("accolade.toml"), "smtp_url = \"nonsense\"\n").unwrap();
    let doctor = run(folder.path(), &["doctor"]);
    assert_eq!(doctor.status.code(), Some(1));
    assert!(text(&doctor.stdout).contains("MEND mail"), "{}", text(&doctor.stdout));
    fs::write(folder.join("accolade.toml"), "smpt_url = \"x\"\n").unwrap();
    let doctor = run(folder.path(), &["doctor"]);
    assert_eq!(doctor.status.code(), Some(1));
    assert!(text(&doctor.stderr).contains("smpt_url"), "{}", text(&doctor.stderr));
}
