//! Making proofs.

use jiff::Timestamp;
use openbadges_ld::{Options, Undefined, to_dataset};
use openbadges_model::json::Json;
use serde_json::Value;

use super::suite::Form;
use super::{ProofError, Suite, hash_data_with};
use crate::Signer;
use crate::key::signer;
use crate::multibase::encode_base58btc;
use crate::time::whole_seconds;

/// The kinds of credential that we sign. Anything else would make the signer an oracle for the issuer's key.
const SIGNED_TYPES: [&str; 5] = [
    "OpenBadgeCredential",
    "AchievementCredential",
    "EndorsementCredential",
    "ClrCredential",
    "BitstringStatusListCredential",
];

/// What a proof says beside the signature.
///
/// ```
/// use openbadges_proof::data_integrity::{ProofOptions, sign};
/// use openbadges_proof::SigningKey;
///
/// # let badge = serde_json::json!({
/// #     "@context": ["https://www.w3.org/ns/credentials/v2"],
/// #     "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": "did:web:example.org"
/// # });
/// let options = ProofOptions {
///     verification_method: "did:web:example.org#key-1".into(),
///     created: "2026-02-01T12:00:00.5Z".parse()?,
/// };
/// let signed = sign(&badge, &SigningKey::from_seed([7; 32]), &options)?;
/// assert_eq!(signed["proof"][0]["verificationMethod"], "did:web:example.org#key-1");
/// assert_eq!(signed["proof"][0]["created"], "2026-02-01T12:00:00Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProofOptions {
    /// The absolute identifier of the key, with its fragment.
    pub verification_method: String,
    /// When the proof is made; written in whole seconds UTC.
    pub created: Timestamp,
}

/// What a proof may have beside [`ProofOptions`].
///
/// ```
/// use openbadges_proof::data_integrity::{ProofSettings, Suite, sign_with};
/// # use openbadges_proof::{SigningKey, data_integrity::ProofOptions};
///
/// # let badge = serde_json::json!({
/// #     "@context": ["https://www.w3.org/ns/credentials/v2"],
/// #     "type": ["VerifiableCredential", "BitstringStatusListCredential"], "issuer": "did:web:example.org"
/// # });
/// # let key = SigningKey::from_seed([7; 32]);
/// # let options = ProofOptions { verification_method: "did:web:example.org#key-1".into(), created: "2026-02-01T00:00:00Z".parse()? };
/// let settings = ProofSettings {
///     suite: Some(Suite::EddsaJcs2022),
///     expires: Some("2027-02-01T00:00:00Z".parse()?),
///     ..ProofSettings::default()
/// };
/// let signed = sign_with(&badge, &key, &options, &settings)?;
/// assert_eq!(signed["proof"][0]["cryptosuite"], "eddsa-jcs-2022");
/// assert_eq!(signed["proof"][0]["expires"], "2027-02-01T00:00:00Z");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ProofSettings {
    /// The cryptosuite; `None` is the one of [`Suite::for_key`].
    pub suite: Option<Suite>,
    /// The identifier, which a later proof of a chain names.
    pub id: Option<String>,
    /// Until when it counts; written in whole seconds UTC.
    pub expires: Option<Timestamp>,
    /// The identifiers of the proofs in the document that it covers.
    pub previous: Vec<String>,
}

/// Signs a credential, or a status list credential, with one proof of the suite that belongs to the kind of key
/// ([`Suite::for_key`]), and answers it with `"proof": […]`.
///
/// Refused are documents of other types, documents that have a proof already, and documents with members that no
/// context defines (specification A.8-4): those would not be signed.
///
/// ```
/// use openbadges_proof::data_integrity::{ProofOptions, proofs, sign, verify};
/// use openbadges_proof::SigningKey;
///
/// let document = serde_json::json!({
///     "@context": ["https://www.w3.org/ns/credentials/v2"],
///     "type": ["VerifiableCredential", "BitstringStatusListCredential"],
///     "issuer": "did:web:example.org"
/// });
/// let (key, now) = (SigningKey::from_seed([7; 32]), "2026-02-01T00:00:00Z".parse()?);
/// let options = ProofOptions { verification_method: "did:web:example.org#key-1".into(), created: now };
/// let signed = sign(&document, &key, &options)?;
/// assert!(verify(&signed, &proofs(&signed)[0], &key.public(), now).is_ok());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn sign(document: &Value, key: &dyn Signer, options: &ProofOptions) -> Result<Value, ProofError> {
    if document.get("proof").is_some() {
        return Err(ProofError::NotSignable("it has a proof already"));
    }
    sign_with(document, key, options, &ProofSettings::default())
}

