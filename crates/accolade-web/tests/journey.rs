//! From a fresh instance to a checked, shared and revoked badge, page by page, as a browser without scripts goes.

#![expect(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use common::{AWARD, BADGE, ISSUER, PASSWORD, SET_UP, Site, between, but, first_award};
use http::StatusCode;

#[tokio::test]
async fn five_screens_from_set_up_to_the_award() {
    let site = Site::fresh().await;
    let mut browser = site.browser();
    let answer = browser.get("/").await;
    assert_eq!((answer.status, answer.location().as_str()), (StatusCode::SEE_OTHER, "/set-up"));
    let page = browser.get("/set-up").await.text();
    assert!(page.contains("Set-up code") && page.contains("autocomplete=\"new-password\""), "{page}");

    let issuer_form = browser.post("/set-up", SET_UP).await.location();
    assert_eq!(issuer_form, "/issuers/new");
    assert!(browser.get(&issuer_form).await.text().contains("Who awards the badges?"));
    let badge_form = browser.post_files(&issuer_form, ISSUER, &[]).await.location();
    let page = browser.get(&badge_form).await.text();
    assert_eq!(page.matches("name=\"template\"").count(), 6);
    assert!(page.contains("preview.svg?template=rosette"), "{page}");
    let award_form = browser.post_files(&badge_form, BADGE, &[]).await.location();
    assert!(browser.get(&award_form).await.text().contains("Award “Bicycle repair”"));
    let award = browser.post(&award_form, AWARD).await.location();
    let page = browser.get(&award).await.text();
    for words in
        ["Awarded to Ada Lovelace", "See what the recipient sees", "Revoke this award", "ada@example.org"]
    {
        assert!(page.contains(words), "{words} in {page}");
    }
    assert_eq!(browser.get("/set-up").await.location(), "/");
}

#[tokio::test]
async fn the_recipient_sees_shares_and_ends_sharing() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let mut ada = site.browser();
    let page = ada.get(&made.mail).await;
    let text = page.text();
    for words in [
        "Genuine, current, unchanged",
        "Bicycle repair",
        "Ada Lovelace",
        "<strong>flat tyre</strong>",
        "Why you can trust this",
    ] {
        assert!(text.contains(words), "{words} in {text}");
    }
    assert!(!text.contains("og:title"), "Open Graph tags belong on the shared page only");
    assert_eq!(page.header("referrer-policy"), "no-referrer");
    assert!(page.header("x-robots-tag").contains("noindex"));

    let answer = ada.post(&format!("{}/share", made.mail), &[]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let text = ada.get(&made.mail).await.text();
    let link = between(&text, "value=\"https://badges.example.org/s/", "\"");
    let shared = format!("/s/{link}");
    assert!(text.contains("linkedin.com/profile/add"), "{text}");
    let page = site.browser().get(&shared).await;
    assert!(page.text().contains("og:title") && page.text().contains("Ada Lovelace"), "{}", page.text());

    let end = format!("{}/share/end", made.mail);
    let question = ada.get(&end).await;
    assert!(question.text().contains("Keep sharing"), "{}", question.text());
    assert_eq!(site.browser().get(&shared).await.status, StatusCode::OK, "asking ends nothing");
    ada.post(&end, &[]).await;
    assert_eq!(ada.get(&end).await.location(), made.mail, "there is nothing to end");
    let gone = site.browser().get(&shared).await;
    assert_eq!(gone.status, StatusCode::GONE);
    assert!(gone.text().contains("No longer shared") && !gone.text().contains("Ada"), "{}", gone.text());
}

#[tokio::test]
async fn revoking_is_said_on_every_page_with_its_reason() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let file = site.browser().get(&format!("{}/badge.json", made.mail)).await;
    let without = operator.post(&format!("{}/revoke", made.award), &[("reason", " ")]).await;
    assert_eq!(without.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(without.text().contains("role=\"alert\""));
    let done = operator.post(&format!("{}/revoke", made.award), &[("reason", "Awarded by mistake.")]).await;
    assert_eq!(done.location(), made.award);
    let page = site.browser().get(&made.mail).await.text();
    assert!(page.contains("This badge was revoked") && page.contains("Awarded by mistake."), "{page}");
    assert!(!page.contains("Genuine, current, unchanged"), "{page}");
    let fields = [("url", ""), ("text", ""), ("recipient", "")];
    let report =
        site.browser().post_files("/verify", &fields, &[("file", "badge.json", &file.body)]).await.text();
    assert!(report.contains("card-bad") && report.contains("it no longer counts"), "{report}");
}

