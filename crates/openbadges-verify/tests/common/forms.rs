//! A badge of 3.0 in every form that it is signed in, by an issuer whose DID is the key: nothing has to be fetched.

use openbadges_proof::data_integrity::{ProofOptions, ProofSettings, Suite, proofs, sd, sign_with};
use openbadges_proof::did::{did_key, did_key_method};
use openbadges_proof::jws::{self, KeyHeader, sign_credential};
use openbadges_proof::{KeyKind, SigningKey};
use serde_json::Value;

/// How a badge is signed.
#[derive(Debug, Clone, Copy)]
pub enum Form {
    /// With a proof of its own, of this suite and kind of key; with `ecdsa-sd-2023`, one that shows all of it.
    Proof(Suite, KeyKind),
    /// As the payload of a JWT.
    Jwt(jws::Form),
}

pub const FORMS: [Form; 9] = [
    Form::Proof(Suite::EddsaRdfc2022, KeyKind::Ed25519),
    Form::Proof(Suite::EddsaJcs2022, KeyKind::Ed25519),
    Form::Proof(Suite::EcdsaRdfc2019, KeyKind::P256),
    Form::Proof(Suite::EcdsaRdfc2019, KeyKind::P384),
    Form::Proof(Suite::EcdsaJcs2019, KeyKind::P256),
    Form::Proof(Suite::EcdsaJcs2019, KeyKind::P384),
    Form::Proof(Suite::EcdsaSd2023, KeyKind::P256),
    Form::Jwt(jws::Form::OpenBadges),
    Form::Jwt(jws::Form::VcJose),
];

impl Form {
    fn key(self) -> SigningKey {
        let kind = match self {
            Self::Proof(_, kind) => kind,
            Self::Jwt(_) => KeyKind::Ed25519,
        };
        SigningKey::generate_kind(kind, &mut |bytes| bytes.fill(7)).unwrap()
    }

    /// The `id` that the issuer of the badge has to have.
    pub fn issuer(self) -> String {
        did_key(&self.key().public())
    }

    /// The badge as it is given to its recipient.
    pub fn sign(self, badge: &Value) -> String {
        let key = self.key();
        let method = did_key_method(&key.public());
        let created = "2026-01-01T00:00:00Z".parse().unwrap();
        let options = ProofOptions { verification_method: method.clone(), created };
        match self {
            Self::Jwt(form) => sign_credential(badge, &key, form, KeyHeader::Kid(&method)).unwrap(),
            Self::Proof(Suite::EcdsaSd2023, _) => disclosed(badge, &key, &options).to_string(),
            Self::Proof(suite, _) => {
                let settings = ProofSettings { suite: Some(suite), ..ProofSettings::default() };
                sign_with(badge, &key, &options, &settings).unwrap().to_string()
            }
        }
    }
}

/// Signed for selective disclosure, and all of it shown.
fn disclosed(badge: &Value, key: &SigningKey, options: &ProofOptions) -> Value {
    let mut n = 0;
    let mut random = |bytes: &mut [u8]| {
        n += 1;
        bytes.fill(n);
    };
    let mandatory = [sd::required_pointers(badge), vec!["/credentialSubject/achievement"]].concat();
    let base = sd::sign(badge, key, options, &mandatory, &mut random).unwrap();
    sd::derive(&base, &proofs(&base)[0], &[""]).unwrap()
}
