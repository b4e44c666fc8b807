//! Files for secrets.

use std::fs::OpenOptions;
use std::io::{Result, Write};
use std::path::Path;

/// Makes a file that nobody but its owner can read, and nobody write. An existing file is never overwritten; when this
/// returns, what is in the file outlives a power cut.
pub(crate) fn make(path: &Path, text: &str) -> Result<()> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o400);
    let mut file = options.open(path)?;
    file.write_all(text.as_bytes())?;
    file.sync_all()
}
