//! Open Badges 2.0 and the versions before it: read, upgrade, validate, build, and see as 3.0.
//!
//! [`Version::of`] and [`Class::of`] tell what a document is. [`upgrade`] puts the forms of 0.5, 1.0 and 1.1
//! into that of 2.0 (C.5); [`validate`] tells every fault of a document in that form; the classes read and
//! write it without losing a member that they do not know; [`to_credential`] shows it as a 3.0 credential.
//! None of them touches the original: that stays what is verified and kept.
//!
//! ```
//! use openbadges_model::v2::{Class, Origin, Version, upgrade, validate};
//! use serde_json::json;
//!
//! let assertion = json!({
//!     "uid": "123abc",
//!     "recipient": {"identity": "ada@example.org", "hashed": false, "type": "email"},
//!     "badge": "https://example.org/badge",
//!     "issuedOn": 1_430_352_000,
//!     "verify": {"type": "hosted", "url": "https://example.org/assertions/1"}
//! });
//! assert_eq!(Version::of(&assertion), Some(Version::V1_0));
//! assert_eq!(Class::of(&assertion), Some(Class::Assertion));
//! let upgraded = upgrade(&assertion, Class::Assertion, Origin::of(Version::V1_0));
//! assert_eq!(upgraded["id"], "https://example.org/assertions/1");
//! assert_eq!(upgraded["verification"]["type"], "HostedBadge");
//! assert_eq!(upgraded["issuedOn"], "2015-04-30T00:00:00Z");
//! assert!(validate(&upgraded, Class::Assertion, Version::V1_0).is_empty());
//! ```

mod builder;
mod classes;
mod context;
mod credential;
pub(crate) mod dates;
pub(crate) mod document_class;
mod extensions;
mod identity;
mod parts;
mod recognise;
mod upgrade;
pub(crate) mod version;
mod vouching;

pub use builder::{IncompleteProfile, assertion, badge_class, issuer};
pub use classes::{Assertion, BadgeClass, Profile};
pub use context::{CONTEXT, faults as context_faults};
pub use credential::{Issued, to_credential};
pub use dates::instant;
pub use document_class::Class;
pub use extensions::{faults as extension_faults, unknown as unknown_extensions};
pub use parts::{
    AlignmentObject, Criteria, Evidence, IdentityObject, Image, Linked, Related, VerificationObject,
};
pub use upgrade::{Origin, upgrade};
pub use version::Version;
pub use vouching::{CryptographicKey, Endorsement, EndorsementClaim, RevocationList, RevokedAssertion};

use crate::{Fault, validate::v2 as rules};
use serde_json::Value;

/// Every fault of a document in the form of 2.0, as [`upgrade`] gives it, of the class that it must be (C.1). What a
/// version before 2.0 did not ask for is not asked of its documents. Contexts and extensions are looked at by
/// [`context_faults`] and [`extension_faults`], which need the document as it was written.
///
/// Optional members may be missing, single or lists, as JSON-LD has it (C.2). At most 500 errors and 500
/// warnings are told.
///
/// ```
/// use openbadges_model::v2::{Class, Version, validate};
///
/// let document = serde_json::json!({"@context": "https://w3id.org/openbadges/v2", "type": "Profile"});
/// let faults = validate(&document, Class::Profile, Version::V2_0);
/// assert!(faults.iter().any(|fault| fault.pointer == "/id" && fault.is_error()));
/// ```
pub fn validate(document: &Value, class: Class, version: Version) -> Vec<Fault> {
    rules::document(document, class, version)
}
