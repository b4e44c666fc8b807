//! Developers' tasks: `cargo xtask test`, `bench`, `fuzz`, `screenshots`, `soak`, `doctor`.
#![expect(clippy::print_stdout, reason = "a command line talks to its terminal")]

mod bench;
mod browser;
mod fuzz;
#[cfg(test)]
mod links;
mod postgres;
mod run;
mod soak;
mod tally;
mod test;
mod tools;

use std::env;
use std::process::ExitCode;

const HELP: &str = "\
Usage: cargo xtask TASK

Tasks:
  test                   everything: unit, integration, vector and browser tests (installs what it lacks, where it may)
  test rust | browser    one half of it
  bench [--json] [--peers] GROUP…
                         tables against the peers and the raw limit; groups: engine, award, serve, design (all when none is named)
  fuzz TARGET|all [SECONDS]
                         a fuzz target of the engine, for 600 seconds unless told otherwise
  screenshots            pictures of all main pages into target/screenshots (--readme also refreshes docs/pictures)
  soak                   long tests with heavy outsiders: many more kills, more random cases
  doctor                 what this machine has and lacks for the tasks above";

fn main() -> ExitCode {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let outcome = match words.as_slice() {
        ["test"] => test::everything(),
        ["test", "rust"] => test::rust_only(),
        ["test", "browser"] => test::browser_only(),
        ["bench", rest @ ..] => bench::run(rest),
        ["fuzz", target] => fuzz::run(target, "600"),
        ["fuzz", target, seconds] => fuzz::run(target, seconds),
        ["screenshots", rest @ ..] => browser::screenshots(rest.contains(&"--readme")),
        ["soak"] => soak::run(),
        ["doctor"] => tools::doctor(),
        _ => {
            println!("{HELP}");
            return ExitCode::from(64);
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("xtask: {error:#}");
            ExitCode::FAILURE
        }
    }
}
