//! Endorsements in Open Badges 2.0: each at an address of its own, named by what it is of.

use std::sync::Arc;

use accolade_storage::endorsements::{self, Endorsement};
use accolade_storage::{Conn, issuers};
use openbadges_model::v2::{self, EndorsementClaim};
use openbadges_model::{DateTimeZ, OneOrMany};
use serde_json::{Value, json};

use crate::address::InstanceAddress;
use crate::answers::{Answer, EndorsementDoor, EndorsementState, V2, answer_of_endorsement};
use crate::app::App;
use crate::endorsing::Target;
use crate::ids::{EndorsementId, IssuerId};
use crate::trouble::Trouble;

/// The Endorsement that an issuer gave (`/ob2/IID/endorsements/EID`), or that it withdrew it.
///
/// # Errors
/// The storage does not answer.
pub async fn endorsement(
    app: &Arc<App>,
    endorser: IssuerId,
    id: EndorsementId,
) -> Result<Option<Value>, Trouble> {
    let mut conn = app.storage.read().await?;
    let Some(row) = endorsements::find(&mut conn, endorser, id).await?.map(|named| named.endorsement) else {
        return Ok(None);
    };
    let offers = offers(&mut conn, endorser).await?;
    drop(conn);
    let address = app.address().await?;
    Ok(match answer_of_endorsement(EndorsementState::of(&row), EndorsementDoor::Hosted, offers) {
        Answer::Hosted => Some(said(&address, &row)),
        Answer::HostedRevoked => Some(withdrawn(&address, &row)),
        _ => None,
    })
}

/// The addresses of the endorsements that are shown with a badge or an issuer, the first accepted first: of those whose
/// endorsers offer 2.0.
pub(super) async fn shown(
    conn: &mut Conn,
    address: &InstanceAddress,
    target: Target,
) -> Result<OneOrMany<Value>, Trouble> {
    let mut addresses = Vec::new();
    for row in endorsements::shown(conn, &target.id(address)).await? {
        let Endorsement { issuer_id, id, .. } = row.endorsement;
        if offers(conn, issuer_id).await? == V2::Offered {
            addresses.push(address.hosted_endorsement(issuer_id, id).into());
        }
    }
    Ok(OneOrMany::compact(addresses))
}

async fn offers(conn: &mut Conn, issuer: IssuerId) -> Result<V2, Trouble> {
    Ok(issuers::find(conn, issuer).await?.map_or(V2::Off, |row| V2::of(&row)))
}

/// What the signed one says, of the same thing by its address in 2.0.
fn said(address: &InstanceAddress, row: &Endorsement) -> Value {
    let claim = EndorsementClaim {
        endorsement_comment: Some(row.comment.clone()),
        ..EndorsementClaim::new(Target::of(row).hosted(address))
    };
    let issuer = address.hosted_issuer(row.issuer_id);
    let issued_on = DateTimeZ::from(row.endorsed_at).to_string();
    let id = address.hosted_endorsement(row.issuer_id, row.id);
    v2::Endorsement::hosted(id, claim, issuer.as_str(), issued_on).to_value()
}

/// What remains of one that was withdrawn (C.1).
fn withdrawn(address: &InstanceAddress, row: &Endorsement) -> Value {
    json!({
        "@context": v2::CONTEXT,
        "type": "Endorsement",
        "id": address.hosted_endorsement(row.issuer_id, row.id),
        "issuer": address.hosted_issuer(row.issuer_id),
        "revoked": true,
    })
}
