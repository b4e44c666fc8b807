//! What is asked of a credential before it is signed, beyond the data model.

use super::{class_of, walk};
use crate::Fault;
use serde_json::Value;

/// Every fault of a credential for somebody who is about to sign it. Whatever the text and the schemas of Open Badges
/// 3.0 allow may be signed. What they forbid and [`crate::validate`] only warns of, because others have signed it, is
/// an error here; and some things are demanded that a reader does without:
///
/// - the VC data model 2.0 and the newest contexts (A.1, E.1-4),
/// - times with a zone (E.2-1),
/// - identities hashed with SHA-256 (A.5-3),
/// - `statusListIndex` as text (E.2-7),
/// - credentials in a record as JSON (D).
///
/// What is merely recommended stays a warning; among it are telephone numbers of E.164, PNG and SVG as images (A.1) and
/// numbers of 15 digits at most (E.1-13), of which only who signs is told. Endorsements, credentials in a record and
/// proofs are of others: they are looked at as [`crate::validate`] does, but for relative URIs, which a signature cannot
/// hold to anything.
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
