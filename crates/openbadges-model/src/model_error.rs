//! What a document that is not of its class is told with.

use serde_json::Value;

use crate::{Fault, validate};

/// A document that is not of the class that it was read as.
///
/// ```
/// use openbadges_model::AchievementCredential;
///
/// let document = serde_json::json!({"type": ["VerifiableCredential", "OpenBadgeCredential"]});
/// let error = AchievementCredential::from_value(&document).unwrap_err();
/// assert!(error.faults.iter().any(|fault| fault.pointer == "/issuer"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{}", self.describe())]
pub struct ModelError {
    /// Every fault that was found, errors only.
    pub faults: Vec<Fault>,
    detail: String,
}

impl ModelError {
    pub(crate) fn new(document: &Value, error: &dyn std::error::Error) -> Self {
        Self::from_faults(validate(document), error.to_string())
    }

    pub(crate) fn from_faults(faults: Vec<Fault>, detail: String) -> Self {
        Self { faults: faults.into_iter().filter(Fault::is_error).collect(), detail }
    }

    fn describe(&self) -> String {
        match self.faults.as_slice() {
            [] => self.detail.clone(),
            [fault] => fault.to_string(),
            [first, rest @ ..] => format!("{first} (and {} more faults)", rest.len()),
        }
    }
}
