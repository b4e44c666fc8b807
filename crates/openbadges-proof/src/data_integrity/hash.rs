use std::borrow::Cow;

use aws_lc_rs::digest::{SHA256, digest};
use openbadges_ld::{Canonical, Limits, Undefined, canonicalize};
use serde_json::{Map, Value};

use super::ProofError;

/// What is signed, with the steps on the way to it (Data Integrity `EdDSA` Cryptosuites 1.0, 3.2.4 and 3.2.5).
#[derive(Debug, Clone)]
pub struct HashData {
    /// The document without its proof, canonical.
    pub document: Canonical,
    /// The proof's options, canonical.
    pub config: Canonical,
    /// SHA-256 of the canonical document.
    pub document_hash: [u8; 32],
    /// SHA-256 of the canonical options.
    pub proof_hash: [u8; 32],
}

impl HashData {
    /// The 64 bytes that are signed: the hash of the options, then that of the document.
    pub fn combined(&self) -> [u8; 64] {
        let mut combined = [0; 64];
        combined[..32].copy_from_slice(&self.proof_hash);
        combined[32..].copy_from_slice(&self.document_hash);
        combined
    }
}

/// Hashes a document, whatever proofs it has, with a proof or the options of one. A `proofValue` is left out, and of
/// the document's proofs only those are hashed that the proof names in `previousProof`.
pub fn hash_data(document: &Value, proof: &Value) -> Result<HashData, ProofError> {
    let covered = covered_proofs(document, proof)?;
    let unsecured = unsecured(document, &covered)?;
    let limits = Limits::default();
    let mut document_form = canonicalize(&unsecured, &limits)?;
    let mut config = canonicalize(&proof_config(document, proof)?, &limits)?;
    covered.iter().enumerate().for_each(|(now, (was, _))| {
        move_pointers(&mut document_form.undefined, &format!("/proof/{now}"), &place(document, Some(*was)));
    });
    let own = super::proofs(document).iter().position(|other| other == proof);
    move_pointers(&mut config.undefined, "", &place(document, own));
    Ok(HashData {
        document_hash: sha256(&document_form.nquads),
        proof_hash: sha256(&config.nquads),
        document: document_form,
        config,
    })
}

/// The options of a proof as they are hashed: the proof without `proofValue`, with the document's `@context`.
pub fn proof_config(document: &Value, proof: &Value) -> Result<Value, ProofError> {
    let context = document.get("@context").ok_or(ProofError::Document)?;
    let proof = proof.as_object().ok_or_else(|| super::proof::malformed("value", "not an object"))?;
    let mut config = Map::new();
    config.insert("@context".to_owned(), context.clone());
    let rest = proof.iter().filter(|(name, _)| *name != "@context" && *name != "proofValue");
    config.extend(rest.map(|(name, value)| (name.clone(), value.clone())));
    Ok(Value::Object(config))
}

/// The proofs of the document that a proof names in `previousProof`, with their positions.
fn covered_proofs<'a>(document: &'a Value, proof: &Value) -> Result<Vec<(usize, &'a Value)>, ProofError> {
    let Some(proof) = proof.as_object() else { return Ok(Vec::new()) };
    super::proof::previous(proof)?.into_iter().map(|id| covered_proof(document, id)).collect()
}

fn covered_proof<'a>(document: &'a Value, id: &str) -> Result<(usize, &'a Value), ProofError> {
    let proofs = super::proofs(document).iter().enumerate();
    let mut found = proofs.filter(|(_, proof)| proof.get("id").is_some_and(|other| other == id));
    if let (Some(only), None) = (found.next(), found.next()) {
        return Ok(only);
    }
    Err(ProofError::PreviousProof { id: id.to_owned() })
}

/// The document with `covered` for its proofs, and without `proof` where nothing is covered.
fn unsecured<'a>(document: &'a Value, covered: &[(usize, &Value)]) -> Result<Cow<'a, Value>, ProofError> {
    let members = document.as_object().ok_or(ProofError::Document)?;
    if !members.contains_key("proof") {
        return Ok(Cow::Borrowed(document));
    }
    let rest = members.iter().filter(|(name, _)| *name != "proof");
    let mut unsecured: Map<String, Value> = rest.map(|(name, value)| (name.clone(), value.clone())).collect();
    if !covered.is_empty() {
        let proofs = covered.iter().map(|(_, proof)| (*proof).clone()).collect();
        unsecured.insert("proof".to_owned(), Value::Array(proofs));
    }
    Ok(Cow::Owned(Value::Object(unsecured)))
}

/// The JSON Pointer of a proof in its document; a proof that is not in it is shown as `/proof`.
fn place(document: &Value, index: Option<usize>) -> String {
    match (document.get("proof"), index) {
        (Some(Value::Array(_)), Some(index)) => format!("/proof/{index}"),
        _ => "/proof".to_owned(),
    }
}

/// Lets pointers that start with `from` start with `to`.
fn move_pointers(undefined: &mut [Undefined], from: &str, to: &str) {
    for member in undefined {
        let rest = member.pointer.strip_prefix(from).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        if let Some(rest) = rest {
            member.pointer = format!("{to}{rest}");
        }
    }
}

#[expect(clippy::expect_used, reason = "SHA-256 has 32 bytes")]
fn sha256(text: &str) -> [u8; 32] {
    digest(&SHA256, text.as_bytes()).as_ref().try_into().expect("32 bytes")
}
