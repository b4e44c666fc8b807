//! The proofs of a document: one that holds and whose key is the issuer's suffices.

use jiff::Timestamp;
use openbadges_ld::{ContextCopy, LdError, Options, Undefined, older_copies};
use openbadges_proof::PublicKey;
use openbadges_proof::data_integrity::{self, Proof, ProofError, Verified};
use serde_json::Value;

use crate::checks::{each, id_of, text};
use crate::documents::Documents;
use crate::keys::{self, Binding, Found, Problem};
use crate::{Check, CheckId, Facts, IssuerProof, Outcome, Reason, Remark, RemarkId};

/// Proofs of one document that are tried.
const MAX_PROOFS: usize = 5;
/// Signatures of one document that are verified, those of chains among them: each costs the canonical form anew.
const MAX_SIGNATURES: usize = 8;

/// A proof that holds.
pub(crate) struct Held {
    /// Members that the proof does not cover.
    pub(crate) undefined: Vec<Undefined>,
    /// A name for the key: Multikey, or the thumbprint of a JWK.
    pub(crate) key: String,
    /// Whether the key is the issuer's.
    pub(crate) binding: Binding,
    pub(crate) facts: Facts,
    /// What is to be remarked on the proof.
    pub(crate) remark: Option<Reason>,
}

impl Held {
    /// The check [`CheckId::Proof`].
    pub(crate) fn proof_check(&self) -> Check {
        match self.remark {
            Some(reason) => Check::not(CheckId::Proof, reason, self.facts.clone()),
            None => Check::pass(CheckId::Proof, self.facts.clone()),
        }
    }

    /// The check [`CheckId::Issuer`].
    pub(crate) fn issuer_check(&self) -> Check {
        let facts = self.binding.facts.clone();
        match self.binding.reason {
            None => Check::pass(CheckId::Issuer, facts),
            Some(reason) => Check::not(CheckId::Issuer, reason, facts),
        }
    }

    /// What the proof proves of the issuer.
    pub(crate) fn issuer_proof(&self) -> Option<IssuerProof> {
        let issuer = self.binding.proved()?;
        let domain = keys::domain(issuer);
        Some(IssuerProof { id: issuer.to_owned(), domain, key: Some(self.key.clone()) })
    }
}

/// What became of all proofs of a document.
pub(crate) struct Searched {
    /// The check [`CheckId::Proof`].
    pub(crate) check: Check,
    /// The proof to rely on.
    pub(crate) held: Option<Held>,
    /// Remarks on the other proofs.
    pub(crate) others: Vec<Remark>,
}

/// Tries the proofs of a document until one holds whose key is the issuer's.
pub(crate) async fn search(
    document: &Value,
    contexts: &Check,
    documents: &Documents<'_>,
    now: Timestamp,
) -> Searched {
    let proofs: Vec<&Value> = each(document, "proof").collect();
    if proofs.is_empty() {
        return Searched::nothing(Reason::NoProof, Facts::new());
    }
    if contexts.outcome != Outcome::Pass {
        return Searched::nothing(Reason::UnknownContext, contexts.facts.clone());
    }
    let mut tried = Vec::new();
    let mut left = MAX_SIGNATURES;
    for (index, proof) in proofs.iter().enumerate() {
        let result = if index < MAX_PROOFS {
            examine(document, proof, &mut left, documents, now).await
        } else {
            Err(Problem::because(Reason::UnsupportedProof, "too_many_proofs"))
        };
        let found = result.as_ref().is_ok_and(|held| held.binding.reason.is_none());
        let hopeless = result.as_ref().is_err_and(|problem| problem.reason == Reason::TooLarge);
        tried.push((place(document, index), *proof, result));
        // What is too tangled for one proof is so for the next.
        if found || hopeless {
            break;
        }
    }
    choose(tried)
}

/// Where a proof stands.
fn place(document: &Value, index: usize) -> String {
    if document.get("proof").is_some_and(Value::is_array) {
        format!("/proof/{index}")
    } else {
        "/proof".into()
    }
}

type Tried<'a> = (String, &'a Value, Result<Held, Problem>);

