//! Mails as people read them: HTML with its styles in place, and plain text, one link each.

use accolade_storage::{achievements, credentials, endorsements, issuers};
use askama::Template;
use bytes::Bytes;

use super::payload::Payload;
use crate::app::{App, Instance};
use crate::ids::{CredentialId, EndorsementId, IssuerId, SignInLinkId};
use crate::links::Purpose;
use crate::masked::masked_debug;
use crate::messages::Value;
use crate::trouble::Trouble;
use crate::{Achievement, Credential, Issuer};

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
    button: &'a str,
    small: &'a str,
    shown: Shown<'a>,
}

/// What a mail shows beside its words.
#[derive(Clone, Copy, Default)]
struct Shown<'a> {
    picture: Option<&'a str>,
    /// What is in the picture.
    badge: &'a str,
    /// Where the button leads; a mail without a link has no button.
    link: Option<&'a str>,
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
        Payload::Endorsement { endorser, endorsement, .. } => {
            waiting(app, &instance, endorser, endorsement, to).await
        }
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
    let Some(told) = find(app, issuer, credential).await? else {
        return Ok(None);
    };
    // Before the sentences are made: their values must not be held across a wait.
    let bytes = app.objects.get(told.badge.image_png).await?.map(|(bytes, _)| bytes);
    let mail = award_mail(app, instance, &told, to, picture)?;
    Ok(Some(Rendered { mail, name: Some(told.credential.recipient_name), picture: bytes }))
}

/// What the mail of an award tells of.
struct Told {
    credential: Credential,
    issuer: Issuer,
    badge: Achievement,
}

async fn find(app: &App, issuer: IssuerId, credential: CredentialId) -> Result<Option<Told>, Trouble> {
    let mut conn = app.storage.read().await?;
    let Some(row) = credentials::find(&mut conn, issuer, credential).await? else {
        return Ok(None);
    };
    let badge = achievements::find(&mut conn, issuer, row.achievement_id, row.achievement_version).await?;
    let issuer = issuers::find(&mut conn, issuer).await?;
    Ok(issuer.zip(badge).map(|(issuer, badge)| Told { credential: row, issuer, badge }))
}

fn award_mail(
    app: &App,
    instance: &Instance,
    told: &Told,
    to: &str,
    picture: PictureAt,
) -> Result<RenderedMail, Trouble> {
    let Told { credential, issuer, badge } = told;
    let token = app.keys.seal(Purpose::Mail, credential.id.uuid(), credential.mail_number);
    let picture = match picture {
        PictureAt::Mail => format!("cid:{PICTURE_ID}"),
        PictureAt::Address => instance.address.achievement_png(issuer.id, badge.id, badge.version),
    };
    let values = [
        ("name", credential.recipient_name.as_str().into()),
        ("badge", badge.name.as_str().into()),
        ("issuer", issuer.name.as_str().into()),
        ("instance", instance.name.as_str().into()),
    ];
    let link = instance.address.mail_link(&token);
    let shown = Shown { picture: Some(&picture), badge: &badge.name, link: Some(&link) };
    written(app, to, "mail-award", &values, shown)
}

/// That an endorsement waits. The words of the endorser are not in it: whoever has a mail server of ours write to others
/// does not choose what it writes.
async fn waiting(
    app: &App,
    instance: &Instance,
    endorser: IssuerId,
    id: EndorsementId,
    to: &str,
) -> Result<Option<Rendered>, Trouble> {
    let Some(said) = endorsements::find(&mut app.storage.read().await?, endorser, id).await? else {
        return Ok(None);
    };
    let of = said.achievement.as_ref().unwrap_or(&said.target_issuer);
    let values = [
        ("endorser", said.endorser.as_str().into()),
        ("of", of.as_str().into()),
        ("issuer", said.target_issuer.as_str().into()),
        ("instance", instance.name.as_str().into()),
    ];
    let link = instance.address.received_endorsements(said.endorsement.target_issuer_id);
    let shown = Shown { link: Some(&link), ..Shown::default() };
    let mail = written(app, to, "mail-endorsement", &values, shown)?;
    Ok(Some(Rendered { mail, name: None, picture: None }))
}

fn sign_in(
    app: &App,
    instance: &Instance,
    link: SignInLinkId,
    known: bool,
    to: &str,
) -> Result<Rendered, Trouble> {
    let link = instance.address.sign_in_link(&app.keys.seal(Purpose::SignIn, link.uuid(), 0));
    let values = [("instance", instance.name.as_str().into())];
    let (words, link) = if known { ("mail-sign-in", Some(link.as_str())) } else { ("mail-no-account", None) };
    let mail = written(app, to, words, &values, Shown { link, ..Shown::default() })?;
    Ok(Rendered { mail, name: None, picture: None })
}

/// A mail in the words of the messages `NAME-subject`, `NAME-heading` and so on.
fn written(
    app: &App,
    to: &str,
    name: &str,
    values: &[(&str, Value<'_>)],
    shown: Shown<'_>,
) -> Result<RenderedMail, Trouble> {
    let say = |part: &str| app.messages.with(&format!("{name}-{part}"), values);
    let subject = say("subject");
    let parts = Parts {
        subject: &subject,
        heading: &say("heading"),
        intro: &say("intro"),
        button: &shown.link.map_or_else(String::new, |_| say("button")),
        small: &say("small"),
        shown,
    };
    let broken = |error: askama::Error| Trouble::Broken(format!("a mail cannot be rendered: {error}"));
    let (html, text) = (Html(parts).render().map_err(broken)?, Text(parts).render().map_err(broken)?);
    Ok(RenderedMail { to: to.to_owned(), html, text, subject })
}
