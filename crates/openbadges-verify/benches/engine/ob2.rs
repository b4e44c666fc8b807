//! A signed badge of Open Badges 2.0, everything that it links to at hand.

use std::hint::black_box;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openbadges_proof::jws::sign_assertion;
use openbadges_proof::multibase::decode_base58btc;
use openbadges_proof::{KeyKind, PublicKey, SigningKey};
use openbadges_verify::{Input, Options, Verdict};
use serde_json::{Value, json};

use crate::common::{self, Net};
use crate::harness::Cases;
use crate::reference;

const CONTEXT: &str = "https://w3id.org/openbadges/v2";
const ISSUER: &str = "https://badges.example.org/issuer";
const BADGE: &str = "https://badges.example.org/badge";
const KEY: &str = "https://badges.example.org/key";

/// The badge as a JWS, and the documents by their addresses.
pub(crate) struct Signed {
    pub(crate) jws: String,
    pub(crate) documents: [(&'static str, Value); 3],
}

impl Signed {
    pub(crate) fn new() -> Self {
        let key = SigningKey::generate_kind(KeyKind::Rsa, &mut |bytes| bytes.fill(7)).expect("a key");
        let assertion = json!({
            "@context": CONTEXT,
            "type": "Assertion",
            "id": "urn:uuid:52e4c6b3-8c13-4fa8-8482-a5cf34ef37a9",
            "recipient": { "type": "email", "hashed": false, "identity": "ada@example.org" },
            "badge": BADGE,
            "issuedOn": "2026-03-01T09:30:00+00:00",
            "verification": { "type": "SignedBadge", "creator": KEY },
        });
        let badge = json!({
            "@context": CONTEXT,
            "type": "BadgeClass",
            "id": BADGE,
            "name": "Bicycle repair",
            "description": "Repairs bicycles.",
            "image": "https://badges.example.org/badge.png",
            "criteria": { "narrative": "Repair three." },
            "issuer": ISSUER,
        });
        let issuer = json!({
            "@context": CONTEXT,
            "type": "Profile",
            "id": ISSUER,
            "name": "Werkplaats Noord",
            "url": "https://badges.example.org",
            "email": "badges@example.org",
            "publicKey": KEY,
        });
        let public = json!({
            "@context": CONTEXT,
            "type": "CryptographicKey",
            "id": KEY,
            "owner": ISSUER,
            "publicKeyPem": pem(&key.public()),
        });
        let jws = sign_assertion(&assertion, &key).expect("a signed badge");
        Self { jws, documents: [(BADGE, badge), (ISSUER, issuer), (KEY, public)] }
    }

    /// As the peer reads them: an object of all documents.
    pub(crate) fn documents(&self) -> String {
        self.documents
            .iter()
            .map(|(url, document)| ((*url).to_owned(), document.clone()))
            .collect::<Value>()
            .to_string()
    }

    pub(crate) fn add<'a>(&'a self, cases: &mut Cases<'a>) {
        let net = self.documents.iter().fold(Net::default(), |net, (url, document)| net.json(url, document));
        let options = Options::at(reference::now());
        let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
        let report = move || {
            let input = Input::Bytes(black_box(&self.jws).as_bytes().to_vec());
            runtime.block_on(openbadges_verify::verify(input, &net, &options))
        };
        assert_eq!(report().verdict, Verdict::Valid, "{}", common::pretty(&report()));
        cases.add("ob2_signed", report);
    }
}

/// The key as `SubjectPublicKeyInfo` (RFC 5280): a header that all keys of 2048 bits have, and their numbers.
fn pem(key: &PublicKey) -> String {
    const HEADER: &[u8] =
        b"\x30\x82\x01\x22\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00\x03\x82\x01\x0f\x00";
    let numbers = decode_base58btc(&key.to_multibase()).expect("a multibase text");
    let der = STANDARD.encode([HEADER, &numbers[2..]].concat());
    let lines: Vec<&str> = der.as_bytes().chunks(64).filter_map(|line| str::from_utf8(line).ok()).collect();
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----\n", lines.join("\n"))
}
