//! Revoked, suspended, or not to be told (specification A.11).
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::*;
use openbadges_proof::SigningKey;
use openbadges_proof::did::did_key_method;
use openbadges_proof::status_list::entry;
use openbadges_verify::{CheckId, FetchError, Input, Options, Outcome, Reason, Report, verify};
use serde_json::{Value, json};

async fn with_list(list: &Value) -> Report {
    report(&signed(&credential()), &net().json(LIST_URL, list)).await
}

async fn with_entry(status: Value, list: &Value) -> Report {
    let badge = signed(&changed(credential(), |badge| badge["credentialStatus"] = status));
    report(&badge, &net().json(LIST_URL, list)).await
}

fn why(report: &Report) -> Option<&str> {
    report.check(CheckId::Status).unwrap().facts.get("why")
}

#[tokio::test]
async fn a11_a_set_bit_revokes_and_its_neighbours_do_not() {
    let revoked = with_list(&signed(&list("revocation", &[INDEX]))).await;
    assert_reason(&revoked, Reason::Revoked, CheckId::Status);
    assert!(revoked.content.is_some());
    assert_eq!(revoked.check(CheckId::Status).unwrap().facts.get("index"), Some("94567"));
    assert_valid(&with_list(&signed(&list("revocation", &[INDEX - 1, INDEX + 1]))).await);
}

#[tokio::test]
async fn a11_a_suspension_is_told_apart() {
    let list = signed(&list("suspension", &[INDEX]));
    let report = with_entry(entry(LIST_URL, INDEX, "suspension"), &list).await;
    assert_reason(&report, Reason::Suspended, CheckId::Status);
}

#[tokio::test]
async fn e2_5_of_two_entries_the_worse_counts() {
    let purposes = changed(list("revocation", &[INDEX, INDEX + 1]), |list| {
        list["credentialSubject"]["statusPurpose"] = json!(["revocation", "suspension"]);
    });
    let revoked = entry(LIST_URL, INDEX, "revocation");
    let suspended = entry(LIST_URL, INDEX + 1, "suspension");
    let unset = entry(LIST_URL, 3, "revocation");
    let outside = entry(LIST_URL, 131_072, "revocation");
    for (one, other, reason) in [
        (&unset, &suspended, Reason::Suspended),
        (&revoked, &suspended, Reason::Revoked),
        (&outside, &suspended, Reason::Suspended),
        (&outside, &unset, Reason::StatusMalformed),
    ] {
        for both in [json!([one, other]), json!([other, one])] {
            let report = with_entry(both, &signed(&purposes)).await;
            assert_reason(&report, reason, CheckId::Status);
        }
    }
}

#[tokio::test]
async fn a11_a_list_for_another_purpose_says_nothing() {
    let report = with_list(&signed(&list("suspension", &[INDEX]))).await;
    assert_reason(&report, Reason::StatusMalformed, CheckId::Status);
}

#[tokio::test]
async fn a11_an_index_outside_the_list_is_an_error() {
    let report = with_entry(entry(LIST_URL, 131_072, "revocation"), &signed(&list("revocation", &[]))).await;
    assert_reason(&report, Reason::StatusMalformed, CheckId::Status);
    assert_eq!(why(&report), Some("RANGE_ERROR"));
}

#[tokio::test]
async fn e4_6_a_list_that_cannot_be_had_is_not_a_pass() {
    for error in
        [FetchError::Unreachable, FetchError::NotFound(404), FetchError::TimedOut, FetchError::Status(500)]
    {
        let report = report(&signed(&credential()), &net().fails(LIST_URL, error)).await;
        assert_reason(&report, Reason::StatusUnreachable, CheckId::Status);
        assert!(report.content.is_some());
    }
    let page = net().bytes(LIST_URL, "text/html", b"<!DOCTYPE html>".to_vec());
    let report = report(&signed(&credential()), &page).await;
    assert_reason(&report, Reason::StatusMalformed, CheckId::Status);
}

#[tokio::test]
async fn a11_an_altered_list_counts_for_nothing() {
    let set = list("revocation", &[INDEX]);
    let altered = changed(signed(&list("revocation", &[])), |list| {
        list["credentialSubject"]["encodedList"] = set["credentialSubject"]["encodedList"].clone();
    });
    for list in [altered, list("revocation", &[])] {
        let report = with_list(&list).await;
        assert_reason(&report, Reason::StatusMalformed, CheckId::Status);
    }
}

