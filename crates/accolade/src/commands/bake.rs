//! `accolade bake`: credentials go into an image.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use clap::Args;
use openbadges_bakery::{BakeError, Baking, Entry, Existing};

#[derive(Args)]
pub(crate) struct Arguments {
    /// The image: PNG or SVG.
    image: PathBuf,
    /// The credential: JSON or a compact JWS; `-` reads standard input. Its type says whether it is baked the way of
    /// Open Badges 3.0, CLR 2.0 or Open Badges 2.0; one of each may be given, and nothing that is no badge.
    #[arg(required = true, num_args = 1..=3)]
    credential: Vec<PathBuf>,
    /// Where the baked image goes; without it to standard output.
    #[arg(long, short, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Take out every badge that is in the image already; without it, such an image is refused.
    #[arg(long, conflicts_with = "keep")]
    replace: bool,
    /// Keep a badge of another version that is in the image already.
    #[arg(long)]
    keep: bool,
}

pub(crate) fn run(arguments: &Arguments, json: bool) -> Result<()> {
    let image = super::read(&arguments.image)?;
    let texts: Vec<String> = arguments.credential.iter().map(|path| text(path)).collect::<Result<_>>()?;
    let named = texts.iter().zip(&arguments.credential);
    let entries = named.map(|(text, path)| entry(text).with_context(|| path.display().to_string()));
    let entries: Vec<_> = entries.collect::<Result<_>>()?;
    let baking = Baking::of(entries)?.existing(arguments.existing());
    let baked = baking.bake(&image).with_context(|| arguments.image.display().to_string())?;
    super::write(arguments.output.as_deref(), &baked)?;
    if json && let Some(output) = &arguments.output {
        println!("{}", serde_json::json!({ "output": output, "bytes": baked.len() }));
    }
    Ok(())
}

/// What is in a file that people hand in: it may begin with a byte order mark and end with a line.
fn entry(text: &str) -> Result<Entry<'_>, BakeError> {
    Entry::by_content(text.trim_start_matches('\u{feff}').trim())
}

fn text(path: &Path) -> Result<String> {
    String::from_utf8(super::read(path)?).with_context(|| format!("{} is not UTF-8 text", path.display()))
}

impl Arguments {
    const fn existing(&self) -> Existing {
        match (self.replace, self.keep) {
            (true, _) => Existing::Replace,
            (_, true) => Existing::Keep,
            _ => Existing::Refuse,
        }
    }
}
