//! Endorsements as everyone may see them.

use std::sync::Arc;

use accolade_storage::endorsements;

use super::{EndorsementRow, Target};
use crate::answers::{Answer, EndorsementDoor, EndorsementState, V2, answer_of_endorsement};
use crate::app::App;
use crate::ids::{EndorsementId, IssuerId};
use crate::trouble::Trouble;

/// What is shown with a badge or an issuer, the first accepted first; at most [`super::MOST_SHOWN`].
///
/// # Errors
/// The storage does not answer.
pub async fn shown(app: &Arc<App>, target: Target) -> Result<Vec<EndorsementRow>, Trouble> {
    let address = app.address().await?;
    let found = endorsements::shown(&mut app.storage.read().await?, &target.id(&address)).await?;
    Ok(found.into_iter().map(|row| EndorsementRow::of(&address, row)).collect())
}

/// One endorsement, for its own page (`/issuers/IID/endorsements/EID`).
///
/// # Errors
/// The storage does not answer.
pub async fn public(
    app: &Arc<App>,
    endorser: IssuerId,
    id: EndorsementId,
) -> Result<Option<EndorsementRow>, Trouble> {
    let found = endorsements::find(&mut app.storage.read().await?, endorser, id).await?;
    let address = app.address().await?;
    Ok(found.map(|row| EndorsementRow::of(&address, row)))
}

/// The signed document of an endorsement, the same bytes in every state: its status says how it stands.
///
/// # Errors
/// The storage does not answer.
pub async fn document(
    app: &Arc<App>,
    endorser: IssuerId,
    id: EndorsementId,
) -> Result<Option<String>, Trouble> {
    let found = endorsements::find(&mut app.storage.read().await?, endorser, id).await?;
    let Some(row) = found.map(|named| named.endorsement) else {
        return Ok(None);
    };
    let given = answer_of_endorsement(EndorsementState::of(&row), EndorsementDoor::Document, V2::Off);
    Ok((given == Answer::File).then_some(row.document))
}
