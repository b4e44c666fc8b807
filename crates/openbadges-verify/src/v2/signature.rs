//! Badges signed as a compact JWS, and whose key signed (specification C.2, signed 1 to 5).

use std::sync::Arc;

use openbadges_model::v2::Version;
use openbadges_proof::{JwsAlgorithm, PublicKey};
use serde_json::Value;

use super::documents::{self, Had, Miss, Target, same};
use super::pem;
use super::scope::authority;
use crate::documents::Documents;
use crate::jwt::Jwt;
use crate::keys::Problem;
use crate::members::{each, id_of, text};
use crate::proof::spent;
use crate::{Facts, Reason};
use openbadges_model::v2::Class;

/// The key that signed, and what is known of it.
pub(super) struct Signer {
    /// Its name: Multikey form or thumbprint.
    pub(super) key: String,
    pub(super) facts: Facts,
}

/// Finds the key of the issuer that made the signature: the one that the badge names, else each of the profile's, as
/// far as the budget for documents and signatures goes.
pub(super) async fn check(
    jwt: &Jwt,
    award: &Had,
    issuer: &Had,
    documents: &Documents<'_>,
) -> Result<Signer, Problem> {
    let algorithm = jwt.plain_algorithm()?;
    let verification = award.document.get("verification").unwrap_or(&Value::Null);
    let old = award.version < Version::V2_0 && issuer.document.get("publicKey").is_none();
    if let Some(creator) = id_of(verification, "creator") {
        let (id, key) = if old {
            old_key(creator, issuer, documents).await?
        } else {
            named(creator, issuer, documents).await?
        };
        return hold(jwt, algorithm, &id, &key, documents)?.ok_or_else(|| wrong(&id));
    }
    let mut last = Problem::because(Reason::KeyNotIssuers, "no_key").with("issuer", &issuer.id);
    for listed in each(&issuer.document, "publicKey") {
        match usable(listed, issuer, documents).await {
            Ok((id, key)) => match hold(jwt, algorithm, &id, &key, documents)? {
                Some(signer) => return Ok(signer),
                None => last = graver(last, wrong(&id)),
            },
            Err(problem) => last = graver(last, problem),
        }
    }
    Err(last)
}

/// A key that could not be had weighs more than one that did not sign: it may be the one.
fn graver(first: Problem, second: Problem) -> Problem {
    if first.reason == Reason::KeyNotConfirmed { first } else { second }
}

fn wrong(id: &str) -> Problem {
    Problem::because(Reason::Signature, "signature").with("key", id)
}

fn hold(
    jwt: &Jwt,
    algorithm: JwsAlgorithm,
    id: &str,
    key: &PublicKey,
    documents: &Documents<'_>,
) -> Result<Option<Signer>, Problem> {
    documents.budget.take(jwt.price()).map_err(spent)?;
    let name = crate::jwt::name_of(key);
    let facts = Facts::new().with("method", id).with("key", &name);
    Ok(jwt.is_signed_by(key, algorithm).then_some(Signer { key: name, facts }))
}

/// The key that a badge names, if the profile lists it. A key of somebody else is refused even if it fits (E.5-11).
async fn named(
    creator: &str,
    issuer: &Had,
    documents: &Documents<'_>,
) -> Result<(String, PublicKey), Problem> {
    let is =
        |listed: &&Value| listed.as_str().or_else(|| text(listed, "id")).is_some_and(|id| same(id, creator));
    let listed = each(&issuer.document, "publicKey").find(is);
    let listed = listed.ok_or_else(|| {
        Problem::because(Reason::KeyNotIssuers, "not_listed")
            .with("method", creator)
            .with("issuer", &issuer.id)
    })?;
    usable(listed, issuer, documents).await
}

/// A key that the profile lists, by its address or embedded; its owner is the issuer.
async fn usable(
    listed: &Value,
    issuer: &Had,
    documents: &Documents<'_>,
) -> Result<(String, PublicKey), Problem> {
    let (id, document) = match listed.as_str() {
        Some(address) => {
            let target = Target { class: Class::CryptographicKey, version: issuer.version };
            let had = documents::at(address, target, documents).await.map_err(not_had)?;
            (address.to_owned(), had.document)
        }
        None => (text(listed, "id").unwrap_or(&issuer.id).to_owned(), Arc::new(listed.clone())),
    };
    let problem = |reason, why: &str| Problem::because(reason, why).with("method", &id);
    let embedded = listed.is_object() && document.get("owner").is_none();
    let owner = id_of(&document, "owner").unwrap_or_default();
    let is_theirs = embedded
        || same(owner, &issuer.id)
        || issuer.elsewhere.as_ref().is_some_and(|elsewhere| same(owner, &elsewhere.says));
    if !is_theirs {
        return Err(problem(Reason::KeyNotIssuers, "other_owner").with("owner", owner));
    }
    let pem = text(&document, "publicKeyPem").ok_or_else(|| problem(Reason::KeyNotConfirmed, "no_pem"))?;
    let key = pem::key(pem).map_err(|why| problem(Reason::UnsupportedProof, why))?;
    Ok((id, key))
}

/// 1.x: the badge names the address of a PEM file. Profiles list no keys yet: it must be at the host of the profile.
async fn old_key(
    creator: &str,
    issuer: &Had,
    documents: &Documents<'_>,
) -> Result<(String, PublicKey), Problem> {
    let problem = |reason, why: &str| Problem::because(reason, why).with("method", creator);
    if authority(creator).is_none() || authority(creator) != authority(&issuer.id) {
        return Err(problem(Reason::KeyNotIssuers, "other_origin").with("issuer", &issuer.id));
    }
    let document = documents::at_address(creator, documents).await.map_err(not_had)?;
    let pem = match documents.read(&document) {
        Ok(document) => text(&document, "publicKeyPem").map(str::to_owned),
        Err(_) => str::from_utf8(&document.fetched.bytes).ok().map(str::to_owned),
    };
    let pem = pem.ok_or_else(|| problem(Reason::KeyNotConfirmed, "no_pem"))?;
    let key = pem::key(&pem).map_err(|why| problem(Reason::UnsupportedProof, why))?;
    Ok((creator.to_owned(), key))
}

/// A key that cannot be had does not make a forgery (C.2, signed 5).
fn not_had(miss: Miss) -> Problem {
    let problem = miss.problem();
    match problem.reason {
        Reason::DocumentUnreachable => Problem { reason: Reason::KeyNotConfirmed, ..problem },
        _ => problem,
    }
}
