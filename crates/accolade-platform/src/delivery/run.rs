//! One step of the worker: claim what is due, send it, note how it went.

use std::sync::Arc;

use accolade_storage::mails::{self, Mail};
use accolade_storage::{credentials, endorsements};
use jiff::{SignedDuration, Timestamp};
use serde_json::json;

use super::payload::Payload;
use super::render::{PictureAt, render};
use super::transport::{Envelope, MailTransport, NotSent, message};
use crate::app::App;
use crate::audit::{self, Event};
use crate::ids::{CredentialId, IssuerId};
use crate::trouble::Trouble;

/// So few that all of them end before their lease, even against a mail server that does not answer.
const AT_ONCE: u32 = 5;

/// How one mail went.
enum Ending {
    /// It left.
    Sent,
    /// It stays in the outbox, for the operator to read.
    InOutbox,
    /// What it told of is gone or revoked.
    Obsolete,
    /// It did not leave.
    NotSent(NotSent),
}

/// Sends the mails that are due, at most a few, and says how many there were.
pub async fn run_due(app: &Arc<App>) -> Result<usize, Trouble> {
    let now = app.clock.now();
    let jobs =
        app.storage.write(move |tx| Box::pin(async move { mails::claim(tx, now, AT_ONCE).await })).await?;
    let count = jobs.len();
    for job in jobs {
        let ending = match deliver(app, &job).await {
            // One mail that cannot be made must not hold up those behind it.
            Err(Trouble::Broken(what)) => {
                tracing::error!(mail = %job.id, what, "a mail cannot be made");
                Ending::NotSent(NotSent::Unreadable)
            }
            other => other?,
        };
        note(app, &job, ending).await?;
    }
    Ok(count)
}

async fn deliver(app: &Arc<App>, job: &Mail) -> Result<Ending, Trouble> {
    let MailTransport::Smtp(server) = &app.transport else {
        return Ok(Ending::InOutbox);
    };
    let Ok(payload) = serde_json::from_value::<Payload>(job.payload.clone()) else {
        return Ok(Ending::NotSent(NotSent::Unreadable));
    };
    if is_moot(app, payload).await? {
        return Ok(Ending::Obsolete);
    }
    let Some(rendered) = render(app, &payload, &job.to, PictureAt::Mail).await? else {
        return Ok(Ending::Obsolete);
    };
    let sent = match message(&envelope(app, job).await?, rendered) {
        Ok(message) => server.send(message).await,
        Err(unfit) => Err(unfit),
    };
    Ok(sent.map_or_else(Ending::NotSent, |()| Ending::Sent))
}

/// Whether what the mail tells of ended before it left: the badge was revoked, the endorsement answered or withdrawn.
async fn is_moot(app: &App, payload: Payload) -> Result<bool, Trouble> {
    let mut conn = app.storage.read().await?;
    Ok(match payload {
        Payload::Award { issuer, credential } => {
            let found = credentials::find(&mut conn, issuer, credential).await?;
            found.is_some_and(|row| row.revoked_at.is_some())
        }
        Payload::Endorsement { endorser, endorsement, .. } => {
            let found = endorsements::find(&mut conn, endorser, endorsement).await?;
            found.is_some_and(|row| !row.endorsement.is_waiting())
        }
        Payload::SignIn { .. } => false,
    })
}

async fn envelope(app: &App, job: &Mail) -> Result<Envelope, Trouble> {
    let instance = app.instance().await?;
    let instance = instance.ok_or_else(|| Trouble::Broken("the instance is not set up".to_owned()))?;
    let authority = instance.address.authority();
    let domain = authority.split(':').next().unwrap_or_default().to_owned();
    let from = match &app.config.mail_from {
        Some(address) => address.as_str().to_owned(),
        None => format!("accolade@{domain}"),
    };
    Ok(Envelope { from, from_name: instance.name, domain, id: job.id, now: app.clock.now() })
}

async fn note(app: &Arc<App>, job: &Mail, ending: Ending) -> Result<(), Trouble> {
    let now = app.clock.now();
    match ending {
        Ending::NotSent(why) => {
            tracing::warn!(mail = %job.id, attempt = job.attempt, %why, "a mail did not leave");
            let (id, fence) = (job.id, job.fence);
            let (again, words) = (next_attempt(now, job.attempt), why.to_string());
            let is_final = why.is_final();
            app.storage
                .write(move |tx| {
                    let words = words.clone();
                    Box::pin(async move {
                        if is_final {
                            mails::refused(tx, id, fence, &words).await
                        } else {
                            mails::failed(tx, id, fence, &words, again).await
                        }
                    })
                })
                .await?;
        }
        Ending::Sent | Ending::InOutbox | Ending::Obsolete => done(app, job, ending, now).await?,
    }
    Ok(())
}

async fn done(app: &Arc<App>, job: &Mail, ending: Ending, now: Timestamp) -> Result<(), Trouble> {
    let award = match ending {
        Ending::Sent | Ending::InOutbox => job.issuer_id.zip(job.credential_id),
        Ending::Obsolete | Ending::NotSent(_) => None,
    };
    let (id, fence, random) = (job.id, job.fence, Arc::clone(&app.random));
    app.storage
        .write(move |tx| {
            let random = Arc::clone(&random);
            Box::pin(async move {
                // A worker whose lease was taken over notes nothing: the other one will.
                if !mails::done(tx, id, fence, now).await? {
                    return Ok(());
                }
                let Some((issuer, credential)) = award else {
                    return Ok(());
                };
                credentials::mark_mailed(tx, issuer, credential, now).await?;
                audit::record(tx, &*random, mailed(issuer, credential, now)).await
            })
        })
        .await?;
    Ok(())
}

fn mailed(issuer: IssuerId, credential: CredentialId, now: Timestamp) -> Event {
    Event {
        issuer: Some(issuer),
        at: now,
        actor: None,
        action: "credential.mailed",
        subject: credential.to_string(),
        values: json!({}),
    }
}

/// One minute after the first attempt, then twice as long each time, at most half a day.
fn next_attempt(now: Timestamp, attempt: u32) -> Timestamp {
    let minutes = 1_i64.checked_shl(attempt.saturating_sub(1)).unwrap_or(i64::MAX).min(12 * 60);
    now.checked_add(SignedDuration::from_mins(minutes)).unwrap_or(now)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pauses_grow_to_half_a_day() {
        let pause = |attempt| next_attempt(Timestamp::UNIX_EPOCH, attempt).as_second() / 60;
        assert_eq!([1, 2, 3, 9, 10, 11, 99].map(pause), [1, 2, 4, 256, 512, 720, 720]);
    }
}
