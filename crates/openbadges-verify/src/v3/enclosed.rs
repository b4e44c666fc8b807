//! The credentials that a CLR encloses (specification D).

use serde_json::Value;

use super::part::{Found, PartText, reports};
use crate::case::{Case, Role};
use crate::members::{each_placed, is_a, text};
use crate::parts::summary;
use crate::{Check, CheckId, Facts, Part, Reason, Remark, RemarkId};

/// Verifies every credential of a CLR on its own.
pub(super) async fn check(clr: &Value, case: &Case<'_>) -> (Check, Vec<Part>) {
    let subject = clr.get("credentialSubject").unwrap_or(&Value::Null);
    if !is_a(clr, "ClrCredential") || !matches!(case.role, Role::Badge) {
        return (Check::skipped(CheckId::Credentials, Facts::new()), Vec::new());
    }
    case.documents.allow_parts();
    let found = each_placed(subject, "verifiableCredential").map(|(pointer, credential)| Found {
        pointer: format!("/credentialSubject{pointer}"),
        text: PartText::of(credential),
    });
    let options = case.options.of_parts();
    let (mut parts, not_checked) = reports(found.collect(), |_| case.part(Role::Enclosed, &options)).await;
    for part in &mut parts {
        part.report.remarks.extend(other_subject(part, text(subject, "id")));
    }
    (summary(CheckId::Credentials, &parts, not_checked, Reason::EnclosedNotValid), parts)
}

/// D "Same person": the credentials of a record should be its learner's.
fn other_subject(part: &Part, learner: Option<&str>) -> Option<Remark> {
    let credential = &part.report.content.as_ref()?.credential;
    let subject = credential.pointer("/credentialSubject/id")?.as_str()?;
    let learner = learner.filter(|learner| !openbadges_model::same_id(subject, learner))?;
    let facts = Facts::new().with("subject", subject).with("learner", learner);
    Some(Remark { id: RemarkId::OtherSubject, facts })
}
