//! How far it is, on a terminal's last line.

use std::io::{IsTerminal, Write, stderr};

/// Badges from which on progress is worth a line.
const FROM: usize = 2;

/// A line that is written over and over; nothing where standard error is no terminal.
pub(super) struct Progress {
    all: usize,
    done: usize,
    shown: bool,
}

impl Progress {
    pub(super) fn new(all: usize) -> Self {
        Self { all, done: 0, shown: all >= FROM && stderr().is_terminal() }
    }

    /// One more is done.
    pub(super) fn step(&mut self, name: &str) {
        self.done += 1;
        if self.shown {
            let name: String = name.chars().filter(|char| !char.is_control()).take(60).collect();
            write_line(&format!("{} of {}  {name}", self.done, self.all));
        }
    }

    /// Takes the line away, so that something else can be written.
    pub(super) fn clear(&mut self) {
        if self.shown {
            write_line("");
        }
    }
}

/// A terminal that is gone cannot be told anything.
fn write_line(text: &str) {
    let _ = write!(stderr(), "\r\x1b[2K{text}");
    let _ = stderr().flush();
}
