//! `cargo xtask soak`: the same properties with many more random cases and many more kills.

use anyhow::{Result, ensure};

use crate::{postgres, run, tools};

/// Tests that read `PROPTEST_CASES` and `ACCOLADE_KILLS` run longer. Built as `cargo xtask test` builds them: linking
/// seventy test programs as a release is linked takes longer than their slower run.
pub(crate) fn run() -> Result<()> {
    tools::provide()?;
    let server = postgres::Server::start()?;
    let mut tests = run::cargo();
    tests
        .args(["test", "--workspace", "--no-fail-fast"])
        .env("ACCOLADE_TEST_DATABASE_URL", server.url())
        .env("REQUIRE_NAMESPACES", "1")
        .env("PROPTEST_CASES", "20000")
        .env("ACCOLADE_KILLS", "500");
    ensure!(run::watch(&mut tests, |_| {})?, "the soak found something; it is named above");
    Ok(())
}
