//! What a proof signs: the hashes of its own options and of the document.

use std::slice;

use aws_lc_rs::digest::{SHA256, SHA384, digest};
use openbadges_ld::rdfc::Hash;
use openbadges_ld::{Options, Undefined, canonical_json_without};
use openbadges_model::json::{Json, ToJson};
use serde_json::Value;

use super::ProofError;
use super::suite::{Form, Suite};

/// What is signed, with the steps on the way to it ("Transformation", "Proof Configuration" and "Hashing" of the `EdDSA`
/// and ECDSA cryptosuites).
///
/// ```
/// use openbadges_proof::data_integrity::hash_data;
/// use serde_json::json;
///
/// let proof = json!({"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "proofValue": "z1"});
/// let hashed = hash_data(&json!({"name": "Archery", "id": "urn:uuid:1"}), &proof)?;
/// assert_eq!(hashed.document, r#"{"id":"urn:uuid:1","name":"Archery"}"#);
/// assert_eq!(hashed.config, r#"{"cryptosuite":"eddsa-jcs-2022","type":"DataIntegrityProof"}"#);
/// assert_eq!(hashed.combined().len(), 64);
/// # Ok::<(), openbadges_proof::data_integrity::ProofError>(())
/// ```
#[derive(Debug, Clone)]
#[non_exhaustive]
pub struct HashData {
    /// The document without its proof, canonical.
    pub document: String,
    /// The proof's options, canonical.
    pub config: String,
    /// The hash of the canonical document.
    pub document_hash: Vec<u8>,
    /// The hash of the canonical options.
    pub proof_hash: Vec<u8>,
    /// Members that are in neither of the two, as JSON Pointers into the document: they are not signed.
    pub undefined: Vec<Undefined>,
}

impl HashData {
    /// The bytes that are signed: the hash of the options, then that of the document.
    pub fn combined(&self) -> Vec<u8> {
        [self.proof_hash.as_slice(), &self.document_hash].concat()
    }
}

/// Hashes a document, whatever proofs it has, with a proof or the options of one, for a key whose kind uses SHA-256.
pub fn hash_data<'d, 'p>(document: impl ToJson<'d>, proof: impl ToJson<'p>) -> Result<HashData, ProofError> {
    hash_data_with(document, proof, &Options::default())
}

/// Hashes a document, whatever proofs it has, with a proof or the options of one. `options` say with which hash function,
/// that of the key ([`KeyKind::hash`](crate::KeyKind::hash)), and what the contexts are. A `proofValue` is left out, and of the document's proofs only those are
/// hashed that the proof names in `previousProof`.
pub fn hash_data_with<'d, 'p>(
    document: impl ToJson<'d>,
    proof: impl ToJson<'p>,
    options: &Options<'_>,
) -> Result<HashData, ProofError> {
    let (document, proof) = (&*document.to_json()?, &*proof.to_json()?);
    let form = form_of(proof)?;
    let covered = covered_proofs(document, proof)?;
    let mut undefined = Vec::new();
    let document_form = if is_hashed_as_it_stands(document, proof, form, &covered)? {
        canonical(document, form, &Options { without: &["proof"], ..*options }, &mut undefined)?
    } else {
        let unsecured = unsecured(document, proof, form, &covered, &mut undefined);
        canonical(&unsecured, form, options, &mut undefined)?
    };
    for member in &mut undefined {
        let now = (0..covered.len()).find(|now| is_under(&member.pointer, &format!("/proof/{now}")));
        if let Some(now) = now {
            let was = place(document, Some(covered[now].0));
            move_pointers(slice::from_mut(member), &format!("/proof/{now}"), &was);
        }
    }
    let mut of_config = Vec::new();
    let as_config = Options { without: &["proofValue"], context: context_of(document, form)?, ..*options };
    let config = canonical(proof, form, &as_config, &mut of_config)?;
    let own = super::proofs_of_json(document).iter().position(|other| other == proof);
    move_pointers(&mut of_config, "", &place(document, own));
    undefined.extend(of_config);
    Ok(HashData {
        document_hash: hashed(options.hash, &document_form),
        proof_hash: hashed(options.hash, &config),
        document: document_form,
        config,
        undefined,
    })
}

/// The options of a proof as they are hashed: the proof without `proofValue`. By RDFC the document's `@context` is theirs
/// too; by JCS they have their own or none.
///
/// ```
/// use openbadges_proof::data_integrity::proof_config;
/// use serde_json::json;
///
/// let document = json!({"@context": ["https://www.w3.org/ns/credentials/v2"]});
/// let proof = json!({"type": "DataIntegrityProof", "cryptosuite": "eddsa-rdfc-2022", "proofValue": "z1"});
/// let config = proof_config(&document, &proof)?;
/// assert_eq!(config["@context"], document["@context"]);
/// assert!(config.get("proofValue").is_none());
/// # Ok::<(), openbadges_proof::data_integrity::ProofError>(())
/// ```
pub fn proof_config(document: &Value, proof: &Value) -> Result<Value, ProofError> {
    let (document, proof) = (Json::try_from(document)?, Json::try_from(proof)?);
    let mut config = proof.clone();
    if let Json::Object(members) = &mut config {
        let context = context_of(&document, form_of(&proof)?)?.cloned();
        members.retain(|(name, _)| name != "proofValue" && (context.is_none() || name != "@context"));
        members.splice(0..0, context.map(|context| ("@context".into(), context)));
    }
    Ok(config.into())
}

