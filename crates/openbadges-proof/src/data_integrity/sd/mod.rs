//! Selective disclosure with `ecdsa-sd-2023` (Data Integrity ECDSA Cryptosuites 1.0, 3.4 to 3.6).
//!
//! The issuer signs every statement of a credential by itself ([`sign`]: the *base* proof, for the holder alone, never
//! to be presented). The holder chooses what to show ([`derive()`]: the *derived* proof), and anybody verifies what is
//! shown with [`verify`](super::verify). What the issuer made mandatory is always shown.
//!
//! The nodes of the credential that have no identifier of their own get labels that tell nothing about what is hidden.
//! Where the specification marks them with invented identifiers ("skolemization"), here their place in the document
//! says which is which; what is signed is the same.
//!
//! ```
//! use openbadges_proof::data_integrity::{ProofError, ProofOptions, proofs, sd, verify};
//! use openbadges_proof::{KeyKind, SigningKey};
//!
//! # fn main() -> Result<(), Box<dyn std::error::Error>> {
//! # let mut n = 0;
//! # let mut fill = |bytes: &mut [u8]| { n += 1; bytes.fill(n) };
//! # let badge = serde_json::json!({
//! #     "@context": ["https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"],
//! #     "id": "urn:uuid:91537dba-56cb-11ec-bf63-0242ac130002",
//! #     "type": ["VerifiableCredential", "OpenBadgeCredential"],
//! #     "issuer": { "id": "did:web:badges.example.org", "type": ["Profile"] },
//! #     "validFrom": "2026-01-31T12:00:00Z",
//! #     "credentialSubject": {
//! #         "id": "urn:uuid:6c9f8d14-7f0e-4f45-8e21-6ee3a3f3a001",
//! #         "type": ["AchievementSubject"],
//! #         "narrative": "Hit it blindfolded.",
//! #         "achievement": {
//! #             "id": "https://badges.example.org/1", "type": ["Achievement"], "name": "Archery",
//! #             "description": "Hits the target.", "criteria": { "narrative": "Hit it ten times." }
//! #         }
//! #     }
//! # });
//! # let now = "2026-02-01T00:00:00Z".parse()?;
//! // `fill` is your source of cryptographic random bytes; `badge` has a narrative about its holder.
//! let key = SigningKey::generate_kind(KeyKind::P256, &mut fill)?;
//! let options = ProofOptions { verification_method: "did:web:badges.example.org#key-2".into(), created: now };
//! let mandatory = sd::required_pointers(&badge);
//! let base = sd::sign(&badge, &key, &options, &mandatory, &mut fill)?;
//! assert_eq!(verify(&base, &proofs(&base)[0], &key.public(), now), Err(ProofError::BaseProof));
//!
//! let shown = sd::derive(&base, &proofs(&base)[0], &[])?;
//! assert!(shown["credentialSubject"].get("narrative").is_none());
//! assert!(verify(&shown, &proofs(&shown)[0], &key.public(), now).is_ok());
//! # Ok(())
//! # }
//! ```

mod cbor;
mod check;
mod derive;
mod select;
mod sign;
mod statements;
mod value;

pub use check::{VerifyData, verify_data};
pub use derive::derive;
pub use select::{SelectionError, reveal};
pub use sign::{BaseData, base_data, required_pointers, sign};
pub use statements::Statements;
pub use value::{BaseProof, DerivedProof, MAX_SIGNATURES};

pub(super) use check::verify;
