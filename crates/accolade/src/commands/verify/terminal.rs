//! A report in a terminal: the verdict first, then what the badge is, then check by check.

use std::fmt::Write as _;
use std::io::{IsTerminal, stdout};

use clap::ValueEnum;
use openbadges_verify::{Check, Content, Facts, Outcome, RemarkId, Report, Verdict};

/// Longest text of a badge that is shown on one line, in characters.
const MAX_SHOWN: usize = 200;

/// Endorsements, or enclosed credentials, that are listed.
const MAX_PARTS: usize = 20;

/// When to use colours.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    /// On a terminal, unless `NO_COLOR` is set.
    Auto,
    Always,
    Never,
}

/// Puts colours around texts, or leaves them as they are.
pub(super) struct Paint(bool);

impl Paint {
    pub(super) fn new(colour: Colour) -> Self {
        let set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
        let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        Self(match colour {
            Colour::Always => true,
            Colour::Never => false,
            Colour::Auto => stdout().is_terminal() && !set("NO_COLOR") && !dumb,
        })
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

    fn outcome(&self, outcome: Outcome) -> String {
        let (code, mark) = match outcome {
            Outcome::Pass => ("32", "ok"),
            Outcome::Warn => ("33", "remark"),
            Outcome::Fail => ("31", "FAILED"),
            Outcome::Unknown => ("35", "unknown"),
            Outcome::Skipped => ("2", "-"),
        };
        self.put(code, &format!("{mark:7}"))
    }

    fn bold(&self, text: &str) -> String {
        self.put("1", text)
    }

    fn dim(&self, text: &str) -> String {
        self.put("2", text)
    }

    fn put(&self, code: &str, text: &str) -> String {
        if self.0 { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

/// The verdict on a document in a word or two.
fn headline(report: &Report, paint: &Paint) -> String {
    let is_award = report.remarks.iter().all(|remark| remark.id != RemarkId::NoAward);
    match report.verdict {
        Verdict::Valid | Verdict::Warning if !is_award => {
            format!("{}: {}", paint.verdict(Verdict::Warning, "No award"), RemarkId::NoAward.sentence())
        }
        verdict => paint.verdict(verdict, word(verdict)),
    }
}

/// The verdict in a word or two.
pub(super) const fn word(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Valid => "Valid",
        Verdict::Warning => "Valid, with remarks",
        Verdict::Indeterminate => "Cannot be confirmed",
        Verdict::Invalid => "Not valid",
    }
}

/// One badge of many on one line.
pub(super) fn line(name: &str, report: &Report, paint: &Paint) -> String {
    let reason = report.reason.map_or_else(String::new, |reason| format!(": {}", reason.sentence()));
    let content =
        report.content.as_ref().map_or_else(String::new, |content| format!("  {}", in_short(content)));
    format!("{}  {}{}{content}", printable(name), headline(report, paint), paint.dim(&reason))
}

/// One of many that could not be read, on one line.
pub(super) fn not_read(name: &str, why: &str, paint: &Paint) -> String {
    format!("{}  {}{}", printable(name), paint.trouble("Not read"), paint.dim(&format!(": {why}")))
}

/// Everything of a report.
pub(super) fn full(report: &Report, paint: &Paint) -> String {
    let mut text = headline(report, paint);
    if let Some(reason) = report.reason {
        let _ = write!(text, ": {}", reason.sentence());
    }
    text.push('\n');
    if let Some(content) = &report.content {
        text.push_str(&what(content, paint));
    }
    text.push('\n');
    let checks: Vec<String> = report.checks.iter().map(|check| of_check(check, paint)).collect();
    text.push_str(&checks.join("\n"));
    for remark in &report.remarks {
        let _ = write!(
            text,
            "\n{} {}{}",
            paint.dim("note   "),
            remark.id.sentence(),
            found(&remark.facts, paint)
        );
    }
    for (title, parts) in [("Endorsements", &report.endorsements), ("Enclosed", &report.credentials)] {
        if !parts.is_empty() {
            let _ = write!(text, "\n\n{}", paint.bold(title));
        }
        for part in parts.iter().take(MAX_PARTS) {
            let _ = write!(text, "\n{}", line(&part.pointer, &part.report, paint));
        }
        let more = parts.len().saturating_sub(MAX_PARTS);
        if more > 0 {
            let _ = write!(text, "\n{}", paint.dim(&format!("and {more} more; --json has them all")));
        }
    }
    text
}

/// What a badge is called, and what is proved and said of who issued it.
fn in_short(content: &Content) -> String {
    let by = match &content.issuer.proved {
        Some(proved) => format!("by {}", proved.domain.as_deref().unwrap_or(&proved.id)),
        None => format!("issuer not confirmed: {}", content.issuer.id),
    };
    let said =
        content.issuer.said_name.as_ref().map_or_else(String::new, |said| format!(", calls itself {said}"));
    printable(&format!("{} ({by}{said})", content.name.as_deref().unwrap_or_default()))
}

/// What the badge says, and what is proved of its issuer.
fn what(content: &Content, paint: &Paint) -> String {
    let issuer = match &content.issuer.proved {
        Some(proved) => format!("Issuer: {}", proved.domain.as_deref().unwrap_or(&proved.id)),
        None => format!("Issuer, not confirmed: {}", content.issuer.id),
    };
    let said = content.issuer.said_name.as_ref().map(|name| format!("Issuer, as the badge says: {name}"));
    let lines = [
        content.name.as_deref().map(|name| paint.bold(&printable(name))),
        Some(printable(&issuer)),
        said.map(|said| printable(&said)),
        content.issued.as_ref().map(|date| printable(&format!("Issued: {date}"))),
        content.valid_until.as_ref().map(|date| printable(&format!("Valid until: {date}"))),
    ];
    lines.into_iter().flatten().fold(String::new(), |text, line| text + &line + "\n")
}

/// A check with its sentence; what it found where it did not simply pass.
fn of_check(check: &Check, paint: &Paint) -> String {
    let text = format!("{} {:14} {}", paint.outcome(check.outcome), check.id.title(), check.sentence());
    if matches!(check.outcome, Outcome::Pass | Outcome::Skipped) {
        return text;
    }
    text + &found(&check.facts, paint)
}

/// What was found, each on a line of its own.
fn found(facts: &Facts, paint: &Paint) -> String {
    let line = |(name, value)| format!("\n{}", paint.dim(&printable(&format!("          {name}: {value}"))));
    facts.iter().map(line).collect()
}

/// Text of a badge without anything that would steer a terminal or turn the order of its letters about.
pub(super) fn printable(text: &str) -> String {
    let steers = |char: char| {
        char.is_control()
            || matches!(char, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
    };
    let mut shown: String =
        text.chars().take(MAX_SHOWN).map(|char| if steers(char) { '\u{fffd}' } else { char }).collect();
    if text.chars().nth(MAX_SHOWN).is_some() {
        shown.push('…');
    }
    shown
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn text_of_a_badge_cannot_steer_the_terminal() {
        assert_eq!(printable("a\x1b[31mb\r\nc\u{202e}d"), "a\u{fffd}[31mb\u{fffd}\u{fffd}c\u{fffd}d");
        assert_eq!(printable(&"x".repeat(500)).chars().count(), MAX_SHOWN + 1);
    }

    #[test]
    fn without_colour_there_are_no_escapes() {
        assert_eq!(Paint(false).verdict(Verdict::Valid, "Valid"), "Valid");
        assert_eq!(Paint(true).verdict(Verdict::Invalid, "x"), "\x1b[31mx\x1b[0m");
    }
}
