//! An issuer with a key, its badges, and a network that answers what a test says.
#![allow(dead_code, unreachable_pub, reason = "each test file uses its part")]
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

pub mod forms;
pub mod v2;

use std::collections::HashMap;
use std::sync::Mutex;

use async_trait::async_trait;
use aws_lc_rs::signature::Ed25519KeyPair;
use jiff::Timestamp;
use openbadges_model::fixtures;
use openbadges_proof::data_integrity::{
    ProofOptions, ProofSettings, Suite, hash_data, hash_data_with, sign, sign_with,
};
use openbadges_proof::did::issuer_document;
use openbadges_proof::multibase::encode_base58btc;
use openbadges_proof::status_list::{self, BitstringStatusList, MIN_ENTRIES, TTL_MS};
use openbadges_proof::{PublicKey, SigningKey};
use openbadges_verify::{
    Accept, CheckId, Fetch, FetchError, Fetched, Input, Options, Outcome, Reason, Report, Verdict, verify,
};
use serde_json::{Value, json};
use url::Url;

pub const ISSUER: &str = "did:web:badges.example.org";
pub const METHOD: &str = "did:web:badges.example.org#key-1";
pub const DOCUMENT_URL: &str = "https://badges.example.org/.well-known/did.json";
pub const LIST_URL: &str = "https://badges.example.org/status/1";
pub const INDEX: u64 = 94_567;

pub fn now() -> Timestamp {
    "2026-11-24T12:00:00Z".parse().unwrap()
}

pub fn key() -> SigningKey {
    SigningKey::from_seed([1; 32])
}

pub fn other_key() -> SigningKey {
    SigningKey::from_seed([2; 32])
}

/// A badge with a status entry, not signed yet.
pub fn credential() -> Value {
    fixtures::credential().build().unwrap().to_value()
}

/// Changes a document.
pub fn changed(mut document: Value, change: impl FnOnce(&mut Value)) -> Value {
    change(&mut document);
    document
}

pub fn sign_as(document: &Value, key: &SigningKey, method: &str) -> Value {
    let created = "2026-01-01T00:00:00Z".parse().unwrap();
    sign(document, key, &ProofOptions { verification_method: method.to_owned(), created }).unwrap()
}

/// Signed by the issuer as somebody who reads the contexts so, and does not notice what is left out.
pub fn signed_as_read(document: &Value, options: &openbadges_ld::Options<'_>) -> Value {
    signed_with(Suite::EddsaRdfc2022, document, options)
}

/// The same with any suite of the issuer's key.
pub fn signed_with(suite: Suite, document: &Value, options: &openbadges_ld::Options<'_>) -> Value {
    let mut signed = document.clone();
    signed["proof"] = json!([{
        "type": "DataIntegrityProof",
        "cryptosuite": suite.name(),
        "verificationMethod": METHOD,
        "proofPurpose": "assertionMethod",
    }]);
    let hashes = hash_data_with(&signed, &signed["proof"][0], options).unwrap();
    let pair = Ed25519KeyPair::from_seed_unchecked(&[1; 32]).unwrap();
    signed["proof"][0]["proofValue"] = encode_base58btc(pair.sign(&hashes.combined()).as_ref()).into();
    signed
}

/// Signed by the issuer.
pub fn signed(document: &Value) -> Value {
    sign_as(document, &key(), METHOD)
}

/// Signed by the issuer over its text, so that nothing has to be brought into canonical form.
pub fn signed_by_jcs(document: &Value) -> Value {
    let options = ProofOptions { verification_method: METHOD.to_owned(), created: now() };
    let settings = ProofSettings { suite: Some(Suite::EddsaJcs2022), ..ProofSettings::default() };
    sign_with(document, &key(), &options, &settings).unwrap()
}

/// Nodes without names that can hardly be told apart: each knows every other.
pub fn tangled(size: usize) -> Value {
    let node = |from: usize| {
        let others: Vec<Value> =
            (0..size).filter(|to| *to != from).map(|to| json!({"id": format!("_:n{to}")})).collect();
        json!({"id": format!("_:n{from}"), "type": ["Evidence"], "https://example.org/link": others})
    };
    (0..size).map(node).collect()
}

/// The list of the issuer for a purpose, with these bits set, not signed yet.
pub fn list(purpose: &str, set: &[u64]) -> Value {
    let mut bits = BitstringStatusList::new(MIN_ENTRIES).unwrap();
    for index in set {
        bits.set(*index, true).unwrap();
    }
    let from = "2026-01-01T00:00:00Z".parse().unwrap();
    status_list::credential(LIST_URL, ISSUER, purpose, &bits.encode(), from, TTL_MS)
}

/// What the network answers; everything else is unreachable.
#[derive(Default)]
pub struct Net {
    answers: HashMap<String, Result<Fetched, FetchError>>,
    requests: Mutex<Vec<String>>,
}

/// A network with the issuer's document and a list in which nothing is set.
pub fn net() -> Net {
    Net::default().issuer(&key().public()).json(LIST_URL, &signed(&list("revocation", &[])))
}

impl Net {
    pub fn issuer(self, key: &PublicKey) -> Self {
        self.json(DOCUMENT_URL, &issuer_document(ISSUER, &[("key-1", key.clone())]))
    }

