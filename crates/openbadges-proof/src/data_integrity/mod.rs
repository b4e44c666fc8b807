//! Data Integrity proofs with the cryptosuite `eddsa-rdfc-2022` (Verifiable Credential Data Integrity 1.0, Data
//! Integrity `EdDSA` Cryptosuites 1.0).
//!
//! [`sign`] makes the proof of a credential. [`verify`] checks one proof with a key; which key that is, the caller finds
//! out: [`proofs`] lists the proofs of a document, [`Proof::parse`] tells the verification method of each, and
//! [`did::find_method`](crate::did::find_method) its key. Each proof of a set stands for itself.
//!
//! A proof with `previousProof` covers the proofs that it names as well as the document; [`Verified::previous`] lists
//! them, and the chain holds only if each of them verifies too.
//!
//! Two outdated kinds of the same proof are verified too, see [`Suite`].

mod error;
mod hash;
mod proof;
mod sign;
mod verify;

pub use error::ProofError;
pub use hash::{HashData, hash_data, proof_config};
pub use proof::{MAX_PREVIOUS_PROOFS, Proof, Suite, proofs};
pub use sign::{ProofOptions, sign};
pub use verify::{Verified, verify};
