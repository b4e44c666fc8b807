//! The proofs of a document: one that holds and whose key is the issuer's suffices.

mod trial;

use openbadges_ld::Undefined;
use openbadges_proof::data_integrity::{Proof, ProofError, Verified};
use serde_json::Value;

use crate::case::Case;
use crate::held::{Held, Searched};
use crate::keys::{self, Found, Problem};
use crate::members::{each, each_placed, id_of, text};
use crate::{Check, CheckId, Facts, Outcome, Reason, Remark, RemarkId};

use trial::Trial;
pub(crate) use trial::spent;

/// Proofs of one document that are tried, those that name a key of its issuer's before others. One of a kind that is not
/// known, or that cannot be read, costs nothing and is not tried.
const MAX_PROOFS: usize = 5;

/// Tries the proofs of a document until one holds whose key is the issuer's.
pub(crate) async fn search(document: &Value, contexts: &Check, case: &Case<'_>) -> Searched {
    let proofs: Vec<(String, &Value)> = each_placed(document, "proof").collect();
    if proofs.is_empty() {
        return Searched::nothing(Reason::NoProof, Facts::new());
    }
    if contexts.outcome != Outcome::Pass {
        return Searched::nothing(Reason::UnknownContext, contexts.facts.clone());
    }
    let mut tried = Vec::new();
    let parsed: Vec<_> = proofs.iter().map(|(_, proof)| Proof::parse(*proof)).collect();
    let chosen = chosen(&parsed, id_of(document, "issuer").unwrap_or_default());
    for (index, ((pointer, proof), parsed)) in proofs.into_iter().zip(&parsed).enumerate() {
        let result = match parsed {
            Err(error) => Err(trial::failed(error).after(&described(proof))),
            Ok(Proof { verification_method, .. }) if chosen.contains(&index) => {
                examine(document, proof, verification_method, case).await
            }
            Ok(_) => Err(Problem::because(Reason::TooLarge, "too_many_proofs")),
        };
        let found = result.as_ref().is_ok_and(|held| held.binding.reason.is_none());
        // What is too tangled or costs too much for one proof does so for the next.
        let hopeless = chosen.contains(&index) && result.as_ref().is_err_and(Problem::is_limit);
        tried.push((pointer, proof, result));
        if found || hopeless {
            break;
        }
    }
    choose(tried)
}

/// The proofs to try.
fn chosen(parsed: &[Result<Proof, ProofError>], issuer: &str) -> Vec<usize> {
    let names = |proof: &Proof| {
        let rest = proof.verification_method.strip_prefix(issuer);
        rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('#'))
    };
    let readable = parsed.iter().enumerate().filter_map(|(index, proof)| Some((index, proof.as_ref().ok()?)));
    let (theirs, others): (Vec<_>, Vec<_>) = readable.partition(|(_, proof)| names(proof));
    theirs.into_iter().chain(others).map(|(index, _)| index).take(MAX_PROOFS).collect()
}

type Tried<'a> = (String, &'a Value, Result<Held, Problem>);

/// Takes the best of the proofs that were tried and remarks on the rest.
fn choose(mut tried: Vec<Tried<'_>>) -> Searched {
    // A key that is not confirmed is better than one that is known to be wrong, though it weighs less as a reason. Where
    // not everything was looked at, nothing that was found wrong says no.
    let rank = |(_, _, result): &Tried<'_>| match result {
        Ok(Held { binding, .. }) if binding.reason.is_none() => (0, None, None),
        Err(problem) if problem.is_limit() => (1, None, Some(problem.reason)),
        Ok(Held { binding, .. }) => (2, binding.reason.map(Reason::verdict), binding.reason),
        Err(problem) => (3, None, Some(problem.reason)),
    };
    let best = (0..tried.len()).min_by_key(|index| rank(&tried[*index]));
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

/// Checks one proof (specification A.8), those that it covers (A.8-7), and whose its key is (A.9).
async fn examine(document: &Value, proof: &Value, method: &str, case: &Case<'_>) -> Result<Held, Problem> {
    let issuer = id_of(document, "issuer").unwrap_or_default();
    let Signature { found, key, verified, mut facts } = signature(document, proof, method, case).await?;
    let Verified { suite, mut undefined, previous, .. } = verified;
    let chain = chain(document, previous, case).await;
    for below in chain.map_err(|problem| problem.after(&facts))? {
        facts.push("covers", below.method);
        undefined.extend(below.undefined);
    }
    let binding = keys::bind(found, issuer, case.documents, case.options.now).await;
    let remark = suite.is_outdated().then_some(Reason::OldProof);
    Ok(Held { undefined, covers_text: suite.covers_text(), key, binding, facts, remark })
}

/// A signature that holds, of whosesoever key.
struct Signature {
    found: Found,
    /// The key in Multikey form.
    key: String,
    verified: Verified,
    facts: Facts,
}

async fn signature(
    document: &Value,
    proof: &Value,
    method: &str,
    case: &Case<'_>,
) -> Result<Signature, Problem> {
    let facts = described(proof);
    let issuer = id_of(document, "issuer").unwrap_or_default();
    let found = keys::find(method, issuer, case.documents, case.options.now).await;
    let found = found.map_err(|problem| problem.after(&facts))?;
    let key = found.key.to_multibase();
    let mut facts = facts.with("key", key.as_str());
    if found.bare_did {
        facts.push("note", "bare_did");
    }
    let trial = Trial::new(document, proof, &found.key, case);
    let (copy, verified) = trial.verify().map_err(|problem| problem.after(&facts))?;
    if let Some(copy) = copy {
        facts.push("context", copy.url());
        facts.push("contextCopy", copy.date());
    }
    Ok(Signature { found, key, verified, facts })
}

/// A proof that another one covers.
struct Below {
    method: String,
    undefined: Vec<Undefined>,
}

/// Checks the proofs that a proof covers, and those that they cover. Each has to hold, by whosesoever key: what the last
/// one says of the document, it says of a document with these proofs.
async fn chain(document: &Value, previous: Vec<String>, case: &Case<'_>) -> Result<Vec<Below>, Problem> {
    let mut below = Vec::new();
    let (mut ahead, mut seen) = (previous.clone(), previous);
    while let Some(id) = ahead.pop() {
        let proof = each(document, "proof").find(|proof| text(proof, "id") == Some(&id));
        let proof = proof.ok_or_else(|| Problem::because(Reason::Signature, "previous_proof"))?;
        let signature = match Proof::parse(proof) {
            Ok(parsed) => signature(document, proof, &parsed.verification_method, case).await,
            Err(error) => Err(trial::failed(&error).after(&described(proof))),
        };
        let Signature { verified, .. } = signature.map_err(|problem| problem.with("previousProof", id))?;
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