#[tokio::test]
async fn a11_a_list_of_another_issuer_counts_for_nothing() {
    let other = changed(list("revocation", &[]), |list| list["issuer"] = "did:web:other.example".into());
    let report_other = with_list(&signed(&other)).await;
    assert_reason(&report_other, Reason::StatusMalformed, CheckId::Status);
    assert_eq!(why(&report_other), Some("list_of_other_issuer"));

    let foreign_key = sign_as(&list("revocation", &[]), &other_key(), METHOD);
    let report_foreign = with_list(&foreign_key).await;
    assert_reason(&report_foreign, Reason::StatusMalformed, CheckId::Status);
    assert_eq!(why(&report_foreign), Some("list_signature"));
}

/// Its signature holds, and says that a badge is revoked or is not.
#[tokio::test]
async fn a11_a_list_that_somebody_else_has_signed_counts_for_nothing() {
    let stranger = did_key_method(&other_key().public());
    for set in [vec![], vec![INDEX]] {
        let report = with_list(&sign_as(&list("revocation", &set), &other_key(), &stranger)).await;
        assert_reason(&report, Reason::StatusMalformed, CheckId::Status);
        assert_eq!(why(&report), Some("list_key_not_issuers"));
    }
}

/// Nobody confirms the key of either: a list by the badge's own key is as sure as the badge, another is not.
#[tokio::test]
async fn a11_a_list_is_as_sure_to_be_the_issuers_as_the_badge_if_one_key_has_signed_both() {
    let issuer = "https://badges.example.org/issuers/1";
    let by = |document: Value, key: &SigningKey| {
        let place = if document["issuer"].is_object() { "/issuer/id" } else { "/issuer" };
        let of_issuer = changed(document, |it| *it.pointer_mut(place).unwrap() = issuer.into());
        sign_as(&of_issuer, key, &format!("{issuer}#{}", key.public().to_multibase()))
    };
    let badge = by(credential(), &key());
    for (set, signer, reason) in [
        (vec![], key(), None),
        (vec![INDEX], key(), Some(Reason::Revoked)),
        (vec![], other_key(), Some(Reason::StatusUnreachable)),
        (vec![INDEX], other_key(), Some(Reason::StatusUnreachable)),
    ] {
        let net = Net::default().json(LIST_URL, &by(list("revocation", &set), &signer));
        let report = report(&badge, &net).await;
        assert_eq!(report.check(CheckId::Issuer).unwrap().reason, Some(Reason::KeyNotConfirmed));
        assert_eq!(report.check(CheckId::Status).unwrap().reason, reason, "{}", pretty(&report));
    }
}

#[tokio::test]
async fn pv2_a_list_at_plain_http_is_not_asked_for_except_from_this_machine() {
    for (url, reason, asked) in [
        ("http://badges.example.org/status/1", Some(Reason::StatusUnreachable), 0),
        ("http://localhost:8080/status/1", None, 1),
    ] {
        let badge =
            signed(&changed(credential(), |it| it["credentialStatus"] = entry(url, INDEX, "revocation")));
        let list = changed(list("revocation", &[]), |list| list["id"] = url.into());
        let net = net().json(url, &signed(&list));
        let report = report(&badge, &net).await;
        assert_eq!((report.reason, net.asked(url)), (reason, asked), "{}", pretty(&report));
        assert_eq!(why(&report), reason.map(|_| "not_https"));
    }
}

#[tokio::test]
async fn a11_unsigned_members_of_a_list_count_for_nothing() {
    let report =
        with_list(&changed(signed(&list("revocation", &[])), |list| list["note"] = "x".into())).await;
    assert_reason(&report, Reason::StatusMalformed, CheckId::Status);
    assert_eq!(why(&report), Some("list_unsigned"));
}

#[tokio::test]
async fn a11_a_list_has_its_own_dates() {
    let old = changed(list("revocation", &[]), |list| list["validUntil"] = "2026-11-24T11:59:59Z".into());
    assert_reason(&with_list(&signed(&old)).await, Reason::StatusMalformed, CheckId::Status);
}