#[tokio::test]
async fn what_was_typed_is_kept_and_each_fault_stands_beside_its_field() {
    let (_site, mut browser) = Site::set_up().await;
    let answer = browser.post_files("/issuers/new", &but(ISSUER, "email", "not an address"), &[]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    let page = answer.text();
    assert!(page.contains("value=\"Cycling School\"") && page.contains("value=\"not an address\""), "{page}");
    assert!(page.contains("href=\"#email\"") && page.contains("id=\"email-error\""), "{page}");
    assert!(page.contains("aria-invalid=\"true\" aria-describedby=\"email-error email-help\""), "{page}");
}

#[tokio::test]
async fn a_password_or_a_mailed_link_signs_in() {
    let (site, _) = Site::set_up().await;
    let mut browser = site.browser();
    let first = browser.get("/home").await;
    assert_eq!(first.location(), "/sign-in?next=%2Fhome");
    let wrong = [("email", "olga@example.org"), ("password", "wrong wrong wrong"), ("next", "/home")];
    let answer = browser.post("/sign-in", &wrong).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(!answer.text().contains("wrong wrong"), "a password is never sent back");
    let right = but(&wrong, "password", PASSWORD);
    let answer = browser.post("/sign-in", &right).await;
    assert_eq!(answer.location(), "/home");
    let cookie = answer.header("set-cookie");
    assert!(cookie.starts_with("__Host-accolade=") && cookie.contains("HttpOnly"), "{cookie}");
    assert!(
        cookie.contains("; Secure") && cookie.contains("Path=/") && cookie.contains("SameSite=Lax"),
        "{cookie}"
    );

    assert!(
        browser
            .post("/sign-in/link", &[("email", "olga@example.org")])
            .await
            .text()
            .contains("Look in your mailbox")
    );
    let outbox = browser.get("/outbox").await.text();
    let mail = between(&outbox, "href=\"/outbox/", "\"").to_owned();
    let text = browser.get(&format!("/outbox/{mail}")).await.text();
    let token = between(&text, "https://badges.example.org/sign-in/l/", "\n").trim().to_owned();
    let mut other = site.browser();
    assert!(other.get(&format!("/sign-in/l/{token}")).await.text().contains("<button"));
    assert_eq!(other.post(&format!("/sign-in/l/{token}"), &[]).await.location(), "/home");
    let again = other.post(&format!("/sign-in/l/{token}"), &[]).await;
    assert!(again.text().contains("no longer works"), "{}", again.text());

    browser.post("/sign-out", &[]).await;
    assert_eq!(browser.get("/home").await.status, StatusCode::SEE_OTHER);
}

#[tokio::test]
async fn a_picture_of_ones_own_makes_a_badge_too() {
    let (_site, mut browser) = Site::set_up().await;
    let form = browser.post_files("/issuers/new", ISSUER, &[]).await.location();
    let png = accolade_platform::design::png("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 9 9\"><circle cx=\"4\" cy=\"4\" r=\"4\"/></svg>", 420, &fonts()).unwrap();
    let fields = but(BADGE, "kind", "upload");
    let answer = browser.post_files(&form, &fields, &[("picture", "mine.png", &png)]).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let bad = browser.post_files(&form, &fields, &[("picture", "mine.png", b"GIF89a rubbish")]).await;
    assert!(bad.text().contains("id=\"picture-error\""), "{}", bad.text());
}

fn fonts() -> accolade_platform::design::Fonts {
    let fonts = accolade_web::badge_fonts().into_iter().map(<[u8]>::to_vec);
    accolade_platform::design::Fonts::from_ttf(fonts).unwrap()
}

#[tokio::test]
async fn the_preview_follows_what_is_typed() {
    let (_site, mut browser) = Site::set_up().await;
    let form = browser.post_files("/issuers/new", ISSUER, &[]).await.location();
    let preview = form.replace("/new", "/preview");
    let fragment = browser.post(&preview, BADGE).await.text();
    assert!(!fragment.contains("<html") && fragment.contains("<strong>flat tyre</strong>"), "{fragment}");
    let address = between(&fragment, "src=\"", "\"").replace("&#38;", "&").replace("&amp;", "&");
    let drawing = browser.get(&address).await;
    assert_eq!((drawing.status, drawing.header("content-type")), (StatusCode::OK, "image/svg+xml"));
    assert!(drawing.header("content-security-policy").starts_with("sandbox"));
    let again = browser.post_files(&form, &[BADGE, &[("preview", "1")]].concat(), &[]).await;
    assert_eq!(again.status, StatusCode::OK);
    assert!(again.text().contains("value=\"Bicycle repair\""));
}

#[tokio::test]
async fn days_are_the_issuers_and_test_badges_say_so() {
    let site = Site::fresh().await;
    let mut browser = site.browser();
    browser.peer = Some("127.0.0.1:4000".parse().unwrap());
    browser.headers.insert("host", "localhost:8080".parse().unwrap());
    browser.post("/set-up", &but(SET_UP, "address", "http://localhost:8080")).await;
    let made = common::made(&mut browser, ISSUER, BADGE, &but(AWARD, "valid_until", "2031-03-01")).await;
    let page = browser.get(&made.mail).await.text();
    assert!(page.contains("valid until 1 March 2031"), "{page}");
    assert!(page.contains("Test badge"), "{page}");
    assert!(browser.get(&format!("/issuers/{}", made.issuer)).await.text().contains("Test badges"));
}
