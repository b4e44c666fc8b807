//! The derived proof (3.5.3, 3.5.5 to 3.5.7 and 3.6.6).

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::sign::without_proofs;
use super::statements::{Selected, Statements};
use super::value::{BaseProof, DerivedProof};
use crate::data_integrity::proof::malformed;
use crate::data_integrity::{Proof, ProofError, Suite};
use crate::multibase::{decode_base64url, encode_base64url};

/// Shows a part of a credential: what the pointers select and all that the issuer made mandatory, with a proof that
/// covers exactly this part. `proof` is the base proof of the document.
pub fn derive(document: &Value, proof: &Value, pointers: &[&str]) -> Result<Value, ProofError> {
    let parsed = Proof::parse(proof)?;
    if parsed.suite != Suite::EcdsaSd2023 {
        return Err(malformed("cryptosuite", "not ecdsa-sd-2023"));
    }
    let base = BaseProof::from_bytes(&parsed.value)?;
    let document = without_proofs(document)?;
    let statements = Statements::of(&document, &base.hmac_key)?;
    let mandatory_pointers: Vec<&str> = base.mandatory_pointers.iter().map(String::as_str).collect();
    let mandatory = statements.select(&document, &mandatory_pointers)?;
    let all = [mandatory_pointers.as_slice(), pointers].concat();
    let Selected { indexes: shown, mut part, names } = statements.selected(&document, &all)?;
    if base.signatures.len() != statements.lines.len() - mandatory.len() {
        return Err(malformed("proofValue", "not as many signatures as statements"));
    }
    let value = DerivedProof {
        base_signature: base.base_signature,
        public_key: base.public_key,
        signatures: shown_signatures(&base.signatures, &mandatory, &shown, statements.lines.len()),
        labels: labels(&names)?,
        mandatory_indexes: (0..)
            .zip(&shown)
            .filter(|(_, at)| mandatory.contains(at))
            .map(|(n, _)| n)
            .collect(),
    };
    let mut derived = proof.clone();
    derived["proofValue"] = encode_base64url(&value.to_bytes()).into();
    part["proof"] = Value::Array(vec![derived]);
    Ok(part)
}

/// The signatures of the shown statements that are not mandatory. The n-th signature is of the n-th statement that is
/// not mandatory.
fn shown_signatures(
    signatures: &[[u8; 64]],
    mandatory: &BTreeSet<usize>,
    shown: &BTreeSet<usize>,
    count: usize,
) -> Vec<[u8; 64]> {
    let signed = (0..count).filter(|at| !mandatory.contains(at));
    signed.zip(signatures).filter(|(at, _)| shown.contains(at)).map(|(_, signature)| *signature).collect()
}

/// The labels as a derived proof writes them.
fn labels(names: &BTreeMap<String, String>) -> Result<Vec<(u64, [u8; 32])>, ProofError> {
    let problem = || malformed("proofValue", "a label cannot be written");
    let one = |(canonical, label): (&String, &String)| {
        let number = canonical.strip_prefix("c14n").and_then(|number| number.parse().ok());
        let bytes = decode_base64url(label, 43).ok().and_then(|bytes| bytes.try_into().ok());
        number.zip(bytes).ok_or_else(problem)
    };
    let mut labels = names.iter().map(one).collect::<Result<Vec<_>, _>>()?;
    labels.sort_unstable();
    Ok(labels)
}
