//! The key that a JWT's header names (specification A.7-3, A.7-9): found and bound as that of every other proof, and what
//! only a JWT may do stands here.

use openbadges_proof::{KeyError, PublicKey};
use serde_json::Value;

use crate::Reason;
use crate::case::Case;
use crate::keys::{self, Found, Problem, is_address};
use crate::members::text;

/// Finds the key: at the address that `kid` is, or in the header itself, where it is a hint. In both it is the same one.
pub(super) async fn find(header: &Value, issuer: &str, case: &Case<'_>) -> Result<Found, Problem> {
    let inline = header.get("jwk").map(PublicKey::from_jwk).transpose().map_err(|error| unusable(&error))?;
    let Some(kid) = text(header, "kid").filter(|kid| is_address(kid)) else {
        let nothing = || Problem::because(Reason::KeyNotConfirmed, "no_key");
        return inline.map(Found::inline).ok_or_else(nothing);
    };
    let found = keys::find(kid, issuer, case.documents, case.options.now).await?;
    if inline.is_some_and(|inline| inline != found.key) {
        return Err(Problem::because(Reason::Signature, "kid_and_jwk_differ"));
    }
    Ok(found)
}

/// What it means that the key in the header is none that we use.
fn unusable(error: &KeyError) -> Problem {
    let (reason, why) = match error {
        KeyError::Unsupported => (Reason::UnsupportedProof, "key_type"),
        KeyError::Private => (Reason::Signature, "private_key"),
        _ => (Reason::Signature, "key_malformed"),
    };
    Problem::because(reason, why).with("message", error.to_string())
}
