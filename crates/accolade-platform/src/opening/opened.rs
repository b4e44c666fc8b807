//! From the secret of a link to the award behind it.

use accolade_storage::shares::{self, Share};
use accolade_storage::{Conn, achievements, credentials, issuers};

use super::Link;
use super::offer::{Offer, can_be_drawn};
use crate::answers::{Answer, Door, State, V2, answer};
use crate::app::App;
use crate::ids::{CredentialId, IssuerId, ShareId};
use crate::links::Purpose;
use crate::trouble::{LinkError, Trouble};
use crate::{Achievement, Credential, Issuer};

/// An award whose link was opened.
pub(crate) struct Opened {
    pub(crate) state: State,
    pub(crate) credential: Credential,
    pub(crate) achievement: Achievement,
    pub(crate) issuer: Issuer,
    /// Whether the fonts have every character of the names on its certificate.
    on_paper: bool,
    /// The share that stands, whichever link was opened.
    pub(crate) share: Option<Share>,
    /// Whether the link was the one in the mail.
    pub(crate) by_mail: bool,
}

impl Opened {
    /// Opens either link.
    pub(crate) async fn by(app: &App, link: Link<'_>) -> Result<Self, LinkError> {
        match link {
            Link::Mail(token) => Self::by_mail(app, token).await,
            Link::Share(token) => Self::by_share(app, token).await,
        }
    }

    /// Opens the link of the mail. A token of an earlier mail opens nothing.
    pub(crate) async fn by_mail(app: &App, token: &str) -> Result<Self, LinkError> {
        let (id, number) = app.keys.open::<CredentialId>(Purpose::Mail, token).ok_or(LinkError::NotFound)?;
        let mut conn = app.storage.read().await?;
        let issuer = credentials::locate(&mut conn, id).await?.ok_or(LinkError::NotFound)?;
        let (credential, achievement, issuer) = find(&mut conn, issuer, id).await?;
        if credential.mail_number != number {
            return Err(LinkError::NotFound);
        }
        let share = shares::current(&mut conn, issuer.id, id).await?;
        let state = State::by_mail(&credential, share.as_ref(), app.clock.now());
        let on_paper = can_be_drawn(&app.fonts, &achievement, &credential, &issuer);
        Ok(Self { state, credential, achievement, issuer, on_paper, share, by_mail: true })
    }

    /// Opens a link that was shared.
    pub(crate) async fn by_share(app: &App, token: &str) -> Result<Self, LinkError> {
        let (id, _) = app.keys.open::<ShareId>(Purpose::Share, token).ok_or(LinkError::NotFound)?;
        let mut conn = app.storage.read().await?;
        let share = shares::find(&mut conn, id).await?.ok_or(LinkError::NotFound)?;
        let (credential, achievement, issuer) = find(&mut conn, share.issuer_id, share.credential_id).await?;
        let state = State::by_share(&credential, &share, app.clock.now());
        let on_paper = can_be_drawn(&app.fonts, &achievement, &credential, &issuer);
        Ok(Self { state, credential, achievement, issuer, on_paper, share: Some(share), by_mail: false })
    }

    /// What the page behind the link answers.
    pub(crate) fn page(&self) -> Answer {
        let door = if self.by_mail { Door::MailLink } else { Door::ShareLink };
        answer(self.state, door, V2::of(&self.issuer))
    }

    /// The files under the link.
    pub(crate) fn files(&self) -> Offer {
        let v2 = V2::of(&self.issuer);
        Offer { state: self.state, by_mail: self.by_mail, v2, on_paper: self.on_paper }
    }
}

async fn find(
    conn: &mut Conn,
    issuer: IssuerId,
    id: CredentialId,
) -> Result<(Credential, Achievement, Issuer), LinkError> {
    let credential = credentials::find(conn, issuer, id).await?.ok_or(LinkError::NotFound)?;
    let (achievement, version) = (credential.achievement_id, credential.achievement_version);
    let achievement = achievements::find(conn, issuer, achievement, version).await?;
    let missing = || Trouble::Broken(format!("credential {id} of issuer {issuer} has no achievement"));
    let issuer = issuers::find(conn, issuer).await?.ok_or(LinkError::NotFound)?;
    Ok((credential, achievement.ok_or_else(missing)?, issuer))
}
