//! Log lines go to standard error; they hold no secret and no address of a person.

use anyhow::{Context, Result};
use tracing_subscriber::EnvFilter;

/// Starts logging what the filter (in the syntax of `RUST_LOG`) lets through.
pub(crate) fn start(filter: &str) -> Result<()> {
    let filter =
        EnvFilter::try_new(filter).with_context(|| format!("ACCOLADE_LOG cannot be read: {filter}"))?;
    tracing_subscriber::fmt().with_env_filter(filter).with_writer(std::io::stderr).init();
    Ok(())
}
