//! The Accolade binary: command line, configuration, worker, putting it together.
#![expect(clippy::print_stdout, reason = "a command line talks to its terminal")]

mod assemble;
mod commands;
mod config;
mod encryption_key;
mod key_file;
mod logging;
mod secret_file;
mod system;
mod worker;

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Parser, Subcommand};

/// Documents are hundreds of small pieces: this one hands them out in a third of the time of the system's.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A command line that cannot be understood; 0 to 3 are verdicts.
const WRONG_USAGE: u8 = 64;
/// A badge that was to be verified could not be read.
const NOT_READ: u8 = 66;
/// Something else kept `accolade verify` from its work.
const NOT_DONE: u8 = 74;

/// Issue, keep and verify Open Badges.
#[derive(Parser)]
#[command(name = "accolade", version, max_term_width = 100)]
struct Cli {
    /// The configuration file; without it `accolade.toml` in this folder, where there is one.
    #[arg(long, global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// Print JSON instead of sentences: one object, or of several badges one on each line.
    #[arg(long, global = true)]
    json: bool,
    #[command(subcommand)]
    command: Option<Command>,
}

#[derive(Subcommand)]
enum Command {
    /// Run the platform (what happens without a command).
    Serve,
    /// Verify a badge: exit code 0 valid, 3 valid with remarks, 1 invalid, 2 could not be told, 66 not read.
    Verify(commands::verify::Arguments),
    /// Put a credential into a PNG or SVG image.
    Bake(commands::bake::Arguments),
    /// Take the credential out of a PNG or SVG image.
    Unbake(commands::unbake::Arguments),
    /// Make a signing key: Ed25519, P-256, P-384 or RSA.
    Keygen(commands::keygen::Arguments),
    /// Sign a credential with a key file.
    Issue(commands::issue::Arguments),
    /// Bring the database up to this version, and stop.
    Migrate,
    /// Check the configuration, the database, the keys and the mail settings.
    Doctor,
}

fn main() -> ExitCode {
    let cli = match Cli::try_parse() {
        Ok(cli) => cli,
        Err(error) => {
            let code = if error.use_stderr() { WRONG_USAGE } else { 0 };
            // A closed terminal cannot be told anything.
            let _ = error.print();
            return ExitCode::from(code);
        }
    };
    // 1 would be the verdict.
    let failure = if matches!(cli.command, Some(Command::Verify(_))) { NOT_DONE } else { 1 };
    let code = run(cli).unwrap_or_else(|error| {
        eprintln!("accolade: {}", told(&error));
        failure
    });
    ExitCode::from(code)
}

/// An error with its causes; one that the error before it tells of already is not told again.
fn told(error: &anyhow::Error) -> String {
    let mut words = String::new();
    for cause in error.chain().map(ToString::to_string) {
        if words.is_empty() {
            words = cause;
        } else if !words.ends_with(&cause) {
            words = format!("{words}: {cause}");
        }
    }
    words
}

fn run(cli: Cli) -> anyhow::Result<u8> {
    let configured = || config::Config::load(cli.config.as_deref());
    match cli.command.unwrap_or(Command::Serve) {
        Command::Serve => commands::serve::run(&configured()?).map(|()| 0),
        Command::Verify(arguments) => commands::verify::run(&arguments, cli.json),
        Command::Bake(arguments) => commands::bake::run(&arguments, cli.json).map(|()| 0),
        Command::Unbake(arguments) => commands::unbake::run(&arguments, cli.json).map(|()| 0),
        Command::Keygen(arguments) => commands::keygen::run(&arguments, cli.json).map(|()| 0),
        Command::Issue(arguments) => commands::issue::run(&arguments, cli.json).map(|()| 0),
        Command::Migrate => commands::migrate::run(&configured()?, cli.json).map(|()| 0),
        Command::Doctor => commands::doctor::run(&configured()?, cli.json),
    }
}

#[cfg(test)]
mod tests {
    use anyhow::Context as _;

    #[test]
    fn a_cause_is_told_once() {
        let cause = std::io::Error::other("the disk is full");
        let error = anyhow::Error::from(cause).context("cannot write: the disk is full");
        assert_eq!(super::told(&error), "cannot write: the disk is full");
        let error = Err::<(), _>(error).context("badge.json").unwrap_err();
        assert_eq!(super::told(&error), "badge.json: cannot write: the disk is full");
    }
}
