//! The first run: the instance's name and address and its operator's account, once.

use std::sync::Arc;

use accolade_storage::{StorageError, accounts, sessions, settings};
use serde_json::json;
use subtle::ConstantTimeEq;

use crate::Account;
use crate::address::{AddressError, InstanceAddress};
use crate::app::{App, setting};
use crate::audit::{self, Event};
use crate::email::EmailAddress;
use crate::fault::{Fault, Faults};
use crate::ids::AccountId;
use crate::masked::masked_debug;
use crate::password::check_password;
use crate::sign_in::{NewSession, SessionToken, new_session};
use crate::text;
use crate::trouble::Trouble;

/// What the set-up page asks for, as it was typed.
#[derive(Clone, Default)]
pub struct SetUp {
    /// The instance's name, as people will know it.
    pub instance_name: String,
    /// The public address; left empty where the configuration gives one.
    pub address: String,
    /// The operator's name.
    pub name: String,
    /// The operator's address.
    pub email: String,
    /// The operator's password.
    pub password: String,
    /// The code from the program's output; not asked for from this machine.
    pub code: String,
}

masked_debug!(SetUp);

/// Why nothing was set up.
#[derive(Debug, thiserror::Error)]
pub enum SetUpError {
    /// It was done before: once is all.
    #[error("already set up")]
    AlreadyDone,
    /// What was typed is not right yet.
    #[error("{0}")]
    Faults(Faults),
    /// Something inside.
    #[error(transparent)]
    Trouble(#[from] Trouble),
}

impl From<StorageError> for SetUpError {
    fn from(error: StorageError) -> Self {
        Self::Trouble(error.into())
    }
}

/// Whether the instance still has to be set up.
pub async fn needed(app: &Arc<App>) -> Result<bool, Trouble> {
    Ok(app.instance().await?.is_none())
}

/// Whether set-up asks for the code. A configured address that others can reach tells of a proxy on this machine.
pub fn needs_code(app: &App, from_this_machine: bool) -> bool {
    let reachable = app.config.address.as_ref().is_some_and(|address| !address.is_this_machine());
    !from_this_machine || reachable
}

/// Sets the instance up and signs its operator in.
pub async fn set_up(
    app: &Arc<App>,
    form: SetUp,
    from_this_machine: bool,
) -> Result<SessionToken, SetUpError> {
    if !needed(app).await? {
        return Err(SetUpError::AlreadyDone);
    }
    let checked = check(app, &form, from_this_machine).map_err(SetUpError::Faults)?;
    let password_hash = app.hasher.hash(&form.password, &*app.random).await?;
    let now = app.clock.now();
    let account = Account {
        id: AccountId::at(u64::try_from(now.as_millisecond()).unwrap_or(0), &app.random.bytes()),
        email: checked.email.as_str().to_owned(),
        name: checked.name,
        password_hash: Some(password_hash),
        operator: true,
        created_at: now,
    };
    let NewSession { row, token } = new_session(app, account.id);
    let rows = Rows { instance_name: checked.instance_name, address: checked.address, account, session: row };
    store(app, rows).await?;
    Ok(token)
}

struct Checked {
    instance_name: String,
    address: InstanceAddress,
    name: String,
    email: EmailAddress,
}

fn check(app: &App, form: &SetUp, from_this_machine: bool) -> Result<Checked, Faults> {
    let mut faults = Faults::none();
    let instance_name = faults.check(text::line("instance_name", &form.instance_name, 100));
    let address = faults.check(check_address(app, &form.address));
    let name = faults.check(text::line("name", &form.name, 100));
    let email = faults.check(text::email("email", &form.email));
    let site_words = [form.instance_name.as_str(), &form.name, &form.email, "accolade badges"];
    faults.check(check_password("password", &form.password, &site_words));
    if needs_code(app, from_this_machine) {
        faults.check(check_code(app, &form.code));
    }
    match (instance_name, address, name, email) {
        (Some(instance_name), Some(address), Some(name), Some(email)) if faults.is_empty() => {
            Ok(Checked { instance_name, address, name, email })
        }
        _ => Err(faults),
    }
}

fn check_address(app: &App, typed: &str) -> Result<InstanceAddress, Fault> {
    if let Some(configured) = &app.config.address {
        return Ok(configured.clone());
    }
    text::line("address", typed, 255)?.parse().map_err(|error| match error {
        AddressError::Malformed => Fault::new("address", "address"),
        AddressError::NeedsHttps => Fault::new("address", "address-needs-https"),
    })
}

fn check_code(app: &App, typed: &str) -> Result<(), Fault> {
    let same: bool = typed.trim().as_bytes().ct_eq(app.set_up_code.as_bytes()).into();
    if same && !app.set_up_code.is_empty() { Ok(()) } else { Err(Fault::new("code", "set-up-code")) }
}

#[derive(Clone)]
struct Rows {
    instance_name: String,
    address: InstanceAddress,
    account: Account,
    session: sessions::Session,
}

async fn store(app: &Arc<App>, rows: Rows) -> Result<(), SetUpError> {
    let app = Arc::clone(app);
    let writer = app.storage.clone();
    writer
        .write(move |tx| {
            let (app, rows) = (Arc::clone(&app), rows.clone());
            Box::pin(async move {
                let at = rows.account.created_at;
                let first = settings::set_once(tx, setting::SET_UP_AT, &at.to_string()).await?;
                if !first || accounts::any(tx).await? {
                    return Err(SetUpError::AlreadyDone);
                }
                settings::set(tx, setting::NAME, &rows.instance_name).await?;
                settings::set(tx, setting::ADDRESS, &rows.address.origin()).await?;
                settings::set(tx, setting::KEY_ID, app.keys.id()).await?;
                let event = Event {
                    issuer: None,
                    at,
                    actor: Some(rows.account.id),
                    action: "instance.set-up",
                    subject: rows.account.id.to_string(),
                    values: json!({ "name": rows.instance_name, "address": rows.address.origin() }),
                };
                accounts::insert(tx, &rows.account).await?;
                sessions::insert(tx, &rows.session).await?;
                audit::record(tx, &*app.random, event).await?;
                Ok(())
            })
        })
        .await
}
