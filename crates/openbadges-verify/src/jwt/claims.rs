//! The registered claims say again what the credential says (specification A.7-5 to A.7-7).

use jiff::Timestamp;
use serde_json::{Value, json};

use super::jws::Profile;
use crate::Reason;
use crate::checks::{id_of, text};
use crate::keys::Problem;

/// Claims that are not members of a credential.
const REGISTERED: [&str; 7] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti"];

/// The credential of a JWT. `exp` is its end where it names none itself.
pub(super) fn credential(claims: &Value) -> Value {
    let wrapped = claims.get("vc").filter(|_| claims.get("@context").is_none());
    let mut credential = wrapped.unwrap_or(claims).clone();
    if let Value::Object(members) = &mut credential {
        if wrapped.is_none() {
            for name in REGISTERED {
                members.shift_remove(name);
            }
        }
        let end = claims.get("exp").and_then(Value::as_i64).and_then(|exp| Timestamp::from_second(exp).ok());
        if let Some(end) =
            end.filter(|_| ["validUntil", "expirationDate"].iter().all(|name| !members.contains_key(*name)))
        {
            let name = if wrapped.is_some() { "expirationDate" } else { "validUntil" };
            members.insert(name.to_owned(), json!(end.to_string()));
        }
    }
    credential
}

/// Compares the claims with the credential. VC-JWT must have them; in VC-JOSE one that is there must be right. A missing
/// `sub` is common and only remarked.
pub(super) fn compare(
    claims: &Value,
    credential: &Value,
    profile: Profile,
) -> Result<Option<&'static str>, Problem> {
    let differs = |claim| Err(Problem::because(Reason::Signature, "claim").with("claim", claim));
    let excused = |claim: &str| profile == Profile::VcJose && claims.get(claim).is_none();
    let same = |claim: &str, value: Option<&str>| {
        text(claims, claim).is_some_and(|claim| Some(claim) == value) || excused(claim)
    };
    if !same("iss", id_of(credential, "issuer")) {
        return differs("iss");
    }
    if !same("jti", text(credential, "id")) {
        return differs("jti");
    }
    let starts = date(credential, ["validFrom", "issuanceDate"]);
    if !excused("nbf") && (starts.is_none() || number(claims, "nbf") != starts) {
        return differs("nbf");
    }
    let ends = date(credential, ["validUntil", "expirationDate"]);
    if claims.get("exp").is_some() && (ends.is_none() || number(claims, "exp") != ends) {
        return differs("exp");
    }
    let subject = credential.get("credentialSubject").and_then(|subject| text(subject, "id"));
    match claims.get("sub") {
        None if profile == Profile::VcJose => Ok(None),
        None => Ok(Some("no_sub")),
        Some(sub) if sub.as_str() == subject => Ok(None),
        Some(_) => differs("sub"),
    }
}

/// A `NumericDate` in whole seconds.
fn number(claims: &Value, claim: &str) -> Option<i64> {
    let value = claims.get(claim)?;
    #[expect(
        clippy::cast_possible_truncation,
        reason = "seconds are cut, and what is out of range equals no date"
    )]
    value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds.floor() as i64))
}

/// The first of two dates that is there, in whole seconds.
fn date(credential: &Value, members: [&str; 2]) -> Option<i64> {
    let date = members.iter().find_map(|member| text(credential, member))?;
    Some(date.parse::<Timestamp>().ok()?.as_second())
}
