//! The page that a report is written on: its colours and its width.

use std::io::{IsTerminal, stdout};

use clap::ValueEnum;
use openbadges_verify::{Outcome, Verdict};
use textwrap::{Options, WordSplitter};

/// Columns of the widest lines: longer ones are hard to read.
const WIDEST: usize = 100;
/// Columns that a hanging indent leaves at least.
const NARROWEST: usize = 30;

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    Always,
    Never,
}

/// Puts colours around texts, or leaves them as they are, and breaks lines where they would not fit.
pub(super) struct Page {
    coloured: bool,
    /// In columns; nothing where whatever reads the lines wants each as a whole.
    width: Option<usize>,
}

impl Page {
    /// Standard output: a terminal's width, and no width where it is none.
    pub(super) fn new(colour: Colour) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let terminal = stdout().is_terminal();
        let coloured = match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => terminal && !set("NO_COLOR") && !dumb,
        };
        Self { coloured, width: terminal.then(|| textwrap::termwidth().min(WIDEST)) }
    }

    /// A text on as many lines as it needs, all but the first set in by `hang` columns. A word that is longer than a line
    /// stays whole: it is an address that somebody may want to copy.
    pub(super) fn lines(&self, hang: usize, text: &str) -> String {
        let Some(width) = self.width else { return text.to_owned() };
        let indent = " ".repeat(hang.min(width.saturating_sub(NARROWEST)));
        // The spaces that a line begins with are no words to break between.
        let (first, text) = text.split_at(text.len() - text.trim_start_matches(' ').len());
        let options = Options::new(width)
            .initial_indent(first)
            .subsequent_indent(&indent)
            .break_words(false)
            .word_splitter(WordSplitter::NoHyphenation);
        textwrap::fill(text, options)
    }

    /// A text in the colour of a verdict.
    pub(super) fn verdict(&self, verdict: Verdict, text: &str) -> String {
        self.put(
            match verdict {
                Verdict::Valid => "32",
                Verdict::Warning => "33",
                Verdict::Indeterminate => "35",
                Verdict::Invalid => "31",
            },
            text,
        )
    }

    /// A text about what keeps a badge from being verified.
    pub(super) fn trouble(&self, text: &str) -> String {
        self.put("31", text)
    }

    /// How a check came out.
    pub(super) fn outcome(&self, outcome: Outcome) -> String {
        let (code, mark) = match outcome {
            Outcome::Pass => ("32", "ok"),
            Outcome::Warn => ("33", "remark"),
            Outcome::Fail => ("31", "FAILED"),
            Outcome::Unknown => ("35", "unknown"),
            Outcome::Skipped => ("2", "-"),
        };
        self.put(code, &format!("{mark:7}"))
    }

    /// A title.
    pub(super) fn bold(&self, text: &str) -> String {
        self.put("1", text)
    }

    /// What matters less.
    pub(super) fn dim(&self, text: &str) -> String {
        self.put("2", text)
    }

    fn put(&self, code: &str, text: &str) -> String {
        if self.coloured { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const PIPE: Page = Page { coloured: false, width: None };

    #[test]
    fn without_colour_there_are_no_escapes() {
        assert_eq!(PIPE.verdict(Verdict::Valid, "Valid"), "Valid");
        let coloured = Page { coloured: true, width: None };
        assert_eq!(coloured.verdict(Verdict::Invalid, "x"), "\x1b[31mx\x1b[0m");
    }

    #[test]
    fn lines_break_between_words_and_hang() {
        let narrow = Page { coloured: true, width: Some(40) };
        let text =
            format!("{} Dates  It is valid at the time that was asked about.", narrow.outcome(Outcome::Pass));
        let broken = "\x1b[32mok     \x1b[0m Dates  It is valid at the time\n        that was asked about.";
        assert_eq!(narrow.lines(8, &text), broken);
        let many = format!("{}\n{:10}word word", ["word"; 8].join(" "), "");
        assert_eq!(narrow.lines(38, &["word"; 10].join(" ")), many);
        let address = "u-".repeat(40);
        assert_eq!(narrow.lines(4, &format!("  url: {address}")), format!("  url:\n    {address}"));
        // Ten letters of two columns each.
        let wide = "\u{8bc1}".repeat(10);
        assert_eq!(narrow.lines(2, &format!("{wide} {wide}")), format!("{wide}\n  {wide}"));
        assert_eq!(PIPE.lines(8, &text), text);
    }
}
