//! `accolade unbake`: the credential comes out of an image, byte for byte.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::{Args, ValueEnum};
use openbadges_bakery::{BakeError, Baked, BakedKind, BakedVersion, unbake, unbake_all};
use serde_json::{Value, json};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The baked image: PNG or SVG; `-` reads standard input.
    image: PathBuf,
    /// Where the credential goes; without it to standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// The badge of this version, or the record; without it that of 3.0 before a record before that of 2.0.
    #[arg(long, value_name = "VERSION")]
    only: Option<Version>,
}

/// A version of Open Badges.
#[derive(Clone, Copy, ValueEnum)]
enum Version {
    /// 2.0 and before.
    #[value(name = "2.0")]
    V2,
    #[value(name = "3.0")]
    V3,
    /// A record of badges, CLR 2.0.
    Clr,
}

pub(crate) fn run(arguments: &Arguments, json: bool) -> Result<()> {
    let image = super::read(&arguments.image)?;
    let baked = find(&image, arguments.only).with_context(|| arguments.image.display().to_string())?;
    if json {
        println!("{}", described(&baked));
        return Ok(());
    }
    super::write(arguments.output.as_deref(), baked.credential.as_bytes())
}

fn find(image: &[u8], only: Option<Version>) -> Result<Baked, BakeError> {
    let version = match only {
        None => return unbake(image),
        Some(Version::V2) => BakedVersion::V2,
        Some(Version::V3) => BakedVersion::V3,
        Some(Version::Clr) => BakedVersion::Clr,
    };
    let found = unbake_all(image)?.into_iter().find(|baked| baked.version == version);
    found.ok_or(BakeError::NotBaked)
}

fn described(baked: &Baked) -> Value {
    let version = match baked.version {
        BakedVersion::V2 => "2.0",
        BakedVersion::V3 => "3.0",
        BakedVersion::Clr => "clr",
    };
    let kind = match baked.kind {
        BakedKind::Json => "json",
        BakedKind::Jws => "jws",
        BakedKind::Url => "url",
    };
    json!({ "version": version, "kind": kind, "credential": baked.credential })
}
