//! Puts the platform together from the configuration.

use std::path::PathBuf;
use std::sync::Arc;

use accolade_platform::delivery::{MailTransport, Smtp};
use accolade_platform::design::Fonts;
use accolade_platform::random::{Random, SystemRandom};
use accolade_platform::{
    App, EmailAddress, InstanceAddress, KeyRing, Messages, Network, ObjectStore, Parts, Storage,
};
use accolade_storage::Options;
use anyhow::{Context, Result};
use openbadges_verify::HttpFetch;
use secrecy::ExposeSecret;

use crate::config::Config;
use crate::encryption_key;
use crate::system::SystemClock;

/// The platform, and what the process needs to look after it.
pub(crate) struct Assembled {
    pub(crate) app: Arc<App>,
    pub(crate) storage: Storage,
    /// Where the key-encryption key was just written, at the very first start.
    pub(crate) new_key: Option<PathBuf>,
}

/// Opens the database (bringing it up to date), finds the key, and puts all together.
pub(crate) async fn platform(config: &Config) -> Result<Assembled> {
    make_folder(config)?;
    let random = SystemRandom::new();
    let key = encryption_key::find_or_make(config.key.as_ref(), &config.data, has_data(config), |bytes| {
        random.fill(bytes);
    })?;
    let storage = open_storage(config).await?;
    let objects = ObjectStore::open(&config.objects(), storage.clone()).context("the object store")?;
    let app = App::new(Parts {
        storage: storage.clone(),
        objects,
        keys: KeyRing::new(&key.key),
        clock: Arc::new(SystemClock),
        set_up_code: set_up_code(&random),
        random: Arc::new(random),
        transport: transport(config)?,
        network: network()?,
        fonts: Fonts::from_ttf(accolade_web::badge_fonts().into_iter().map(<[u8]>::to_vec))?,
        messages: Messages::english(),
        config: platform_config(config)?,
    });
    app.check_key().await?;
    Ok(Assembled { app, storage, new_key: key.made })
}

/// Opens the database and brings it up to date.
pub(crate) async fn open_storage(config: &Config) -> Result<Storage> {
    make_folder(config)?;
    Storage::open_with(config.database().expose_secret(), &storage_options()).await.context("the database")
}

/// The options of the web server.
pub(crate) fn web_options(config: &Config) -> Result<accolade_web::Options> {
    let named = config.trusted_proxies.split(',').map(str::trim).filter(|name| !name.is_empty());
    let trusted_proxies =
        named.map(str::parse).collect::<Result<_, _>>().context("ACCOLADE_TRUSTED_PROXIES")?;
    Ok(accolade_web::Options { trusted_proxies, style_page: config.style_page || cfg!(debug_assertions) })
}

fn make_folder(config: &Config) -> Result<()> {
    let mut folder = std::fs::DirBuilder::new();
    folder.recursive(true);
    // It holds people's addresses and the keys: nobody else on this machine has any business in it.
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut folder, 0o700);
    folder.create(&config.data).with_context(|| format!("cannot make {}", config.data.display()))
}

/// Whether there may be data already that only the old key opens.
fn has_data(config: &Config) -> bool {
    config.database_url.is_none() && config.data.join("accolade.sqlite").exists()
}

#[cfg(not(feature = "crash-control"))]
fn storage_options() -> Options {
    Options::default()
}

/// For the control of the kill test: acknowledges writes before they are committed, which must lose some.
#[cfg(feature = "crash-control")]
fn storage_options() -> Options {
    let mut options = Options::default();
    if std::env::var_os("ACCOLADE_TEST_ACKNOWLEDGE_FIRST").is_some() {
        options.acknowledge_before_commit = Some(std::time::Duration::from_millis(200));
    }
    options
}

/// Each verification gets its own budget of requests.
fn network() -> Result<Network> {
    let http = HttpFetch::new()?;
    Ok(Arc::new(move || Box::new(http.session())))
}

fn platform_config(config: &Config) -> Result<accolade_platform::Config> {
    Ok(accolade_platform::Config {
        address: config
            .public_url
            .as_ref()
            .map(|url| url.as_str().parse::<InstanceAddress>())
            .transpose()
            .context("ACCOLADE_PUBLIC_URL")?,
        mail_from: config
            .mail_from
            .as_deref()
            .map(str::parse::<EmailAddress>)
            .transpose()
            .context("ACCOLADE_MAIL_FROM")?,
    })
}

fn transport(config: &Config) -> Result<MailTransport> {
    Ok(match &config.smtp_url {
        Some(url) => MailTransport::Smtp(Smtp::from_url(url.expose_secret()).context("ACCOLADE_SMTP_URL")?),
        None => MailTransport::Outbox,
    })
}

/// Eight letters and digits that are not mistaken for each other, in two groups.
fn set_up_code(random: &dyn Random) -> String {
    const LETTERS: &[u8; 32] = b"ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    let letters = random.bytes::<8>().map(|byte| char::from(LETTERS[usize::from(byte % 32)]));
    let (first, second) = letters.split_at(4);
    format!("{}-{}", String::from_iter(first), String::from_iter(second))
}
