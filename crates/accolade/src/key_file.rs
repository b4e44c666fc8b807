//! Key files: a verification method as Controlled Identifiers 1.0 writes it, with its secret half: a Multikey (section
//! 2.2.2), or for RSA, of which there is no secret Multikey, a `JsonWebKey` (2.2.3).

use anyhow::{Context, Result, ensure};
use openbadges_proof::{SigningKey, did};
use serde::Deserialize;
use serde_json::{Value, json};
use zeroize::{Zeroize, Zeroizing};

/// A key, the names that it has, and the text of its file.
pub(crate) struct KeyFile {
    /// The verification method that names the key: of its did:key or did:jwk, until it is published elsewhere.
    pub(crate) id: String,
    pub(crate) controller: String,
    pub(crate) text: Zeroizing<String>,
}

/// What a key file holds.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Members {
    id: String,
    public_key_multibase: Option<String>,
    secret_key_multibase: Option<String>,
    secret_key_jwk: Option<Value>,
}

impl Drop for Members {
    fn drop(&mut self) {
        self.secret_key_multibase.zeroize();
        for value in
            self.secret_key_jwk.iter_mut().filter_map(Value::as_object_mut).flat_map(|it| it.values_mut())
        {
            if let Value::String(text) = value {
                text.zeroize();
            }
        }
    }
}

impl KeyFile {
    /// The file of a key that is its own DID.
    pub(crate) fn new(key: &SigningKey) -> Result<Self> {
        let public = key.public();
        let (id, controller, kind, (open_name, open), (secret_name, secret)) =
            if let Some(secret) = key.to_secret_multibase() {
                let open = ("publicKeyMultibase", json!(public.to_multibase()));
                let secret = ("secretKeyMultibase", Zeroizing::new(format!("\"{}\"", *secret)));
                (did::did_key_method(&public), did::did_key(&public), "Multikey", open, secret)
            } else {
                let open = ("publicKeyJwk", public.to_jwk());
                let secret = ("secretKeyJwk", key.to_private_jwk().context("the secret half")?);
                (did::did_jwk_method(&public), did::did_jwk(&public), "JsonWebKey", open, secret)
            };
        let text = Zeroizing::new(format!(
            "{{\n  \"id\": {},\n  \"type\": {},\n  \"controller\": {},\n  {}: {},\n  {}: {}\n}}\n",
            json!(id),
            json!(kind),
            json!(controller),
            json!(open_name),
            open,
            json!(secret_name),
            *secret
        ));
        Ok(Self { id, controller, text })
    }

    /// Reads a key file, and checks that its two halves belong together: the verification method, and the key.
    pub(crate) fn read(json: &[u8]) -> Result<(String, SigningKey)> {
        let members: Members =
            serde_json::from_slice(json).context("not a key file as `accolade keygen` makes it")?;
        let key = match (&members.secret_key_multibase, &members.secret_key_jwk) {
            (Some(secret), _) => SigningKey::from_secret_multibase(secret).context("secretKeyMultibase")?,
            (None, Some(secret)) => SigningKey::from_private_jwk(secret).context("secretKeyJwk")?,
            (None, None) => anyhow::bail!("the key file has neither secretKeyMultibase nor secretKeyJwk"),
        };
        let public = members.public_key_multibase.as_ref();
        ensure!(
            public.is_none_or(|public| *public == key.public().to_multibase()),
            "publicKeyMultibase does not belong to secretKeyMultibase"
        );
        Ok((members.id.clone(), key))
    }
}

#[cfg(test)]
mod tests {
    use openbadges_proof::KeyKind;

    use super::*;

    #[test]
    fn a_key_file_gives_its_key_back_whatever_its_kind() {
        for kind in KeyKind::ALL {
            let key = SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(5)).unwrap();
            let file = KeyFile::new(&key).unwrap();
            let (id, read) = KeyFile::read(file.text.as_bytes()).unwrap();
            assert_eq!((&id, read.public()), (&file.id, key.public()));
            let method = did::resolve_local(&id).unwrap();
            assert_eq!((method.controller, method.key), (file.controller.clone(), key.public()));
        }
    }

    #[test]
    fn halves_that_do_not_belong_together_are_refused() {
        let [one, other] = [5, 6].map(|seed| SigningKey::from_seed([seed; 32]));
        let text = KeyFile::new(&one).unwrap().text;
        let [public, wrong] = [one, other].map(|key| format!("\"{}\"", key.public().to_multibase()));
        let error = KeyFile::read(text.replace(&public, &wrong).as_bytes()).err().unwrap();
        assert!(error.to_string().contains("does not belong"));
        assert!(KeyFile::read(br#"{"id": "did:key:z6Mk"}"#).is_err());
    }
}
