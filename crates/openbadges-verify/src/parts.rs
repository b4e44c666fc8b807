//! What all versions do alike with the credentials inside a badge.

use crate::budget::Work;
use crate::case::Case;
use crate::jwt::{self, Jwt};
use crate::{Check, CheckId, Facts, Part, Reason};
use openbadges_model::json::segments;

/// Parts that are named in a check.
const MAX_NAMED: usize = 20;

/// Reads a part that is a JWS, which is parsed anew.
pub(crate) fn read(jws: &str, case: &Case<'_>) -> Result<Jwt, Box<Check>> {
    let pay = |price| {
        let spent = |_| Box::new(Check::not(CheckId::Format, Reason::BudgetSpent, Facts::new()));
        case.documents.budget.take(price).map_err(spent)
    };
    pay(Work::read(jws.len()))?;
    let jwt = jwt::read(jws)?;
    pay(Work::read(jwt.size()))?;
    Ok(jwt)
}

/// The check that sums parts up: `reason` where not all of them can be relied on.
pub(crate) fn summary(id: CheckId, parts: &[Part], not_checked: usize, reason: Reason) -> Check {
    let mut facts = Facts::new().with("found", (parts.len() + not_checked).to_string());
    for part in parts.iter().take(MAX_NAMED) {
        facts.push("pointer", part.pointer.as_str());
        let issuer = part.report.content.as_ref().map(|content| content.issuer.id.as_str());
        facts.push("issuer", issuer.unwrap_or_default());
        facts.push("verdict", part.report.verdict.as_str());
    }
    if not_checked > 0 {
        facts.push("notChecked", not_checked.to_string());
        facts.push("why", Reason::BudgetSpent.as_str());
    }
    let holds = |part: &Part| part.report.verdict <= crate::Verdict::Warning;
    if not_checked == 0 && parts.iter().all(holds) {
        Check::pass(id, facts)
    } else {
        Check::not(id, reason, facts)
    }
}

/// Whether a place lies inside a part: what stands there is the part's business and not that of the badge around it.
pub(crate) fn is_inside(pointer: &str) -> bool {
    let mut names = segments(pointer);
    let of_part = |name: &str| ["endorsement", "endorsementJwt", "verifiableCredential"].contains(&name);
    names.any(|name| of_part(&name)) && names.next().is_some()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn faults_of_a_part_are_told_from_those_of_the_list_around_it() {
        for (pointer, inside) in [
            ("/endorsement/0/name", true),
            ("/credentialSubject/achievement/endorsementJwt/3", true),
            ("/credentialSubject/verifiableCredential/0", true),
            ("/endorsement", false),
            ("/credentialSubject/achievement/name", false),
            ("", false),
        ] {
            assert_eq!(is_inside(pointer), inside, "{pointer}");
        }
    }
}
