use jiff::Timestamp;
use serde_json::{Map, Value};
use url::Url;

use super::ProofError;
use crate::multibase::decode_base58btc;
use crate::time;

/// The one cryptosuite that is made and verified here.
pub const CRYPTOSUITE: &str = "eddsa-rdfc-2022";

/// A proof whose members are what the specification wants; its signature is not verified yet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Proof {
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
    pub(super) value: [u8; 64],
}

/// The proofs of a document, one or a set; empty where it has none.
pub fn proofs(document: &Value) -> &[Value] {
    match document.get("proof") {
        None => &[],
        Some(Value::Array(proofs)) => proofs,
        Some(proof) => std::slice::from_ref(proof),
    }
}

impl Proof {
    /// Reads an `eddsa-rdfc-2022` proof. Another type or cryptosuite is [`ProofError::Unsupported`], which is not to be
    /// taken for a wrong proof.
    pub fn parse(proof: &Value) -> Result<Self, ProofError> {
        let proof = proof.as_object().ok_or_else(|| malformed("value", "not an object"))?;
        check_suite(proof)?;
        check_names(proof)?;
        let purpose = required(proof, "proofPurpose")?;
        if purpose != "assertionMethod" {
            return Err(ProofError::Purpose { found: purpose.to_owned() });
        }
        Ok(Self {
            id: text(proof, "id")?.map(str::to_owned),
            verification_method: absolute("verificationMethod", required(proof, "verificationMethod")?)?,
            created: date(proof, "created")?,
            expires: date(proof, "expires")?,
            previous: previous(proof)?,
            value: value(required(proof, "proofValue")?)?,
        })
    }
}

fn check_suite(proof: &Map<String, Value>) -> Result<(), ProofError> {
    let expected = [("type", "DataIntegrityProof"), ("cryptosuite", CRYPTOSUITE)];
    for (member, name) in expected {
        let found = required(proof, member)?;
        if found != name {
            return Err(ProofError::Unsupported { member, found: found.to_owned() });
        }
    }
    Ok(())
}

/// Every member of the specification by its name and no other: a keyword (`@type`) or an IRI
/// (`https://w3id.org/security#proofPurpose`) would say the same thing a second time, unseen by the checks here.
fn check_names(proof: &Map<String, Value>) -> Result<(), ProofError> {
    let bad = |name: &&String| *name != "@context" && (name.starts_with('@') || name.contains(':'));
    match proof.keys().find(bad) {
        None => Ok(()),
        Some(name) => Err(malformed(name, "not a plain name")),
    }
}

/// The 64 bytes of an Ed25519 signature.
fn value(text: &str) -> Result<[u8; 64], ProofError> {
    let bytes = decode_base58btc(text).map_err(|_| malformed("proofValue", "not base58btc after 'z'"))?;
    bytes.try_into().map_err(|_| malformed("proofValue", "not 64 bytes"))
}

fn previous(proof: &Map<String, Value>) -> Result<Vec<String>, ProofError> {
    let problem = "not an identifier or a list of identifiers";
    let entries = match proof.get("previousProof") {
        None => return Ok(Vec::new()),
        Some(Value::Array(entries)) => entries.as_slice(),
        Some(entry) => std::slice::from_ref(entry),
    };
    let read = |entry: &Value| {
        let id = entry.as_str().ok_or_else(|| malformed("previousProof", problem))?;
        absolute("previousProof", id)
    };
    entries.iter().map(read).collect()
}

/// A relative identifier has no meaning without a base, and would not be signed.
fn absolute(member: &'static str, id: &str) -> Result<String, ProofError> {
    match Url::parse(id) {
        Ok(_) => Ok(id.to_owned()),
        Err(_) => Err(malformed(member, "not an absolute identifier")),
    }
}

fn required<'a>(proof: &'a Map<String, Value>, member: &'static str) -> Result<&'a str, ProofError> {
    text(proof, member)?.ok_or_else(|| malformed(member, "missing"))
}

fn text<'a>(proof: &'a Map<String, Value>, member: &'static str) -> Result<Option<&'a str>, ProofError> {
    let value = proof.get(member);
    value.map(|value| value.as_str().ok_or_else(|| malformed(member, "not a string"))).transpose()
}

fn date(proof: &Map<String, Value>, member: &'static str) -> Result<Option<Timestamp>, ProofError> {
    let read = |text| time::parse(text).ok_or_else(|| malformed(member, "not a date and time with offset"));
    text(proof, member)?.map(read).transpose()
}

pub(super) fn malformed(member: &str, problem: &'static str) -> ProofError {
    ProofError::Malformed { member: member.to_owned(), problem }
}
