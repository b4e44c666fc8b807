//! Badges as JWTs (specification A.7): one JWS over the whole credential, so that every member is signed.

mod claims;
mod find;
mod jws;

use std::sync::Arc;

use openbadges_model::json;
use openbadges_proof::jws::MAX_BYTES;
use openbadges_proof::{JwsAlgorithm, KeyKind, PublicKey};
use serde_json::Value;

use crate::budget::{Work, size_of};
use crate::case::Case;
use crate::check::stop;
use crate::held::{Held, Searched};
use crate::keys::{self, Problem};
use crate::members::id_of;
use crate::proof;
use crate::{Check, CheckId, Facts, Reason};
use jws::{Jws, Profile};

/// A JWT whose parts can be read; its signature is not checked yet.
pub(crate) struct Jwt {
    jws: Jws,
    claims: Arc<Value>,
    /// The credential where it is not the claims as they stand.
    credential: Option<Value>,
}

impl Jwt {
    /// What was signed, as it stands.
    pub(crate) const fn claims(&self) -> &Arc<Value> {
        &self.claims
    }

    /// The credential: the claims without what is said beside it, or what is in `vc` (VC data model 1.1).
    pub(crate) fn credential(&self) -> &Value {
        self.credential.as_ref().unwrap_or(&self.claims)
    }

    /// A member of the header that is text.
    pub(crate) fn header(&self, member: &str) -> Option<&str> {
        self.jws.header.get(member)?.as_str()
    }

    /// The algorithm that the header names, if this is no credential: whose key it is, the header does not say.
    pub(crate) fn plain_algorithm(&self) -> Result<JwsAlgorithm, Problem> {
        jws::plain_algorithm(&self.jws.header)
    }

    /// What it costs to try a key.
    pub(crate) fn price(&self) -> Work {
        Work::signatures(1).and(Work::canonicalised(self.jws.signed.len()))
    }

    /// What it costs to look through what was signed.
    pub(crate) fn size(&self) -> usize {
        self.jws.signed.len() + size_of(&self.claims)
    }

    /// Whether the signature is by this key.
    pub(crate) fn is_signed_by(&self, key: &PublicKey, algorithm: JwsAlgorithm) -> bool {
        key.verify_jws(algorithm, self.jws.signed.as_bytes(), &self.jws.signature).is_ok()
    }
}

/// A name for a key: in Multikey form, or the thumbprint of RFC 7638.
pub(crate) fn name_of(key: &PublicKey) -> String {
    match key.kind() {
        KeyKind::Ed25519 => key.to_multibase(),
        _ => format!("urn:ietf:params:oauth:jwk-thumbprint:sha-256:{}", key.thumbprint()),
    }
}

/// Takes a compact JWS apart; it has at most [`MAX_BYTES`] (P-R2).
pub(crate) fn read(text: &str) -> Result<Jwt, Box<Check>> {
    let problem = |why: &str| Facts::new().with("version", "3.0 JWT").with("why", why);
    let text = text.trim_start_matches('\u{feff}').trim();
    if text.len() > MAX_BYTES {
        let facts = Facts::new().with("bytes", text.len().to_string()).with("limit", MAX_BYTES.to_string());
        return stop(CheckId::Format, Reason::TooLarge, facts);
    }
    let (jws, payload) = match jws::split(text) {
        Ok(parts) => parts,
        Err(why) => return stop(CheckId::Format, Reason::Malformed, problem(why)),
    };
    match json::parse(&payload, &json::Limits::default()) {
        Ok(claims) => {
            let credential = claims::credential(&claims, Profile::of(&jws.header));
            Ok(Jwt { jws, claims: Arc::new(claims), credential })
        }
        Err(error) => {
            let facts = problem("payload").with("message", error.to_string());
            stop(CheckId::Format, Reason::Malformed, facts)
        }
    }
}

/// Checks the signature and whose key made it.
pub(crate) async fn search(jwt: &Jwt, case: &Case<'_>) -> Searched {
    let facts = described(&jwt.jws.header);
    match examine(jwt, facts.clone(), case).await {
        Ok(held) => Searched { check: held.proof_check(), held: Some(held), others: Vec::new() },
        Err(problem) => {
            let Problem { reason, facts } = problem.after(&facts);
            Searched { check: Check::not(CheckId::Proof, reason, facts), held: None, others: Vec::new() }
        }
    }
}

async fn examine(jwt: &Jwt, mut facts: Facts, case: &Case<'_>) -> Result<Held, Problem> {
    let (documents, now) = (case.documents, case.options.now);
    let issuer = id_of(jwt.credential(), "issuer").unwrap_or_default();
    let (profile, algorithm) = jws::algorithm(&jwt.jws.header)?;
    let found = find::find(&jwt.jws.header, issuer, case).await?;
    let key = name_of(&found.key);
    facts.push("key", &key);
    documents.budget.take(jwt.price()).map_err(proof::spent)?;
    if !jwt.is_signed_by(&found.key, algorithm) {
        return Err(Problem::because(Reason::Signature, "signature"));
    }
    check_header_issuer(&jwt.jws.header, issuer)?;
    let remark = claims::compare(&jwt.claims, jwt.credential(), profile, now)?;
    facts.push_some("claims", remark);
    let binding = keys::bind(found, issuer, documents, now).await;
    let remark = remark.map(|_| Reason::ModelRemarks);
    Ok(Held { undefined: Vec::new(), covers_text: true, key, binding, facts, remark })
}

/// VC-JOSE lets the header name the issuer, too.
fn check_header_issuer(header: &Value, issuer: &str) -> Result<(), Problem> {
    match header.get("iss") {
        Some(named) if named.as_str() != Some(issuer) => {
            Err(Problem::because(Reason::Signature, "claim").with("claim", "iss"))
        }
        _ => Ok(()),
    }
}

fn described(header: &Value) -> Facts {
    let mut facts = Facts::new().with("type", "JWT");
    for member in ["alg", "kid", "typ"] {
        facts.push_some(member, header.get(member).and_then(Value::as_str));
    }
    facts
}
