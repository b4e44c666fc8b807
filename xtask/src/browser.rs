//! The browser tests and the pictures of all main pages: Playwright drives the system's Chromium against the built binary.

use std::fs;
use std::process::Command;

use anyhow::{Context, Result, ensure};

use crate::tally::Tally;
use crate::{run, tools};

/// Builds the binary and runs every browser journey.
pub(crate) fn build_and_test(tally: &mut Tally) -> Result<bool> {
    build()?;
    test(tally)
}

/// Runs every browser journey against the binary that is built already.
pub(crate) fn test(tally: &mut Tally) -> Result<bool> {
    let mut files: Vec<_> = fs::read_dir(run::root().join("e2e/tests"))?
        .flatten()
        .map(|entry| entry.path())
        .filter(|path| path.to_string_lossy().ends_with(".test.mjs"))
        .collect();
    files.sort();
    let mut node = node()?;
    node.args(["--test", "--test-reporter=spec", "--test-concurrency=2"]).args(files);
    run::watch(&mut node, |line| tally.see(line))
}

/// Pictures of all main pages, wide and narrow, light and dark.
pub(crate) fn screenshots(into_readme: bool) -> Result<()> {
    tools::provide()?;
    build()?;
    let folder = run::target().join("screenshots");
    let mut node = node()?;
    node.arg("screenshots.mjs").arg(&folder);
    if into_readme {
        node.arg(run::root().join("docs/pictures"));
    }
    run::finish(&mut node)?;
    println!("pictures in {}", folder.display());
    Ok(())
}

fn build() -> Result<()> {
    run::finish(run::cargo().args(["build", "--package", "accolade"]))
}

fn node() -> Result<Command> {
    tools::npm_packages()?;
    let binary = run::target().join("debug/accolade");
    ensure!(binary.exists(), "the build left no {}", binary.display());
    let mut node = Command::new("node");
    node.current_dir(run::root().join("e2e"))
        .env("ACCOLADE_BINARY", binary)
        .env("CHROMIUM", tools::chromium().context("Chromium is missing")?);
    Ok(node)
}
