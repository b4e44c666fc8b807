use std::borrow::Cow;

use aws_lc_rs::digest::{SHA256, SHA384, digest};
use openbadges_ld::rdfc::Hash;
use openbadges_ld::{Options, Undefined, canonical_json};
use serde_json::{Map, Value};

use super::ProofError;
use super::suite::{Form, Suite};

/// What is signed, with the steps on the way to it ("Transformation", "Proof Configuration" and "Hashing" of the `EdDSA`
/// and ECDSA cryptosuites).
#[derive(Debug, Clone)]
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
pub fn hash_data(document: &Value, proof: &Value) -> Result<HashData, ProofError> {
    hash_data_with(document, proof, &Options::default())
}

/// Hashes a document, whatever proofs it has, with a proof or the options of one. `options` say with which hash function,
/// that of the key ([`KeyKind::hash`](crate::KeyKind::hash)), and what the contexts are. A `proofValue` is left out, and of the document's proofs only those are
/// hashed that the proof names in `previousProof`.
pub fn hash_data_with(
    document: &Value,
    proof: &Value,
    options: &Options<'_>,
) -> Result<HashData, ProofError> {
    let form = Suite::of(object(proof)?)?.form();
    let covered = covered_proofs(document, proof)?;
    let (unsecured, mut undefined) = unsecured(document, proof, form, &covered)?;
    let document_form = canonical(&unsecured, form, options, &mut undefined)?;
    covered.iter().enumerate().for_each(|(now, (was, _))| {
        move_pointers(&mut undefined, &format!("/proof/{now}"), &place(document, Some(*was)));
    });
    let mut of_config = Vec::new();
    let config = canonical(&config(document, proof, form)?, form, options, &mut of_config)?;
    let own = super::proofs(document).iter().position(|other| other == proof);
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
pub fn proof_config(document: &Value, proof: &Value) -> Result<Value, ProofError> {
    config(document, proof, Suite::of(object(proof)?)?.form())
}

/// The hash of a text.
pub(super) fn hashed(hash: Hash, text: &str) -> Vec<u8> {
    let algorithm = match hash {
        Hash::Sha256 => &SHA256,
        Hash::Sha384 => &SHA384,
    };
    digest(algorithm, text.as_bytes()).as_ref().to_vec()
}

fn object(proof: &Value) -> Result<&Map<String, Value>, ProofError> {
    proof.as_object().ok_or_else(|| super::proof::malformed("value", "not an object"))
}

/// The canonical form; what is not in it is added to `undefined`.
fn canonical(
    value: &Value,
    form: Form,
    options: &Options<'_>,
    undefined: &mut Vec<Undefined>,
) -> Result<String, ProofError> {
    if form == Form::Jcs {
        return Ok(canonical_json(value)?);
    }
    let canonical = options.canonicalize(value)?;
    undefined.extend(canonical.undefined);
    Ok(canonical.nquads)
}

fn config(document: &Value, proof: &Value, form: Form) -> Result<Value, ProofError> {
    let proof = object(proof)?;
    let mut config = Map::new();
    if form == Form::Rdfc {
        let context = document.get("@context").ok_or(ProofError::Document)?;
        config.insert("@context".to_owned(), context.clone());
    }
    let is_left_out = |name: &str| name == "proofValue" || (form == Form::Rdfc && name == "@context");
    let rest = proof.iter().filter(|(name, _)| !is_left_out(name));
    config.extend(rest.map(|(name, value)| (name.clone(), value.clone())));
    Ok(Value::Object(config))
}

/// The proofs of the document that a proof names in `previousProof`, with their positions.
fn covered_proofs<'a>(document: &'a Value, proof: &Value) -> Result<Vec<(usize, &'a Value)>, ProofError> {
    super::proof::previous(object(proof)?)?.into_iter().map(|id| covered_proof(document, id)).collect()
}

fn covered_proof<'a>(document: &'a Value, id: &str) -> Result<(usize, &'a Value), ProofError> {
    let proofs = super::proofs(document).iter().enumerate();
    let mut found = proofs.filter(|(_, proof)| proof.get("id").is_some_and(|other| other == id));
    if let (Some(only), None) = (found.next(), found.next()) {
        return Ok(only);
    }
    Err(ProofError::PreviousProof { id: id.to_owned() })
}

/// The document as it is hashed: with `covered` for its proofs, without `proof` where nothing is covered, by JCS with the
/// contexts that the proof has; those of the document that come after them are not signed.
fn unsecured<'a>(
    document: &'a Value,
    proof: &Value,
    form: Form,
    covered: &[(usize, &Value)],
) -> Result<(Cow<'a, Value>, Vec<Undefined>), ProofError> {
    let members = document.as_object().ok_or(ProofError::Document)?;
    let contexts = proof.get("@context").filter(|_| form == Form::Jcs);
    if !members.contains_key("proof") && contexts.is_none() {
        return Ok((Cow::Borrowed(document), Vec::new()));
    }
    let rest = members.iter().filter(|(name, _)| *name != "proof");
    let mut unsecured: Map<String, Value> = rest.map(|(name, value)| (name.clone(), value.clone())).collect();
    if !covered.is_empty() {
        let proofs = covered.iter().map(|(_, proof)| (*proof).clone()).collect();
        unsecured.insert("proof".to_owned(), Value::Array(proofs));
    }
    let mut unsigned = Vec::new();
    if let Some(contexts) = contexts {
        unsigned = later_contexts(unsecured.get("@context"), contexts);
        unsecured.insert("@context".to_owned(), contexts.clone());
    }
    Ok((Cow::Owned(Value::Object(unsecured)), unsigned))
}

/// The contexts of the document behind those of its proof.
fn later_contexts(all: Option<&Value>, signed: &Value) -> Vec<Undefined> {
    let signed = signed.as_array().map_or(1, Vec::len);
    let all = all.and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let name = |context: &Value| context.as_str().map_or_else(|| context.to_string(), str::to_owned);
    let later = all.iter().enumerate().skip(signed);
    later.map(|(at, it)| Undefined { pointer: format!("/@context/{at}"), term: name(it) }).collect()
}

/// The JSON Pointer of a proof in its document; a proof that is not in it is shown as `/proof`.
pub(super) fn place(document: &Value, index: Option<usize>) -> String {
    match (document.get("proof"), index) {
        (Some(Value::Array(_)), Some(index)) => format!("/proof/{index}"),
        _ => "/proof".to_owned(),
    }
}

/// Lets pointers that start with `from` start with `to`.
pub(super) fn move_pointers(undefined: &mut [Undefined], from: &str, to: &str) {
    for member in undefined {
        let rest = member.pointer.strip_prefix(from).filter(|rest| rest.is_empty() || rest.starts_with('/'));
        if let Some(rest) = rest {
            member.pointer = format!("{to}{rest}");
        }
    }
}
