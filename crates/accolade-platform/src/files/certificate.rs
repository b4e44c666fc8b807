//! The award on paper: a certificate as PDF, with the address where it is checked.

use std::sync::Arc;

use bytes::Bytes;
use jiff::Timestamp;
use openbadges_design::{Attachment, Certificate, Line, Style};

use super::bake::picture;
use crate::address::InstanceAddress;
use crate::app::App;
use crate::messages::{Messages, Value};
use crate::opening::{Format, Opened};
use crate::trouble::Trouble;
use crate::work;
use crate::{Credential, Issuer};
use crate::{issuers, markdown, sharing};

/// So many characters of the criteria are printed; the rest is at their address.
const CRITERIA: usize = 200;

/// Draws it.
pub(super) async fn certificate(app: &Arc<App>, opened: &Opened) -> Result<Bytes, Trouble> {
    let Opened { achievement, credential, .. } = opened;
    let words = &app.messages;
    let sheet = Certificate {
        language: "en".to_owned(),
        title: achievement.name.clone(),
        made_at: credential.awarded_at,
        picture: picture(app, achievement.image_png).await?.to_vec(),
        picture_words: words.with("certificate-picture", &[("name", Value::from(achievement.name.as_str()))]),
        lines: lines(app, opened, &app.address().await?),
        attachment: Attachment {
            name: Format::Json.file_name(&achievement.name),
            media_type: Format::Json.media_type(),
            description: words.text("certificate-attached"),
            bytes: credential.document.clone().into(),
        },
    };
    let (fonts, id) = (app.fonts.clone(), credential.id);
    let drawn = work::off_thread(move || openbadges_design::certificate(&sheet, &fonts)).await?;
    let drawn = drawn.map_err(|error| Trouble::Broken(format!("credential {id} on paper: {error}")))?;
    Ok(drawn.into())
}

fn lines(app: &App, opened: &Opened, address: &InstanceAddress) -> Vec<Line> {
    let Opened { achievement, credential, issuer, .. } = opened;
    let words = &app.messages;
    let with = |key, name, value: &str| words.with(key, &[(name, Value::from(value))]);
    let line = |style, words: String| Line { words, style, link: None };
    let linked =
        |key, at: String| Line { link: Some(at.clone()), ..line(Style::Small, with(key, "address", &at)) };

    let revoked = credential.revoked_at.map(|at| with("certificate-revoked", "date", &day(at, issuer)));
    let criteria = markdown::beginning(&achievement.criteria, CRITERIA);
    let earned = (!criteria.is_empty() && app.fonts.can_draw(&criteria))
        .then(|| with("certificate-earned", "words", &criteria));
    let about = address.achievement(issuer.id, achievement.id, achievement.version);
    let test = address.is_test().then(|| words.text("certificate-test"));

    let mut lines = vec![
        line(Style::Heading, achievement.name.clone()),
        line(Style::Plain, words.text("certificate-to")),
        line(Style::Name, credential.recipient_name.clone()),
        line(Style::Plain, with("certificate-by", "issuer", &issuer.name)),
        line(Style::Plain, dates(words, credential, issuer)),
    ];
    lines.extend(revoked.map(|words| line(Style::Plain, words)));
    lines.extend(earned.map(|words| line(Style::Small, words)));
    lines.push(linked("certificate-more", about));
    // The link of the mail is a secret and never printed.
    lines.push(match opened.share.as_ref().filter(|share| share.ended_at.is_none()) {
        Some(share) => linked("certificate-check", sharing::url(app, address, share.id)),
        None => linked("certificate-check-file", address.verify()),
    });
    lines.extend(test.map(|words| line(Style::Small, words)));
    lines
}

/// When it was awarded, and until when it is valid.
fn dates(words: &Messages, credential: &Credential, issuer: &Issuer) -> String {
    let begin = ("date", Value::from(day(credential.valid_from, issuer)));
    match credential.valid_until {
        Some(end) => words.with("certificate-on-until", &[begin, ("end", Value::from(day(end, issuer)))]),
        None => words.with("certificate-on", &[begin]),
    }
}

/// `1 March 2026`, where the issuer is.
fn day(at: Timestamp, issuer: &Issuer) -> String {
    issuers::local(issuer, at).strftime("%-d %B %Y").to_string()
}