    /// With the document of the endorser, too.
    pub fn endorser(self) -> Self {
        self.json(ENDORSER_URL, &issuer_document(ENDORSER, &[("key-1", other_key().public())]))
    }

    pub fn json(self, url: &str, document: &Value) -> Self {
        self.bytes(url, "application/json", document.to_string().into_bytes())
    }

    pub fn bytes(mut self, url: &str, media_type: &str, bytes: Vec<u8>) -> Self {
        let final_url = Url::parse(url).unwrap();
        let fetched = Fetched { bytes, media_type: Some(media_type.to_owned()), final_url };
        self.answers.insert(url.to_owned(), Ok(fetched));
        self
    }

    /// A document behind a redirect.
    pub fn moved(mut self, url: &str, to: &str, document: &Value) -> Self {
        let (bytes, final_url) = (document.to_string().into_bytes(), Url::parse(to).unwrap());
        let fetched = Fetched { bytes, media_type: Some("application/json".to_owned()), final_url };
        self.answers.insert(url.to_owned(), Ok(fetched));
        self
    }

    pub fn fails(mut self, url: &str, error: FetchError) -> Self {
        self.answers.insert(url.to_owned(), Err(error));
        self
    }

    /// The host says that it has no key set.
    pub fn without_set(self, host: &str) -> Self {
        self.fails(&format!("https://{host}/.well-known/jwks.json"), FetchError::NotFound(404))
    }

    pub fn requests(&self) -> usize {
        self.requests.lock().unwrap().len()
    }

    /// How often this address was asked.
    pub fn asked(&self, url: &str) -> usize {
        self.requests.lock().unwrap().iter().filter(|asked| *asked == url).count()
    }
}

#[async_trait]
impl Fetch for Net {
    async fn fetch(&self, url: &Url, _: Accept) -> Result<Fetched, FetchError> {
        self.requests.lock().unwrap().push(url.to_string());
        self.answers.get(url.as_str()).cloned().unwrap_or(Err(FetchError::Unreachable))
    }
}

pub async fn report_on(bytes: impl Into<Vec<u8>>, net: &Net) -> Report {
    verify(Input::Bytes(bytes.into()), net, &Options::at(now())).await
}

pub async fn report(document: &Value, net: &Net) -> Report {
    report_on(document.to_string(), net).await
}

/// A signed document whose first proof was changed, signed anew with [`key`].
pub fn resigned(mut document: Value) -> Value {
    let hashes = hash_data(&document, &document["proof"][0]).unwrap();
    let pair = Ed25519KeyPair::from_seed_unchecked(&[1; 32]).unwrap();
    document["proof"][0]["proofValue"] = encode_base58btc(pair.sign(&hashes.combined()).as_ref()).into();
    document
}

/// Somebody else's word for the object with this id, by another issuer with a key of their own; not signed yet.
pub fn endorsement(of: &str) -> Value {
    json!({
        "@context": credential()["@context"],
        "id": "urn:uuid:5b2e8b8e-5b0e-4b0e-8b0e-5b0e5b0e5b0e",
        "type": ["VerifiableCredential", "EndorsementCredential"],
        "name": "Endorsement",
        "issuer": {"id": ENDORSER, "type": ["Profile"]},
        "validFrom": "2024-05-06T07:08:09Z",
        "credentialSubject": {"id": of, "type": ["EndorsementSubject"], "endorsementComment": "Good."}
    })
}

pub const ENDORSER: &str = "did:web:endorser.example";
pub const ENDORSER_URL: &str = "https://endorser.example/.well-known/did.json";

/// Signed by the endorser.
pub fn endorsed(endorsement: &Value) -> Value {
    sign_as(endorsement, &other_key(), &format!("{ENDORSER}#key-1"))
}

/// The verdict with its reason, and that of one check.
pub fn assert_reason(report: &Report, reason: Reason, check: CheckId) {
    assert_eq!(report.reason, Some(reason), "{}", pretty(report));
    assert_eq!(report.verdict, reason.verdict(), "{}", pretty(report));
    assert_eq!(report.check(check).unwrap().reason, Some(reason), "{}", pretty(report));
}

pub fn assert_valid(report: &Report) {
    assert_eq!((report.verdict, report.reason), (Verdict::Valid, None), "{}", pretty(report));
}

/// Nothing is asserted of a badge whose proof does not hold.
pub fn assert_nothing_asserted(report: &Report) {
    assert!(report.content.is_none(), "{}", pretty(report));
    let later = report.checks.iter().filter(|check| check.id > CheckId::Proof);
    for check in later {
        assert_eq!((check.outcome, check.facts.is_empty()), (Outcome::Skipped, true), "{}", pretty(report));
    }
    assert_ne!(report.check(CheckId::DataModel).unwrap().outcome, Outcome::Pass, "{}", pretty(report));
}

pub fn pretty(report: &Report) -> String {
    serde_json::to_string_pretty(report).unwrap()
}

/// A proof of a kind that nobody knows.
pub fn strange_proof() -> Value {
    json!({"type": "SomeProofType", "proofPurpose": "assertionMethod"})
}
