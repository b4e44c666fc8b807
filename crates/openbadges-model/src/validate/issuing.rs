//! What we ask of a credential that we issue, beyond the data model.

use crate::{Fault, FaultKind, Severity};
use serde_json::Value;

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
