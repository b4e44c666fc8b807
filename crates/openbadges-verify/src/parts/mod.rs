//! Credentials inside a badge: endorsements, and what a CLR encloses. Each is verified on its own.

mod enclosed;
mod endorsements;

use std::future::Future;
use std::pin::Pin;

use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::budget::Work;
use crate::checks::format::Badge;
use crate::jwt::Jwt;
use crate::open::{Form, sniff_text};
use crate::report::Draft;
use crate::verify::{Case, Role, judged};
use crate::{Check, CheckId, Facts, Reason, Report, jwt};

pub(crate) use enclosed::enclosed;
pub(crate) use endorsements::{endorsements, target};

/// Parts that are named in a check.
const MAX_NAMED: usize = 20;

/// A credential inside another one, with a report of its own.
///
/// ```
/// use openbadges_verify::{Part, Report};
///
/// /// The endorsements that somebody may rely on.
/// fn good(report: &Report) -> impl Iterator<Item = &Part> {
///     report.endorsements.iter().filter(|part| part.report.verdict == openbadges_verify::Verdict::Valid)
/// }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use openbadges_verify::{Input, Offline, Options, verify};
/// # let options = Options::at("2026-11-24T12:00:00Z".parse()?);
/// let report = verify(Input::Bytes(b"{}".to_vec()), &Offline, &options).await;
/// assert_eq!(good(&report).count(), 0);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Part {
    /// Where it stands in the credential around it, as a JSON Pointer.
    pub pointer: String,
    /// What it comes to by itself.
    pub report: Report,
}

/// A part that was found and is still to be verified.
struct Found {
    pointer: String,
    text: PartText,
}

/// How a part is written.
enum PartText {
    Json(Value),
    Jws(String),
    /// None of the forms that a part may have.
    Other,
}

impl PartText {
    /// An embedded credential, or one that is a compact JWS.
    fn of(value: &Value) -> Self {
        match value {
            Value::Object(_) => Self::Json(value.clone()),
            Value::String(text) if sniff_text(text) == Some(Form::Jws) => Self::Jws(text.clone()),
            _ => Self::Other,
        }
    }
}

/// Verifies a part by itself.
fn report<'a>(text: PartText, case: Case<'a>) -> Pin<Box<dyn Future<Output = Report> + Send + 'a>> {
    Box::pin(async move {
        let mut draft = Draft::new();
        let input = |form: &str| Check::pass(CheckId::Input, Facts::new().with("form", form));
        match text {
            PartText::Json(value) => {
                draft.add(input("embedded"));
                let text = value.to_string();
                judged(&mut draft, Badge::Json(value), text, &case).await;
            }
            PartText::Jws(text) => {
                draft.add(input("jws"));
                match read(&text, &case) {
                    Ok(jwt) => judged(&mut draft, Badge::Jwt(Box::new(jwt)), text, &case).await,
                    Err(check) => draft.add(*check),
                }
            }
            PartText::Other => draft.add(Check::not(
                CheckId::Input,
                Reason::NotABadge,
                Facts::new().with("why", "unknown_form"),
            )),
        }
        draft.finish(case.options.now)
    })
}

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

/// Verifies parts one after the other; those beyond the limit are counted as not checked (P-R2).
async fn reports<'a>(found: Vec<Found>, case_of: impl Fn(usize) -> Case<'a>) -> (Vec<Part>, usize) {
    let mut parts = Vec::new();
    let mut not_checked = 0;
    for (index, Found { pointer, text }) in found.into_iter().enumerate() {
        let case = case_of(index);
        if case.documents.budget.take(Work::parts(1)).is_ok() {
            parts.push(Part { pointer, report: report(text, case).await });
        } else {
            not_checked += 1;
        }
    }
    (parts, not_checked)
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
    let mut segments = pointer.split('/').skip(1);
    let of_part = |name: &str| ["endorsement", "endorsementJwt", "verifiableCredential"].contains(&name);
    segments.any(of_part) && segments.next().is_some()
}

impl<'a> Case<'a> {
    /// The same circumstances for a part in this role; nobody asks whose a part is.
    fn part(&self, role: Role<'a>, options: &'a crate::Options) -> Self {
        Case { documents: self.documents, options, role }
    }
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
