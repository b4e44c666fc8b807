use jiff::Timestamp;
use serde_json::{Value, json};

use super::{ProofError, Suite, hash_data};
use crate::Signer;
use crate::key::signer;
use crate::multibase::encode_base58btc;
use crate::time::whole_seconds;

/// The kinds of credential that we sign. Anything else would make the signer an oracle for the issuer's key.
const SIGNED_TYPES: [&str; 4] = [
    "OpenBadgeCredential",
    "AchievementCredential",
    "EndorsementCredential",
    "BitstringStatusListCredential",
];

/// What a proof says beside the signature.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofOptions {
    /// The absolute identifier of the key, with its fragment.
    pub verification_method: String,
    /// When the proof is made; written in whole seconds UTC.
    pub created: Timestamp,
}

/// Signs a credential, or a status list credential, with one `eddsa-rdfc-2022` proof, and answers it with
/// `"proof": […]`.
///
/// Refused are documents of other types, documents that have a proof already, and documents with members that no
/// context defines (specification A.8-4): those would not be signed.
pub fn sign(document: &Value, key: &dyn Signer, options: &ProofOptions) -> Result<Value, ProofError> {
    check_signable(document)?;
    if !options.verification_method.contains(':') || !options.verification_method.contains('#') {
        return Err(ProofError::NotSignable("the verification method is not absolute, or has no fragment"));
    }
    add_proof(document, key, options)
}

fn add_proof(document: &Value, key: &dyn Signer, options: &ProofOptions) -> Result<Value, ProofError> {
    let mut proof = json!({
        "type": "DataIntegrityProof",
        "cryptosuite": Suite::EddsaRdfc2022.name(),
        "created": whole_seconds(options.created),
        "verificationMethod": options.verification_method,
        "proofPurpose": "assertionMethod",
    });
    let hashes = hash_data(document, &proof)?;
    let undefined = [hashes.document.undefined.as_slice(), &hashes.config.undefined].concat();
    if !undefined.is_empty() {
        return Err(ProofError::Undefined(undefined));
    }
    let signature = signer::sign(key, &hashes.combined())?;
    proof["proofValue"] = encode_base58btc(&signature).into();
    let mut signed = document.clone();
    signed["proof"] = json!([proof]);
    Ok(signed)
}

fn check_signable(document: &Value) -> Result<(), ProofError> {
    let types = document.get("type").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let has = |name: &str| types.iter().any(|entry| entry == name);
    if !document.is_object() || !has("VerifiableCredential") || !SIGNED_TYPES.iter().any(|name| has(name)) {
        return Err(ProofError::NotSignable("not a badge, an endorsement or a status list"));
    }
    if document.get("issuer").is_none() {
        return Err(ProofError::NotSignable("it has no issuer"));
    }
    if document.get("proof").is_some() {
        return Err(ProofError::NotSignable("it has a proof already"));
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::SigningKey;
    use crate::multibase::decode_base58btc;

    /// The vectors are of types that [`sign`] refuses, so what it does after its checks is tested here.
    #[test]
    #[allow(clippy::print_stdout, reason = "says which vectors are not there")]
    fn a8_2_the_signed_vectors_of_the_w3c_are_made_byte_for_byte() {
        let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/vectors/w3c/vc-di-eddsa");
        if !std::fs::exists(folder).unwrap() {
            assert!(std::env::var("REQUIRE_VECTORS").is_err(), "{folder} is missing");
            return println!("skipped: {folder} is missing");
        }
        let read = |name: &str| -> Value {
            serde_json::from_slice(&std::fs::read(format!("{folder}/{name}")).unwrap()).unwrap()
        };
        let private =
            decode_base58btc(read("keyPair.json")["privateKeyMultibase"].as_str().unwrap()).unwrap();
        let key = SigningKey::from_seed(private[2..].try_into().unwrap());
        for (unsigned, signed) in [
            ("unsigned.json", "eddsa-rdfc-2022/signedDataInt.json"),
            ("employmentAuth.json", "eddsa-rdfc-2022/employ/signedDataInt.json"),
        ] {
            let mut expected = read(signed);
            let proof = expected["proof"].take();
            let options = ProofOptions {
                verification_method: proof["verificationMethod"].as_str().unwrap().to_owned(),
                created: proof["created"].as_str().unwrap().parse().unwrap(),
            };
            expected["proof"] = json!([proof]);
            assert_eq!(add_proof(&read(unsigned), &key, &options).unwrap(), expected);
        }
    }
}
