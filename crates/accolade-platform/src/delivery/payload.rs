//! What the outbox table holds of a mail: ids and plain values, no secret, no rendered link.

use accolade_storage::mails::NewMail;
use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::ids::{CredentialId, EndorsementId, IssuerId, SignInLinkId};
use crate::random::Random;

/// A mail to be rendered when it is sent or read.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "mail", rename_all = "kebab-case")]
pub(crate) enum Payload {
    /// A badge was awarded.
    Award { issuer: IssuerId, credential: CredentialId },
    /// An endorsement waits for the answer of `issuer`.
    Endorsement { issuer: IssuerId, endorser: IssuerId, endorsement: EndorsementId },
    /// Somebody wants to sign in; `known` tells whether the address has an account.
    SignIn { link: SignInLinkId, known: bool },
}

impl Payload {
    /// The kind, as the table knows it.
    pub(crate) fn kind(&self) -> &'static str {
        match self {
            Self::Award { .. } => "award",
            Self::Endorsement { .. } => "endorsement",
            Self::SignIn { .. } => "sign-in",
        }
    }

    /// The row to enqueue.
    pub(crate) fn mail(self, random: &dyn Random, to: &str, now: Timestamp) -> NewMail {
        let (issuer_id, credential_id) = match self {
            Self::Award { issuer, credential } => (Some(issuer), Some(credential)),
            Self::Endorsement { issuer, .. } => (Some(issuer), None),
            Self::SignIn { .. } => (None, None),
        };
        NewMail {
            id: random.id(),
            kind: self.kind().to_owned(),
            to: to.to_owned(),
            payload: serde_json::json!(self),
            issuer_id,
            credential_id,
            created_at: now,
        }
    }
}
