//! Every fault of a document, by the data model of Open Badges 3.0 (A.1 to A.3, E.2).

mod advice;
mod class_of;
mod clr;
mod contexts;
mod forms;
mod identity;
mod issuing;
mod resources;
mod rules;
mod status;
mod table;
pub(crate) mod v2;
mod v3;
mod walk;
mod walker;

use crate::Fault;
pub(crate) use forms::{is_uri, is_uuid};
pub use issuing::validate_unsigned;
use serde_json::Value;

/// Every fault of an `AchievementCredential` or, where its type says so, an `EndorsementCredential` or a
/// `ClrCredential`; of the VC data model 1.1 where its first context says so. Proofs are looked at as data only.
/// At most 500 errors and 500 warnings are told.
///
/// ```
/// use openbadges_model::{FaultKind, validate};
/// let faults = validate(&serde_json::json!({"type": ["VerifiableCredential", "EndorsementCredential"]}));
/// assert!(faults.iter().any(|f| f.pointer == "/validFrom" && f.kind == FaultKind::Missing));
/// ```
pub fn validate(credential: &Value) -> Vec<Fault> {
    walk::document(class_of::credential(credential), credential)
}

/// Every fault of an `EndorsementCredential`, whatever its type says.
///
/// ```
/// use openbadges_model::validate_endorsement;
///
/// let faults = validate_endorsement(&serde_json::json!({"type": ["VerifiableCredential"]}));
/// assert!(faults.iter().any(|fault| fault.pointer == "/credentialSubject"));
/// ```
pub fn validate_endorsement(endorsement: &Value) -> Vec<Fault> {
    walk::document(class_of::endorsement(endorsement), endorsement)
}

/// Every fault of a Profile that stands alone.
///
/// ```
/// use openbadges_model::validate_profile;
///
/// assert!(validate_profile(&serde_json::json!({"id": "did:example:1", "type": ["Profile"]})).is_empty());
/// assert_eq!(validate_profile(&serde_json::json!({"type": ["Profile"]}))[0].pointer, "/id");
/// ```
pub fn validate_profile(profile: &Value) -> Vec<Fault> {
    walk::document(&v3::PROFILE, profile)
}

/// Every fault of an Achievement that stands alone.
///
/// ```
/// use openbadges_model::{FaultKind, validate_achievement};
///
/// let faults = validate_achievement(&serde_json::json!({"id": "urn:a", "type": ["Achievement"], "name": "Archery"}));
/// let missing: Vec<&str> = faults.iter().map(|fault| fault.pointer.as_str()).collect();
/// assert_eq!(missing, ["/criteria", "/description"]);
/// assert!(faults.iter().all(|fault| fault.kind == FaultKind::Missing));
/// ```
pub fn validate_achievement(achievement: &Value) -> Vec<Fault> {
    walk::document(&v3::ACHIEVEMENT, achievement)
}