/// The hash of a text.
pub(super) fn hashed(hash: Hash, text: &str) -> Vec<u8> {
    let algorithm = match hash {
        Hash::Sha256 => &SHA256,
        Hash::Sha384 => &SHA384,
    };
    digest(algorithm, text.as_bytes()).as_ref().to_vec()
}

/// The form of the suite of a proof, which is an object.
fn form_of(proof: &Json<'_>) -> Result<Form, ProofError> {
    proof.as_object().ok_or_else(|| super::proof::malformed("value", "not an object"))?;
    Ok(Suite::of(proof)?.form())
}

/// The canonical form; what is not in it is added to `undefined`.
fn canonical(
    value: &Json<'_>,
    form: Form,
    options: &Options<'_>,
    undefined: &mut Vec<Undefined>,
) -> Result<String, ProofError> {
    if form == Form::Jcs {
        return Ok(canonical_json_without(value, options.without)?);
    }
    let canonical = options.canonicalize(value)?;
    undefined.extend(canonical.undefined);
    Ok(canonical.nquads)
}

/// The contexts that the options of a proof are read in, by RDFC those of the document.
fn context_of<'j>(document: &'j Json<'j>, form: Form) -> Result<Option<&'j Json<'j>>, ProofError> {
    match form {
        Form::Jcs => Ok(None),
        Form::Rdfc => document.get("@context").ok_or(ProofError::Document).map(Some),
    }
}

/// The proofs of the document that a proof names in `previousProof`, with their positions.
fn covered_proofs<'a>(
    document: &'a Json<'a>,
    proof: &Json<'_>,
) -> Result<Vec<(usize, &'a Json<'a>)>, ProofError> {
    super::proof::previous(proof)?.into_iter().map(|id| covered_proof(document, id)).collect()
}

fn covered_proof<'a>(document: &'a Json<'a>, id: &str) -> Result<(usize, &'a Json<'a>), ProofError> {
    let proofs = super::proofs_of_json(document).iter().enumerate();
    let mut found = proofs.filter(|(_, proof)| proof.get("id").is_some_and(|other| *other == *id));
    if let (Some(only), None) = (found.next(), found.next()) {
        return Ok(only);
    }
    Err(ProofError::PreviousProof { id: id.to_owned() })
}

/// Whether the document is hashed without its proofs and with the contexts that it has, as nearly every one is.
fn is_hashed_as_it_stands(
    document: &Json<'_>,
    proof: &Json<'_>,
    form: Form,
    covered: &[(usize, &Json<'_>)],
) -> Result<bool, ProofError> {
    document.as_object().ok_or(ProofError::Document)?;
    let of_proof = proof.get("@context").filter(|_| form == Form::Jcs);
    Ok(covered.is_empty() && (of_proof.is_none() || of_proof == document.get("@context")))
}

/// The document as it is hashed otherwise: with `covered` for its proofs, by JCS with the contexts that the proof has;
/// those of the document that come after them are not signed.
fn unsecured<'j>(
    document: &Json<'j>,
    proof: &Json<'j>,
    form: Form,
    covered: &[(usize, &Json<'j>)],
    undefined: &mut Vec<Undefined>,
) -> Json<'j> {
    let contexts = proof.get("@context").filter(|_| form == Form::Jcs);
    let is_kept = |name: &str| name != "proof" && (contexts.is_none() || name != "@context");
    let members = document.as_object().unwrap_or_default();
    let mut unsecured: Vec<_> = members.iter().filter(|(name, _)| is_kept(name)).cloned().collect();
    if !covered.is_empty() {
        let proofs = covered.iter().map(|(_, proof)| (*proof).clone()).collect();
        unsecured.push(("proof".into(), Json::Array(proofs)));
    }
    if let Some(contexts) = contexts {
        undefined.extend(later_contexts(document.get("@context"), contexts));
        unsecured.push(("@context".into(), contexts.clone()));
    }
    Json::Object(unsecured)
}

/// The contexts of the document behind those of its proof.
fn later_contexts(all: Option<&Json<'_>>, signed: &Json<'_>) -> Vec<Undefined> {
    let signed = signed.as_array().map_or(1, <[_]>::len);
    let all = all.and_then(Json::as_array).unwrap_or_default();
    let name = |context: &Json<'_>| context.as_str().map_or_else(|| context.to_string(), str::to_owned);
    let later = all.iter().enumerate().skip(signed);
    later.map(|(at, it)| Undefined { pointer: format!("/@context/{at}"), term: name(it) }).collect()
}

/// The JSON Pointer of a proof in its document; a proof that is not in it is shown as `/proof`.
pub(super) fn place(document: &Json<'_>, index: Option<usize>) -> String {
    match (document.get("proof"), index) {
        (Some(Json::Array(_)), Some(index)) => format!("/proof/{index}"),
        _ => "/proof".to_owned(),
    }
}

/// Whether a pointer leads to `place` or into it.
fn is_under(pointer: &str, place: &str) -> bool {
    pointer.strip_prefix(place).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Lets pointers that start with `from` start with `to`.
pub(super) fn move_pointers(undefined: &mut [Undefined], from: &str, to: &str) {
    for member in undefined {
        if is_under(&member.pointer, from) {
            member.pointer.replace_range(..from.len(), to);
        }
    }
}
