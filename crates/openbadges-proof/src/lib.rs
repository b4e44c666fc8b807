//! Keys, DIDs, proofs and status lists for Open Badges.
//!
//! Nothing here reads a clock, makes randomness or opens a connection: time, random bytes and fetched documents are
//! parameters.
//!
//! | module | what |
//! | --- | --- |
//! | [`SigningKey`], [`PublicKey`] | Ed25519 (verified strictly), P-256, P-384, RSA; as Multikey and JWK |
//! | [`Signer`] | the place of a KMS or an HSM |
//! | [`data_integrity`] | Data Integrity proofs of every suite, selective disclosure, sets and chains: sign, verify, every step in between |
//! | [`jws`] | sign badges as JWT (3.0) and JWS (2.0); the key set |
//! | [`did`] | `did:key`, `did:web`, `did:jwk`, the issuer's document, finding the key of a proof in it |
//! | [`status_list`] | `BitstringStatusList`: make it, publish it, check an entry |
//! | [`wrap`] | keys at rest: AES-256-GCM under a key-encryption key |
//! | [`multibase`] | base58btc and base64url texts |
//!
//! An award and its verification:
//!
//! ```
//! use jiff::Timestamp;
//! use openbadges_proof::data_integrity::{Proof, ProofOptions, proofs, sign, verify};
//! use openbadges_proof::did::{did_web, find_method, issuer_document};
//! use openbadges_proof::SigningKey;
//! use serde_json::json;
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! // The issuer: 32 bytes of your random source, an identifier, and the document to publish for it.
//! let key = SigningKey::generate(&mut |bytes| bytes.fill(7));
//! let issuer = did_web("badges.example.org", &["issuers", "1"])?;
//! let published = issuer_document(&issuer, &[("key-1", key.public())]);
//!
//! let badge = json!({
//!     "@context": [
//!         "https://www.w3.org/ns/credentials/v2",
//!         "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
//!     ],
//!     "id": "urn:uuid:91537dba-56cb-11ec-bf63-0242ac130002",
//!     "type": ["VerifiableCredential", "OpenBadgeCredential"],
//!     "name": "Archery",
//!     "issuer": { "id": issuer, "type": ["Profile"], "name": "Example University" },
//!     "validFrom": "2026-01-31T12:00:00Z",
//!     "credentialSubject": {
//!         "type": ["AchievementSubject"],
//!         "achievement": {
//!             "id": "https://badges.example.org/achievements/1",
//!             "type": ["Achievement"],
//!             "name": "Archery",
//!             "description": "Hits the target.",
//!             "criteria": { "narrative": "Hit it ten times." }
//!         }
//!     }
//! });
//! let now: Timestamp = "2026-02-01T00:00:00Z".parse()?;
//! let options = ProofOptions { verification_method: format!("{issuer}#key-1"), created: now };
//! let signed = sign(&badge, &key, &options)?;
//!
//! // The verifier: fetches the document of the method that the proof names, and demands that it is the issuer's.
//! let proof = &proofs(&signed)[0];
//! let method = find_method(&published, &Proof::parse(proof)?.verification_method, now)?;
//! assert_eq!(method.controller, signed["issuer"]["id"]);
//! let verified = verify(&signed, proof, &method.key, now)?;
//! assert!(verified.undefined.is_empty() && verified.previous.is_empty());
//! # Ok(())
//! # }
//! ```

#![deny(missing_docs)]

pub mod data_integrity;
pub mod did;
pub mod jws;
mod key;
pub mod multibase;
pub mod status_list;
mod time;
pub mod wrap;

pub use key::{
    BadSignature, JwsAlgorithm, KeyError, KeyKind, PublicKey, SignRequest, Signer, SignerError, SigningKey,
    WrittenKey,
};

// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
