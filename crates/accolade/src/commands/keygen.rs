//! `accolade keygen`: an Ed25519 key in a file that nobody else can read.

use std::fs::OpenOptions;
use std::io::Write;
use std::path::PathBuf;

use accolade_platform::random::{Random, SystemRandom};
use anyhow::{Context, Result};
use clap::Args;
use openbadges_proof::SigningKey;

use crate::multikey::KeyFile;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The new file; an existing one is never overwritten.
    file: PathBuf,
}

pub(crate) fn run(arguments: &Arguments, json: bool) -> Result<()> {
    let random = SystemRandom::new();
    let key = KeyFile::new(&SigningKey::generate(&mut |bytes| random.fill(bytes)));
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o400);
    let mut file = options.open(&arguments.file).with_context(|| {
        format!("cannot make {} (an existing file is not overwritten)", arguments.file.display())
    })?;
    serde_json::to_writer_pretty(&mut file, &key)?;
    file.write_all(b"\n")?;
    file.sync_all()?;
    if json {
        println!(
            "{}",
            serde_json::json!({ "file": arguments.file, "id": key.id, "controller": key.controller })
        );
    } else {
        println!(
            "{}\n{} holds its secret half: keep a copy in a safe place.",
            key.controller,
            arguments.file.display()
        );
    }
    Ok(())
}
