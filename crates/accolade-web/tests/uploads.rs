//! What is typed beside a file that is refused is still there.

#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;

use std::convert::Infallible;
use std::time::Duration;

use axum::body::Body;
use common::{Answer, BADGE, ISSUER, Site, but, first_award};
use futures_util::stream;
use http::{Method, StatusCode};

const MOST: usize = 5 << 20;

/// The page says it at the top and beside the file field.
fn refuses(answer: &Answer, field: &str) -> String {
    let page = answer.text();
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{page}");
    assert!(page.contains(&format!("<a href=\"#{field}\">")), "{page}");
    let beside = common::between(&page, &format!("id=\"{field}-error\""), "</p>");
    assert!(beside.contains("too large") && beside.contains("up to 5 megabytes"), "{beside}");
    assert!(page.contains(&format!("aria-describedby=\"{field}-error {field}-help\"")), "{page}");
    let help = common::between(&page, &format!("id=\"{field}-help\">"), "</");
    assert!(help.contains("up to 5 megabytes"), "{help}");
    page
}

#[tokio::test]
async fn a_form_keeps_what_was_typed_when_its_file_is_too_large() {
    let (site, mut operator) = Site::set_up().await;
    let issuer = first_award(&mut operator).await.issuer;
    let large = vec![b'x'; MOST + 1];
    let badge = format!("/manage/{issuer}/badges/new");
    let upload = but(BADGE, "kind", "upload");
    let page =
        refuses(&operator.post_files(&badge, &upload, &[("picture", "p.png", &large)]).await, "picture");
    for typed in
        ["Bicycle repair", "Repairs a bicycle without help.", "Mend a **flat tyre**", "bicycle, tools"]
    {
        assert!(page.contains(typed), "{typed}: {page}");
    }
    let answer = operator.post_files("/issuers/new", ISSUER, &[("image", "p.png", &large)]).await;
    let page = refuses(&answer, "image");
    for typed in ["Cycling School", "Teaches to ride", "hello@cycling.example.org", "Europe/Berlin"] {
        assert!(page.contains(typed), "{typed}: {page}");
    }
    let fields = [("url", ""), ("recipient", "ada@example.org"), ("text", "")];
    let page =
        refuses(&site.browser().post_files("/verify", &fields, &[("file", "b.png", &large)]).await, "file");
    assert!(page.contains("ada@example.org"), "{page}");
}

#[tokio::test]
async fn what_comes_after_a_file_that_is_too_large_is_read() {
    let (_site, mut operator) = Site::set_up().await;
    let issuer = first_award(&mut operator).await.issuer;
    let part = |head: &str| format!("--edge\r\nContent-Disposition: form-data; {head}\r\n\r\n");
    let mut body = part("name=\"picture\"; filename=\"p.png\"").into_bytes();
    body.resize(body.len() + 3 * MOST, b'x');
    for (name, value) in [("kind", "upload"), ("name", "Bicycle repair")] {
        body.extend_from_slice(format!("\r\n{}{value}", part(&format!("name=\"{name}\""))).as_bytes());
    }
    body.extend_from_slice(b"\r\n--edge--\r\n");
    let kind = Some("multipart/form-data; boundary=edge".to_owned());
    let address = format!("/manage/{issuer}/badges/new");
    let answer = operator.send(Method::POST, &address, kind, body.into()).await;
    assert!(refuses(&answer, "picture").contains("Bicycle repair"));
}

#[tokio::test]
async fn the_largest_file_is_looked_at_and_no_form_holds_two() {
    let (site, _) = Site::set_up().await;
    let largest = vec![b'x'; MOST];
    let fields = [("url", ""), ("text", ""), ("recipient", "")];
    let answer = site.browser().post_files("/verify", &fields, &[("file", "b.png", &largest)]).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    let two = [("other", "b.png", &largest[..]), ("file", "b.png", &largest[..])];
    refuses(&site.browser().post_files("/verify", &fields, &two).await, "file");
}

/// A black square PNG, this many pixels wide.
fn drawn(site: &Site, width: u32) -> Vec<u8> {
    let svg = "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"9\" height=\"9\"><rect width=\"9\" height=\"9\"/></svg>";
    accolade_platform::design::png(svg, width, &site.app.fonts).unwrap()
}

#[tokio::test]
async fn a_small_picture_is_taken_with_a_word() {
    let (site, mut operator) = Site::set_up().await;
    let issuer = first_award(&mut operator).await.issuer;
    let (address, form) = (format!("/manage/{issuer}/badges/new"), but(BADGE, "kind", "upload"));
    for (side, is_told) in [(399, true), (400, false)] {
        let made = operator.post_files(&address, &form, &[("picture", "p.png", &drawn(&site, side))]).await;
        assert_eq!(made.status, StatusCode::SEE_OTHER, "{}", made.text());
        for page in [made.location(), made.location().replace("/award", "")] {
            let told = operator.get(&page).await.text().contains("The picture is small");
            assert_eq!(told, is_told, "{side} {page}");
        }
    }
    let help = operator.get(&address).await.text();
    assert!(help.contains("From 400 pixels on it is sharp"), "{help}");
}

/// A form whose body takes this long to come.
async fn slowly(site: &Site, seconds: u64) -> Answer {
    let body = "--edge\r\nContent-Disposition: form-data; name=\"text\"\r\n\r\nno badge\r\n--edge--\r\n";
    let chunks = stream::once(async move {
        tokio::time::pause();
        tokio::time::advance(Duration::from_secs(seconds)).await;
        tokio::time::resume();
        // What was to end by now has ended before the rest comes.
        tokio::task::yield_now().await;
        Ok::<_, Infallible>(body)
    });
    let kind = "multipart/form-data; boundary=edge".to_owned();
    site.browser().send(Method::POST, "/verify", Some(kind), Body::from_stream(chunks)).await
}

#[tokio::test]
async fn a_file_may_take_more_than_a_minute_to_come() {
    let (site, _) = Site::set_up().await;
    assert_eq!(slowly(&site, 80).await.status, StatusCode::OK);
    assert_eq!(slowly(&site, 91).await.status, StatusCode::REQUEST_TIMEOUT);
}
