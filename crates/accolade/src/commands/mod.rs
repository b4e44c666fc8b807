//! One file per command.

use std::fs;
use std::io::{Read, Write};
use std::path::Path;

use anyhow::{Context, Result};

pub(crate) mod bake;
pub(crate) mod doctor;
pub(crate) mod issue;
pub(crate) mod keygen;
pub(crate) mod migrate;
pub(crate) mod serve;
pub(crate) mod unbake;
pub(crate) mod verify;

/// Bytes of the largest badge, picture or key file. Of a larger one as much is read as shows that it is too large.
const LARGEST: u64 = 5 << 20;

/// Reads a file, or standard input where the path is `-`.
fn read(path: &Path) -> Result<Vec<u8>> {
    if path.as_os_str() == "-" {
        return start_of(std::io::stdin()).context("cannot read standard input");
    }
    fs::File::open(path).and_then(start_of).with_context(|| format!("cannot read {}", path.display()))
}

fn start_of(source: impl Read) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    source.take(LARGEST + 1).read_to_end(&mut bytes)?;
    Ok(bytes)
}

/// Writes a new file, or to standard output without one. An existing file is never overwritten.
fn write(path: Option<&Path>, bytes: &[u8]) -> Result<()> {
    let Some(path) = path else {
        return std::io::stdout().write_all(bytes).context("cannot write to standard output");
    };
    let mut file = fs::File::create_new(path)
        .with_context(|| format!("cannot make {} (an existing file is not overwritten)", path.display()))?;
    file.write_all(bytes).with_context(|| format!("cannot write {}", path.display()))
}

/// A tokio runtime for commands that wait for the network or a database.
fn runtime() -> Result<tokio::runtime::Runtime> {
    tokio::runtime::Builder::new_multi_thread().enable_all().build().context("cannot start the runtime")
}
