//! Page or document, for every address that is both (architecture.md, "Decided early"): a peer sent all JSON
//! verifiers to its HTML for years.

mod common;

use common::{BROWSER, Site, between, first_award};
use http::StatusCode;

const MACHINES: [Option<&str>; 9] = [
    None,
    Some("*/*"),
    Some("application/json"),
    Some("application/ld+json"),
    Some("application/vc+ld+json, application/json;q=0.5"),
    Some("application/did+json"),
    Some("application/ld+json;profile=\"http://www.w3.org/ns/json-ld#compacted\", */*;q=0.1"),
    Some("image/webp"),
    Some("text/html, application/json"),
];
const READERS: [&str; 3] = [BROWSER, "text/html", "text/html;q=0.9, application/json;q=0.5"];

#[tokio::test]
async fn every_negotiated_address_answers_machines_with_json_and_browsers_with_a_page() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let badge = made.badge.rsplit('/').next().unwrap();
    let issuer = format!("/issuers/{}", made.issuer);
    for address in [issuer.clone(), format!("{issuer}/badges/{badge}/1")] {
        for accept in MACHINES {
            let answer = site.browser().get_as(&address, accept).await;
            assert_eq!(answer.status, StatusCode::OK, "{address} {accept:?}");
            assert_eq!(answer.header("content-type"), "application/ld+json", "{address} {accept:?}");
            assert_eq!(
                (answer.header("vary"), answer.header("access-control-allow-origin")),
                ("accept", "*")
            );
            assert_eq!(
                answer.json()["id"],
                if address == issuer {
                    answer.json()["id"].clone()
                } else {
                    format!("https://badges.example.org{address}").into()
                }
            );
        }
        for accept in READERS {
            let answer = site.browser().get_as(&address, Some(accept)).await;
            assert!(answer.is_page(), "{address} {accept}");
            assert_eq!((answer.header("vary"), answer.header("access-control-allow-origin")), ("accept", ""));
        }
    }
}

/// A verifier that is given the link finds the badge, and a program that makes a preview of it finds the page.
#[tokio::test]
async fn a_link_is_the_badge_to_those_who_ask_for_it() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    site.browser().post(&format!("{}/share", made.mail), &[]).await;
    let page = site.browser().get(&made.mail).await.text();
    let shared = format!("/s/{}", between(&page, "value=\"https://badges.example.org/s/", "\""));
    for link in [made.mail.clone(), shared.clone()] {
        let file = site.browser().get(&format!("{link}/badge.json")).await;
        for accept in ["application/json", "application/vc, application/ld+json, text/plain;q=0.9"] {
            let answer = site.browser().get_as(&link, Some(accept)).await;
            assert_eq!((answer.status, &answer.body), (StatusCode::OK, &file.body), "{link} {accept}");
            assert_eq!(answer.header("content-type"), "application/vc+ld+json");
            assert_eq!((answer.header("vary"), answer.header("content-disposition")), ("accept", ""));
        }
        for accept in [Some(BROWSER), Some("*/*"), None] {
            let answer = site.browser().get_as(&link, accept).await;
            assert!(answer.is_page() && answer.header("vary") == "accept", "{link} {accept:?}");
            let alternate = format!("type=\"application/vc+ld+json\" href=\"{link}/badge.json\"");
            assert!(answer.text().contains(&alternate), "{}", answer.text());
        }
    }
    site.browser().post(&format!("{}/share/end", made.mail), &[]).await;
    let ended = site.browser().get_as(&shared, Some("application/json")).await;
    assert_eq!(ended.status, StatusCode::GONE);
    assert!(!ended.text().contains("Ada"), "{}", ended.text());
}

#[tokio::test]
async fn public_documents_are_for_every_program_on_every_page() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let badge = made.badge.rsplit('/').next().unwrap();
    let issuer = format!("/issuers/{}", made.issuer);
    let award = made.award.rsplit('/').next().unwrap();
    let listed = site.browser().get(&format!("{}/badge.json", made.mail)).await.json();
    let status = listed["credentialStatus"]["statusListCredential"]
        .as_str()
        .unwrap()
        .replace("https://badges.example.org", "");
    let documents = [
        (format!("{issuer}/profile.json"), "application/ld+json", "public, max-age=300"),
        (format!("{issuer}/jwks.json"), "application/jwk-set+json", "public, no-cache"),
        (format!("{issuer}/did.json"), "application/did+json", "public, no-cache"),
        (status, "application/vc+ld+json", "public, max-age=60"),
        (format!("/ob2/{}/issuer", made.issuer), "application/ld+json", "public, max-age=300"),
        (format!("/ob2/{}/badges/{badge}/1", made.issuer), "application/ld+json", "public, max-age=300"),
        (format!("/ob2/{}/assertions/{award}", made.issuer), "application/ld+json", "public, max-age=60"),
        (format!("{issuer}/badges/{badge}/1/image.png"), "image/png", "public, max-age=31536000, immutable"),
        (
            format!("{issuer}/badges/{badge}/1/image.svg"),
            "image/svg+xml",
            "public, max-age=31536000, immutable",
        ),
    ];
    for (address, kind, cache) in documents {
        let answer = site.browser().get(&address).await;
        assert_eq!((answer.status, answer.header("content-type")), (StatusCode::OK, kind), "{address}");
        assert_eq!(answer.header("cache-control"), cache, "{address}");
        assert_eq!(answer.header("access-control-allow-origin"), "*", "{address}");
        assert_eq!(answer.header("access-control-allow-credentials"), "", "{address}");
    }
}

/// A verifier that keeps copies as their answers allow finds the key of a JWT that was made a moment ago.
#[tokio::test]
async fn no_copy_of_the_keys_is_used_unasked_until_no_more_can_come() {
    let (site, mut operator) = Site::set_up().await;
    let made = first_award(&mut operator).await;
    let documents = ["jwks.json", "did.json"].map(|name| format!("/issuers/{}/{name}", made.issuer));
    for (file, cache) in [
        ("badge.json", "public, no-cache"),
        ("badge.jwt", "public, no-cache"),
        ("badge-rs256.jwt", "public, max-age=300"),
    ] {
        assert_eq!(site.browser().get(&format!("{}/{file}", made.mail)).await.status, StatusCode::OK);
        for address in &documents {
            assert_eq!(site.browser().get(address).await.header("cache-control"), cache, "{address}");
        }
    }
}

#[tokio::test]
async fn errors_are_problem_documents_for_programs_and_pages_for_people() {
    let (site, _) = Site::set_up().await;
    for address in
        ["/issuers/nonsense", "/nothing/here", "/issuers/0b5f6e3c-93a9-4b5e-8f3e-0d6f0a1b2c3d", "/m/x"]
    {
        let problem = site.browser().get_as(address, Some("application/json")).await;
        assert_eq!(
            (problem.status, problem.header("content-type")),
            (StatusCode::NOT_FOUND, "application/problem+json")
        );
        assert_eq!(problem.json()["status"], 404);
        let page = site.browser().get(address).await;
        assert!(page.is_page() && page.text().contains("There is nothing here"), "{address}");
    }
}
