//! What came of each badge, on standard output.

use std::io::{self, Write};

use anyhow::{Context, Result};
use serde_json::json;

use super::Outcome;
use super::page::Page;
use super::tally::Tally;
use super::terminal;

/// How it is shown.
pub(super) struct Show {
    pub(super) json: bool,
    pub(super) many: bool,
    pub(super) page: Page,
}

impl Show {
    /// One JSON object a line, or sentences; of many badges each with its name. A badge that could not be read has its
    /// place among the others.
    pub(super) fn outcome(&self, name: &str, outcome: &Outcome) -> Result<()> {
        let text = match (outcome, self.json, self.many) {
            (Ok(report), true, false) => serde_json::to_string(report)?,
            (Ok(report), true, true) => json!({ "input": name, "report": report }).to_string(),
            (Ok(report), false, false) => terminal::full(report, &self.page),
            (Ok(report), false, true) => terminal::line(name, report, &self.page),
            (Err(why), true, _) => json!({ "input": name, "notRead": cause(why) }).to_string(),
            (Err(why), false, true) => terminal::not_read(name, &cause(why), &self.page),
            (Err(why), false, false) => {
                eprintln!("accolade: cannot read {}: {}", terminal::printable(name), cause(why));
                return Ok(());
            }
        };
        write_line(&text)
    }

    /// How many there were of each, after many.
    pub(super) fn tally(&self, tally: &Tally) -> Result<()> {
        if self.many && !self.json { write_line(&tally.line(&self.page)) } else { Ok(()) }
    }
}

/// The cause alone: the name stands before it.
fn cause(why: &anyhow::Error) -> String {
    why.root_cause().to_string()
}

fn write_line(text: &str) -> Result<()> {
    writeln!(io::stdout(), "{text}").context("cannot write to standard output")
}
