//! Proofs as they stand in a document.

use std::borrow::Cow;

use jiff::Timestamp;
use openbadges_ld::is_iri;
use openbadges_model::json::{Json, ToJson};
use serde_json::Value;

use super::{ProofError, Suite};
use crate::time;

/// Most proofs that one proof may name in `previousProof`.
pub const MAX_PREVIOUS_PROOFS: usize = 16;

/// A proof whose members are what the specification wants; its signature is not verified yet.
///
/// ```
/// use openbadges_proof::data_integrity::{Proof, ProofError, Suite};
///
/// let mut proof = serde_json::json!({
///     "type": "DataIntegrityProof",
///     "cryptosuite": "eddsa-jcs-2022",
///     "verificationMethod": "did:web:badges.example.org#key-1",
///     "proofPurpose": "assertionMethod",
///     "proofValue": "z2HnFSSPPBzR36zdDgK8PbEHeXbR56YF24jwMpt3R1eHXQzJDMWS93FCzpvJpwTWd3GAVFuUfjoJdcnTMuVor51aX"
/// });
/// assert_eq!(Proof::parse(&proof)?.suite, Suite::EddsaJcs2022);
/// proof["cryptosuite"] = "of-tomorrow-2030".into();
/// assert!(matches!(Proof::parse(&proof), Err(ProofError::Unsupported { .. })));
/// # Ok::<(), ProofError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
    /// Its kind.
    pub suite: Suite,
    /// Its identifier, if it has one.
    pub id: Option<String>,
    /// The absolute identifier of the key.
    pub verification_method: String,
    /// When it says it was made.
    pub created: Option<Timestamp>,
    /// Until when it counts.
    pub expires: Option<Timestamp>,
    /// The identifiers of the proofs that it covers.
    pub previous: Vec<String>,
    pub(super) value: Vec<u8>,
}

/// The proofs of a document, one or a set; empty where it has none.
///
/// ```
/// use openbadges_proof::data_integrity::proofs;
/// use serde_json::json;
///
/// assert_eq!(proofs(&json!({"proof": {"type": "DataIntegrityProof"}})).len(), 1);
/// assert_eq!(proofs(&json!({"proof": [{"id": "urn:1"}, {"id": "urn:2"}]})).len(), 2);
/// assert!(proofs(&json!({"name": "Archery"})).is_empty());
/// ```
pub fn proofs(document: &Value) -> &[Value] {
    match document.get("proof") {
        None => &[],
        Some(Value::Array(proofs)) => proofs,
        Some(proof) => std::slice::from_ref(proof),
    }
}

/// Like [`proofs`], of a document that borrows its text.
pub fn proofs_of_json<'j>(document: &'j Json<'j>) -> &'j [Json<'j>] {
    match document.get("proof") {
        None => &[],
        Some(Json::Array(proofs)) => proofs,
        Some(proof) => std::slice::from_ref(proof),
    }
}

impl Proof {
    /// Reads a proof of a kind in [`Suite`]. Another type or cryptosuite is [`ProofError::Unsupported`], which is not to be
    /// taken for a wrong proof.
    pub fn parse<'j>(proof: impl ToJson<'j>) -> Result<Self, ProofError> {
        let proof = &*proof.to_json()?;
        let members = proof.as_object().ok_or_else(|| malformed("value", "not an object"))?;
        let suite = Suite::of(proof)?;
        check_names(members)?;
        let purpose = required(proof, "proofPurpose")?;
        if purpose != "assertionMethod" {
            return Err(ProofError::Purpose { found: purpose.to_owned() });
        }
        Ok(Self {
            suite,
            id: text(proof, "id")?.map(str::to_owned),
            verification_method: absolute("verificationMethod", required(proof, "verificationMethod")?)?
                .to_owned(),
            created: date(proof, "created")?,
            expires: date(proof, "expires")?,
            previous: previous(proof)?.into_iter().map(str::to_owned).collect(),
            value: suite.value(required(proof, "proofValue")?)?,
        })
    }
}

/// Every member of the specification by its name and no other: a keyword (`@type`) or an IRI
/// (`https://w3id.org/security#proofPurpose`) would say the same thing a second time, unseen by the checks here.
fn check_names(members: &[(Cow<'_, str>, Json<'_>)]) -> Result<(), ProofError> {
    let bad = |name: &&str| *name != "@context" && (name.starts_with('@') || name.contains(':'));
    match members.iter().map(|(name, _)| &**name).find(bad) {
        None => Ok(()),
        Some(name) => Err(malformed(name, "not a plain name")),
    }
}

/// The identifiers in `previousProof`.
pub(super) fn previous<'a>(proof: &'a Json<'a>) -> Result<Vec<&'a str>, ProofError> {
    let problem = "not an identifier or a list of identifiers";
    let entries = match proof.get("previousProof") {
        None => return Ok(Vec::new()),
        Some(Json::Array(entries)) => entries.as_slice(),
        Some(entry) => std::slice::from_ref(entry),
    };
    if entries.len() > MAX_PREVIOUS_PROOFS {
        return Err(malformed("previousProof", "more than 16 identifiers"));
    }
    let text = |entry: &'a Json<'a>| entry.as_str().ok_or_else(|| malformed("previousProof", problem));
    entries.iter().map(|entry| absolute("previousProof", text(entry)?)).collect()
}

/// A relative identifier has no meaning without a base, and would not be signed.
fn absolute<'a>(member: &'static str, id: &'a str) -> Result<&'a str, ProofError> {
    if is_iri(id) { Ok(id) } else { Err(malformed(member, "not an absolute identifier")) }
}

pub(super) fn required<'a>(proof: &'a Json<'_>, member: &'static str) -> Result<&'a str, ProofError> {
    text(proof, member)?.ok_or_else(|| malformed(member, "missing"))
}

fn text<'a>(proof: &'a Json<'_>, member: &'static str) -> Result<Option<&'a str>, ProofError> {
    let value = proof.get(member);
    value.map(|value| value.as_str().ok_or_else(|| malformed(member, "not a string"))).transpose()
}

fn date(proof: &Json<'_>, member: &'static str) -> Result<Option<Timestamp>, ProofError> {
    let read = |text| time::parse(text).ok_or_else(|| malformed(member, "not a date and time with offset"));
    text(proof, member)?.map(read).transpose()
}

pub(super) fn malformed(member: &str, problem: &'static str) -> ProofError {
    ProofError::Malformed { member: member.to_owned(), problem }
}
