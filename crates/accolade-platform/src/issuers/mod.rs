//! Issuers: who awards. Their profile, their keys, their pages.

mod create;
mod documents;
mod keys;
mod settings;

use std::sync::Arc;

use accolade_storage::{achievements, credentials, issuers};
use bytes::Bytes;
use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use crate::app::{App, Ctx};
use crate::authorise::{Act, authorise, signed_in};
use crate::ids::IssuerId;
use crate::trouble::{ActError, Trouble};
use crate::{Issuer, Role};

pub use create::{NewIssuer, create};
pub(crate) use documents::profile;
pub use documents::{KeyDocument, did_document, key_set, profile_document};
pub(crate) use keys::{ActiveKey, active_key, active_key_of, ensure};
pub use settings::{Settings, change};

/// One of my issuers, as the list shows it.
#[derive(Debug, Clone)]
pub struct IssuerCard {
    /// Its id.
    pub id: IssuerId,
    /// Its name.
    pub name: String,
    /// Whether it has a picture (`/issuers/IID/image.png`).
    pub has_image: bool,
    /// How many badges it has.
    pub badges: u64,
    /// How often it awarded one.
    pub awards: u64,
    /// What I am there.
    pub role: Role,
}

/// An issuer as everyone may see it.
#[derive(Debug, Clone)]
pub struct PublicIssuer {
    /// Its id.
    pub id: IssuerId,
    /// Its name.
    pub name: String,
    /// What it says about itself; may be empty.
    pub description: String,
    /// Its website.
    pub url: String,
    /// Where it is written to.
    pub email: String,
    /// Its `did:web`.
    pub did: String,
    /// Its page.
    pub page: String,
    /// The address of its picture.
    pub image: Option<String>,
    /// Its time zone: days on its badges begin there.
    pub time_zone: String,
}

/// The issuers that I belong to.
pub async fn mine(ctx: &Ctx) -> Result<Vec<IssuerCard>, ActError> {
    let account = signed_in(&ctx.actor)?;
    let mut conn = ctx.storage.read().await?;
    let mut cards = Vec::new();
    for (issuer, role) in issuers::list_for(&mut conn, account.id).await? {
        let badges = achievements::count(&mut conn, issuer.id).await?;
        let awards = credentials::count(&mut conn, issuer.id).await?;
        let has_image = issuer.image.is_some();
        cards.push(IssuerCard { id: issuer.id, name: issuer.name, has_image, badges, awards, role });
    }
    Ok(cards)
}

/// An issuer that I belong to, and what I am there.
pub async fn managed(ctx: &Ctx, issuer: IssuerId) -> Result<(Issuer, Role), ActError> {
    let account = authorise(ctx, issuer, Act::Read).await?;
    let mut conn = ctx.storage.read().await?;
    let found = issuers::find(&mut conn, issuer).await?.ok_or(ActError::NotFound)?;
    let role = accolade_storage::members::role_of(&mut conn, issuer, account.id).await?;
    Ok((found, role.ok_or(ActError::NotFound)?))
}

/// An issuer as everyone may see it.
pub async fn public(app: &Arc<App>, issuer: IssuerId) -> Result<Option<PublicIssuer>, Trouble> {
    let found = issuers::find(&mut app.storage.read().await?, issuer).await?;
    match found {
        Some(row) => Ok(Some(shown(&app.address().await?, row))),
        None => Ok(None),
    }
}

/// The issuer's picture as PNG.
pub async fn image(app: &Arc<App>, issuer: IssuerId) -> Result<Option<Bytes>, Trouble> {
    let found = issuers::find(&mut app.storage.read().await?, issuer).await?;
    match found.and_then(|row| row.image) {
        Some(hash) => Ok(app.objects.get(hash).await?.map(|(bytes, _)| bytes)),
        None => Ok(None),
    }
}

/// Where its days begin; in UTC if the database of time zones has lost it.
pub(crate) fn time_zone(issuer: &Issuer) -> TimeZone {
    TimeZone::get(&issuer.time_zone).unwrap_or(TimeZone::UTC)
}

/// An instant by the issuer's clock: the day that its people call it.
pub(crate) fn local(issuer: &Issuer, at: Timestamp) -> Zoned {
    at.to_zoned(time_zone(issuer))
}

/// What everyone may see of a row.
pub(crate) fn shown(address: &crate::address::InstanceAddress, row: Issuer) -> PublicIssuer {
    PublicIssuer {
        time_zone: row.time_zone,
        did: address.issuer_did(row.id),
        page: address.issuer(row.id),
        image: row.image.map(|_| address.issuer_image(row.id)),
        id: row.id,
        name: row.name,
        description: row.description,
        url: row.url,
        email: row.email,
    }
}
