//! Every form of input comes to the same report, and what is none is said to be none.
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::*;
use openbadges_bakery::{Baking, Entry, bake, stream};
use openbadges_verify::{CheckId, FetchError, Input, Options, Outcome, Reason, Report, Verdict, verify};
use url::Url;

const URL: &str = "https://wallet.example.org/badge";

async fn from_url(url: &str, net: &Net) -> Report {
    verify(Input::Url(Url::parse(url).unwrap()), net, &Options::at(now())).await
}

fn svg() -> Vec<u8> {
    br#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><title>Teamwork</title></svg>"#.to_vec()
}

/// A picture of one pixel.
fn png() -> Vec<u8> {
    png_of(1, 1)
}

fn png_of(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Grayscale);
    let pixels = vec![0; (width * height) as usize];
    encoder.write_header().unwrap().write_image_data(&pixels).unwrap();
    bytes
}

#[tokio::test]
async fn pv3_upload_paste_and_address_agree() {
    let text = signed(&credential()).to_string();
    let inputs = [
        text.clone().into_bytes(),
        format!("\u{feff}\n{text}\n").into_bytes(),
        bake(&svg(), &text).unwrap(),
        bake(&png(), &text).unwrap(),
    ];
    let mut expected = report_on(text, &net()).await;
    assert_valid(&expected);
    expected.checks.retain(|check| check.id != CheckId::Input);
    for (index, bytes) in inputs.into_iter().enumerate() {
        let at_address = net().bytes(URL, "application/octet-stream", bytes.clone());
        let mut reports = [
            report_on(bytes, &net()).await,
            from_url(URL, &at_address).await,
            report_on(format!(" {URL}\n"), &at_address).await,
        ];
        for report in &mut reports {
            assert_eq!(report.check(CheckId::Input).unwrap().outcome, Outcome::Pass);
            report.checks.retain(|check| check.id != CheckId::Input);
            if index == 1 {
                report
                    .content
                    .as_mut()
                    .unwrap()
                    .original
                    .clone_from(&expected.content.as_ref().unwrap().original);
            }
            assert_eq!(*report, expected);
        }
    }
}

#[tokio::test]
async fn what_holds_no_badge_is_said_to_hold_none() {
    for bytes in [
        Vec::new(),
        b"Hello".to_vec(),
        b"{}".to_vec(),
        b"<html></html>".to_vec(),
        b"\xff\xfe\x00".to_vec(),
        svg(),
        png(),
    ] {
        let report = report_on(bytes.clone(), &net()).await;
        assert_eq!(report.reason, Some(Reason::NotABadge), "{}", String::from_utf8_lossy(&bytes));
        assert!(report.content.is_none());
    }
}

#[tokio::test]
async fn broken_json_is_malformed_and_deep_json_too_large() {
    assert_reason(&report_on("{\"a\":", &net()).await, Reason::Malformed, CheckId::Format);
    let deep = format!("{}{}", "[".repeat(100), "]".repeat(100));
    assert_reason(&report_on(deep, &net()).await, Reason::TooLarge, CheckId::Format);
    assert_reason(&report_on(vec![b' '; (5 << 20) + 1], &net()).await, Reason::TooLarge, CheckId::Input);
}

#[tokio::test]
async fn a_picture_with_too_many_pixels_is_too_large_and_says_the_limit() {
    for image in [png_of(4097, 1), png_of(1, 5000)] {
        let mut baked = Vec::new();
        let text = signed(&credential()).to_string();
        let baking = Baking::of([Entry::v3(&text).unwrap()]).unwrap();
        stream::bake(&baking, image.as_slice(), &mut baked).unwrap();
        let report = report_on(baked, &net()).await;
        assert_reason(&report, Reason::TooLarge, CheckId::Input);
        assert_eq!(report.verdict, Verdict::Indeterminate);
        let message = report.check(CheckId::Input).unwrap().facts.get("message");
        assert_eq!(message, Some("the image has more than 4096 pixels along a side"));
    }
}

#[tokio::test]
async fn an_address_that_does_not_give_a_badge_says_why() {
    for (error, reason) in [
        (FetchError::NotFound(404), Reason::NotFound),
        (FetchError::NotFound(410), Reason::NotFound),
        (FetchError::NotAllowed("private".to_owned()), Reason::AddressNotAllowed),
        (FetchError::TimedOut, Reason::Unreachable),
        (FetchError::Status(503), Reason::Unreachable),
        (FetchError::TooLarge(1), Reason::TooLarge),
    ] {
        let report = from_url(URL, &Net::default().fails(URL, error)).await;
        assert_reason(&report, reason, CheckId::Input);
        assert_eq!(report.verdict, Verdict::Indeterminate);
        assert_eq!(report.check(CheckId::Input).unwrap().facts.get("url"), Some(URL));
    }
    for body in ["<!DOCTYPE html><p>Sign in", "<p>Sign in"] {
        let page = Net::default().bytes(URL, "text/html", body.into());
        assert_reason(&from_url(URL, &page).await, Reason::WebPage, CheckId::Input);
    }
    // Old sites serve badges as web pages (specification C.5).
    let mistyped = Net::default().bytes(URL, "text/html", b"{}".to_vec());
    assert_reason(&from_url(URL, &mistyped).await, Reason::NotABadge, CheckId::Format);
    let untyped = Net::default().bytes(URL, "text/plain", b"\n<HTML>".to_vec());
    assert_reason(&from_url(URL, &untyped).await, Reason::WebPage, CheckId::Input);
}

#[tokio::test]
async fn pv2_only_web_addresses_are_fetched_and_http_gives_no_badge_of_3_0() {
    for url in ["ftp://wallet.example.org/badge", "file:///etc/passwd"] {
        let net = Net::default();
        assert_reason(&from_url(url, &net).await, Reason::AddressNotAllowed, CheckId::Input);
        assert_eq!(net.requests(), 0);
    }
    let url = "http://wallet.example.org/badge";
    let report = from_url(url, &net().json(url, &signed(&credential()))).await;
    assert_reason(&report, Reason::AddressNotAllowed, CheckId::Input);
    assert!(report.content.is_none());
    let url = "http://localhost:8080/badge";
    assert_valid(&from_url(url, &net().json(url, &signed(&credential()))).await);
}

#[tokio::test]
async fn an_address_inside_a_document_is_not_followed() {
    let net = Net::default().bytes(URL, "text/plain", b"https://other.example/".to_vec());
    assert_reason(&from_url(URL, &net).await, Reason::NotABadge, CheckId::Input);
    assert_eq!(net.requests(), 1);
}
