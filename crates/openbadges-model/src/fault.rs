//! What is wrong with a document, and where.

use serde::Serialize;
use std::fmt;

use crate::json::pointer_segment;

/// One thing that is wrong with a document.
///
/// ```
/// use openbadges_model::validate;
///
/// let faults = validate(&serde_json::json!({ "type": "OpenBadgeCredential" }));
/// assert!(faults.iter().any(|fault| fault.is_error() && fault.pointer == "/credentialSubject"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Fault {
    /// JSON Pointer (RFC 6901) to the member at fault; where a member is missing, to where it belongs.
    pub pointer: String,
    /// What kind of fault.
    pub kind: FaultKind,
    /// Whether it makes the document unacceptable.
    pub severity: Severity,
    /// A sentence for people: what is wrong and what to do.
    pub message: String,
}

/// Leads the pointers of faults through the member or item that they were found in. Pointers are put together on the
/// way back from a fault: what is sound costs nothing for them.
pub(crate) fn locate(faults: &mut [Fault], segment: &(impl ToString + ?Sized)) {
    if !faults.is_empty() {
        let segment = pointer_segment(&segment.to_string());
        for fault in faults {
            fault.pointer.insert_str(0, &segment);
        }
    }
}

/// How grave a fault is.
///
/// ```
/// use openbadges_model::{Fault, FaultKind, Severity};
///
/// let fault = Fault {
///     pointer: "/image".into(),
///     kind: FaultKind::Empty,
///     severity: Severity::Warning,
///     message: "leave it out".into(),
/// };
/// assert!(!fault.is_error());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub enum Severity {
    /// The document does not conform.
    Error,
    /// It conforms, or old documents commonly are so; somebody should know.
    Warning,
}

/// The kinds of faults.
///
/// ```
/// use openbadges_model::{FaultKind, validate_profile};
///
/// let faults = validate_profile(&serde_json::json!({"id": "did:example:1", "type": "Profile", "url": 7}));
/// assert!(faults.iter().any(|fault| fault.pointer == "/url" && fault.kind == FaultKind::WrongType));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub enum FaultKind {
    /// `@context` is missing, short, out of order or a pair that does not fit (A.3-7, E.1-4).
    Context,
    /// A required member is missing (A.1).
    Missing,
    /// A member has the wrong JSON type (A.1).
    WrongType,
    /// One value stands where only a list is allowed (A.3-2).
    NotAList,
    /// A list stands where only one value is allowed (A.1).
    NotSingle,
    /// `type` does not say what the object must be (A.1, A.3-3).
    Type,
    /// A class that may not carry other members carries one (A.1).
    UnknownMember,
    /// A term is not in its enumeration (A.2, A.3-4).
    Term,
    /// A text is not of its form: date, URI, language, compact JWS (A.1).
    Form,
    /// A URI is not absolute where old documents commonly are so (A.1); when issuing it is an error.
    RelativeUri,
    /// Members contradict each other (A.1).
    Inconsistent,
    /// `null` or an empty list, which should be left out (A.3-1).
    Empty,
    /// The document follows an older version of the specification (A.12, E.2-21).
    OldVersion,
    /// The document is nested too deeply to be looked at.
    TooDeep,
}

impl Fault {
    /// Whether the fault makes the document unacceptable.
    pub fn is_error(&self) -> bool {
        self.severity == Severity::Error
    }

    pub(crate) fn into_error(self) -> Self {
        Self { severity: Severity::Error, ..self }
    }
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", if self.pointer.is_empty() { "/" } else { &self.pointer }, self.message)
    }
}
