//! Key files: a Multikey as Controlled Identifiers 1.0 (section 2.2.2) writes it, with its secret half.

use anyhow::{Context, Result, ensure};
use openbadges_proof::{SigningKey, did};
use serde::{Deserialize, Serialize};
use zeroize::Zeroize;

/// What a key file holds.
#[derive(Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct KeyFile {
    /// The verification method that names the key: of its did:key, until it is published elsewhere.
    pub(crate) id: String,
    r#type: String,
    pub(crate) controller: String,
    pub(crate) public_key_multibase: String,
    secret_key_multibase: String,
}

impl Drop for KeyFile {
    fn drop(&mut self) {
        self.secret_key_multibase.zeroize();
    }
}

impl KeyFile {
    /// The file of a key that is its own did:key.
    pub(crate) fn new(key: &SigningKey) -> Self {
        let secret = key.to_secret_multibase().unwrap_or_default();
        Self {
            id: did::did_key_method(&key.public()),
            r#type: "Multikey".to_owned(),
            controller: did::did_key(&key.public()),
            public_key_multibase: key.public().to_multibase(),
            secret_key_multibase: secret.to_string(),
        }
    }

    /// Reads a key file, and checks that its two halves belong together.
    pub(crate) fn read(json: &[u8]) -> Result<(Self, SigningKey)> {
        let file: Self =
            serde_json::from_slice(json).context("not a key file as `accolade keygen` makes it")?;
        let key =
            SigningKey::from_secret_multibase(&file.secret_key_multibase).context("secretKeyMultibase")?;
        ensure!(
            key.public().to_multibase() == file.public_key_multibase,
            "publicKeyMultibase does not belong to secretKeyMultibase"
        );
        Ok((file, key))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_key_file_gives_its_key_back() {
        let file = KeyFile::new(&SigningKey::from_seed([5; 32]));
        let json = serde_json::to_vec(&file).unwrap();
        let (read, key) = KeyFile::read(&json).unwrap();
        assert_eq!(key.seed().as_deref(), Some(&[5; 32]));
        assert_eq!(read.id, format!("{0}#{1}", read.controller, read.public_key_multibase));
    }

    #[test]
    fn halves_that_do_not_belong_together_are_refused() {
        let one = KeyFile::new(&SigningKey::from_seed([5; 32]));
        let mut json = serde_json::to_value(&one).unwrap();
        json["publicKeyMultibase"] = SigningKey::from_seed([6; 32]).public().to_multibase().into();
        let error = KeyFile::read(json.to_string().as_bytes()).err().unwrap();
        assert!(error.to_string().contains("does not belong"));
    }
}
