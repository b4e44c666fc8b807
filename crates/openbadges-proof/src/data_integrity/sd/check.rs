//! Verifying a derived proof (3.5.8 and 3.6.7).

use std::collections::{BTreeMap, BTreeSet};

use openbadges_ld::rdfc::{self, Hash};
use openbadges_ld::{Options, Undefined};
use serde_json::Value;

use super::sign::without_proofs;
use super::value::DerivedProof;
use crate::PublicKey;
use crate::data_integrity::hash::{hashed, move_pointers, place};
use crate::data_integrity::proof::malformed;
use crate::data_integrity::{ProofError, proof_config, proofs};
use crate::multibase::encode_base64url;

/// What a derived proof is verified against, with the steps on the way to it.
///
/// ```
/// use openbadges_ld::Options;
/// use openbadges_proof::data_integrity::{Proof, sd};
///
/// # use openbadges_proof::{KeyKind, SigningKey, data_integrity::{ProofOptions, proofs}, multibase::decode_base64url};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let badge = serde_json::json!({
/// #     "@context": ["https://www.w3.org/ns/credentials/v2"],
/// #     "id": "urn:uuid:1", "type": ["VerifiableCredential", "BitstringStatusListCredential"],
/// #     "issuer": "did:web:example.org", "name": "A list", "description": "One of many."
/// # });
/// # let mut n = 0;
/// # let mut fill = |bytes: &mut [u8]| { n += 1; bytes.fill(n) };
/// # let key = SigningKey::generate_kind(KeyKind::P256, &mut fill)?;
/// # let options = ProofOptions { verification_method: "did:web:example.org#1".into(), created: "2026-02-01T00:00:00Z".parse()? };
/// # let base = sd::sign(&badge, &key, &options, &["/issuer"], &mut fill)?;
/// # let shown = sd::derive(&base, &proofs(&base)[0], &["/name"])?;
/// # let proof = &proofs(&shown)[0];
/// # let bytes = decode_base64url(proof["proofValue"].as_str().unwrap_or_default(), 4096)?;
/// // `shown` is a credential with its derived proof, `bytes` are those of the `proofValue`.
/// let value = sd::DerivedProof::from_bytes(&bytes)?;
/// let data = sd::verify_data(&shown, proof, &value, &Options::default())?;
/// assert_eq!(data.non_mandatory, ["<urn:uuid:1> <https://schema.org/name> \"A list\" .\n"]);
/// assert_eq!(data.non_mandatory.len(), value.signatures.len());
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct VerifyData {
    /// SHA-256 of the canonical options of the proof.
    pub proof_hash: Vec<u8>,
    /// SHA-256 of the mandatory statements.
    pub mandatory_hash: Vec<u8>,
    /// The statements that the proof says are mandatory.
    pub mandatory: Vec<String>,
    /// The other statements, each of which has its signature.
    pub non_mandatory: Vec<String>,
    /// Members that make no statement: they are not signed.
    pub undefined: Vec<Undefined>,
}

/// Groups and hashes the statements of a document, whatever proofs it has, as a derived proof says.
pub fn verify_data(
    document: &Value,
    proof: &Value,
    value: &DerivedProof,
    options: &Options<'_>,
) -> Result<VerifyData, ProofError> {
    let unsecured = without_proofs(document)?;
    let (lines, mut undefined) = labelled(&unsecured, value, options)?;
    let indexes: BTreeSet<usize> =
        value.mandatory_indexes.iter().filter_map(|index| usize::try_from(*index).ok()).collect();
    let in_range = indexes.last().is_none_or(|last| *last < lines.len());
    if !in_range || indexes.len() != value.mandatory_indexes.len() {
        return Err(malformed("proofValue", "a mandatory index is not there, or twice"));
    }
    let (mandatory, non_mandatory): (Vec<_>, Vec<_>) =
        lines.into_iter().enumerate().partition(|(at, _)| indexes.contains(at));
    let text = |lines: Vec<(usize, String)>| lines.into_iter().map(|(_, line)| line).collect::<Vec<_>>();
    let (mandatory, non_mandatory) = (text(mandatory), text(non_mandatory));
    let mut config = options.canonicalize(&proof_config(document, proof)?)?;
    let own = proofs(document).iter().position(|other| other == proof);
    move_pointers(&mut config.undefined, "", &place(&document.try_into()?, own));
    undefined.extend(config.undefined);
    Ok(VerifyData {
        proof_hash: hashed(Hash::Sha256, &config.nquads),
        mandatory_hash: hashed(Hash::Sha256, &mandatory.concat()),
        mandatory,
        non_mandatory,
        undefined,
    })
}

/// Verifies a derived proof; answers what it does not cover.
pub(in crate::data_integrity) fn verify(
    document: &Value,
    proof: &Value,
    value: &[u8],
    key: &PublicKey,
    options: &Options<'_>,
) -> Result<Vec<Undefined>, ProofError> {
    let value = DerivedProof::from_bytes(value)?;
    let options = Options { hash: Hash::Sha256, ..*options };
    let data = verify_data(document, proof, &value, &options)?;
    let public_key = value.public_key.to_multicodec();
    let message = [data.proof_hash.as_slice(), &public_key, &data.mandatory_hash].concat();
    key.verify(&message, &value.base_signature).map_err(|_| ProofError::Signature)?;
    if value.signatures.len() != data.non_mandatory.len() {
        return Err(ProofError::Signature);
    }
    for (line, signature) in data.non_mandatory.iter().zip(&value.signatures) {
        value.public_key.verify(line.as_bytes(), signature).map_err(|_| ProofError::Signature)?;
    }
    Ok(data.undefined)
}

/// The statements with the labels that the proof gives for the canonical ones; every node has to have its own.
fn labelled(
    document: &Value,
    value: &DerivedProof,
    options: &Options<'_>,
) -> Result<(Vec<String>, Vec<Undefined>), ProofError> {
    let (dataset, undefined) = options.to_located_dataset(document)?;
    let (_, issued) = rdfc::canonicalize(&dataset, options.hash, &options.limits)?;
    let given: BTreeMap<String, String> = value
        .labels
        .iter()
        .map(|(number, label)| (format!("c14n{number}"), encode_base64url(label)))
        .collect();
    let different: BTreeSet<&String> = given.values().collect();
    let all = issued.values().all(|canonical| given.contains_key(canonical));
    if !all || different.len() != value.labels.len() || given.len() != issued.len() {
        return Err(malformed("proofValue", "not one label for each node"));
    }
    let label = |place: &str| issued.get(place).and_then(|canonical| given.get(canonical)).cloned();
    Ok((dataset.sorted_lines(|place| label(place).unwrap_or_default()), undefined))
}
