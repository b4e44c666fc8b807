//! Sharing a badge by a link, and ending it. The recipient decides, with the link from the mail.

use std::sync::Arc;

use accolade_storage::shares::{self, Share};
use serde_json::json;

use crate::address::InstanceAddress;
use crate::answers::State;
use crate::app::App;
use crate::audit::{self, Event};
use crate::ids::ShareId;
use crate::links::Purpose;
use crate::opening::Opened;
use crate::trouble::LinkError;

/// The number in a share's token: a share has one link as long as it lives.
const NUMBER: u32 = 1;

/// Shares the badge and gives the address to pass on; the same one if it is shared already.
pub async fn share(app: &Arc<App>, mail_token: &str) -> Result<String, LinkError> {
    let opened = Opened::by_mail(app, mail_token).await?;
    if opened.state == State::Revoked {
        return Err(LinkError::Revoked);
    }
    let (issuer, credential) = (opened.credential.issuer_id, opened.credential.id);
    let (step, now) = (Arc::clone(app), app.clock.now());
    let id = app
        .storage
        .write(move |tx| {
            let app = Arc::clone(&step);
            Box::pin(async move {
                if let Some(current) = shares::current(tx, issuer, credential).await? {
                    return Ok(current.id);
                }
                let id: ShareId = app.random.id();
                let share = Share {
                    id,
                    issuer_id: issuer,
                    credential_id: credential,
                    created_at: now,
                    ended_at: None,
                };
                shares::insert(tx, &share).await?;
                let event = Event {
                    issuer: Some(issuer),
                    at: now,
                    actor: None,
                    action: "credential.shared",
                    subject: credential.to_string(),
                    values: json!({ "share": id }),
                };
                audit::record(tx, &*app.random, event).await?;
                Ok::<_, LinkError>(id)
            })
        })
        .await?;
    Ok(url(app, &app.address().await?, id))
}

/// Ends the sharing: the link answers "no longer shared" from now on, for ever.
pub async fn end(app: &Arc<App>, mail_token: &str) -> Result<(), LinkError> {
    let opened = Opened::by_mail(app, mail_token).await?;
    let (issuer, credential) = (opened.credential.issuer_id, opened.credential.id);
    let (step, now) = (Arc::clone(app), app.clock.now());
    app.storage
        .write(move |tx| {
            let app = Arc::clone(&step);
            Box::pin(async move {
                let Some(current) = shares::current(tx, issuer, credential).await? else {
                    return Ok(());
                };
                shares::end(tx, issuer, credential, now).await?;
                let event = Event {
                    issuer: Some(issuer),
                    at: now,
                    actor: None,
                    action: "credential.share-ended",
                    subject: credential.to_string(),
                    values: json!({ "share": current.id }),
                };
                audit::record(tx, &*app.random, event).await?;
                Ok::<_, LinkError>(())
            })
        })
        .await
}

/// The address of a share.
pub(crate) fn url(app: &App, address: &InstanceAddress, share: ShareId) -> String {
    address.share_link(&app.keys.seal(Purpose::Share, share.uuid(), NUMBER))
}
