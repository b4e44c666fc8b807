//! The registered claims say again what the credential says (specification A.7-5 to A.7-7).

use jiff::Timestamp;
use openbadges_model::Instant;
use openbadges_model::context::CREDENTIALS_V1;
use serde_json::{Value, json};

use super::jws::Profile;
use crate::Reason;
use crate::keys::Problem;
use crate::members::{each, id_of, text};

/// Claims that are no members of a credential: those of RFC 7519 (4.1), `cnf` of RFC 7800, and `nonce`.
const REGISTERED: [&str; 9] = ["iss", "sub", "aud", "exp", "nbf", "iat", "jti", "cnf", "nonce"];

/// The names of a credential's first date and of its last one, in both data models.
const STARTS: [&str; 2] = ["validFrom", "issuanceDate"];
const ENDS: [&str; 2] = ["validUntil", "expirationDate"];

/// The credential of a JWT, if it is not the claims as they stand. In the form of Open Badges `exp` is its end where it
/// names none itself.
pub(super) fn credential(claims: &Value, profile: Option<Profile>) -> Option<Value> {
    let wrapped = claims.get("vc").filter(|_| claims.get("@context").is_none());
    if wrapped.is_none() && REGISTERED.iter().all(|name| claims.get(name).is_none()) {
        return None;
    }
    let mut credential = wrapped.unwrap_or(claims).clone();
    let is_of_1_1 = each(&credential, "@context").next().is_some_and(|context| context == CREDENTIALS_V1);
    if let Value::Object(members) = &mut credential {
        if wrapped.is_none() {
            for name in REGISTERED {
                members.shift_remove(name);
            }
        }
        let has_end = ENDS.iter().any(|name| members.contains_key(*name));
        let end = number(claims, "exp").filter(|_| !has_end && profile != Some(Profile::VcJose));
        if let Some(end) = end.and_then(Instant::from_second) {
            let name = if is_of_1_1 { "expirationDate" } else { "validUntil" };
            members.insert(name.to_owned(), json!(end.to_string()));
        }
    }
    Some(credential)
}

/// Compares the claims with the credential. VC-JWT must have them; in VC-JOSE one that is there must be right. A missing
/// `sub` is common and only remarked.
pub(super) fn compare(
    claims: &Value,
    credential: &Value,
    profile: Profile,
    now: Timestamp,
) -> Result<Option<&'static str>, Problem> {
    let same = |claim: &str, value: Option<&str>| match text(claims, claim) {
        Some(claim) => Some(claim) == value,
        None => profile == Profile::VcJose && claims.get(claim).is_none(),
    };
    if !same("iss", id_of(credential, "issuer")) {
        return Err(differs("iss"));
    }
    if !same("jti", text(credential, "id")) {
        return Err(differs("jti"));
    }
    let (starts, ends) = (date(credential, STARTS), date(credential, ENDS));
    match profile {
        Profile::OpenBadges => repeat(claims, starts, ends)?,
        Profile::VcJose => live(claims, starts, ends, now)?,
    }
    let subject = credential.get("credentialSubject").and_then(|subject| text(subject, "id"));
    match claims.get("sub") {
        None if profile == Profile::VcJose => Ok(None),
        None => Ok(Some("no_sub")),
        Some(sub) if sub.as_str() == subject => Ok(None),
        Some(_) => Err(differs("sub")),
    }
}

fn differs(claim: &'static str) -> Problem {
    Problem::because(Reason::Signature, "claim").with("claim", claim)
}

/// In the form of Open Badges `nbf` and `exp` are the dates of the credential.
fn repeat(claims: &Value, starts: Option<i64>, ends: Option<i64>) -> Result<(), Problem> {
    if starts.is_none() || number(claims, "nbf") != starts {
        return Err(differs("nbf"));
    }
    if claims.get("exp").is_some() && (ends.is_none() || number(claims, "exp") != ends) {
        return Err(differs("exp"));
    }
    Ok(())
}

/// In VC-JOSE `nbf` and `exp` say when the signature counts, whatever the dates of the credential (E.3-3). Where these
/// say as much, it is left to them.
fn live(claims: &Value, starts: Option<i64>, ends: Option<i64>, now: Timestamp) -> Result<(), Problem> {
    let claimed = |claim| match claims.get(claim) {
        Some(_) => number(claims, claim).map(Some).ok_or_else(|| differs(claim)),
        None => Ok(None),
    };
    let (nbf, exp, now) = (claimed("nbf")?, claimed("exp")?, now.as_second());
    if nbf.is_some_and(|nbf| nbf > now && starts.is_none_or(|starts| starts < nbf)) {
        return Err(Problem::because(Reason::Signature, "proof_not_yet"));
    }
    if exp.is_some_and(|exp| exp <= now && ends.is_none_or(|ends| exp < ends)) {
        return Err(Problem::because(Reason::Signature, "proof_expired"));
    }
    Ok(())
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
    Instant::read(date).ok().map(Instant::second)
}
