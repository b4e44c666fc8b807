//! `accolade unbake`: the credential comes out of an image, byte for byte.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;
use openbadges_bakery::BakedVersion;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The baked image: PNG or SVG; `-` reads standard input.
    image: PathBuf,
    /// Where the credential goes; without it to standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, json: bool) -> Result<()> {
    let image = super::read(&arguments.image)?;
    let baked = openbadges_bakery::unbake(&image).with_context(|| arguments.image.display().to_string())?;
    if json {
        let version = match baked.version {
            BakedVersion::V2 => "2.0",
            BakedVersion::V3 => "3.0",
        };
        println!("{}", serde_json::json!({ "version": version, "credential": baked.credential }));
        return Ok(());
    }
    super::write(arguments.output.as_deref(), baked.credential.as_bytes())
}
