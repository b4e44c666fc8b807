//! Everything a use case stands on, handed in from outside, and who is asking.

use std::fmt;
use std::ops::Deref;
use std::sync::Arc;

use accolade_storage::{ObjectStore, Storage, settings};
use openbadges_design::Fonts;
use openbadges_verify::Fetch;
use tokio::sync::OnceCell;

use crate::Account;
use crate::address::InstanceAddress;
use crate::clock::Clock;
use crate::delivery::MailTransport;
use crate::email::EmailAddress;
use crate::keys::KeyRing;
use crate::messages::Messages;
use crate::password::Hasher;
use crate::random::Random;
use crate::trouble::Trouble;
use crate::work::Desk;

/// Names of the settings in the database.
pub(crate) mod setting {
    pub(crate) const NAME: &str = "instance.name";
    pub(crate) const ADDRESS: &str = "instance.address";
    pub(crate) const SET_UP_AT: &str = "set_up.at";
    pub(crate) const KEY_ID: &str = "key_encryption_key.id";
}

/// What the operator configures for the platform.
#[derive(Debug, Clone, Default)]
pub struct Config {
    /// The public address, where it is configured rather than asked for at set-up.
    pub address: Option<InstanceAddress>,
    /// The sender of mails; without it `accolade@HOST`.
    pub mail_from: Option<EmailAddress>,
}

/// Opens the network, behind its guard, for one verification: each has a budget of its own.
pub type Network = Arc<dyn Fn() -> Box<dyn Fetch> + Send + Sync>;

/// What [`App::new`] is made of.
pub struct Parts {
    /// The database.
    pub storage: Storage,
    /// Pictures.
    pub objects: ObjectStore,
    /// Keys.
    pub keys: KeyRing,
    /// The time.
    pub clock: Arc<dyn Clock>,
    /// Ids, salts, tokens.
    pub random: Arc<dyn Random>,
    /// How mail leaves.
    pub transport: MailTransport,
    /// The network, behind its guard.
    pub network: Network,
    /// The fonts that badges are drawn with.
    pub fonts: Fonts,
    /// Sentences.
    pub messages: Messages,
    /// What set-up asks for when it comes from another machine.
    pub set_up_code: String,
    /// What the operator configured.
    pub config: Config,
}

/// The running platform. Made once, shared by all.
pub struct App {
    parts: Parts,
    pub(crate) hasher: Hasher,
    pub(crate) verifications: Desk,
    instance: OnceCell<Instance>,
}

/// The instance as it was set up.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Instance {
    /// Its name, as people know it.
    pub name: String,
    /// Its public address.
    pub address: InstanceAddress,
}

impl App {
    /// The platform of these parts.
    pub fn new(parts: Parts) -> Arc<Self> {
        let hasher = Hasher::new(parts.keys.clone());
        // Most of their time they wait for the network.
        let verifications = Desk::new(32, 32);
        Arc::new(Self { parts, hasher, verifications, instance: OnceCell::new() })
    }

    /// How many password hashes were made: the same for known and unknown addresses, which a test shows.
    pub fn passwords_hashed(&self) -> u64 {
        self.hasher.hashed()
    }

    /// The instance's name and address, once it is set up.
    pub async fn instance(&self) -> Result<Option<Instance>, Trouble> {
        if let Some(instance) = self.instance.get() {
            return Ok(Some(instance.clone()));
        }
        let found = self.read_instance().await?;
        if let Some(instance) = &found {
            // Another task may have been first; it read the same.
            let _ = self.instance.set(instance.clone());
        }
        Ok(found)
    }

    /// The public address of an instance that is set up.
    pub(crate) async fn address(&self) -> Result<InstanceAddress, Trouble> {
        let instance = self.instance().await?;
        instance
            .map(|found| found.address)
            .ok_or_else(|| Trouble::Broken("the instance is not set up".to_owned()))
    }

    /// Refuses a key-encryption key other than the one the instance was set up with: nothing signed could be signed again.
    pub async fn check_key(&self) -> Result<(), Trouble> {
        let mut conn = self.storage.read().await?;
        match settings::get(&mut conn, setting::KEY_ID).await? {
            Some(id) if id != self.keys.id() => Err(Trouble::Broken(format!(
                "the key-encryption key {} is not the one this database was set up with ({id}); \
                 give the right key, none was made anew",
                self.keys.id()
            ))),
            _ => Ok(()),
        }
    }

    async fn read_instance(&self) -> Result<Option<Instance>, Trouble> {
        let mut conn = self.storage.read().await?;
        let Some(name) = settings::get(&mut conn, setting::NAME).await? else {
            return Ok(None);
        };
        let stored = settings::get(&mut conn, setting::ADDRESS).await?.unwrap_or_default();
        let address = match &self.config.address {
            Some(configured) => {
                if configured.origin() != stored {
                    tracing::warn!(%configured, %stored, "badges made so far name another address");
                }
                configured.clone()
            }
            None => stored
                .parse()
                .map_err(|error| Trouble::Broken(format!("the stored address {stored}: {error}")))?,
        };
        Ok(Some(Instance { name, address }))
    }
}

impl Deref for App {
    type Target = Parts;

    fn deref(&self) -> &Parts {
        &self.parts
    }
}

/// Who is asking. `Debug` names an account by its id alone.
#[derive(Clone)]
pub enum Actor {
    /// Nobody who is signed in.
    Anonymous,
    /// A signed-in account.
    Account(Account),
    /// The platform itself: the worker, the command line.
    System,
}

impl fmt::Debug for Actor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Anonymous => f.write_str("Anonymous"),
            Self::Account(account) => write!(f, "Account({})", account.id),
            Self::System => f.write_str("System"),
        }
    }
}

/// The platform and who is asking: the first parameter of most use cases.
#[derive(Clone)]
pub struct Ctx {
    /// The platform.
    pub app: Arc<App>,
    /// Who is asking.
    pub actor: Actor,
}

impl Ctx {
    /// A signed-in account asks.
    pub fn account(app: &Arc<App>, account: Account) -> Self {
        Self { app: Arc::clone(app), actor: Actor::Account(account) }
    }

    /// Nobody who is signed in asks.
    pub fn anonymous(app: &Arc<App>) -> Self {
        Self { app: Arc::clone(app), actor: Actor::Anonymous }
    }
}

impl Deref for Ctx {
    type Target = App;

    fn deref(&self) -> &App {
        &self.app
    }
}
