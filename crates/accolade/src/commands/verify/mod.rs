//! `accolade verify`: files, folders and addresses, each to one report in a terminal or as JSON.

mod gather;
mod index;
mod progress;
mod record;
mod source;
mod terminal;

use std::collections::VecDeque;
use std::io::{self, Write};
use std::path::PathBuf;
use std::sync::Arc;

use accolade_platform::clock::Clock;
use anyhow::{Context, Result, anyhow};
use clap::Args;
use jiff::Timestamp;
use openbadges_model::v2::instant;
use openbadges_verify::{Options, Report, Verdict, verify};
use url::Url;

use self::gather::Badge;
use self::progress::Progress;
use self::source::Source;
use self::terminal::{Colour, Paint};
use crate::system::SystemClock;

/// Badges that are verified at the same time.
const AT_ONCE: usize = 8;

#[derive(Args)]
pub(crate) struct Arguments {
    /// The badges: files (PNG, SVG, JSON, JWS), folders of them, https addresses, or `-` for standard input.
    #[arg(required = true, value_name = "BADGE")]
    badges: Vec<String>,
    /// Also check that each badge is made out to this e-mail address, telephone number, URL, DID, user name or id.
    #[arg(long, value_name = "ADDRESS")]
    recipient: Option<String>,
    /// Check dates against this time instead of now: `2026-03-01T12:00:00Z`, or a day for its beginning in UTC.
    #[arg(long, value_name = "DATE", value_parser = time)]
    at: Option<Timestamp>,
    /// Fetch nothing.
    #[arg(long)]
    offline: bool,
    /// Take what would be fetched from files: a table with the columns `url`, `file` and `type`. Nothing else is fetched.
    #[arg(long, value_name = "INDEX.tsv", conflicts_with = "save_documents")]
    documents: Option<PathBuf>,
    /// Keep everything that is fetched in this folder, with an index.tsv for `--documents`.
    #[arg(long, value_name = "DIR", conflicts_with = "offline")]
    save_documents: Option<PathBuf>,
    /// Also fetch from this origin, though it is not a public https address. May be given several times.
    #[arg(long, value_name = "URL")]
    allow_origin: Vec<Url>,
    /// When to use colours. The environment variable `NO_COLOR` turns them off, too.
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
}

/// Verifies all badges; the exit code is that of the gravest verdict.
pub(crate) fn run(arguments: &Arguments, json: bool) -> Result<u8> {
    let badges = gather::badges(&arguments.badges)?;
    let many = badges.len() > 1 || gather::names_a_folder(&arguments.badges);
    let source = Source::new(arguments)?;
    let show = Show { json, many, paint: Paint::new(arguments.color) };
    let worst = super::runtime()?.block_on(all(badges, &source, &options(arguments), &show))?;
    source.save()?;
    Ok(worst.exit_code())
}

fn options(arguments: &Arguments) -> Options {
    let today = SystemClock.now();
    let mut options = Options::at(arguments.at.unwrap_or(today)).today(today);
    options.recipient.clone_from(&arguments.recipient);
    options
}

/// Verifies several badges at a time and shows the reports in the order in which the badges were named.
async fn all(badges: Vec<Badge>, source: &Source, options: &Options, show: &Show) -> Result<Verdict> {
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
        let report = task.await.map_err(|error| anyhow!("{name}: {error}"))??;
        progress.clear();
        show.report(&name, &report)?;
        tally.count(&report);
        progress.step(&name);
    }
    progress.clear();
    if show.many && !show.json {
        writeln!(io::stdout(), "{}", tally.line(&show.paint)).context("cannot write")?;
    }
    Ok(tally.worst)
}

type Running = (String, tokio::task::JoinHandle<Result<Report>>);

fn start(badge: Badge, source: &Source, options: &Options) -> Running {
    let (fetch, options) = (source.fetch(), options.clone());
    let name = badge.name.clone();
    let task = tokio::spawn(async move {
        let input = badge.open()?;
        Ok(verify(input, Arc::as_ref(&fetch), &options).await)
    });
    (name, task)
}

/// How reports are shown.
struct Show {
    json: bool,
    many: bool,
    paint: Paint,
}

impl Show {
    /// One JSON object a line, or sentences; of many badges each with its name.
    fn report(&self, name: &str, report: &Report) -> Result<()> {
        let text = match (self.json, self.many) {
            (true, false) => serde_json::to_string(report)?,
            (true, true) => serde_json::to_string(&serde_json::json!({ "input": name, "report": report }))?,
            (false, false) => terminal::full(report, &self.paint),
            (false, true) => terminal::line(name, report, &self.paint),
        };
        writeln!(io::stdout(), "{text}").context("cannot write to standard output")
    }
}

/// How many badges came to which verdict.
struct Tally {
    worst: Verdict,
    counts: [usize; 4],
}

impl Default for Tally {
    fn default() -> Self {
        Self { worst: Verdict::Valid, counts: [0; 4] }
    }
}

impl Tally {
    const ORDER: [Verdict; 4] = [Verdict::Valid, Verdict::Warning, Verdict::Indeterminate, Verdict::Invalid];

    fn count(&mut self, report: &Report) {
        self.worst = self.worst.max(report.verdict);
        let place = Self::ORDER.iter().position(|verdict| *verdict == report.verdict);
        self.counts[place.unwrap_or_default()] += 1;
    }

    fn line(&self, paint: &Paint) -> String {
        let all: usize = self.counts.iter().sum();
        let parts =
            Self::ORDER.iter().zip(self.counts).filter(|(_, count)| *count > 0).map(|(verdict, count)| {
                paint.verdict(*verdict, &format!("{count} {}", terminal::word(*verdict).to_lowercase()))
            });
        format!("{all} badges: {}", parts.collect::<Vec<_>>().join(", "))
    }
}

/// A moment with its offset, or a day for its beginning in UTC.
fn time(text: &str) -> Result<Timestamp, String> {
    // A bare number of seconds is a date in a badge only.
    instant(&text.into()).filter(|_| text.contains('-')).ok_or_else(|| {
        "write a day (2026-03-01) or a moment with its offset (2026-03-01T12:00:00Z)".to_owned()
    })
}
