//! What is asked of a credential before it is signed, beyond the data model.

use crate::{Fault, FaultKind, Severity, validate};
use serde_json::Value;

/// Every fault that [`validate`] finds, for somebody who is about to sign: relative URIs, empty lists (A.3-1) and terms
/// of one's own that are not well formed (A.3-4), which are let pass in what others have signed, are errors.
///
/// ```
/// use openbadges_model::{fixtures, validate, validate_unsigned};
///
/// let mut badge = fixtures::credential().build()?.to_value();
/// badge["issuer"]["url"] = "about.html".into();
/// assert!(validate(&badge).iter().all(|fault| !fault.is_error()));
/// assert!(validate_unsigned(&badge).iter().any(|fault| fault.is_error() && fault.pointer == "/issuer/url"));
///
/// badge["credentialSubject"]["achievement"]["alignment"] = serde_json::json!([]);
/// badge["credentialSubject"]["achievement"]["achievementType"] = "ext:a b".into();
/// assert_eq!(validate_unsigned(&badge).iter().filter(|fault| fault.is_error()).count(), 3);
/// # Ok::<(), openbadges_model::ModelError>(())
/// ```
pub fn validate_unsigned(credential: &Value) -> Vec<Fault> {
    let is_refused = |kind| matches!(kind, FaultKind::RelativeUri | FaultKind::Empty | FaultKind::Term);
    let graver = |fault: Fault| if is_refused(fault.kind) { fault.into_error() } else { fault };
    validate(credential).into_iter().map(graver).collect()
}

/// What is missing for the strict shape: a name of the issuer (displayers must show one), an `id` of the
/// subject (a JWT needs a `sub`, E.3-4) and criteria that say something (E.4-9, warned of elsewhere).
pub(crate) fn faults(credential: &Value) -> Vec<Fault> {
    let wanted = [
        ("/issuer/name", "Name the issuer: displayers must show it."),
        ("/credentialSubject/id", "Give the subject an `id`: the JWT form needs it."),
    ];
    let blank =
        |pointer| credential.pointer(pointer).and_then(Value::as_str).is_none_or(|t| t.trim().is_empty());
    wanted
        .into_iter()
        .filter(|(pointer, _)| blank(pointer))
        .map(|(pointer, message)| Fault {
            pointer: pointer.to_owned(),
            kind: FaultKind::Missing,
            severity: Severity::Error,
            message: message.to_owned(),
        })
        .collect()
}
