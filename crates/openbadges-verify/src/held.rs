//! What the proofs of a document come to.

use openbadges_ld::Undefined;

use crate::keys::{self, Binding};
use crate::{Check, CheckId, Facts, IssuerProof, Reason, Remark};

/// A proof that holds.
pub(crate) struct Held {
    /// Members that the proof does not cover.
    pub(crate) undefined: Vec<Undefined>,
    /// Whether it covers what is written, and not what that states.
    pub(crate) covers_text: bool,
    /// A name for the key: Multikey, or the thumbprint of a JWK.
    pub(crate) key: String,
    /// Whether the key is the issuer's.
    pub(crate) binding: Binding,
    pub(crate) facts: Facts,
    /// What is to be remarked on the proof.
    pub(crate) remark: Option<Reason>,
}

impl Held {
    /// The check [`CheckId::Proof`].
    pub(crate) fn proof_check(&self) -> Check {
        match self.remark {
            Some(reason) => Check::not(CheckId::Proof, reason, self.facts.clone()),
            None => Check::pass(CheckId::Proof, self.facts.clone()),
        }
    }

    /// The check [`CheckId::Issuer`].
    pub(crate) fn issuer_check(&self) -> Check {
        let facts = self.binding.facts.clone();
        match self.binding.reason {
            None => Check::pass(CheckId::Issuer, facts),
            Some(reason) => Check::not(CheckId::Issuer, reason, facts),
        }
    }

    /// What the proof proves of the issuer.
    pub(crate) fn issuer_proof(&self) -> Option<IssuerProof> {
        let issuer = self.binding.proved()?;
        let domain = keys::domain(issuer);
        Some(IssuerProof { id: issuer.to_owned(), domain, key: Some(self.key.clone()) })
    }
}

/// What became of all proofs of a document.
pub(crate) struct Searched {
    /// The check [`CheckId::Proof`].
    pub(crate) check: Check,
    /// The proof to rely on.
    pub(crate) held: Option<Held>,
    /// Remarks on the other proofs.
    pub(crate) others: Vec<Remark>,
}

impl Searched {
    /// There is no proof to rely on.
    pub(crate) fn nothing(reason: Reason, facts: Facts) -> Self {
        Self { check: Check::not(CheckId::Proof, reason, facts), held: None, others: Vec::new() }
    }
}
