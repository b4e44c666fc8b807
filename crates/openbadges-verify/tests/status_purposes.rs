//! Purposes of status lists that say nothing of validity, and `StatusList2021` (specification A.11).
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use aws_lc_rs::signature::Ed25519KeyPair;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use common::*;
use openbadges_proof::data_integrity::Suite;
use openbadges_proof::jws::key_set;
use openbadges_verify::{CheckId, Outcome, Reason, Report, Verdict};
use serde_json::{Value, json};

fn fact<'a>(report: &'a Report, name: &str) -> Option<&'a str> {
    report.check(CheckId::Status).unwrap().facts.get(name)
}

#[tokio::test]
async fn a11_refresh_and_message_are_told_and_change_nothing() {
    for (set, value) in [(vec![INDEX], "1"), (vec![], "0")] {
        let badge = signed(&changed(credential(), |badge| {
            badge["credentialStatus"]["statusPurpose"] = "refresh".into();
        }));
        let net = net().json(LIST_URL, &signed(&list("refresh", &set)));
        let report = report(&badge, &net).await;
        assert_valid(&report);
        assert_eq!((fact(&report, "purpose"), fact(&report, "value")), (Some("refresh"), Some(value)));
        assert_eq!(
            report.check(CheckId::Status).unwrap().outcome,
            Outcome::Skipped,
            "nobody said: not revoked"
        );
    }
    let badge = signed(&changed(credential(), |badge| {
        badge["credentialStatus"]["statusPurpose"] = "message".into();
        badge["credentialStatus"]["statusMessage"] = json!([{"status": "0x0", "message": "in order"}, {"status": "0x1", "message": "being looked into"}]);
    }));
    let report_of = report(&badge, &net().json(LIST_URL, &signed(&list("message", &[INDEX])))).await;
    assert_valid(&report_of);
    assert_eq!(fact(&report_of, "message"), Some("being looked into"), "{}", pretty(&report_of));
    let unreachable = report(&badge, &Net::default().issuer(&key().public())).await;
    assert_valid(&unreachable);
    assert_eq!(fact(&unreachable, "failed"), Some("unreachable"));
}

#[tokio::test]
async fn a11_status_list_2021_is_read() {
    let issuer = "https://badges.example.org/issuers/1";
    let set_url = "https://badges.example.org/.well-known/jwks.json";
    let kid = format!("{set_url}#k");
    let badge = changed(credential(), |badge| {
        badge["issuer"]["id"] = issuer.into();
        badge["@context"].as_array_mut().unwrap().push("https://w3id.org/vc/status-list/2021/v1".into());
        badge["credentialStatus"] = json!({
            "id": format!("{LIST_URL}#{INDEX}"), "type": "StatusList2021Entry", "statusPurpose": "revocation",
            "statusListIndex": INDEX.to_string(), "statusListCredential": LIST_URL
        });
    });
    for (set, verdict, reason) in [
        (vec![], Verdict::Warning, Reason::DeprecatedStatus),
        (vec![INDEX], Verdict::Invalid, Reason::Revoked),
    ] {
        let list = changed(list("revocation", &set), |list| {
            list["issuer"] = issuer.into();
            list["type"] = json!(["VerifiableCredential", "StatusList2021Credential"]);
            list["credentialSubject"]["type"] = "StatusList2021".into();
            let bits = list["credentialSubject"]["encodedList"].as_str().unwrap()[1..].to_owned();
            list["credentialSubject"]["encodedList"] = bits.into();
        });
        let net = Net::default().json(set_url, &key_set(&[(&kid, key().public())])).bytes(
            LIST_URL,
            "application/vc+jwt",
            jwt(&list, &kid).into_bytes(),
        );
        let report = report_on(jwt(&badge, &kid), &net).await;
        assert_eq!((report.verdict, report.reason), (verdict, Some(reason)), "{}", pretty(&report));
    }
}

/// A list of VC data model 1.1, with these contexts beside those of the model and of proofs.
fn old_list(set: &[u64], contexts: &[&str]) -> Value {
    changed(list("revocation", set), |list| {
        let all = ["https://www.w3.org/2018/credentials/v1", "https://w3id.org/security/data-integrity/v2"];
        list["@context"] = all.iter().chain(contexts).copied().collect();
        let members = list.as_object_mut().unwrap();
        let from = members.remove("validFrom").unwrap();
        members.insert("issuanceDate".to_owned(), from);
    })
}

const CONTEXT_2021: &str = "https://w3id.org/vc/status-list/2021/v1";

#[tokio::test]
async fn a11_status_list_2021_is_read_with_proofs_of_both_kinds() {
    let badge = changed(credential(), |badge| {
        badge["@context"].as_array_mut().unwrap().push(CONTEXT_2021.into());
        badge["credentialStatus"]["type"] = "StatusList2021Entry".into();
    });
    for (set, verdict, reason) in [
        (vec![], Verdict::Warning, Reason::DeprecatedStatus),
        (vec![INDEX], Verdict::Invalid, Reason::Revoked),
    ] {
        let list = changed(old_list(&set, &[CONTEXT_2021]), |list| {
            list["type"] = json!(["VerifiableCredential", "StatusList2021Credential"]);
            list["credentialSubject"]["type"] = "StatusList2021".into();
            let subject = list["credentialSubject"].as_object_mut().unwrap();
            subject.remove("ttl");
            let bits = subject["encodedList"].as_str().unwrap()[1..].to_owned();
            subject.insert("encodedList".to_owned(), bits.into());
        });
        for suite in [Suite::EddsaRdfc2022, Suite::EddsaJcs2022] {
            let list = signed_with(suite, &list, &openbadges_ld::Options::default());
            let report = report(&signed(&badge), &net().json(LIST_URL, &list)).await;
            assert_eq!((report.verdict, report.reason), (verdict, Some(reason)), "{}", pretty(&report));
        }
    }
}

#[tokio::test]
async fn a11_the_dates_of_a_list_of_vc_1_1_bound_it_too() {
    for (member, date, reason) in [
        ("expirationDate", "2099-01-01T00:00:00Z", None),
        ("expirationDate", "2026-02-01T00:00:00Z", Some(Reason::StatusMalformed)),
        ("issuanceDate", "2099-01-01T00:00:00Z", Some(Reason::StatusMalformed)),
    ] {
        let list = changed(old_list(&[], &[]), |list| {
            list[member] = date.into();
        });
        let list = signed_with(Suite::EddsaJcs2022, &list, &openbadges_ld::Options::default());
        let report = report(&signed(&credential()), &net().json(LIST_URL, &list)).await;
        assert_eq!(report.check(CheckId::Status).unwrap().reason, reason, "{date}: {}", pretty(&report));
    }
}

/// A JWT in the W3C's form of a document that this project would not sign itself, by [`key`].
fn jwt(document: &Value, kid: &str) -> String {
    let header = json!({"alg": "EdDSA", "typ": "vc+jwt", "kid": kid});
    let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
    let signed = format!("{}.{}", encode(&header), encode(document));
    let pair = Ed25519KeyPair::from_seed_unchecked(&[1; 32]).unwrap();
    format!("{signed}.{}", URL_SAFE_NO_PAD.encode(pair.sign(signed.as_bytes())))
}