#[tokio::test]
async fn a11_a_list_that_was_signed_anew_speaks_of_the_time_before() {
    let from =
        |date: &str| signed(&changed(list("revocation", &[INDEX]), |list| list["validFrom"] = date.into()));
    let bytes = signed(&credential()).to_string().into_bytes();
    let today = "2026-11-26T00:00:00Z".parse().unwrap();
    for (date, reason) in [
        ("2026-11-25T00:00:00Z", Reason::Revoked),
        ("2026-11-26T00:00:00Z", Reason::Revoked),
        ("2026-11-26T00:00:01Z", Reason::StatusMalformed),
    ] {
        let net = net().json(LIST_URL, &from(date));
        let report = verify(Input::Bytes(bytes.clone()), &net, &Options::at(now()).today(today)).await;
        assert_reason(&report, reason, CheckId::Status);
    }
    let newer = with_list(&from("2026-11-25T00:00:00Z")).await;
    assert_reason(&newer, Reason::StatusMalformed, CheckId::Status);
}

#[tokio::test]
async fn a4_7_an_unknown_type_of_status_cannot_be_told() {
    let status = json!({"id": "https://example.org/s", "type": "CredentialStatusList2017"});
    let badge = changed(signed(&credential()), |badge| badge["credentialStatus"] = status.clone());
    assert_reason(&report(&badge, &net()).await, Reason::Signature, CheckId::Proof);

    let entry =
        json!({"id": "https://example.org/s", "type": "BitstringStatusList", "statusPurpose": "revocation"});
    let report = with_entry(entry, &signed(&list("revocation", &[]))).await;
    assert_reason(&report, Reason::UnsupportedStatus, CheckId::Status);
}

#[tokio::test]
async fn a11_a_message_has_no_say_in_validity() {
    let report = with_entry(entry(LIST_URL, INDEX, "message"), &signed(&list("message", &[INDEX]))).await;
    assert_valid(&report);
    assert_eq!(why(&report), Some("other_purpose"));
    assert_eq!(
        report.check(CheckId::Status).unwrap().outcome,
        Outcome::Skipped,
        "it was not asked whether it is revoked"
    );
}

#[tokio::test]
async fn a11_the_deprecated_revocation_list_is_read_with_a_warning() {
    let url = "https://badges.example.org/revocations";
    let badge = signed(&changed(credential(), |badge| {
        badge["@context"]
            .as_array_mut()
            .unwrap()
            .push("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json".into());
        badge["credentialStatus"] = json!({"id": url, "type": "1EdTechRevocationList"});
    }));
    let id = badge["id"].clone();
    let empty = report(&badge, &net().json(url, &json!({"revokedCredential": []}))).await;
    assert_reason(&empty, Reason::DeprecatedStatus, CheckId::Status);
    let listed = json!({"revokedCredential": [{"id": id, "revocationReason": "mistake"}]});
    let revoked = report(&badge, &net().json(url, &listed)).await;
    assert_reason(&revoked, Reason::Revoked, CheckId::Status);
    assert_eq!(revoked.check(CheckId::Status).unwrap().facts.get("said"), Some("mistake"));
    let broken = report(&badge, &net().json(url, &json!({}))).await;
    assert_reason(&broken, Reason::StatusMalformed, CheckId::Status);
    let gone = report(&badge, &net()).await;
    assert_reason(&gone, Reason::StatusUnreachable, CheckId::Status);
}

#[tokio::test]
async fn a_badge_without_status_has_nothing_to_check() {
    let badge = signed(&changed(credential(), |badge| {
        badge.as_object_mut().unwrap().remove("credentialStatus");
    }));
    let report = report(&badge, &net()).await;
    assert_valid(&report);
    assert_eq!(report.check(CheckId::Status).unwrap().outcome, Outcome::Skipped);
    assert_eq!(why(&report), Some("no_status"));
}

#[tokio::test]
async fn pv2_a_badge_cannot_make_us_fetch_without_end() {
    let entries: Vec<Value> = (0..40).map(|n| entry(&format!("{LIST_URL}/{n}"), n, "revocation")).collect();
    let badge = signed(&changed(credential(), |badge| badge["credentialStatus"] = entries.into()));
    let net = net();
    let report = report(&badge, &net).await;
    assert!(net.requests() <= 8, "{}", net.requests());
    assert_eq!(report.verdict, openbadges_verify::Verdict::Indeterminate, "{}", pretty(&report));
}

#[tokio::test]
async fn pv2_entries_beyond_the_limit_are_not_taken_for_good() {
    for (count, reason) in [(4, None), (5, Some(Reason::UnsupportedStatus))] {
        let entries: Value = (0..count).map(|n| entry(LIST_URL, n, "revocation")).collect();
        let report = with_entry(entries, &signed(&list("revocation", &[]))).await;
        assert_eq!(report.check(CheckId::Status).unwrap().reason, reason, "{}", pretty(&report));
        assert_eq!(why(&report), reason.map(|_| "too_many_entries"));
    }
}
