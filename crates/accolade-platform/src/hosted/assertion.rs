//! The `Assertion` of an award.

use std::sync::Arc;

use accolade_storage::{credentials, issuers, shares};
use openbadges_model::v2::{self, Evidence, IdentityObject, Linked};
use openbadges_model::{AchievementCredential, OneOrMany};
use serde_json::{Value, json};

use crate::Credential;
use crate::address::InstanceAddress;
use crate::answers::{Answer, Door, State, V2, answer};
use crate::app::App;
use crate::ids::{CredentialId, IssuerId};
use crate::trouble::Trouble;

/// The Assertion of an award (`/ob2/IID/assertions/CID`), as much of it as its state lets others see.
///
/// # Errors
/// The storage does not answer.
pub async fn assertion(
    app: &Arc<App>,
    issuer: IssuerId,
    credential: CredentialId,
) -> Result<Option<Value>, Trouble> {
    let mut conn = app.storage.read().await?;
    let Some(row) = credentials::find(&mut conn, issuer, credential).await? else {
        return Ok(None);
    };
    let Some(offering) = issuers::find(&mut conn, issuer).await? else {
        return Ok(None);
    };
    let share = shares::current(&mut conn, issuer, credential).await?;
    drop(conn);
    let state = State::by_mail(&row, share.as_ref(), app.clock.now());
    of_award(&app.address().await?, &row, answer(state, Door::Hosted, V2::of(&offering)))
}

/// The Assertion that is baked and downloaded: as its address has it, but of a revoked award, whose address says too
/// little to be kept.
pub(crate) fn file(address: &InstanceAddress, row: &Credential, state: State) -> Result<String, Trouble> {
    let told = match answer(state, Door::Hosted, V2::Offered) {
        Answer::HostedRevoked => Answer::Hosted,
        told => told,
    };
    let assertion = of_award(address, row, told)?;
    assertion.map(|assertion| assertion.to_string()).ok_or_else(|| broken(row, "is not offered"))
}

/// The Assertion as the table answers.
fn of_award(address: &InstanceAddress, row: &Credential, answer: Answer) -> Result<Option<Value>, Trouble> {
    match answer {
        Answer::Hosted => Ok(Some(bare(address, row)?.to_value())),
        Answer::HostedWhole => Ok(Some(whole(address, row)?.to_value())),
        Answer::HostedRevoked => Ok(Some(revoked(address, row))),
        _ => Ok(None),
    }
}

/// Hashed recipient, badge and dates: the salt and the dates are those of the signed credential, so that both versions of
/// one award say the same.
fn bare(address: &InstanceAddress, row: &Credential) -> Result<v2::Assertion, Trouble> {
    let signed: AchievementCredential =
        serde_json::from_str(&row.document).map_err(|_| broken(row, "cannot be read"))?;
    let salt = salt(&signed).ok_or_else(|| broken(row, "has no hashed recipient"))?;
    let recipient = IdentityObject::email_hashed(&row.recipient_email, salt);
    let badge = address.hosted_badge(row.issuer_id, row.achievement_id, row.achievement_version);
    let id = address.hosted_assertion(row.issuer_id, row.id);
    Ok(v2::Assertion {
        expires: signed.valid_until.map(String::from),
        ..v2::assertion(id, recipient, &badge, signed.valid_from)
    })
}

/// The same with what the recipient did.
fn whole(address: &InstanceAddress, row: &Credential) -> Result<v2::Assertion, Trouble> {
    let evidence = row.evidence_url.as_deref().map(Linked::<Evidence>::from);
    Ok(v2::Assertion {
        narrative: row.narrative.clone(),
        evidence: OneOrMany::compact(evidence.into_iter().collect()),
        ..bare(address, row)?
    })
}

/// What remains of a revoked Assertion (C.1).
fn revoked(address: &InstanceAddress, row: &Credential) -> Value {
    json!({
        "@context": v2::CONTEXT,
        "type": "Assertion",
        "id": address.hosted_assertion(row.issuer_id, row.id),
        "revoked": true,
        "revocationReason": row.revocation_reason,
    })
}

/// What hides the recipient's address.
fn salt(signed: &AchievementCredential) -> Option<&str> {
    let identifiers = &signed.credential_subject.identifier;
    identifiers.iter().find(|identity| identity.hashed)?.salt.as_deref()
}

fn broken(row: &Credential, what: &str) -> Trouble {
    Trouble::Broken(format!("credential {} {what}", row.id))
}
