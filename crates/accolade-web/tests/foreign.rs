//! What the verify page says of a badge that others signed: the issuer by what is proved, never by what it calls itself.

mod common;

use common::{Site, between};
use serde_json::{Value, json};

const KEY: &str = "z6MktiUmSUwSYqfqnJJ2ZYWH2e5ZhZbC5NQR1o9ri2hGPwZQ";

/// Signed by a key that calls itself NASA.
fn badge() -> Value {
    json!({
        "@context": [
            "https://www.w3.org/ns/credentials/v2",
            "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
        ],
        "id": "urn:uuid:5e1a1f0e-8f5a-4c63-9f0a-3f1d4a1f7c55",
        "type": ["VerifiableCredential", "OpenBadgeCredential"],
        "name": "Rocket science",
        "issuer": { "id": format!("did:key:{KEY}"), "type": ["Profile"], "name": "NASA" },
        "validFrom": "2026-03-01T00:00:00Z",
        "credentialSubject": {
            "id": "urn:uuid:0d2b7f2e-1111-4c63-9f0a-3f1d4a1f7c55",
            "type": ["AchievementSubject"],
            "achievement": {
                "id": "https://workshop.example/badges/1",
                "type": ["Achievement"],
                "name": "Rocket science",
                "description": "Builds rockets.",
                "criteria": { "narrative": "Build three." }
            }
        },
        "proof": [{
            "type": "DataIntegrityProof",
            "cryptosuite": "eddsa-rdfc-2022",
            "created": "2026-03-01T00:00:00Z",
            "verificationMethod": format!("did:key:{KEY}#{KEY}"),
            "proofPurpose": "assertionMethod",
            "proofValue": "z4otEmMh2NgqG2ZZZhmhgnKEUaRpJhwsJTB1kTEzXKdJtrRa9ZLn6miZrUrazQ7hRyQUspq9fspAgTmenvE3Jdj7T"
        }]
    })
}

async fn page(badge: &Value) -> String {
    let (site, _) = Site::set_up().await;
    let text = badge.to_string();
    let answer = site.browser().post_files("/verify", &[("text", &text), ("url", "")], &[]).await;
    answer.text()
}

#[tokio::test]
async fn the_headline_names_the_key_and_quotes_the_name() {
    let page = page(&badge()).await;
    let named = format!("did:key:{KEY}");
    let line = between(&page, "Issued by ", "</p>");
    assert!(line.contains(&named) && line.contains("which calls itself"), "{line}");
    assert!(line.find(&named) < line.find("NASA"), "what is proved comes first: {line}");
    assert!(page.contains("class=\"chip chip-good\""), "{page}");
}

#[tokio::test]
async fn a_badge_that_was_changed_is_not_shown_as_valid() {
    let mut forged = badge();
    forged["credentialSubject"]["achievement"]["name"] = "Brain surgery".into();
    let page = page(&forged).await;
    assert!(!page.contains("class=\"chip chip-good\""), "{page}");
}
