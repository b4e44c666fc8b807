//! Sessions: 256 random bits in a cookie, their SHA-256 in the database.

use std::fmt;
use std::sync::Arc;

use accolade_storage::{accounts, sessions};
use aws_lc_rs::digest;
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::SignedDuration;
use serde_json::json;

use crate::Account;
use crate::app::App;
use crate::audit::{self, Event};
use crate::ids::AccountId;
use crate::trouble::Trouble;

/// A session that nobody used for this long is over.
const IDLE: SignedDuration = SignedDuration::from_hours(8);
/// A session is over after this long in any case.
const ABSOLUTE: SignedDuration = SignedDuration::from_hours(30 * 24);
/// Using a session is noted at most this often, so that reading pages does not write.
const TOUCH_EVERY: SignedDuration = SignedDuration::from_mins(5);

/// What the browser keeps to stay signed in. `Display` and `Debug` mask it; [`SessionToken::as_str`] is the token.
#[derive(Clone, PartialEq, Eq)]
pub struct SessionToken(String);

impl SessionToken {
    /// The token itself, for the cookie.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Debug for SessionToken {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SessionToken(***)")
    }
}

/// A session about to begin: its row for the database, its token for the browser.
pub(crate) struct NewSession {
    pub(crate) row: sessions::Session,
    pub(crate) token: SessionToken,
}

/// A new session of an account.
pub(crate) fn new_session(app: &App, account: AccountId) -> NewSession {
    let secret: [u8; 32] = app.random.bytes();
    let now = app.clock.now();
    let row = sessions::Session {
        token_hash: sha256(&secret),
        account_id: account,
        created_at: now,
        seen_at: now,
        expires_at: now.checked_add(ABSOLUTE).unwrap_or(now),
    };
    NewSession { row, token: SessionToken(URL_SAFE_NO_PAD.encode(secret)) }
}

/// The account that a session token stands for, while the session lasts.
pub async fn session(app: &Arc<App>, token: &str) -> Result<Option<Account>, Trouble> {
    let Some(hash) = hash_of(token) else {
        return Ok(None);
    };
    let mut conn = app.storage.read().await?;
    let now = app.clock.now();
    let Some(session) = sessions::find(&mut conn, hash).await?.filter(|found| lasts(found, now)) else {
        return Ok(None);
    };
    let account = accounts::find(&mut conn, session.account_id).await?;
    drop(conn);
    if now.duration_since(session.seen_at) >= TOUCH_EVERY {
        app.storage.write(move |tx| Box::pin(async move { sessions::touch(tx, hash, now).await })).await?;
    }
    Ok(account)
}

/// Stores a new session and its audit entry.
pub(super) async fn start(
    app: &Arc<App>,
    row: sessions::Session,
    action: &'static str,
) -> Result<(), Trouble> {
    let app = Arc::clone(app);
    let writer = app.storage.clone();
    writer
        .write(move |tx| {
            let (app, row) = (Arc::clone(&app), row.clone());
            Box::pin(async move {
                let event = event(&row, action);
                sessions::insert(tx, &row).await?;
                audit::record(tx, &*app.random, event).await
            })
        })
        .await?;
    Ok(())
}

/// The audit entry of a session, at the time it began.
pub(super) fn event(row: &sessions::Session, action: &'static str) -> Event {
    Event {
        issuer: None,
        at: row.created_at,
        actor: Some(row.account_id),
        action,
        subject: row.account_id.to_string(),
        values: json!({}),
    }
}

/// What the database knows a token by.
pub(super) fn hash_of(token: &str) -> Option<[u8; 32]> {
    let secret: [u8; 32] = URL_SAFE_NO_PAD.decode(token).ok()?.try_into().ok()?;
    Some(sha256(&secret))
}

fn lasts(session: &sessions::Session, now: jiff::Timestamp) -> bool {
    now < session.expires_at && now.duration_since(session.seen_at) < IDLE
}

fn sha256(bytes: &[u8]) -> [u8; 32] {
    let mut hash = [0; 32];
    hash.copy_from_slice(digest::digest(&digest::SHA256, bytes).as_ref());
    hash
}
