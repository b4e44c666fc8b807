//! A badge of 2.0 with its documents, hosted or signed.

use aws_lc_rs::signature::Ed25519KeyPair;
use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD, URL_SAFE_NO_PAD};
use openbadges_proof::SigningKey;
use openbadges_verify::{CheckId, Outcome, RemarkId, Report};
use serde_json::{Value, json};

use super::{Net, changed};

pub const CONTEXT: &str = "https://w3id.org/openbadges/v2";
pub const ASSERTION: &str = "https://badges.example.org/assertions/1";
pub const BADGE: &str = "https://badges.example.org/badge";
pub const ISSUER_URL: &str = "https://badges.example.org/issuer";
pub const KEY: &str = "https://badges.example.org/key";
pub const LIST: &str = "https://badges.example.org/revoked";

pub fn assertion() -> Value {
    json!({
        "@context": CONTEXT, "type": "Assertion", "id": ASSERTION, "badge": BADGE, "issuedOn": "2016-12-31T23:59:59Z",
        "recipient": {"type": "email", "hashed": false, "identity": "ada@example.org"},
        "verification": {"type": "HostedBadge"}
    })
}

pub fn badge() -> Value {
    json!({
        "@context": CONTEXT, "type": "BadgeClass", "id": BADGE, "name": "Teamwork", "description": "Works well.",
        "image": "https://badges.example.org/image.png", "criteria": {"narrative": "Nominated."}, "issuer": ISSUER_URL
    })
}

pub fn profile() -> Value {
    json!({
        "@context": CONTEXT, "type": "Issuer", "id": ISSUER_URL, "name": "Example Org",
        "url": "https://badges.example.org", "email": "badges@example.org"
    })
}

/// A network that hosts the badge, each document after a change.
pub fn hosting(assertion: &Value, badge: &Value, issuer: &Value) -> Net {
    Net::default().json(ASSERTION, assertion).json(BADGE, badge).json(ISSUER_URL, issuer)
}

pub fn hosted() -> Net {
    hosting(&assertion(), &badge(), &profile())
}

pub fn outcome(report: &Report, id: CheckId) -> Outcome {
    report.check(id).unwrap().outcome
}

pub fn has(report: &Report, id: RemarkId) -> bool {
    report.remarks.iter().any(|remark| remark.id == id)
}

pub fn signed_assertion() -> Value {
    changed(assertion(), |document| {
        document["id"] = json!("urn:uuid:52e4c6b3-8c13-4fa8-8482-a5cf34ef37a9");
        document["verification"] = json!({"type": "SignedBadge", "creator": KEY});
    })
}

/// A payload with a signature as a compact JWS.
pub fn compact(payload: &Value, alg: &str, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    under(&json!({"typ": "JWT", "alg": alg}), payload, sign)
}

/// The same with this header.
fn under(header: &Value, payload: &Value, sign: impl FnOnce(&[u8]) -> Vec<u8>) -> String {
    let encode = |bytes: &[u8]| URL_SAFE_NO_PAD.encode(bytes);
    let signed =
        format!("{}.{}", encode(header.to_string().as_bytes()), encode(payload.to_string().as_bytes()));
    let signature = sign(signed.as_bytes());
    format!("{signed}.{}", encode(&signature))
}

pub fn jws(payload: &Value, key: &SigningKey) -> String {
    sealed(&json!({"typ": "JWT", "alg": "EdDSA"}), payload, key)
}

/// A payload and this header signed by an Ed25519 key.
pub fn sealed(header: &Value, payload: &Value, key: &SigningKey) -> String {
    let pair = Ed25519KeyPair::from_seed_unchecked(&*key.seed().unwrap()).unwrap();
    under(header, payload, |message| pair.sign(message).as_ref().to_vec())
}

/// An Ed25519 key as PEM.
pub fn pem(key: &SigningKey) -> String {
    let header = [0x30, 0x2a, 0x30, 0x05, 0x06, 0x03, 0x2b, 0x65, 0x70, 0x03, 0x21, 0x00];
    let der = [&header[..], &key.public().to_bytes()].concat();
    format!("-----BEGIN PUBLIC KEY-----\n{}\n-----END PUBLIC KEY-----", STANDARD.encode(der))
}

pub fn key_document(key: &SigningKey) -> Value {
    json!({"@context": CONTEXT, "type": "CryptographicKey", "id": KEY, "owner": ISSUER_URL, "publicKeyPem": pem(key)})
}

pub fn signer() -> Value {
    changed(profile(), |issuer| issuer["publicKey"] = json!(KEY))
}

pub fn signing() -> Net {
    Net::default().json(BADGE, &badge()).json(ISSUER_URL, &signer()).json(KEY, &key_document(&super::key()))
}
