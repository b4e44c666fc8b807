//! Data Integrity proofs (Verifiable Credential Data Integrity 1.0, Data Integrity `EdDSA` Cryptosuites 1.0, Data
//! Integrity ECDSA Cryptosuites 1.0).
//!
//! | suite | canonical form | keys |
//! | --- | --- | --- |
//! | `eddsa-rdfc-2022`, `eddsa-jcs-2022` | RDFC-1.0, JCS | Ed25519 |
//! | `ecdsa-rdfc-2019`, `ecdsa-jcs-2019` | RDFC-1.0, JCS | P-256 with SHA-256, P-384 with SHA-384 |
//! | `ecdsa-sd-2023` | RDFC-1.0, statement by statement: see [`sd`] | P-256 |
//! | `eddsa-2022`, `Ed25519Signature2020` (read only) | RDFC-1.0 | Ed25519 |
//!
//! [`sign`] makes the proof of a credential, [`sign_with`] a further one of a set or a chain. [`verify`] checks one proof
//! with a key; which key that is, the caller finds out: [`proofs`] lists the proofs of a document, [`Proof::parse`] tells
//! the verification method of each, and [`did::find_method`](crate::did::find_method) its key. Each proof of a set
//! stands for itself; one of a kind that is not known is [`ProofError::Unsupported`] and says nothing about the others.
//!
//! A proof with `previousProof` covers the proofs that it names as well as the document; [`Verified::previous`] lists
//! them, and the chain holds only if each of them verifies too.

mod error;
mod hash;
mod proof;
pub mod sd;
mod sign;
mod suite;
mod verify;

pub use error::ProofError;
pub use hash::{HashData, hash_data, hash_data_with, proof_config};
pub use proof::{MAX_PREVIOUS_PROOFS, Proof, proofs, proofs_of_json};
pub(crate) use sign::check_signable;
pub use sign::{ProofOptions, ProofSettings, sign, sign_json, sign_with};
pub use suite::Suite;
pub use verify::{Verified, verify, verify_with};
