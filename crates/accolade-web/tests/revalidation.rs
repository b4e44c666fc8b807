//! What a client has already is not sent again, and never confirmed once it has changed.

#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use common::{Answer, Browser, Site, between, first_award};
use http::{Method, StatusCode};

async fn ask(browser: &mut Browser, path: &str, known: &str) -> Answer {
    browser.headers.insert("if-none-match", known.parse().unwrap());
    let answer = browser.get_as(path, Some("application/json")).await;
    browser.headers.remove("if-none-match");
    answer
}

#[tokio::test]
async fn every_document_has_a_tag_and_is_not_sent_twice() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let issuer = format!("/issuers/{}", made.issuer);
    let badge = made.badge.rsplit('/').next().unwrap();
    let list = format!("{issuer}/status/1");
    let hosted = format!("/ob2/{}", made.issuer);
    let page = site.browser().get("/verify").await.text();
    let style = format!("/assets/{}", between(&page, "rel=\"stylesheet\" href=\"/assets/", "\""));
    for path in [
        issuer.clone(),
        format!("{issuer}/profile.json"),
        format!("{issuer}/did.json"),
        format!("{issuer}/jwks.json"),
        format!("{issuer}/badges/{badge}/1"),
        list,
        format!("{hosted}/issuer"),
        format!("{hosted}/badges/{badge}/1"),
        format!("{}/badge.json", made.mail),
        "/favicon.svg".to_owned(),
        style,
    ] {
        let mut browser = site.browser();
        let first = browser.get_as(&path, Some("application/json")).await;
        let tag = first.header("etag").to_owned();
        assert_eq!(first.status, StatusCode::OK, "{path}");
        assert!(tag.starts_with('"') && tag.ends_with('"') && tag.len() >= 18, "{path}: strong: {tag}");
        for known in [tag.clone(), format!("\"other\", W/{tag}"), "*".to_owned()] {
            let again = ask(&mut browser, &path, &known).await;
            assert_eq!((again.status, again.body.len()), (StatusCode::NOT_MODIFIED, 0), "{path} {known}");
            assert_eq!(again.header("etag"), tag, "{path}");
            for kept in ["cache-control", "vary", "access-control-allow-origin"] {
                assert_eq!(again.header(kept), first.header(kept), "{path} {kept}");
            }
        }
        let other = ask(&mut browser, &path, "\"0123456789abcdef0123456789abcdef\"").await;
        assert_eq!((other.status, other.body), (StatusCode::OK, first.body.clone()), "{path}");
        browser.headers.insert("accept", "application/json".parse().unwrap());
        let head = browser.send(Method::HEAD, &path, None, axum::body::Body::empty()).await;
        let length = first.body.len().to_string();
        assert_eq!(
            (head.header("etag"), head.header("content-length")),
            (tag.as_str(), length.as_str()),
            "{path}"
        );
        assert!(head.body.is_empty(), "{path}");
    }
}

#[tokio::test]
async fn the_tag_is_of_the_bytes_that_are_sent() {
    let (site, mut operator) = Site::set_up().await;
    let path = format!("/issuers/{}/profile.json", first_award(&mut operator).await.issuer);
    let mut packed = site.browser();
    packed.headers.insert("accept-encoding", "gzip".parse().unwrap());
    let (plain, packed) = (site.browser().get(&path).await, packed.get(&path).await);
    assert_eq!(packed.header("content-encoding"), "gzip");
    assert_ne!(plain.header("etag"), packed.header("etag"));
}

#[tokio::test]
async fn what_never_changes_is_not_hashed() {
    let (site, mut operator) = Site::set_up().await;
    let badge = first_award(&mut operator).await.badge.replace("/manage/", "/issuers/");
    for picture in ["image.png", "image.svg"] {
        let answer = site.browser().get(&format!("{badge}/1/{picture}")).await;
        assert!(answer.header("cache-control").contains("immutable"), "{picture}");
        assert_eq!((answer.status, answer.header("etag")), (StatusCode::OK, ""), "{picture}");
    }
    let page = site.browser().get("/verify").await.text();
    let style = between(&page, "rel=\"stylesheet\" href=\"/assets/", "\"");
    let fingerprint = style.split('/').next().unwrap();
    for (coding, tag) in [("identity", format!("\"{fingerprint}\"")), ("br", format!("\"{fingerprint}-br\""))]
    {
        let mut browser = site.browser();
        browser.headers.insert("accept-encoding", coding.parse().unwrap());
        assert_eq!(browser.get(&format!("/assets/{style}")).await.header("etag"), tag, "{coding}");
    }
}

#[tokio::test]
async fn head_tells_of_what_get_would_send() {
    let (site, mut operator) = Site::set_up().await;
    let path = format!("/issuers/{}/profile.json", first_award(&mut operator).await.issuer);
    for coding in ["identity", "gzip"] {
        let mut browser = site.browser();
        browser.headers.insert("accept-encoding", coding.parse().unwrap());
        let whole = browser.get(&path).await;
        let head = browser.send(Method::HEAD, &path, None, axum::body::Body::empty()).await;
        assert_eq!(head.header("etag"), whole.header("etag"), "{coding}");
        assert_eq!((head.status, head.body.len()), (StatusCode::OK, 0), "{coding}");
    }
}

#[tokio::test]
async fn pages_have_no_tag() {
    let (site, _) = Site::set_up().await;
    for path in ["/", "/verify", "/nothing-here"] {
        assert_eq!(site.browser().get(path).await.header("etag"), "", "{path}");
    }
}

#[tokio::test]
async fn a_status_list_is_confirmed_until_it_changes() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let list = format!("/issuers/{}/status/1", made.issuer);
    let mut browser = site.browser();
    let first = browser.get(&list).await;
    let tag = first.header("etag").to_owned();
    assert_eq!(ask(&mut browser, &list, &tag).await.status, StatusCode::NOT_MODIFIED);
    let revoked = operator.post(&format!("{}/revoke", made.award), &[("reason", "A mistake.")]).await;
    assert_eq!(revoked.status, StatusCode::SEE_OTHER, "{}", revoked.text());
    let changed = ask(&mut browser, &list, &tag).await;
    assert_eq!(changed.status, StatusCode::OK, "a copy that tells less is not confirmed");
    assert_ne!(changed.body, first.body);
    let again = ask(&mut browser, &list, changed.header("etag")).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED, "and the new one is");
}
