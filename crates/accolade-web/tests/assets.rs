//! The frontend in the binary: fingerprinted, compressed beforehand, kept for good.

mod common;

use common::{Site, between};
use http::StatusCode;

#[tokio::test]
async fn assets_come_compressed_and_stay() {
    let (site, mut browser) = Site::set_up().await;
    let page = browser.get("/verify").await.text();
    let style = format!("/assets/{}", between(&page, "rel=\"stylesheet\" href=\"/assets/", "\""));
    let plain = site.browser().get(&style).await;
    assert_eq!((plain.status, plain.header("content-type")), (StatusCode::OK, "text/css; charset=utf-8"));
    assert_eq!(plain.header("cache-control"), "public, max-age=31536000, immutable");
    for (accepted, coding) in [("br, gzip", "br"), ("gzip;q=0.8, br;q=0", "gzip"), ("identity", "")] {
        let mut browser = site.browser();
        browser.headers.insert("accept-encoding", accepted.parse().expect("a header"));
        let answer = browser.get(&style).await;
        assert_eq!(answer.header("content-encoding"), coding, "{accepted}");
        assert_eq!(answer.body.len() < plain.body.len(), !coding.is_empty(), "{accepted}");
    }
    assert_eq!(
        site.browser().get(&style.replace("style.css", "other.css")).await.status,
        StatusCode::NOT_FOUND
    );
    assert_eq!(site.browser().get("/favicon.svg").await.header("content-type"), "image/svg+xml");
    for address in
        page.split("href=\"").chain(page.split("src=\"")).filter(|rest| rest.starts_with("/assets/"))
    {
        let address = address.split('"').next().unwrap_or_default();
        assert_eq!(site.browser().get(address).await.status, StatusCode::OK, "{address}");
    }
}

#[tokio::test]
async fn a_page_with_secrets_is_not_compressed() {
    let (_site, mut browser) = Site::set_up().await;
    browser.headers.insert("accept-encoding", "br, gzip".parse().expect("a header"));
    let page = browser.get("/issuers/new").await;
    assert_eq!((page.header("cache-control"), page.header("content-encoding")), ("no-store", ""));
}

#[tokio::test]
async fn licences_of_fonts_and_icons_are_shown() {
    let (site, _) = Site::set_up().await;
    let page = site.browser().get("/licences").await.text();
    for name in [
        "Bricolage Grotesque",
        "Atkinson Hyperlegible Next",
        "Montserrat",
        "Lucide",
        "htmx",
        "SIL Open Font License",
    ] {
        assert!(page.contains(name), "{name}");
    }
}
