//! `cargo xtask test`: provide what is needed, run every test, end with one line of sum.

use std::time::Instant;

use anyhow::{Result, ensure};

use crate::tally::Tally;
use crate::{browser, postgres, run, tools};

/// Unit, integration, vector, documentation and browser tests.
pub(crate) fn everything() -> Result<()> {
    tools::provide()?;
    // The integration tests have built the binary; the browser uses the same.
    summed_up(|tally| Ok(rust(tally)? & browser::test(tally)?))
}

/// All but the browser tests.
pub(crate) fn rust_only() -> Result<()> {
    tools::provide()?;
    summed_up(rust)
}

/// The browser tests alone.
pub(crate) fn browser_only() -> Result<()> {
    tools::provide()?;
    summed_up(browser::build_and_test)
}

fn summed_up(work: impl FnOnce(&mut Tally) -> Result<bool>) -> Result<()> {
    let start = Instant::now();
    let mut tally = Tally::default();
    let good = work(&mut tally)?;
    println!("\nin {} s", start.elapsed().as_secs());
    println!("{tally}");
    ensure!(good && tally.failed == 0, "some tests failed; they are named above");
    Ok(())
}

fn rust(tally: &mut Tally) -> Result<bool> {
    let server = postgres::Server::start()?;
    let nextest = tools::on_path("cargo-nextest").is_some();
    let mut tests = run::cargo();
    if nextest {
        tests.args(["nextest", "run", "--no-fail-fast", "--status-level=fail", "--final-status-level=fail"]);
    } else {
        tests.args(["test", "--no-fail-fast", "--lib", "--bins", "--tests"]);
    }
    tests
        .args(["--workspace", "--features", "accolade/crash-control"])
        .env("ACCOLADE_TEST_DATABASE_URL", server.url());
    let good = run::watch(&mut tests, |line| tally.see(line))?;
    let documented =
        run::watch(run::cargo().args(["test", "--workspace", "--doc", "--quiet"]), |line| tally.see(line))?;
    Ok(good && documented)
}
