//! From an award to the exact bytes of its signed credential.

use jiff::Timestamp;
use openbadges_model::{
    AchievementCredential, AchievementCredentialBuilder, AchievementSubject, CredentialStatus, Evidence,
    IdentityObject, validate,
};
use openbadges_proof::data_integrity::{self, ProofOptions};
use serde_json::Value;
use uuid::Uuid;

use super::request::Award;
use crate::address::InstanceAddress;
use crate::ids::CredentialId;
use crate::issuers::{self, ActiveKey};
use crate::status;
use crate::trouble::Trouble;
use crate::{Achievement, Issuer, achievements};

/// Everything that a credential is made of.
pub(super) struct Ingredients<'a> {
    pub(super) address: &'a InstanceAddress,
    pub(super) issuer: &'a Issuer,
    pub(super) achievement: &'a Achievement,
    /// The signed endorsements of the achievement that the credential carries.
    pub(super) endorsements: Vec<Value>,
    pub(super) award: &'a Award,
    pub(super) id: CredentialId,
    /// The id of the subject, of this award alone.
    pub(super) subject: Uuid,
    /// Hides the address from a glance; of this credential alone.
    pub(super) salt: [u8; 16],
    pub(super) status_list: u32,
    pub(super) status_index: u32,
    /// When it is signed, in whole seconds.
    pub(super) now: Timestamp,
}

/// Builds, signs and validates. What comes out is what is stored and handed out, byte for byte.
pub(super) fn sign(ingredients: &Ingredients<'_>, key: &ActiveKey) -> Result<String, Trouble> {
    let bug = |what: &str, error: &dyn std::fmt::Display| {
        Trouble::Broken(format!("credential {}: {what}: {error}", ingredients.id))
    };
    let unsigned = build(ingredients).map_err(|error| bug("cannot be built", &error))?;
    let options = ProofOptions { verification_method: key.method.clone(), created: ingredients.now };
    let signed = data_integrity::sign(&unsigned.to_value(), &key.key, &options)
        .map_err(|error| bug("cannot be signed", &error))?;
    if let Some(fault) = validate(&signed).first() {
        return Err(bug("is at fault", &format!("{}: {}", fault.pointer, fault.message)));
    }
    serde_json::to_string(&signed).map_err(|error| bug("cannot be written", &error))
}

fn build(of: &Ingredients<'_>) -> Result<AchievementCredential, openbadges_model::ModelError> {
    let list = of.address.status_list(of.issuer.id, of.status_list);
    let status = CredentialStatus::bitstring_entry(&list, of.status_index.into(), status::REVOCATION);
    let issuer = issuers::profile(of.address, of.issuer);
    let id = format!("urn:uuid:{}", of.id);
    let begins = of.award.valid_from;
    let mut builder = AchievementCredentialBuilder::new(id, issuer, subject(of), begins)
        .awarded_date(begins)
        .status(status);
    if let Some(end) = of.award.valid_until {
        builder = builder.valid_until(end);
    }
    if let Some(url) = &of.award.evidence_url {
        builder = builder.evidence(Evidence { id: Some(url.clone()), ..Evidence::new() });
    }
    builder.build()
}

fn subject(of: &Ingredients<'_>) -> AchievementSubject {
    let address = IdentityObject::email_hashed(of.award.email.as_str(), &hex::encode(of.salt));
    let name = IdentityObject::name(&of.award.name);
    AchievementSubject {
        identifier: vec![address, name],
        narrative: of.award.narrative.clone(),
        ..AchievementSubject::new(
            format!("urn:uuid:{}", of.subject),
            achievements::class(of.address, of.achievement, of.endorsements.clone()),
        )
    }
}
