//! From a comment to the exact bytes of a signed `EndorsementCredential`.

use jiff::Timestamp;
use openbadges_model::validate_endorsement;
use openbadges_model::{CredentialStatus, EndorsementCredential, EndorsementSubject, OneOrMany};
use openbadges_proof::data_integrity::{self, ProofOptions};

use crate::Issuer;
use crate::address::InstanceAddress;
use crate::ids::EndorsementId;
use crate::issuers::{self, ActiveKey};
use crate::status;
use crate::trouble::Trouble;

/// Everything that an endorsement is made of.
pub(super) struct Ingredients<'a> {
    pub(super) address: &'a InstanceAddress,
    pub(super) endorser: &'a Issuer,
    pub(super) id: EndorsementId,
    /// The name to show, which Open Badges demands here.
    pub(super) name: String,
    /// The id of what is endorsed.
    pub(super) target: &'a str,
    /// Markdown.
    pub(super) comment: &'a str,
    pub(super) status_list: u32,
    pub(super) status_index: u32,
    /// When it is signed, in whole seconds.
    pub(super) now: Timestamp,
}

/// Builds, signs and validates. What comes out is what is stored and handed out, byte for byte.
pub(super) fn sign(of: &Ingredients<'_>, key: &ActiveKey) -> Result<String, Trouble> {
    let bug = |what: &str, error: &dyn std::fmt::Display| {
        Trouble::Broken(format!("endorsement {}: {what}: {error}", of.id))
    };
    let unsigned = serde_json::to_value(build(of)).map_err(|error| bug("cannot be built", &error))?;
    let options = ProofOptions { verification_method: key.method.clone(), created: of.now };
    let signed = data_integrity::sign(&unsigned, &key.key, &options)
        .map_err(|error| bug("cannot be signed", &error))?;
    if let Some(fault) = validate_endorsement(&signed).first() {
        return Err(bug("is at fault", &format!("{}: {}", fault.pointer, fault.message)));
    }
    serde_json::to_string(&signed).map_err(|error| bug("cannot be written", &error))
}

fn build(of: &Ingredients<'_>) -> EndorsementCredential {
    let list = of.address.status_list(of.endorser.id, of.status_list);
    let status = CredentialStatus::bitstring_entry(&list, of.status_index.into(), status::REVOCATION);
    let subject = EndorsementSubject {
        endorsement_comment: Some(of.comment.to_owned()),
        ..EndorsementSubject::new(of.target)
    };
    let id = of.address.endorsement(of.endorser.id, of.id);
    let endorser = issuers::profile(of.address, of.endorser);
    EndorsementCredential {
        awarded_date: Some(of.now.into()),
        credential_status: OneOrMany::single(status),
        ..EndorsementCredential::new(id, &of.name, endorser, of.now, subject)
    }
}
