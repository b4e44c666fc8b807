//! What is asked of a credential before it is signed, beyond the data model.

use super::{class_of, walk};
use crate::{Fault, FaultKind, Severity};
use serde_json::Value;

/// Every fault of a credential for somebody who is about to sign it, each an error. What [`crate::validate`] only warns
/// of, because others have signed it, is not signed; and some things are demanded that a reader does without:
///
/// - the VC data model 2.0 and the newest contexts (A.1, E.1-4),
/// - lists even of one value (A.3-1, E.2-2), and dates in whole seconds of UTC (E.2-1, E.3-5),
/// - a name, and the issuer's Profile with a name (E.2-3, E.2-4),
/// - identities hashed with SHA-256, addresses in lower case (A.5-3, A.5-5),
/// - `statusListIndex` as text, and no 1EdTechRevocationList (E.2-7, A.11),
/// - credentials in a record as JSON (D).
///
/// Endorsements, credentials in a record and proofs are of others: they are looked at as [`crate::validate`] does.
///
/// ```
/// use openbadges_model::{fixtures, validate, validate_unsigned};
///
/// let mut badge = fixtures::credential().build()?.to_value();
/// assert!(validate_unsigned(&badge).is_empty());
///
/// badge["credentialStatus"]["statusListIndex"] = 7.into();
/// assert!(validate(&badge).is_empty());
/// assert_eq!(validate_unsigned(&badge)[0].pointer, "/credentialStatus/statusListIndex");
/// # Ok::<(), openbadges_model::ModelError>(())
/// ```
pub fn validate_unsigned(credential: &Value) -> Vec<Fault> {
    walk::unsigned(class_of::credential(credential), credential)
}

/// What is missing for the shape that fits every form: an `id` of the subject (a JWT needs a `sub`, E.3-4).
pub(crate) fn faults(credential: &Value) -> Vec<Fault> {
    let id = credential.pointer("/credentialSubject/id").and_then(Value::as_str);
    let fault = || Fault {
        pointer: "/credentialSubject/id".to_owned(),
        kind: FaultKind::Missing,
        severity: Severity::Error,
        message: "Give the subject an `id`: the JWT form needs it.".to_owned(),
    };
    if id.is_none_or(|id| id.trim().is_empty()) { vec![fault()] } else { Vec::new() }
}
