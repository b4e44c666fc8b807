//! Putting a badge's page together.

use std::sync::Arc;

use openbadges_verify::{Input, Options};

use super::{BadgePage, linkedin};
use crate::achievements::shown;
use crate::answers::State;
use crate::app::App;
use crate::awarding::Revocation;
use crate::issuers;
use crate::links::Purpose;
use crate::opening::Opened;
use crate::sharing;
use crate::trouble::LinkError;
use crate::verifying::{OwnAddress, judge};

pub(super) async fn show(app: &Arc<App>, opened: Opened) -> Result<BadgePage, LinkError> {
    let address = app.address().await?;
    let issuer = issuers::public(app, opened.credential.issuer_id).await?.ok_or(LinkError::NotFound)?;
    let options = Options::at(app.clock.now());
    let bytes = opened.credential.document.clone().into_bytes();
    let report = judge(Input::Bytes(bytes), OwnAddress::alone(app), options).await?;
    let share_url = opened.share.as_ref().filter(|share| share.ended_at.is_none());
    let share_url = share_url.map(|share| sharing::url(app, &address, share.id));
    let page = if opened.by_mail {
        let row = &opened.credential;
        address.mail_link(&app.keys.seal(Purpose::Mail, row.id.uuid(), row.mail_number))
    } else {
        share_url.clone().ok_or(LinkError::Gone)?
    };
    let downloads = opened.files().forms();
    let achievement = shown(&address, opened.achievement, issuer);
    let offered = share_url.as_ref().filter(|_| opened.state == State::Shared);
    let linkedin_url = offered
        .map(|url| linkedin::add_to_profile(&achievement.name, &opened.issuer, &opened.credential, url));
    Ok(BadgePage {
        state: opened.state,
        achievement,
        revoked: Revocation::of(&opened.credential),
        recipient_name: opened.credential.recipient_name,
        narrative: opened.credential.narrative,
        evidence_url: opened.credential.evidence_url,
        awarded_at: opened.credential.valid_from,
        valid_from: opened.credential.valid_from,
        valid_until: opened.credential.valid_until,
        report,
        page,
        downloads,
        share_url,
        linkedin_url,
        test_address: address.is_test(),
    })
}
