//! `accolade bake`: a credential goes into an image.

use std::path::PathBuf;

use anyhow::{Context, Result};
use clap::Args;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The image: PNG or SVG, not yet baked.
    image: PathBuf,
    /// The credential: JSON or a compact JWS; `-` reads standard input.
    credential: PathBuf,
    /// Where the baked image goes; without it to standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
}

pub(crate) fn run(arguments: &Arguments, json: bool) -> Result<()> {
    let image = super::read(&arguments.image)?;
    let credential =
        String::from_utf8(super::read(&arguments.credential)?).context("the credential is not UTF-8 text")?;
    let baked = openbadges_bakery::bake(&image, credential.trim())
        .with_context(|| arguments.image.display().to_string())?;
    super::write(arguments.output.as_deref(), &baked)?;
    if let (true, Some(output)) = (json, &arguments.output) {
        println!("{}", serde_json::json!({ "output": output, "bytes": baked.len() }));
    }
    Ok(())
}
