//! The base proof (3.6.1 to 3.6.5).

use openbadges_model::json::{Json, check_depth};
use serde_json::Value;
use zeroize::Zeroizing;

use super::statements::Statements;
use super::value::{BaseProof, MAX_SIGNATURES};
use crate::data_integrity::hash::hashed;
use crate::data_integrity::sign::{check_method, check_signable, unsigned_proof, with_proof};
use crate::data_integrity::{ProofError, ProofOptions, ProofSettings, Suite, proof_config, proofs};
use crate::key::signer;
use crate::multibase::encode_base64url;
use crate::{KeyKind, Signer, SigningKey};
use openbadges_ld::rdfc::Hash;
use openbadges_ld::{Limits, canonicalize};

/// What a badge has to show to be one (specification A.1, E.3-13), where it has it.
const REQUIRED: [&str; 10] = [
    "/name",
    "/issuer",
    "/validFrom",
    "/validUntil",
    "/credentialStatus",
    "/credentialSchema",
    "/credentialSubject/achievement",
    "/credentialSubject/source",
    "/refreshService",
    "/termsOfUse",
];

/// What the base signature covers, with the steps on the way to it.
///
/// ```
/// use openbadges_proof::data_integrity::sd::base_data;
/// use serde_json::json;
///
/// let document = json!({
///     "@context": ["https://www.w3.org/ns/credentials/v2"],
///     "id": "urn:uuid:1", "name": "Archery", "description": "Hits the target."
/// });
/// let proof = json!({"type": "DataIntegrityProof", "cryptosuite": "ecdsa-sd-2023"});
/// let data = base_data(&document, &proof, &[7; 32], &["/name"])?;
/// assert_eq!(data.mandatory, ["<urn:uuid:1> <https://schema.org/name> \"Archery\" .\n"]);
/// assert_eq!(data.non_mandatory.len(), 1);
/// # Ok::<(), openbadges_proof::data_integrity::ProofError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseData {
    /// SHA-256 of the canonical options of the proof.
    pub proof_hash: Vec<u8>,
    /// SHA-256 of the mandatory statements.
    pub mandatory_hash: Vec<u8>,
    /// Statements that are always disclosed.
    pub mandatory: Vec<String>,
    /// The others, each of which is signed by itself.
    pub non_mandatory: Vec<String>,
    undefined: Vec<openbadges_ld::Undefined>,
}

impl BaseData {
    /// What is signed, with the key of the single statements between the hashes.
    pub(super) fn message(&self, public_key: &crate::PublicKey) -> Vec<u8> {
        [self.proof_hash.as_slice(), &public_key.to_multicodec(), &self.mandatory_hash].concat()
    }
}

/// The pointers that make a badge show all that it has to: those members which Open Badges demand, the ones that decide
/// over its validity, and whom it is for where the subject has no `id`. The rest is the holder's choice.
///
/// ```
/// use openbadges_proof::data_integrity::sd::required_pointers;
///
/// let badge = serde_json::json!({
///     "issuer": "did:web:example.org",
///     "credentialSubject": {"identifier": [{"hashed": true}], "narrative": "Hit it blindfolded."}
/// });
/// assert_eq!(required_pointers(&badge), ["/issuer", "/credentialSubject/identifier"]);
/// ```
pub fn required_pointers(document: &Value) -> Vec<&'static str> {
    let mut pointers: Vec<&str> =
        REQUIRED.into_iter().filter(|pointer| document.pointer(pointer).is_some()).collect();
    let nameless = document.pointer("/credentialSubject/id").is_none();
    let identifier = "/credentialSubject/identifier";
    pointers.extend((nameless && document.pointer(identifier).is_some()).then_some(identifier));
    pointers
}

/// Groups and hashes the statements of a document, without its proofs, for a base proof with these options.
pub fn base_data(
    document: &Value,
    proof: &Value,
    hmac_key: &[u8; 32],
    mandatory_pointers: &[&str],
) -> Result<BaseData, ProofError> {
    let document = without_proofs(document)?;
    let statements = Statements::of(&document, hmac_key)?;
    let indexes = statements.select(&document, mandatory_pointers)?;
    let (mandatory, non_mandatory) = (statements.at(&indexes, true), statements.at(&indexes, false));
    let config = canonicalize(&proof_config(&document, proof)?, &Limits::default())?;
    let mut undefined = statements.undefined;
    undefined.extend(config.undefined);
    Ok(BaseData {
        proof_hash: hashed(Hash::Sha256, &config.nquads),
        mandatory_hash: hashed(Hash::Sha256, &mandatory.concat()),
        mandatory,
        non_mandatory,
        undefined,
    })
}

/// Signs a credential for selective disclosure, with a P-256 key, and answers it with its base proof: for the holder
/// alone, never to be presented. `mandatory_pointers` select what is always disclosed; see [`required_pointers`].
///
/// `random` must fill the slice it is given with bytes from a cryptographic generator. Refused is what
/// [`sign`](crate::data_integrity::sign) refuses, and a pointer that selects nothing.
pub fn sign(
    document: &Value,
    key: &dyn Signer,
    options: &ProofOptions,
    mandatory_pointers: &[&str],
    random: &mut dyn FnMut(&mut [u8]),
) -> Result<Value, ProofError> {
    let borrowed = Json::try_from(document)?;
    check_signable(&borrowed)?;
    check_method(options)?;
    Suite::EcdsaSd2023.check_key(key.public_key().kind())?;
    if !proofs(document).is_empty() {
        return Err(ProofError::NotSignable("it has a proof already"));
    }
    let mut hmac_key = Zeroizing::new([0; 32]);
    random(hmac_key.as_mut_slice());
    let single = SigningKey::generate_kind(KeyKind::P256, random)
        .map_err(|_| ProofError::NotSignable("the random bytes are not random"))?;
    let mut proof = unsigned_proof(&borrowed, Suite::EcdsaSd2023, options, &ProofSettings::default());
    let data = base_data(document, &proof.clone().into(), &hmac_key, mandatory_pointers)?;
    if !data.undefined.is_empty() {
        return Err(ProofError::Undefined(data.undefined));
    }
    if data.non_mandatory.len() > MAX_SIGNATURES {
        return Err(ProofError::NotSignable(
            "it has more than 1000 statements to sign one by one: make some mandatory",
        ));
    }
    let signatures = data.non_mandatory.iter().map(|line| raw(&single, line.as_bytes()));
    let value = BaseProof {
        base_signature: raw(key, &data.message(&single.public()))?,
        public_key: single.public(),
        hmac_key: *hmac_key,
        signatures: signatures.collect::<Result<_, _>>()?,
        mandatory_pointers: mandatory_pointers.iter().map(|pointer| (*pointer).to_owned()).collect(),
    };
    proof.push("proofValue", encode_base64url(&value.to_bytes()));
    Ok(with_proof(borrowed, proof).into())
}

fn raw(key: &dyn Signer, message: &[u8]) -> Result<[u8; 64], ProofError> {
    let signature = signer::sign(key, message)?;
    signature.try_into().map_err(|_| ProofError::NotSignable("the signer's key is not P-256"))
}

pub(super) fn without_proofs(document: &Value) -> Result<Value, ProofError> {
    check_depth(document)?;
    let members = document.as_object().ok_or(ProofError::Document)?;
    let rest = members.iter().filter(|(name, _)| *name != "proof");
    Ok(Value::Object(rest.map(|(name, value)| (name.clone(), value.clone())).collect()))
}
