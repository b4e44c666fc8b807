//! Creating an issuer: its row, its owner, its first key, all or nothing.

use std::sync::Arc;

use accolade_storage::keys::{self, KeyAlgorithm};
use accolade_storage::{issuers, members};
use serde_json::json;

use super::keys::{generate, row};
use crate::app::{App, Ctx};
use crate::audit::{self, Event};
use crate::authorise::signed_in;
use crate::fault::Faults;
use crate::ids::{IssuerId, KeyId};
use crate::pictures;
use crate::text;
use crate::trouble::{ActError, Trouble};
use crate::{Account, Issuer, Role};

/// A new issuer, as it was typed.
#[derive(Debug, Clone, Default)]
pub struct NewIssuer {
    /// Its name.
    pub name: String,
    /// What it says about itself; may be empty.
    pub description: String,
    /// Its website.
    pub url: String,
    /// Where it is written to.
    pub email: String,
    /// Its time zone, such as `Europe/Berlin`: a day that is typed begins there.
    pub time_zone: String,
    /// Its picture as PNG.
    pub image: Option<Vec<u8>>,
}

/// Creates an issuer of which the signed-in account is the owner.
pub async fn create(ctx: &Ctx, form: NewIssuer) -> Result<IssuerId, ActError> {
    let owner = signed_in(&ctx.actor)?.clone();
    let mut issuer = check(&ctx.app, &form)?;
    if let Some(upload) = form.image {
        let png = pictures::upload("image", upload).await?;
        issuer.image = Some(ctx.objects.put(png.into(), "image/png").await?);
    }
    store(ctx, owner, issuer).await
}

fn check(app: &App, form: &NewIssuer) -> Result<Issuer, Faults> {
    let mut faults = Faults::none();
    let name = faults.check(text::line("name", &form.name, 100));
    let description = faults.check(text::optional_text("description", &form.description, 2000));
    let url = faults.check(text::web_address("url", &form.url));
    let email = faults.check(text::email("email", &form.email));
    let time_zone = faults.check(text::time_zone("time_zone", &form.time_zone));
    let (Some(name), Some(description), Some(url), Some(email), Some(time_zone)) =
        (name, description, url, email, time_zone)
    else {
        return Err(faults);
    };
    Ok(Issuer {
        id: app.random.id(),
        name,
        description: description.unwrap_or_default(),
        url,
        email: email.as_str().to_owned(),
        time_zone,
        image: None,
        offers_v2: true,
        created_at: app.clock.now(),
    })
}

async fn store(ctx: &Ctx, owner: Account, issuer: Issuer) -> Result<IssuerId, ActError> {
    let app = Arc::clone(&ctx.app);
    ctx.storage
        .write(move |tx| {
            let (app, owner, issuer) = (Arc::clone(&app), owner.clone(), issuer.clone());
            Box::pin(async move {
                let id = issuer.id;
                let event = Event {
                    issuer: Some(id),
                    at: issuer.created_at,
                    actor: Some(owner.id),
                    action: "issuer.created",
                    subject: id.to_string(),
                    values: json!({ "name": issuer.name, "url": issuer.url, "email": issuer.email, "key": "key-1" }),
                };
                let key = first_key(&app, &issuer)?;
                issuers::insert(tx, &issuer).await?;
                members::add(tx, id, owner.id, Role::Owner).await?;
                keys::insert(tx, &key).await?;
                audit::record(tx, &*app.random, event).await?;
                Ok::<_, ActError>(id)
            })
        })
        .await
}

fn first_key(app: &App, issuer: &Issuer) -> Result<keys::SigningKeyRow, Trouble> {
    let algorithm = KeyAlgorithm::EdDsa;
    let key = generate(algorithm, &mut |bytes| app.random.fill(bytes));
    let key = key.map_err(|error| Trouble::Broken(format!("no first key was made: {error}")))?;
    Ok(row(app, issuer.id, KeyId::numbered(1), algorithm, &key, issuer.created_at))
}
