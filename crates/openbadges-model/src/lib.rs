//! The Open Badges data models: read, build and validate. Here is 3.0; [`v2`] has 2.0 and the versions before it.
//!
//! [`json::parse`] is the door for JSON that others wrote. [`validate`] tells every fault of a document and
//! where it is; the classes ([`AchievementCredential`], [`Profile`], [`Achievement`] …) read and write
//! documents without losing a member that they do not know. [`AchievementCredentialBuilder`] makes
//! credentials in the strict shape that every validator accepts.
//!
//! ```
//! use openbadges_model::{AchievementCredential, json, validate};
//!
//! let document = json::parse(
//!     br#"{
//!         "@context": [
//!             "https://www.w3.org/ns/credentials/v2",
//!             "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
//!         ],
//!         "id": "urn:uuid:0b2b34a8-5a7c-4a0f-8a38-9a4f6d3f5a11",
//!         "type": ["VerifiableCredential", "OpenBadgeCredential"],
//!         "issuer": {"id": "did:web:example.org", "type": ["Profile"], "name": "Example Org"},
//!         "validFrom": "2024-05-06T07:08:09Z",
//!         "credentialSubject": {
//!             "id": "did:example:ada",
//!             "type": ["AchievementSubject"],
//!             "achievement": {
//!                 "id": "https://example.org/teamwork",
//!                 "type": ["Achievement"],
//!                 "name": "Teamwork",
//!                 "description": "Works well with others.",
//!                 "criteria": {"narrative": "Nominated by peers."}
//!             }
//!         }
//!     }"#,
//!     &json::Limits::default(),
//! )?;
//! assert!(validate(&document).is_empty());
//! let credential = AchievementCredential::from_value(&document)?;
//! assert_eq!(credential.credential_subject.achievement.name, "Teamwork");
//! assert_eq!(credential.to_value(), document);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![deny(missing_docs)]

mod achievement;
mod builder;
mod class;
mod clr;
pub mod context;
mod credential;
mod date_time;
mod dated;
mod equality;
mod fault;
#[cfg(any(test, feature = "fixtures"))]
pub mod fixtures;
mod identity;
mod instant;
pub mod json;
mod model_error;
mod one_or_many;
mod profile;
mod recipient;
mod result;
mod service;
mod subject;
pub mod v2;
mod validate;
pub mod vocabulary;

pub use achievement::{Achievement, Alignment, Criteria, Image, Related};
pub use builder::AchievementCredentialBuilder;
pub use clr::{Association, ClrCredential, ClrSubject};
pub use credential::{AchievementCredential, EndorsementCredential, EndorsementSubject};
pub use date_time::{DateTimeError, DateTimeZ};
pub use equality::same_id;
pub use fault::{Fault, FaultKind, Severity};
pub use identity::{IdentifierEntry, IdentityObject, Match};
pub use instant::Instant;
pub use model_error::ModelError;
pub use one_or_many::OneOrMany;
pub use profile::{Address, GeoCoordinates, Profile, ProfileRef};
pub use recipient::Recipient;
pub use result::{Result, ResultDescription, RubricCriterionLevel};
pub use service::{CredentialSchema, CredentialStatus, RefreshService, TermsOfUse};
pub use subject::{AchievementSubject, Evidence};
pub use validate::{
    validate, validate_achievement, validate_endorsement, validate_profile, validate_unsigned,
};
pub use vocabulary::{
    AchievementType, AlignmentTargetType, AssociationType, IdentifierType, ResultStatusType, ResultType,
};

// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
