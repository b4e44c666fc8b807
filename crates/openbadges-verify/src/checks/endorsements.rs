//! The endorsements that a badge carries (specification A.4, step 6): named, not yet checked.

use serde_json::Value;

use super::{each, id_of};
use crate::{Check, CheckId, Facts};

/// Endorsements that are named in a report.
const MAX_NAMED: usize = 20;

pub(crate) fn check(credential: &Value) -> Check {
    let owners = [
        ("", Some(credential)),
        ("/issuer", credential.get("issuer")),
        ("/credentialSubject/achievement", credential.pointer("/credentialSubject/achievement")),
    ];
    let mut facts = Facts::new();
    let found = owners.iter().filter_map(|(path, owner)| Some((*path, (*owner)?))).flat_map(of_owner);
    for (count, (pointer, issuer)) in found.enumerate() {
        if count == 0 {
            facts.push("why", "not_checked");
        }
        if count < MAX_NAMED {
            facts.push("pointer", pointer);
            facts.push("issuer", issuer);
        }
    }
    Check::skipped(CheckId::Endorsements, facts)
}

/// The place of each endorsement of an object, and who is said to have made it.
fn of_owner<'a>((path, owner): (&'a str, &'a Value)) -> impl Iterator<Item = (String, String)> + 'a {
    ["endorsement", "endorsementJwt"].into_iter().flat_map(move |member| {
        each(owner, member).enumerate().map(move |(index, endorsement)| {
            let issuer = id_of(endorsement, "issuer").unwrap_or("(in a JWT)");
            (format!("{path}/{member}/{index}"), issuer.to_owned())
        })
    })
}