/// Like [`sign`], with every choice that there is. The proofs that the document has stay, the new one comes behind them
/// and makes a set of them; with `previous` a chain.
///
/// ```
/// # use openbadges_proof::data_integrity::{ProofOptions, ProofSettings, Suite, proofs, sign, sign_with, verify};
/// # use openbadges_proof::{KeyKind, SigningKey};
/// # fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let badge = serde_json::json!({
/// #     "@context": ["https://www.w3.org/ns/credentials/v2"],
/// #     "type": ["VerifiableCredential", "BitstringStatusListCredential"],
/// #     "issuer": "did:web:example.org", "credentialSubject": { "id": "urn:example:1" }
/// # });
/// # let (now, mut fill) = ("2026-02-01T00:00:00Z".parse()?, |bytes: &mut [u8]| bytes.fill(7));
/// let (ours, theirs) = (SigningKey::generate(&mut fill), SigningKey::generate_kind(KeyKind::P384, &mut fill)?);
/// let options = |method: &str| ProofOptions { verification_method: method.to_owned(), created: now };
/// let once = sign(&badge, &ours, &options("did:web:example.org#key-1"))?;
/// let settings = ProofSettings { suite: Some(Suite::EcdsaJcs2019), ..ProofSettings::default() };
/// let twice = sign_with(&once, &theirs, &options("did:web:example.com#key-9"), &settings)?;
/// assert!(verify(&twice, &proofs(&twice)[0], &ours.public(), now).is_ok());
/// assert!(verify(&twice, &proofs(&twice)[1], &theirs.public(), now).is_ok());
/// # Ok(())
/// # }
/// ```
pub fn sign_with(
    document: &Value,
    key: &dyn Signer,
    options: &ProofOptions,
    settings: &ProofSettings,
) -> Result<Value, ProofError> {
    sign_json(document.try_into()?, key, options, settings).map(Value::from)
}

/// Like [`sign_with`], for a document that borrows its text.
pub fn sign_json<'d>(
    document: Json<'d>,
    key: &dyn Signer,
    options: &ProofOptions,
    settings: &ProofSettings,
) -> Result<Json<'d>, ProofError> {
    check_signable(&document)?;
    check_method(options)?;
    let proof = signed_proof(&document, key, options, settings)?;
    Ok(with_proof(document, proof))
}

fn signed_proof<'d>(
    document: &Json<'d>,
    key: &dyn Signer,
    options: &ProofOptions,
    settings: &ProofSettings,
) -> Result<Json<'d>, ProofError> {
    let kind = key.public_key().kind();
    let suite = settings.suite.or_else(|| Suite::for_key(kind));
    let suite = suite.ok_or(ProofError::KeyKind { suite: "Data Integrity", key: kind.name() })?;
    suite.check_key(kind)?;
    if suite.is_outdated() || suite == Suite::EcdsaSd2023 {
        return Err(ProofError::NotSignable("proofs of this suite are not made here"));
    }
    let mut proof = unsigned_proof(document, suite, options, settings);
    let hashes = hash_data_with(document, &proof, &Options { hash: kind.hash(), ..Options::default() })?;
    let message = hashes.combined();
    check_defined(document, suite, hashes.undefined)?;
    let signature = signer::sign(key, &message)?;
    proof.push("proofValue", encode_base58btc(&signature));
    Ok(proof)
}

/// A proof without its value.
pub(super) fn unsigned_proof<'d>(
    document: &Json<'d>,
    suite: Suite,
    options: &ProofOptions,
    settings: &ProofSettings,
) -> Json<'d> {
    let mut proof = Json::Object(Vec::with_capacity(8));
    proof.push("type", "DataIntegrityProof");
    proof.push("cryptosuite", suite.name());
    proof.push("created", whole_seconds(options.created));
    proof.push("verificationMethod", options.verification_method.clone());
    proof.push("proofPurpose", "assertionMethod");
    if let Some(id) = &settings.id {
        proof.push("id", id.clone());
    }
    if let Some(expires) = settings.expires {
        proof.push("expires", whole_seconds(expires));
    }
    match settings.previous.as_slice() {
        [] => {}
        [one] => proof.push("previousProof", one.clone()),
        many => proof.push("previousProof", many.iter().cloned().map(Json::from).collect::<Vec<_>>()),
    }
    if let Some(contexts) = document.get("@context").filter(|_| suite.form() == Form::Jcs) {
        proof.push("@context", contexts.clone());
    }
    proof
}

/// Canonical JSON signs every member, whether a context gives it a meaning or not. We issue none without (A.8-4).
fn check_defined(document: &Json<'_>, suite: Suite, mut undefined: Vec<Undefined>) -> Result<(), ProofError> {
    if suite.form() == Form::Jcs {
        undefined.extend(to_dataset(document)?.1);
    }
    if undefined.is_empty() { Ok(()) } else { Err(ProofError::Undefined(undefined)) }
}

/// The document with one proof more.
pub(super) fn with_proof<'d>(mut document: Json<'d>, proof: Json<'d>) -> Json<'d> {
    let mut all = match document.remove("proof") {
        None => Vec::new(),
        Some(Json::Array(proofs)) => proofs,
        Some(one) => vec![one],
    };
    all.push(proof);
    document.push("proof", all);
    document
}

pub(super) fn check_method(options: &ProofOptions) -> Result<(), ProofError> {
    if options.verification_method.contains(':') && options.verification_method.contains('#') {
        Ok(())
    } else {
        Err(ProofError::NotSignable("the verification method is not absolute, or has no fragment"))
    }
}

pub(crate) fn check_signable(document: &Json<'_>) -> Result<(), ProofError> {
    let types = document.get("type").and_then(Json::as_array).unwrap_or_default();
    let has = |name: &str| types.iter().any(|entry| *entry == *name);
    if !has("VerifiableCredential") || !SIGNED_TYPES.iter().any(|name| has(name)) {
        return Err(ProofError::NotSignable("not a badge, an endorsement or a status list"));
    }
    if document.get("issuer").is_none() {
        return Err(ProofError::NotSignable("it has no issuer"));
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
            expected["proof"] = serde_json::json!([proof]);
            let document = read(unsigned);
            let document = Json::try_from(&document).unwrap();
            let proof = signed_proof(&document, &key, &options, &ProofSettings::default()).unwrap();
            assert_eq!(Value::from(with_proof(document, proof)), expected);
        }
    }
}
