//! How far it is, on a terminal's last line.

use std::io::{IsTerminal, Write, stderr};

use super::terminal;

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
            let text = format!("{} of {}  {}", self.done, self.all, terminal::printable(name));
            write_line(cut(&text, textwrap::termwidth().saturating_sub(1)));
        }
    }

    /// Takes the line away, so that something else can be written.
    pub(super) fn clear(&mut self) {
        if self.shown {
            write_line("");
        }
    }
}

/// As much of a text as fits: what goes on in the next line could not be taken away.
fn cut(text: &str, width: usize) -> &str {
    let end = |(at, char): (usize, char)| at + char.len_utf8();
    let fits = |end: &usize| textwrap::core::display_width(&text[..*end]) <= width;
    &text[..text.char_indices().map(end).take_while(fits).last().unwrap_or_default()]
}

/// A terminal that is gone cannot be told anything.
fn write_line(text: &str) {
    let _ = write!(stderr(), "\r\x1b[2K{text}");
    let _ = stderr().flush();
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn it_never_takes_more_than_a_line() {
        assert_eq!(cut("7 of 9  badge.json", 12), "7 of 9  badg");
        assert_eq!(cut("7 of 9", 12), "7 of 9");
        assert_eq!(cut("\u{8bc1}\u{8bc1}\u{8bc1}", 5), "\u{8bc1}\u{8bc1}");
    }
}
