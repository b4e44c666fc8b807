//! Why a proof was not made, or does not hold.

use jiff::Timestamp;
use openbadges_ld::{LdError, Undefined};
use openbadges_model::json::TooDeep;

use super::sd::SelectionError;
use crate::SignerError;

/// Why a document could not be signed, or a proof does not hold.
///
/// ```
/// use openbadges_proof::data_integrity::{ProofError, ProofOptions, sign};
/// use openbadges_proof::SigningKey;
///
/// let key = SigningKey::from_seed([7; 32]);
/// let created = "2026-02-01T00:00:00Z".parse()?;
/// let options = ProofOptions { verification_method: "did:web:example.org#key-1".into(), created };
/// let login = serde_json::json!({"type": ["VerifiablePresentation"]});
/// assert!(matches!(sign(&login, &key, &options), Err(ProofError::NotSignable(_))));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum ProofError {
    /// A kind of proof that is not known here: it may be right or wrong.
    #[error("proofs with {member} '{found}' are not supported")]
    Unsupported {
        /// `type` or `cryptosuite`.
        member: &'static str,
        /// What stands there.
        found: String,
    },
    /// A member of the proof is missing or wrong.
    #[error("the proof's {member}: {problem}")]
    Malformed {
        /// The member.
        member: String,
        /// What is wrong with it.
        problem: &'static str,
    },
    /// The proof was made for something else than a claim, a login for instance.
    #[error("the proof's purpose is '{found}', not 'assertionMethod'")]
    Purpose {
        /// The purpose that it names.
        found: String,
    },
    /// The proof's `expires` has passed.
    #[error("the proof expired on {at}")]
    Expired {
        /// When.
        at: Timestamp,
    },
    /// The proof's `@context` is not the beginning of the document's.
    #[error("the proof's @context is not the beginning of the document's")]
    Context,
    /// A proof named in `previousProof` is not there, or more than once.
    #[error("the previous proof '{id}' is not in the document exactly once")]
    PreviousProof {
        /// The identifier that `previousProof` names.
        id: String,
    },
    /// The signature does not belong to this key and content: one of the two was changed, or the key is not the one.
    #[error("the signature does not belong to this key and content")]
    Signature,
    /// The document is not a JSON object.
    #[error("the document is not a JSON object with @context")]
    Document,
    /// The document cannot be canonicalised.
    #[error("the document cannot be canonicalised: {0}")]
    Ld(#[from] LdError),
    /// Members without meaning in the document's contexts would not be signed (`DATA_LOSS_DETECTION_ERROR`).
    #[error("{} would not be signed: no context defines it", pointers(.0))]
    Undefined(Vec<Undefined>),
    /// Not a document that we sign.
    #[error("not to be signed: {0}")]
    NotSignable(&'static str),
    /// The key is of a kind that the cryptosuite does not use.
    #[error("{suite} does not use {key} keys")]
    KeyKind {
        /// The name of the cryptosuite.
        suite: &'static str,
        /// The kind of the key.
        key: &'static str,
    },
    /// A base proof of `ecdsa-sd-2023`: it is for the holder, who shows a proof derived from it.
    #[error("a base proof is not to be presented: show a proof derived from it")]
    BaseProof,
    /// What is to be disclosed cannot be selected.
    #[error(transparent)]
    Selection(#[from] SelectionError),
    /// The key could not sign.
    #[error(transparent)]
    Signer(#[from] SignerError),
}

impl From<TooDeep> for ProofError {
    fn from(error: TooDeep) -> Self {
        LdError::from(error).into()
    }
}

fn pointers(undefined: &[Undefined]) -> String {
    let pointers: Vec<&str> = undefined.iter().map(|member| member.pointer.as_str()).collect();
    pointers.join(", ")
}
