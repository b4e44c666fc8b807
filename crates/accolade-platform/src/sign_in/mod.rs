//! Signing in and out. Known and unknown addresses cost the same and are answered the same (P-S3).

mod link;
mod session;

use std::sync::Arc;

use accolade_storage::{accounts, sessions, sign_in_links};

use crate::app::{App, Ctx};
use crate::audit::{self, Event};
use crate::email::EmailAddress;
use crate::trouble::Trouble;

pub use link::{request_link, with_link};
pub(crate) use session::{NewSession, new_session};
pub use session::{SessionToken, session};

/// Why nobody was signed in. Which of address, password and link was wrong is not told.
#[derive(Debug, thiserror::Error)]
pub enum SignInError {
    /// The address and password, or the link, do not sign anybody in.
    #[error("these do not sign anybody in")]
    Refused,
    /// Something inside.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<accolade_storage::StorageError> for SignInError {
    fn from(error: accolade_storage::StorageError) -> Self {
        Self::Trouble(error.into())
    }
}

/// Signs in with address and password and starts a new session.
pub async fn with_password(app: &Arc<App>, email: &str, password: &str) -> Result<SessionToken, SignInError> {
    let account = match email.parse::<EmailAddress>() {
        Ok(email) => accounts::find_by_email(&mut app.storage.read().await?, email.as_str()).await?,
        Err(_) => None,
    };
    let stored = account.as_ref().and_then(|account| account.password_hash.clone());
    let matches = app.hasher.matches(password, stored).await?;
    let Some(account) = account.filter(|_| matches) else {
        tracing::info!("sign-in refused");
        return Err(SignInError::Refused);
    };
    let session = new_session(app, account.id);
    session::start(app, session.row, "session.started").await?;
    Ok(session.token)
}

/// Ends a session.
pub async fn sign_out(ctx: &Ctx, token: &str) -> Result<(), Trouble> {
    let Some(hash) = session::hash_of(token) else {
        return Ok(());
    };
    let app = Arc::clone(&ctx.app);
    ctx.storage
        .write(move |tx| {
            let app = Arc::clone(&app);
            Box::pin(async move {
                let Some(row) = sessions::find(tx, hash).await? else {
                    return Ok(());
                };
                sessions::delete(tx, hash).await?;
                let event = Event { at: app.clock.now(), ..session::event(&row, "session.ended") };
                audit::record(tx, &*app.random, event).await
            })
        })
        .await?;
    Ok(())
}

/// Removes sessions and links whose time is over. For the worker, now and then; nothing depends on it.
pub async fn forget_expired(app: &Arc<App>) -> Result<(), Trouble> {
    let now = app.clock.now();
    app.storage
        .write(move |tx| {
            Box::pin(async move {
                sessions::delete_expired(tx, now).await?;
                sign_in_links::delete_expired(tx, now).await.map(drop)
            })
        })
        .await?;
    Ok(())
}
