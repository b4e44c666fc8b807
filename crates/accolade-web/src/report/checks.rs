//! Every check of a report: a sentence, and its facts.

use accolade_platform::messages::{Messages, Value};
use accolade_platform::verify::{Check, CheckId, Facts, Outcome, Report};

use super::keys::{check_key, kebab, reason_key};
use crate::dates;
use crate::icons;

/// One check: a sentence, and its facts one click deeper.
pub(crate) struct CheckSeen {
    pub(crate) tone: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) outcome: String,
    pub(crate) name: String,
    pub(crate) words: String,
    pub(crate) facts: Vec<(String, String)>,
}

/// The checks that say something, in words.
pub(super) fn checks(report: &Report, words: &Messages) -> Vec<CheckSeen> {
    let of_interest = report.checks.iter().filter(|check| is_of_interest(check));
    of_interest.map(|check| seen(check, report, words)).collect()
}

/// Only a CLR encloses other credentials, few badges say what their files must be, and only old ones rest on connections.
fn is_of_interest(check: &Check) -> bool {
    let of_few = [CheckId::Credentials, CheckId::Resources, CheckId::Transport].contains(&check.id);
    !of_few || check.outcome != Outcome::Skipped
}

fn seen(check: &Check, report: &Report, words: &Messages) -> CheckSeen {
    let (tone, icon, outcome) = match check.outcome {
        Outcome::Pass => ("check-good", icons::CHECK, "outcome-pass"),
        Outcome::Warn => ("check-warn", icons::TRIANGLE_ALERT, "outcome-warn"),
        Outcome::Fail => ("check-bad", icons::X, "outcome-fail"),
        Outcome::Unknown => ("check-warn", icons::CIRCLE_QUESTION_MARK, "outcome-unknown"),
        Outcome::Skipped => ("", icons::MINUS, "outcome-skipped"),
    };
    CheckSeen {
        tone,
        icon,
        outcome: words.text(outcome),
        name: name(check, words),
        words: sentence(check, report, words),
        facts: facts(check, words),
    }
}

/// What a check is called.
pub(super) fn name(check: &Check, words: &Messages) -> String {
    match check.id {
        CheckId::Proof if check.is_of_hosted() => words.text("check-hosted-proof"),
        id => words.text(&check_key(id)),
    }
}

/// What came of a check.
pub(super) fn sentence(check: &Check, report: &Report, words: &Messages) -> String {
    match (check.reason, check.outcome) {
        (Some(reason), _) => words.text(&reason_key(reason)),
        (None, Outcome::Skipped) => words.text(&format!("skipped-{}", kebab(check.id))),
        (None, _) => passed(check, report, words),
    }
}

fn passed(check: &Check, report: &Report, words: &Messages) -> String {
    let with = |key: &str, args: &[(&str, &str)]| {
        let args: Vec<(&str, Value<'_>)> =
            args.iter().map(|(name, value)| (*name, Value::from(*value))).collect();
        words.with(key, &args)
    };
    let fact = |name| check.facts.get(name);
    match check.id {
        CheckId::Proof | CheckId::Issuer | CheckId::Status | CheckId::Unsigned if check.is_of_hosted() => {
            words.text(&format!("pass-hosted-{}", kebab(check.id)))
        }
        CheckId::Issuer => match domain(report) {
            Some(domain) => with("pass-issuer", &[("domain", domain)]),
            None => words.text("pass-issuer-key"),
        },
        CheckId::Dates => {
            let from = dates::written_moment(fact("validFrom").unwrap_or_default());
            match fact("validUntil").map(dates::written_moment) {
                Some(until) => with("pass-dates-until", &[("from", &from), ("until", &until)]),
                None => with("pass-dates", &[("from", &from)]),
            }
        }
        CheckId::Recipient => with("pass-recipient", &[("asked", fact("asked").unwrap_or_default())]),
        other => words.text(&format!("pass-{}", kebab(other))),
    }
}

fn domain(report: &Report) -> Option<&str> {
    report.content.as_ref()?.issuer.proved.as_ref()?.domain.as_deref()
}

/// The facts under their own names: they are for people who know them.
fn facts(check: &Check, words: &Messages) -> Vec<(String, String)> {
    let mut facts = pairs(&check.facts);
    if facts.is_empty() {
        facts.push((words.text("facts-none"), String::new()));
    }
    facts
}

fn pairs(facts: &Facts) -> Vec<(String, String)> {
    facts.iter().map(|(name, value)| (name.to_owned(), value.to_owned())).collect()
}