/// Takes the best of the proofs that were tried and remarks on the rest.
fn choose(mut tried: Vec<Tried<'_>>) -> Searched {
    let rank = |(_, _, result): &Tried<'_>| match result {
        Ok(held) => (0, held.binding.reason),
        Err(problem) => (1, Some(problem.reason)),
    };
    // A key that is not confirmed is better than one that is known to be wrong, though it weighs less as a reason.
    let best = (0..tried.len()).min_by_key(|index| {
        let (failed, reason) = rank(&tried[*index]);
        let verdict = reason.map(Reason::verdict);
        if failed == 0 { (0, verdict, reason) } else { (1, None, reason) }
    });
    let Some(best) = best else { return Searched::nothing(Reason::NoProof, Facts::new()) };
    let (pointer, _, result) = tried.remove(best);
    let others = tried.iter().map(remark).collect();
    match result {
        Ok(mut held) => {
            held.facts.push("pointer", pointer);
            Searched { check: held.proof_check(), held: Some(held), others }
        }
        Err(Problem { reason, facts }) => {
            let check = Check::not(CheckId::Proof, reason, facts.with("pointer", pointer));
            Searched { check, held: None, others }
        }
    }
}

fn remark((pointer, proof, result): &Tried<'_>) -> Remark {
    let mut facts = Facts::new().with("pointer", pointer.as_str());
    facts.push_some("type", text(proof, "type"));
    match result {
        Ok(held) => facts.push("why", held.binding.reason.map_or("holds", Reason::as_str)),
        Err(problem) => facts.push("why", problem.reason.as_str()),
    }
    Remark { id: RemarkId::OtherProof, facts }
}

impl Searched {
    fn nothing(reason: Reason, facts: Facts) -> Self {
        Self { check: Check::not(CheckId::Proof, reason, facts), held: None, others: Vec::new() }
    }
}

/// Checks one proof (specification A.8), those that it covers (A.8-7), and whose its key is (A.9).
async fn examine(
    document: &Value,
    proof: &Value,
    left: &mut usize,
    documents: &Documents<'_>,
    now: Timestamp,
) -> Result<Held, Problem> {
    let issuer = id_of(document, "issuer").unwrap_or_default();
    let Signature { found, verified, mut facts } = signature(document, proof, left, documents, now).await?;
    let Verified { suite, mut undefined, previous, .. } = verified;
    let chain = chain(document, previous, left, documents, now).await;
    for below in chain.map_err(|problem| problem.after(&facts))? {
        facts.push("covers", below.method);
        undefined.extend(below.undefined);
    }
    let key = found.key.to_multibase();
    let binding = keys::bind(found, issuer, documents, now).await;
    let remark = suite.is_outdated().then_some(Reason::OldProof);
    Ok(Held { undefined, key, binding, facts, remark })
}

/// A signature that holds, of whosesoever key.
struct Signature {
    found: Found,
    verified: Verified,
    facts: Facts,
}

async fn signature(
    document: &Value,
    proof: &Value,
    left: &mut usize,
    documents: &Documents<'_>,
    now: Timestamp,
) -> Result<Signature, Problem> {
    let facts = described(proof);
    let issuer = id_of(document, "issuer").unwrap_or_default();
    let method = Proof::parse(proof).map_err(|error| failed(&error).after(&facts))?.verification_method;
    let found = keys::find(&method, issuer, documents, now).await.map_err(|problem| problem.after(&facts))?;
    let mut facts = facts.with("key", found.key.to_multibase());
    if found.bare_did {
        facts.push("note", "bare_did");
    }
    *left = left
        .checked_sub(1)
        .ok_or_else(|| Problem::because(Reason::UnsupportedProof, "too_many_proofs").after(&facts))?;
    match data_integrity::verify(document, proof, &found.key, now) {
        Ok(verified) => Ok(Signature { found, verified, facts }),
        Err(error) => {
            let older = older(document, proof, &found.key, now).filter(|_| error == ProofError::Signature);
            let (copy, verified) = older.ok_or_else(|| failed(&error).after(&facts))?;
            facts.push("context", copy.url());
            facts.push("contextCopy", copy.date());
            Ok(Signature { found, verified, facts })
        }
    }
}

