//! Signing in by a link sent by mail: single use, thirty minutes.

use std::sync::Arc;

use accolade_storage::{accounts, mails, sessions, sign_in_links};
use jiff::SignedDuration;

use super::session::{self, SessionToken};
use super::{SignInError, new_session};
use crate::app::App;
use crate::audit;
use crate::delivery::Payload;
use crate::email::EmailAddress;
use crate::links::Purpose;
use crate::trouble::Trouble;

/// How long a link signs in.
pub(crate) const LASTS: SignedDuration = SignedDuration::from_mins(30);

/// Sends a link to sign in. The answer, the rows written and the mails sent are the same for an address without an
/// account: its mail says that there is none.
pub async fn request_link(app: &Arc<App>, email: &str) -> Result<(), Trouble> {
    let Ok(email) = email.parse::<EmailAddress>() else {
        return Ok(());
    };
    let app = Arc::clone(app);
    let writer = app.storage.clone();
    writer
        .write(move |tx| {
            let (app, email) = (Arc::clone(&app), email.clone());
            Box::pin(async move {
                let known = accounts::find_by_email(tx, email.as_str()).await?.is_some();
                let now = app.clock.now();
                let link = sign_in_links::SignInLink {
                    id: app.random.id(),
                    email: email.as_str().to_owned(),
                    created_at: now,
                    expires_at: now.checked_add(LASTS).unwrap_or(now),
                };
                let payload = Payload::SignIn { link: link.id, known };
                sign_in_links::insert(tx, &link).await?;
                mails::enqueue(tx, &payload.mail(&*app.random, email.as_str(), now)).await
            })
        })
        .await?;
    Ok(())
}

/// Redeems a link and starts a new session.
pub async fn with_link(app: &Arc<App>, token: &str) -> Result<SessionToken, SignInError> {
    let (id, _) = app.keys.open(Purpose::SignIn, token).ok_or(SignInError::Refused)?;
    let app = Arc::clone(app);
    let writer = app.storage.clone();
    writer
        .write(move |tx| {
            let app = Arc::clone(&app);
            Box::pin(async move {
                let link = sign_in_links::take(tx, id, app.clock.now()).await?;
                let email = link.ok_or(SignInError::Refused)?.email;
                let account = accounts::find_by_email(tx, &email).await?.ok_or(SignInError::Refused)?;
                let session = new_session(&app, account.id);
                let event = session::event(&session.row, "session.started-by-link");
                sessions::insert(tx, &session.row).await?;
                audit::record(tx, &*app.random, event).await?;
                Ok::<_, SignInError>(session.token)
            })
        })
        .await
}
