//! The credentials that a CLR encloses (specification D).

use serde_json::Value;

use super::part::{Found, PartText, reports};
use crate::case::{Case, Role};
use crate::members::{each_placed, is_a, text};
use crate::parts::summary;
use crate::{Check, CheckId, Facts, Part, Reason, Remark, RemarkId};

/// How an enveloped credential's `id` begins (VC data model 2.0, Enveloped Verifiable Credentials).
const ENVELOPES: [&str; 2] = ["data:application/vc+jwt,", "data:application/vc+ld+json+jwt,"];

/// Verifies every credential of a CLR on its own.
pub(super) async fn check(clr: &Value, case: &Case<'_>) -> (Check, Vec<Part>) {
    let subject = clr.get("credentialSubject").unwrap_or(&Value::Null);
    if !is_a(clr, "ClrCredential") || !matches!(case.role, Role::Badge) {
        return (Check::skipped(CheckId::Credentials, Facts::new()), Vec::new());
    }
    case.documents.allow_parts();
    let found = each_placed(subject, "verifiableCredential").map(|(pointer, credential)| Found {
        pointer: format!("/credentialSubject{pointer}"),
        text: unfolded(credential),
    });
    let options = case.options.of_parts();
    let (mut parts, not_checked) = reports(found.collect(), |_| case.part(Role::Enclosed, &options)).await;
    for part in &mut parts {
        part.report.remarks.extend(other_subject(part, text(subject, "id")));
    }
    (summary(CheckId::Credentials, &parts, not_checked, Reason::EnclosedNotValid), parts)
}

/// A credential as it is, or out of its envelope.
fn unfolded(credential: &Value) -> PartText {
    if !is_a(credential, "EnvelopedVerifiableCredential") {
        return PartText::of(credential);
    }
    let id = text(credential, "id").unwrap_or_default();
    let jws = ENVELOPES.iter().find_map(|envelope| id.strip_prefix(envelope));
    jws.map_or(PartText::Other, |jws| PartText::of(&Value::from(jws)))
}

/// D "Same person": the credentials of a record should be its learner's.
fn other_subject(part: &Part, learner: Option<&str>) -> Option<Remark> {
    let credential = &part.report.content.as_ref()?.credential;
    let subject = credential.pointer("/credentialSubject/id")?.as_str()?;
    let learner = learner.filter(|learner| !openbadges_model::same_id(subject, learner))?;
    let facts = Facts::new().with("subject", subject).with("learner", learner);
    Some(Remark { id: RemarkId::OtherSubject, facts })
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    #[test]
    fn d_credentials_come_out_of_their_envelopes() {
        let jws = "eyJhbGciOiJFZERTQSJ9.e30.c2ln";
        let enveloped = |id: &str| unfolded(&json!({"type": "EnvelopedVerifiableCredential", "id": id}));
        assert!(
            matches!(enveloped(&format!("data:application/vc+jwt,{jws}")), PartText::Jws(text) if text == jws)
        );
        assert!(matches!(unfolded(&json!(jws)), PartText::Jws(_)));
        assert!(matches!(unfolded(&json!({"type": "VerifiableCredential"})), PartText::Json(_)));
        for id in ["data:text/plain,x", "https://example.org", "data:application/vc+jwt,x"] {
            assert!(matches!(enveloped(id), PartText::Other), "{id}");
        }
    }
}
