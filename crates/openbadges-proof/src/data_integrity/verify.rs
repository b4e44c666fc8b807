//! Whether a proof holds.

use jiff::Timestamp;
use openbadges_ld::{Options, Undefined};
use openbadges_model::json::{Json, ToJson};

use super::{Proof, ProofError, Suite, hash_data_with, sd};
use crate::PublicKey;

/// What a proof that holds says, and what it does not cover.
///
/// ```
/// use openbadges_proof::data_integrity::{Suite, proofs, verify};
/// # use openbadges_proof::{SigningKey, data_integrity::{ProofOptions, sign}};
///
/// # let (key, now) = (SigningKey::from_seed([7; 32]), "2026-02-01T00:00:00Z".parse()?);
/// # let options = ProofOptions { verification_method: "did:web:example.org#key-1".into(), created: now };
/// # let mut signed = sign(&serde_json::json!({
/// #     "@context": ["https://www.w3.org/ns/credentials/v2"],
/// #     "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": "did:web:example.org"
/// # }), &key, &options)?;
/// // No context defines this member, so no proof covers it: anybody can add it.
/// signed["nickname"] = "Robin".into();
/// let verified = verify(&signed, &proofs(&signed)[0], &key.public(), now)?;
/// assert_eq!(verified.suite, Suite::EddsaRdfc2022);
/// assert_eq!(verified.undefined[0].pointer, "/nickname");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Verified {
    /// The kind of proof.
    pub suite: Suite,
    /// Members of the document and of the proof that no context defines: they are not signed, anybody may have added
    /// them. JSON Pointers into the document.
    pub undefined: Vec<Undefined>,
    /// The identifiers of the proofs that this one covers: the chain holds only if each of them verifies too.
    pub previous: Vec<String>,
    /// When the proof says it was made.
    pub created: Option<Timestamp>,
}

/// Verifies one proof (see [`Suite`]) over a document, with or without other proofs in it, at the time `now`.
///
/// The algorithm follows from the suite and the kind of the key; a key of a kind that the suite does not use is refused.
/// The key is the one that the proof's verification method has in its controller's document; that it is the issuer's
/// is for the caller to establish, a signature alone proves nothing (specification A.9).
///
/// ```
/// use openbadges_proof::data_integrity::{ProofError, proofs, verify};
/// # use openbadges_proof::{SigningKey, data_integrity::{ProofOptions, sign}};
///
/// # let (key, now) = (SigningKey::from_seed([7; 32]), "2026-02-01T00:00:00Z".parse()?);
/// # let options = ProofOptions { verification_method: "did:web:example.org#key-1".into(), created: now };
/// # let mut signed = sign(&serde_json::json!({
/// #     "@context": ["https://www.w3.org/ns/credentials/v2"],
/// #     "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": "did:web:example.org"
/// # }), &key, &options)?;
/// assert!(verify(&signed, &proofs(&signed)[0], &key.public(), now).is_ok());
/// signed["issuer"] = "did:web:example.com".into();
/// assert_eq!(verify(&signed, &proofs(&signed)[0], &key.public(), now), Err(ProofError::Signature));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn verify<'d, 'p>(
    document: impl ToJson<'d>,
    proof: impl ToJson<'p>,
    key: &PublicKey,
    now: Timestamp,
) -> Result<Verified, ProofError> {
    verify_with(document, proof, key, now, &Options::default())
}

/// Like [`verify`], with what the caller has to say about the contexts: an older copy of one that changed under its
/// address, or contexts that a document brings. The hash function is that of the key all the same.
pub fn verify_with<'d, 'p>(
    document: impl ToJson<'d>,
    proof: impl ToJson<'p>,
    key: &PublicKey,
    now: Timestamp,
    options: &Options<'_>,
) -> Result<Verified, ProofError> {
    let (document, proof) = (&*document.to_json()?, &*proof.to_json()?);
    let parsed = Proof::parse(proof)?;
    if let Some(at) = parsed.expires.filter(|at| *at < now) {
        return Err(ProofError::Expired { at });
    }
    parsed.suite.check_key(key.kind())?;
    check_context(document, proof)?;
    let undefined = if parsed.suite == Suite::EcdsaSd2023 {
        let (document, proof) = (document.clone().into(), proof.clone().into());
        sd::verify(&document, &proof, &parsed.value, key, options)?
    } else {
        let hashes = hash_data_with(document, proof, &Options { hash: key.kind().hash(), ..*options })?;
        key.verify(&hashes.combined(), &parsed.value).map_err(|_| ProofError::Signature)?;
        hashes.undefined
    };
    Ok(Verified { suite: parsed.suite, undefined, previous: parsed.previous, created: parsed.created })
}

/// A proof may carry its own `@context`: equal to the document's, or the beginning of it (specification A.8-8).
fn check_context(document: &Json<'_>, proof: &Json<'_>) -> Result<(), ProofError> {
    let Some(own) = proof.get("@context") else { return Ok(()) };
    let document = document.get("@context").ok_or(ProofError::Document)?;
    if entries(document).starts_with(entries(own)) { Ok(()) } else { Err(ProofError::Context) }
}

fn entries<'j>(context: &'j Json<'j>) -> &'j [Json<'j>] {
    match context {
        Json::Array(entries) => entries,
        entry => std::slice::from_ref(entry),
    }
}
