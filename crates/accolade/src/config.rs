//! Configuration: defaults, then `accolade.toml`, then `ACCOLADE_*` in the environment; later wins.

use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use figment::Figment;
use figment::providers::{Env, Format, Serialized, Toml};
use figment::util::bool_from_str_or_int;
use secrecy::SecretString;
use serde::{Deserialize, Serialize};
use url::Url;

/// The environment variables that are read, without their prefix `ACCOLADE_`, in lower case.
const VARIABLES: [&str; 11] = [
    "listen",
    "data",
    "database_url",
    "storage_url",
    "public_url",
    "smtp_url",
    "mail_from",
    "key",
    "trusted_proxies",
    "style_page",
    "log",
];

/// Everything an operator can set.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Config {
    /// Where the server listens.
    pub(crate) listen: SocketAddr,
    /// The folder of the embedded database, the images and the keys.
    pub(crate) data: PathBuf,
    /// A PostgreSQL address instead of the embedded database.
    pub(crate) database_url: Option<SecretString>,
    /// An object store (`s3://bucket/prefix`) instead of a folder.
    pub(crate) storage_url: Option<String>,
    /// The address under which people reach this instance; overrides the one typed at set-up.
    pub(crate) public_url: Option<Url>,
    /// `smtp://user:password@host:port` or `smtps://…`; without it mails wait on the outbox page.
    pub(crate) smtp_url: Option<SecretString>,
    /// The sender of mails, such as `badges@example.org`.
    pub(crate) mail_from: Option<String>,
    /// The key-encryption key (base64 of 32 bytes) instead of the file in the data folder.
    pub(crate) key: Option<SecretString>,
    /// Reverse proxies whose forwarded headers count: addresses or networks (`10.0.0.0/8`), with commas between them.
    #[serde(default)]
    pub(crate) trusted_proxies: String,
    /// Whether `/style` shows every component; it always does in a development build.
    #[serde(default, deserialize_with = "bool_from_str_or_int")]
    pub(crate) style_page: bool,
    /// What is logged, in the syntax of `RUST_LOG`.
    pub(crate) log: String,
}

/// The values that hold when nothing is set.
#[derive(Serialize)]
struct Defaults {
    listen: SocketAddr,
    data: &'static str,
    log: &'static str,
}

impl Config {
    /// Reads the file (a missing default file is fine, a missing named one is not) and the environment.
    pub(crate) fn load(file: Option<&Path>) -> Result<Self> {
        let defaults = Defaults {
            listen: SocketAddr::from((Ipv4Addr::LOCALHOST, 8080)),
            data: "accolade-data",
            log: "info",
        };
        let toml = match file {
            Some(path) => Toml::file_exact(path),
            None => Toml::file("accolade.toml"),
        };
        Figment::from(Serialized::defaults(defaults))
            .merge(toml)
            .merge(Env::prefixed("ACCOLADE_").only(&VARIABLES))
            .extract()
            .context("the configuration cannot be read")
    }

    /// The address of the database for [`accolade_storage::Storage::open`]; it may hold a password.
    pub(crate) fn database(&self) -> SecretString {
        self.database_url
            .clone()
            .unwrap_or_else(|| format!("sqlite:{}", self.data.join("accolade.sqlite").display()).into())
    }

    /// The address of the object store.
    pub(crate) fn objects(&self) -> String {
        self.storage_url.clone().unwrap_or_else(|| self.data.join("objects").display().to_string())
    }
}
