//! A report in a terminal: the verdict first, then what the badge is, then check by check.

use openbadges_verify::{Check, Content, Facts, Outcome, RemarkId, Report, Verdict};

use super::page::Page;

/// Longest text of a badge that is shown on one line, in characters.
const MAX_SHOWN: usize = 200;

/// Columns by which what does not fit on a line hangs: in general, behind a mark, behind a mark and a title, of a fact.
const HANG: usize = 4;
const MARK: usize = 8;
const TITLE: usize = 23;
const FACT: usize = 12;

/// Endorsements, or enclosed credentials, that are listed.
const MAX_PARTS: usize = 20;

/// The verdict on a document in a word or two.
fn headline(report: &Report, page: &Page) -> String {
    let is_award = report.remarks.iter().all(|remark| remark.id != RemarkId::NoAward);
    match report.verdict {
        Verdict::Valid | Verdict::Warning if !is_award => {
            format!("{}: {}", page.verdict(Verdict::Warning, "No award"), RemarkId::NoAward.sentence())
        }
        verdict => page.verdict(verdict, word(verdict)),
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
pub(super) fn line(name: &str, report: &Report, page: &Page) -> String {
    let reason = report.reason.map_or_else(String::new, |reason| format!(": {}", reason.sentence()));
    let content =
        report.content.as_ref().map_or_else(String::new, |content| format!("  {}", in_short(content)));
    let text = format!("{}  {}{}{content}", printable(name), headline(report, page), page.dim(&reason));
    page.lines(HANG, &text)
}

/// One of many that could not be read, on one line.
pub(super) fn not_read(name: &str, why: &str, page: &Page) -> String {
    let text = format!("{}  {}{}", printable(name), page.trouble("Not read"), page.dim(&format!(": {why}")));
    page.lines(HANG, &text)
}

/// Everything of a report.
pub(super) fn full(report: &Report, page: &Page) -> String {
    let reason = report.reason.map_or_else(String::new, |reason| format!(": {}", reason.sentence()));
    let mut lines = vec![page.lines(HANG, &format!("{}{reason}", headline(report, page)))];
    lines.extend(report.content.iter().flat_map(|content| what(content, page)));
    lines.push(String::new());
    lines.extend(report.checks.iter().flat_map(|check| of_check(check, page)));
    for remark in &report.remarks {
        lines.push(page.lines(MARK, &format!("{} {}", page.dim("note   "), remark.id.sentence())));
        lines.extend(found(&remark.facts, page));
    }
    for (title, parts) in [("Endorsements", &report.endorsements), ("Enclosed", &report.credentials)] {
        if !parts.is_empty() {
            lines.extend([String::new(), page.bold(title)]);
        }
        lines.extend(parts.iter().take(MAX_PARTS).map(|part| line(&part.pointer, &part.report, page)));
        let more = parts.len().saturating_sub(MAX_PARTS);
        if more > 0 {
            lines.push(page.dim(&format!("and {more} more; --json has them all")));
        }
    }
    lines.join("\n")
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
fn what(content: &Content, page: &Page) -> Vec<String> {
    let issuer = match &content.issuer.proved {
        Some(proved) => format!("Issuer: {}", proved.domain.as_deref().unwrap_or(&proved.id)),
        None => format!("Issuer, not confirmed: {}", content.issuer.id),
    };
    let said = content.issuer.said_name.as_ref().map(|name| format!("Issuer, as the badge says: {name}"));
    let lines = [
        content.name.as_deref().map(|name| page.bold(&printable(name))),
        Some(printable(&issuer)),
        said.map(|said| printable(&said)),
        content.issued.as_ref().map(|date| printable(&format!("Issued: {date}"))),
        content.valid_until.as_ref().map(|date| printable(&format!("Valid until: {date}"))),
    ];
    lines.into_iter().flatten().map(|line| page.lines(HANG, &line)).collect()
}

/// A check with its sentence; what it found where it did not simply pass.
fn of_check(check: &Check, page: &Page) -> Vec<String> {
    let text = format!("{} {:14} {}", page.outcome(check.outcome), check.id.title(), check.sentence());
    let mut lines = vec![page.lines(TITLE, &text)];
    if !matches!(check.outcome, Outcome::Pass | Outcome::Skipped) {
        lines.extend(found(&check.facts, page));
    }
    lines
}

/// What was found, each on a line of its own.
fn found(facts: &Facts, page: &Page) -> Vec<String> {
    let line = |(name, value)| page.dim(&page.lines(FACT, &printable(&format!("          {name}: {value}"))));
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
}