/// Tries the older copies of contexts that changed under their address, the newest first: the signer may have had one of
/// them, and left unsigned what it does not define. A copy that leaves out no more than the one before it makes no
/// difference.
fn older(
    document: &Value,
    proof: &Value,
    key: &PublicKey,
    now: Timestamp,
) -> Option<(ContextCopy, Verified)> {
    let left_out = |options: &Options<'_>| options.to_dataset(document).ok().map(|(_, it)| it);
    let mut before = left_out(&Options::default());
    older_copies(document).into_iter().find_map(|copy| {
        let options = Options { copy: Some(copy), ..Options::default() };
        let without = left_out(&options);
        if without == before {
            return None;
        }
        before = without;
        let verified = data_integrity::verify_with(document, proof, key, now, &options).ok()?;
        Some((copy, verified))
    })
}

/// A proof that another one covers.
struct Below {
    method: String,
    undefined: Vec<Undefined>,
}

/// Checks the proofs that a proof covers, and those that they cover. Each has to hold, by whosesoever key: what the last
/// one says of the document, it says of a document with these proofs.
async fn chain(
    document: &Value,
    previous: Vec<String>,
    left: &mut usize,
    documents: &Documents<'_>,
    now: Timestamp,
) -> Result<Vec<Below>, Problem> {
    let mut below = Vec::new();
    let (mut ahead, mut seen) = (previous.clone(), previous);
    while let Some(id) = ahead.pop() {
        let proof = each(document, "proof").find(|proof| text(proof, "id") == Some(&id));
        let proof = proof.ok_or_else(|| Problem::because(Reason::Signature, "previous_proof"))?;
        let Signature { verified, .. } =
            signature(document, proof, left, documents, now).await.map_err(|Problem { reason, facts }| {
                Problem { reason, facts: facts.with("previousProof", id) }
            })?;
        let new: Vec<String> = verified.previous.into_iter().filter(|id| !seen.contains(id)).collect();
        seen.extend(new.iter().cloned());
        ahead.extend(new);
        let method = text(proof, "verificationMethod").unwrap_or_default().to_owned();
        below.push(Below { method, undefined: verified.undefined });
    }
    Ok(below)
}

fn described(proof: &Value) -> Facts {
    let mut facts = Facts::new();
    for member in ["type", "cryptosuite", "verificationMethod", "created", "expires", "proofPurpose"] {
        facts.push_some(member, text(proof, member));
    }
    facts
}

/// What it means that a proof was not verified.
fn failed(error: &ProofError) -> Problem {
    let (reason, why) = match error {
        ProofError::Unsupported { .. } => (Reason::UnsupportedProof, "suite"),
        ProofError::Malformed { .. } => (Reason::Signature, "proof_malformed"),
        ProofError::Purpose { .. } => (Reason::Signature, "purpose"),
        ProofError::Expired { .. } => (Reason::Signature, "proof_expired"),
        ProofError::Context => (Reason::Signature, "proof_context"),
        ProofError::PreviousProof { .. } => (Reason::Signature, "previous_proof"),
        ProofError::KeyKind { .. } => (Reason::Signature, "key_kind"),
        ProofError::BaseProof => (Reason::Signature, "base_proof"),
        ProofError::Ld(error) => of_document(error),
        _ => (Reason::Signature, "signature"),
    };
    Problem::because(reason, why).with("message", error.to_string())
}

/// What it means that a document has no canonical form.
const fn of_document(error: &LdError) -> (Reason, &'static str) {
    match error {
        LdError::UnknownContext { .. } => (Reason::UnknownContext, "unknown_context"),
        LdError::InlineContext { .. } => (Reason::UnknownContext, "inline_context"),
        LdError::TooDeep { .. } | LdError::TooManyQuads { .. } | LdError::WorkLimit { .. } => {
            (Reason::TooLarge, "work_limit")
        }
        LdError::ProtectedTermRedefinition { .. } => (Reason::Malformed, "contexts_clash"),
        _ => (Reason::Malformed, "not_json_ld"),
    }
}
