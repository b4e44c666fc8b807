//! `accolade verify`: files, folders and addresses, each to one report in a terminal or as JSON.

mod gather;
mod index;
mod memory;
mod page;
mod progress;
mod record;
mod show;
mod source;
mod tally;
mod terminal;
mod times;

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::Arc;

use accolade_platform::clock::Clock;
use anyhow::{Error, Result};
use clap::Args;
use jiff::Timestamp;
use openbadges_model::v2::instant;
use openbadges_verify::{Options, Report, verify};
use url::Url;

use self::gather::Badge;
use self::page::{Colour, Page};
use self::progress::Progress;
use self::show::Show;
use self::source::Source;
use self::tally::Tally;
use crate::system::SystemClock;

/// Badges that are verified at the same time.
const AT_ONCE: usize = 8;

/// What follows the options in the help.
const EXIT_CODES: &str = "\
Exit codes:
  0   valid
  3   valid, with remarks
  1   not valid
  2   cannot be confirmed
  64  the command line is wrong
  66  a badge could not be read
  74  something else could not be read or written

Of several badges the gravest counts: 66 before 1 before 2 before 3. Every badge has its line all the same: with --json \
an object with \"input\" and \"report\", or \"input\" and \"notRead\" (why not).";

#[derive(Args)]
#[command(after_help = EXIT_CODES)]
pub(crate) struct Arguments {
    /// The badges: files (PNG, SVG, JSON, JWS), folders of them, https addresses, or `-` for standard input.
    #[arg(required = true, value_name = "BADGE")]
    badges: Vec<String>,
    /// Also check that each badge is made out to this e-mail address, telephone number, URL, DID, user name or id.
    #[arg(long, value_name = "ADDRESS")]
    recipient: Option<String>,
    /// Check dates against this time instead of now: `2026-03-01T12:00:00Z`, or a day for its beginning in UTC. What is
    /// fetched is of now all the same: a status list that was signed anew since then counts.
    #[arg(long, value_name = "DATE", value_parser = time)]
    at: Option<Timestamp>,
    /// Fetch nothing.
    #[arg(long)]
    offline: bool,
    /// Take what would be fetched from files: a table with the columns `url`, `file` and `type`. Nothing else is fetched.
    /// A table that was saved keeps the time of its verification, which counts unless `--at` names another: the report is
    /// the same years later.
    #[arg(long, value_name = "INDEX.tsv", conflicts_with = "save_documents")]
    documents: Option<PathBuf>,
    /// Keep everything that is fetched in this folder, and the times that count, with an index.tsv for `--documents`.
    #[arg(long, value_name = "DIR", conflicts_with = "offline")]
    save_documents: Option<PathBuf>,
    /// Also fetch from this origin, though it is not a public https address. May be given several times.
    #[arg(long, value_name = "URL")]
    allow_origin: Vec<Url>,
    /// When to use colours. The environment variable `NO_COLOR` turns them off, too.
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
}

/// Verifies all badges; the exit code is that of the gravest verdict, or [`crate::NOT_READ`].
pub(crate) fn run(arguments: &Arguments, json: bool) -> Result<u8> {
    let badges = gather::badges(&arguments.badges);
    let many = badges.len() > 1 || gather::names_a_folder(&arguments.badges);
    let source = Source::new(arguments, SystemClock.now())?;
    let show = Show { json, many, page: Page::new(arguments.color) };
    if let (None, false, Some(time)) = (arguments.at, json, source.time_of_files()) {
        eprintln!(
            "accolade: verified as of {time}, the time that the documents were kept with; --at names another"
        );
    }
    let mut options = source.times().options();
    options.recipient.clone_from(&arguments.recipient);
    let tally = super::runtime()?.block_on(all(badges, &source, &options, &show));
    // What was fetched is kept even where nobody listens any more.
    source.save()?;
    Ok(tally?.exit_code())
}

/// Verifies several badges at a time and shows what came of them in the order in which they were named.
async fn all(badges: Vec<Badge>, source: &Source, options: &Options, show: &Show) -> Result<Tally> {
    let mut progress = Progress::new(badges.len());
    let mut tally = Tally::default();
    let mut running = VecDeque::new();
    let mut waiting = badges.into_iter();
    loop {
        while running.len() < AT_ONCE
            && let Some(badge) = waiting.next()
        {
            running.push_back(start(badge, source, options));
        }
        let Some((name, task)) = running.pop_front() else { break };
        let outcome = task.await.map_err(Error::from).flatten();
        progress.clear();
        show.outcome(&name, &outcome)?;
        tally.count(&outcome);
        progress.step(&name);
    }
    progress.clear();
    show.tally(&tally)?;
    Ok(tally)
}

/// What came of a badge: the error says why it could not be read.
type Outcome = Result<Report>;

type Running = (String, tokio::task::JoinHandle<Outcome>);

fn start(badge: Badge, source: &Source, options: &Options) -> Running {
    let (fetch, options) = (source.fetch(&badge.name), options.clone());
    let name = badge.name.clone();
    let task = tokio::spawn(async move {
        let input = badge.open()?;
        Ok(verify(input, Arc::as_ref(&fetch), &options).await)
    });
    (name, task)
}

/// A moment with its offset, or a day for its beginning in UTC.
fn time(text: &str) -> Result<Timestamp, String> {
    // A bare number of seconds is a date in a badge only.
    instant(&text.into()).filter(|_| text.contains('-')).ok_or_else(|| {
        "write a day (2026-03-01) or a moment with its offset (2026-03-01T12:00:00Z)".to_owned()
    })
}
