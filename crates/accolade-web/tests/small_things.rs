//! What a person stumbles over: a fault without a name, a refusal that does not help, an act without a word.

#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use common::{AWARD, BADGE, ISSUER, Site, between, but, first_award, made};
use http::StatusCode;

#[tokio::test]
async fn every_fault_of_a_form_leads_to_its_field() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let again = operator.post(&format!("{}/award", made.badge), AWARD).await;
    assert_eq!(again.status, StatusCode::UNPROCESSABLE_ENTITY);
    let text = again.text();
    assert!(text.contains("<a href=\"#again\">Award again</a>") && text.contains("id=\"again\""), "{text}");
    drop(site);
}

#[tokio::test]
async fn a_name_too_long_for_the_picture_asks_for_shorter_words() {
    let (_site, mut operator) = Site::set_up().await;
    let long = "Advanced maintenance ".repeat(4) + "of bicycles";
    let badge = format!("/manage/{}/badges/new", first_award(&mut operator).await.issuer);
    let refused = operator.post_files(&badge, &but(BADGE, "name", &long), &[]).await.text();
    assert!(refused.contains("The name of the badge is too long to stand on it"), "{refused}");
    assert!(!refused.contains("these are"), "no count of words that were not typed: {refused}");
    let fields = but(&but(BADGE, "name", &long), "title", "Maintenance");
    assert_eq!(operator.post_files(&badge, &fields, &[]).await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn the_verify_page_helps_with_what_it_is_given() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let fields = |url| [("url", url), ("text", ""), ("recipient", "")];
    let archive = site.browser().get(&format!("{}/badge.zip", made.mail)).await.body;
    let told = site.browser().post_files("/verify", &fields(""), &[("file", "b.zip", &archive)]).await;
    assert_eq!(told.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(told.text().contains("Unpack it"), "{}", told.text());

    let bare = format!("badges.example.org{}/badge.json", made.mail);
    let report = site.browser().post_files("/verify", &fields(&bare), &[]).await.text();
    assert!(report.contains("card-good") && report.contains("Bicycle repair"), "{report}");
    for address in ["badge", "mailto:ada@example.org", "javascript:alert(1)", "ftp://example.org/x"] {
        let refused = site.browser().post_files("/verify", &fields(address), &[]).await;
        assert_eq!(refused.status, StatusCode::UNPROCESSABLE_ENTITY, "{address}");
    }
}

#[tokio::test]
async fn a_document_has_one_address() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let badge = format!("/issuers/{}/badges/{}", made.issuer, made.badge.rsplit('/').next().unwrap());
    let list = format!("/issuers/{}/status", made.issuer);
    for (address, other) in
        [(format!("{badge}/1"), format!("{badge}/01")), (format!("{list}/1"), format!("{list}/01"))]
    {
        assert_eq!(site.browser().get(&address).await.status, StatusCode::OK, "{address}");
        assert_eq!(site.browser().get(&other).await.status, StatusCode::NOT_FOUND, "{other}");
    }
}

#[tokio::test]
async fn a_revoked_badge_of_2_0_is_called_revoked_with_its_reason() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let file = site.browser().get(&format!("{}/badge-2.0.json", made.mail)).await.body;
    operator.post(&format!("{}/revoke", made.award), &[("reason", "The hubs were borrowed.")]).await;
    let fields = [("url", ""), ("text", ""), ("recipient", "")];
    let report = site.browser().post_files("/verify", &fields, &[("file", "b.json", &file)]).await.text();
    let heading = between(&report, "<h1 id=\"verdict\">", "</section>");
    assert!(heading.contains("This badge has been revoked"), "{report}");
    assert!(heading.contains("The hubs were borrowed."), "{report}");
    assert!(!report.contains("says something else"), "{report}");
}

#[tokio::test]
async fn a_large_picture_is_taken_and_only_tests_have_a_flask() {
    let (site, mut operator) = Site::set_up().await;
    let made = made(&mut operator, ISSUER, BADGE, AWARD).await;
    let file = site.browser().get(&format!("{}/badge-2.0.json", made.mail)).await;
    let other = file.text().replace("2026-03-31", "2020-03-31");
    let fields = [("url", ""), ("text", other.as_str()), ("recipient", "")];
    let report = site.browser().post_files("/verify", &fields, &[]).await.text();
    assert!(report.contains("says something else") && !report.contains("M14 2v6a2"), "{report}");
    let fields = [("url", ""), ("text", ""), ("recipient", "")];
    let large = vec![b'x'; 4_500_000];
    let answer = site.browser().post_files("/verify", &fields, &[("file", "b.png", &large)]).await;
    assert_eq!(answer.status, StatusCode::OK);
}

#[tokio::test]
async fn evidence_is_at_the_addresses_that_the_words_name() {
    let (_site, mut operator) = Site::set_up().await;
    let award = format!("{}/award", first_award(&mut operator).await.badge);
    for (address, email, is_taken) in [
        ("https://example.org/photo", "a@example.org", true),
        ("http://example.org/photo", "b@example.org", true),
        ("ftp://example.org/photo", "c@example.org", false),
        ("example.org/photo", "d@example.org", false),
    ] {
        let fields = but(&but(AWARD, "evidence_url", address), "email", email);
        let answer = operator.post(&award, &fields).await;
        assert_eq!(answer.status == StatusCode::SEE_OTHER, is_taken, "{address}");
        let told = answer.text().contains("beginning with https:// or http://.");
        assert_eq!(told, !is_taken, "{address}");
    }
}

#[tokio::test]
async fn a_long_register_leads_on_and_back() {
    let (_site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    for number in 0..50 {
        let email = format!("person{number}@example.org");
        let done = operator.post(&format!("{}/award", made.badge), &but(AWARD, "email", &email)).await;
        assert_eq!(done.status, StatusCode::SEE_OTHER, "{}", done.text());
    }
    let register = format!("/manage/{}/awards", made.issuer);
    let beginning = "Back to the beginning";
    let first = operator.get(&format!("{register}?q=example.org")).await.text();
    assert!(!first.contains(beginning), "{first}");
    let next = between(&first, &format!("href=\"{register}?"), "\">Show more").replace("&#38;", "&");
    let second = operator.get(&format!("{register}?{next}")).await.text();
    let back = between(&second, &format!("href=\"{register}?"), &format!("\">{beginning}"));
    assert_eq!(back.replace("&#38;", "&"), "q=example.org&state=", "what was looked for stays");
}
