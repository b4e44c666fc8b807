//! Mails as people read them: HTML with its styles in place, and plain text, one link each.

use accolade_storage::{achievements, credentials, issuers};
use askama::Template;
use bytes::Bytes;

use super::payload::Payload;
use crate::app::{App, Instance};
use crate::ids::{CredentialId, IssuerId, SignInLinkId};
use crate::links::Purpose;
use crate::masked::masked_debug;
use crate::messages::Messages;
use crate::trouble::Trouble;

/// A mail as its recipient gets it.
#[derive(Clone, PartialEq, Eq)]
pub struct RenderedMail {
    /// The recipient's address.
    pub to: String,
    /// The subject: one line.
    pub subject: String,
    /// The mail as HTML.
    pub html: String,
    /// The mail as plain text.
    pub text: String,
}

masked_debug!(RenderedMail);

/// A mail with what only sending it needs.
pub(super) struct Rendered {
    pub(super) mail: RenderedMail,
    pub(super) name: Option<String>,
    pub(super) picture: Option<Bytes>,
}

/// Where the HTML finds the badge's picture.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum PictureAt {
    /// In the mail itself, so that it shows before anything is loaded.
    Mail,
    /// At its public address.
    Address,
}

/// The name that the HTML calls the picture in the mail by.
pub(super) const PICTURE_ID: &str = "badge";

#[derive(Template)]
#[template(path = "mail/message.html")]
struct Html<'a>(Parts<'a>);

#[derive(Template)]
#[template(path = "mail/message.txt")]
struct Text<'a>(Parts<'a>);

/// What both forms of a mail show.
#[derive(Clone, Copy)]
struct Parts<'a> {
    subject: &'a str,
    heading: &'a str,
    intro: &'a str,
    picture: Option<&'a str>,
    badge: &'a str,
    button: &'a str,
    link: Option<&'a str>,
    small: &'a str,
}

/// Renders a mail. None when what it tells of is gone.
pub(super) async fn render(
    app: &App,
    payload: &Payload,
    to: &str,
    picture: PictureAt,
) -> Result<Option<Rendered>, Trouble> {
    let instance = app.instance().await?;
    let instance = instance.ok_or_else(|| Trouble::Broken("the instance is not set up".to_owned()))?;
    match *payload {
        Payload::Award { issuer, credential } => award(app, &instance, issuer, credential, to, picture).await,
        Payload::SignIn { link, known } => sign_in(app, &instance, link, known, to).map(Some),
    }
}

async fn award(
    app: &App,
    instance: &Instance,
    issuer: IssuerId,
    credential: CredentialId,
    to: &str,
    picture: PictureAt,
) -> Result<Option<Rendered>, Trouble> {
    let mut conn = app.storage.read().await?;
    let Some(row) = credentials::find(&mut conn, issuer, credential).await? else {
        return Ok(None);
    };
    let issuer = issuers::find(&mut conn, issuer).await?;
    let badge =
        achievements::find(&mut conn, row.issuer_id, row.achievement_id, row.achievement_version).await?;
    drop(conn);
    let (Some(issuer), Some(badge)) = (issuer, badge) else {
        return Ok(None);
    };
    // Before the sentences are made: their values must not be held across a wait.
    let bytes = app.objects.get(badge.image_png).await?.map(|(bytes, _)| bytes);
    let address = instance.address.achievement_png(issuer.id, badge.id, badge.version);
    let inline = format!("cid:{PICTURE_ID}");
    let link = instance.address.mail_link(&app.keys.seal(Purpose::Mail, row.id.uuid(), row.mail_number));
    let values = [
        ("name", row.recipient_name.as_str().into()),
        ("badge", badge.name.as_str().into()),
        ("issuer", issuer.name.as_str().into()),
        ("instance", instance.name.as_str().into()),
    ];
    let say = |key| app.messages.with(key, &values);
    let parts = Parts {
        subject: &say("mail-award-subject"),
        heading: &say("mail-award-heading"),
        intro: &say("mail-award-intro"),
        picture: Some(if picture == PictureAt::Mail { &inline } else { &address }),
        badge: &badge.name,
        button: &say("mail-award-button"),
        link: Some(&link),
        small: &say("mail-award-small"),
    };
    let mail = written(to, parts)?;
    Ok(Some(Rendered { mail, name: Some(row.recipient_name), picture: bytes }))
}

fn sign_in(
    app: &App,
    instance: &Instance,
    link: SignInLinkId,
    known: bool,
    to: &str,
) -> Result<Rendered, Trouble> {
    let link = instance.address.sign_in_link(&app.keys.seal(Purpose::SignIn, link.uuid(), 0));
    let messages: &Messages = &app.messages;
    let values = [("instance", instance.name.as_str().into())];
    let say = |what: &str| {
        let mail = if known { "mail-sign-in" } else { "mail-no-account" };
        messages.with(&format!("{mail}-{what}"), &values)
    };
    let button = if known { say("button") } else { String::new() };
    let parts = Parts {
        subject: &say("subject"),
        heading: &say("heading"),
        intro: &say("intro"),
        picture: None,
        badge: "",
        button: &button,
        link: known.then_some(link.as_str()),
        small: &say("small"),
    };
    Ok(Rendered { mail: written(to, parts)?, name: None, picture: None })
}

fn written(to: &str, parts: Parts<'_>) -> Result<RenderedMail, Trouble> {
    let broken = |error: askama::Error| Trouble::Broken(format!("a mail cannot be rendered: {error}"));
    Ok(RenderedMail {
        to: to.to_owned(),
        subject: parts.subject.to_owned(),
        html: Html(parts).render().map_err(broken)?,
        text: Text(parts).render().map_err(broken)?,
    })
}
