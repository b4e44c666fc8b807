//! A folder of the vectors, and the keys in it.

use std::path::PathBuf;

use ed25519_dalek::Signer as _;
use jiff::Timestamp;
use openbadges_proof::SigningKey;
use openbadges_proof::data_integrity::{Proof, ProofError, Verified, verify};
use openbadges_proof::did::resolve_local;
use serde_json::Value;

#[derive(Clone)]
pub(crate) struct Folder(PathBuf);

impl Folder {
    /// A folder of the vectors; `None`, with a line that says so, where there are none.
    pub(crate) fn open(name: &str) -> Option<Self> {
        let path = format!("{}/../../../shared/vectors/{name}", env!("CARGO_MANIFEST_DIR"));
        if std::fs::exists(&path).unwrap() {
            return Some(Self(path.into()));
        }
        assert!(std::env::var("REQUIRE_VECTORS").is_err(), "{path} is missing");
        println!("skipped: {path} is missing");
        None
    }

    pub(crate) fn name(&self) -> String {
        self.0.file_name().unwrap().to_str().unwrap().to_owned()
    }

    fn entries(&self, folders: bool) -> Vec<PathBuf> {
        let entries = std::fs::read_dir(&self.0).unwrap().map(|entry| entry.unwrap().path());
        let mut entries: Vec<PathBuf> = entries.filter(|path| path.is_dir() == folders).collect();
        entries.sort();
        entries
    }

    pub(crate) fn folders(&self) -> Vec<Self> {
        self.entries(true).into_iter().map(Self).collect()
    }

    pub(crate) fn files(&self) -> Vec<String> {
        self.entries(false)
            .iter()
            .map(|path| path.file_name().unwrap().to_str().unwrap().to_owned())
            .collect()
    }

    /// What stands between start and end in the name of the one file that has both.
    pub(crate) fn ending(&self, start: &str, end: &str) -> String {
        let files = self.files();
        let mut found = files.iter().filter_map(|file| file.strip_prefix(start)?.strip_suffix(end));
        let ending = found.next().unwrap_or_else(|| panic!("{start}*{end} in {}", self.name())).to_owned();
        assert_eq!(found.next(), None);
        ending
    }

    pub(crate) fn text(&self, name: &str) -> String {
        std::fs::read_to_string(self.0.join(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    pub(crate) fn json(&self, name: &str) -> Value {
        serde_json::from_str(&self.text(name)).unwrap()
    }
}

pub(crate) fn now() -> Timestamp {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

/// The private key of a pair; the vectors have two names for it.
pub(crate) fn secret(pair: &Value) -> SigningKey {
    let text = pair.get("secretKeyMultibase").or_else(|| pair.get("privateKeyMultibase"));
    SigningKey::from_secret_multibase(text.unwrap().as_str().unwrap()).unwrap()
}

/// The private key of a pair whose public half is compared.
pub(crate) fn pair(pair: &Value) -> SigningKey {
    let key = secret(pair);
    assert_eq!(pair["publicKeyMultibase"], key.public().to_multibase());
    let text = key.to_secret_multibase().unwrap();
    assert!(pair.get("secretKeyMultibase").is_none_or(|it| *it == **text));
    key
}

/// Signs any bytes, which our own keys refuse to do.
pub(crate) fn raw_sign(key: &SigningKey, message: &[u8]) -> Vec<u8> {
    ed25519_dalek::SigningKey::from_bytes(&key.seed().unwrap()).sign(message).to_bytes().to_vec()
}

pub(crate) fn verify_locally(document: &Value, proof: &Value) -> Result<Verified, ProofError> {
    let method = Proof::parse(proof)?.verification_method;
    verify(document, proof, &resolve_local(&method).unwrap().key, now())
}
