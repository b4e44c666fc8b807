//! Whatever people type comes out as text, on every page it is shown on.

mod common;

use common::{AWARD, BADGE, ISSUER, Site, but, made};

/// Markup that would do something if it came out as it went in.
const HOSTILE: [&str; 6] = [
    "<script>alert(1)</script>",
    "\"><img src=x onerror=alert(1)>",
    "'><svg/onload=alert(1)>",
    "</title></textarea></style><iframe srcdoc=x>",
    "{{ 7 * 7 }}<b>",
    "javascript:alert(1)//<a href=x>",
];

fn harmless(page: &str, hostile: &str, place: &str) {
    assert!(!page.contains(hostile), "{hostile} came out whole on {place}");
    for tag in
        ["<script>alert", "<img src=x", "<svg/onload", "<iframe", "onerror=alert(1)>", "href=\"javascript:"]
    {
        assert!(!page.contains(tag), "{tag} came out on {place}");
    }
}

#[tokio::test]
async fn names_words_and_criteria_with_markup_come_out_as_text() {
    for hostile in HOSTILE {
        let (site, mut operator) = Site::set_up().await;
        let issuer = but(&but(ISSUER, "name", hostile), "description", hostile);
        let linked = format!("{hostile} [x](javascript:alert(1)) <b onclick=alert(1)>");
        let badge = but(&but(BADGE, "name", hostile), "description", hostile);
        let badge = but(&but(&badge, "criteria", &linked), "tags", hostile);
        let badge = but(&badge, "title", "Safe");
        let award = but(&but(AWARD, "name", hostile), "narrative", &linked);
        let made = made(&mut operator, &issuer, &badge, &award).await;
        let id = made.badge.rsplit('/').next().unwrap();
        operator.post(&format!("{}/share", made.mail), &[]).await;
        let recipient = operator.get(&made.mail).await.text();
        let shared = common::between(&recipient, "value=\"https://badges.example.org", "\"").to_owned();
        let issuer = format!("/issuers/{}", made.issuer);
        let base = format!("/manage/{}", made.issuer);
        for page in [
            "/home".to_owned(),
            base.clone(),
            format!("{base}/badges/new"),
            made.badge.clone(),
            format!("{}/award", made.badge),
            format!("{base}/awards"),
            made.award.clone(),
            format!("{}/revoke", made.award),
            made.mail.clone(),
            shared,
            issuer.clone(),
            format!("{issuer}/badges/{id}/1"),
            "/outbox".to_owned(),
        ] {
            harmless(&operator.get(&page).await.text(), hostile, &page);
        }
        let file = site.browser().get(&format!("{}/badge.json", made.mail)).await;
        let fields = [("url", ""), ("text", ""), ("recipient", hostile)];
        let report = operator.post_files("/verify", &fields, &[("file", "x", &file.body)]).await.text();
        harmless(&report, hostile, "/verify");
    }
}

#[tokio::test]
async fn what_is_typed_wrongly_comes_back_as_text() {
    let (_site, mut operator) = Site::set_up().await;
    for hostile in HOSTILE {
        let page = operator.post_files("/issuers/new", &but(ISSUER, "email", hostile), &[]).await.text();
        harmless(&page, hostile, "the issuer form");
        let fields = [("url", hostile), ("text", ""), ("recipient", hostile)];
        harmless(&operator.post_files("/verify", &fields, &[]).await.text(), hostile, "the verify form");
        let next = url::form_urlencoded::byte_serialize(hostile.as_bytes()).collect::<String>();
        harmless(&operator.get(&format!("/sign-in?next={next}")).await.text(), hostile, "the sign-in form");
    }
}
