//! A verification report in the words of the catalogue: the verdict first, then what is proved and what is only
//! said, then every check with its detail.

mod parts;

use accolade_platform::messages::{Messages, Value};
use accolade_platform::verify::{
    Check, CheckId, Content, Facts, IssuerProof, Outcome, Reason, Remark, RemarkId, Report, Verdict,
};
use jiff::Timestamp;

use crate::dates;
use crate::icons;
use crate::rich::bold;

pub(crate) use parts::PartsSeen;

/// A report as pages show it. `proved` and `said` are HTML.
pub(crate) struct Seen {
    pub(crate) verdict: VerdictSeen,
    pub(crate) proved: Vec<String>,
    pub(crate) said: Vec<String>,
    pub(crate) remarks: Vec<String>,
    pub(crate) checks: Vec<CheckSeen>,
    /// The credentials inside it.
    pub(crate) parts: Vec<PartsSeen>,
}

/// The verdict with its colour, its word and, unless all is well, its reason.
pub(crate) struct VerdictSeen {
    pub(crate) tone: &'static str,
    pub(crate) card: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) word: String,
    /// The heading over what is proved: "Why you can trust this".
    pub(crate) why: String,
    pub(crate) reason: String,
}

/// One check: a sentence, and its facts one click deeper.
pub(crate) struct CheckSeen {
    pub(crate) tone: &'static str,
    pub(crate) icon: &'static str,
    pub(crate) outcome: String,
    pub(crate) name: String,
    pub(crate) words: String,
    pub(crate) facts: Vec<(String, String)>,
}

/// The report in words.
pub(crate) fn seen(report: &Report, words: &Messages) -> Seen {
    Seen {
        verdict: verdict(report, words),
        proved: proved(report, words),
        said: report.content.as_ref().map_or_else(Vec::new, |content| said(content, words)),
        remarks: report.remarks.iter().map(|remark| words.text(remark_key(remark))).collect(),
        checks: report
            .checks
            .iter()
            .filter(|check| is_of_interest(check))
            .map(|check| check_seen(check, report, words))
            .collect(),
        parts: parts::of(report, words),
    }
}

/// Only a CLR encloses other credentials, few badges say what their files must be, and only old ones rest on connections.
fn is_of_interest(check: &Check) -> bool {
    let of_few = [CheckId::Credentials, CheckId::Resources, CheckId::Transport].contains(&check.id);
    !of_few || check.outcome != Outcome::Skipped
}

/// The word that a badge's own page opens with.
pub(crate) fn page_word(report: &Report, words: &Messages) -> String {
    words.text(match (report.verdict, report.reason) {
        (_, Some(Reason::Revoked)) => "verdict-revoked",
        (_, Some(Reason::Suspended)) => "verdict-suspended",
        (_, Some(Reason::Expired)) => "verdict-expired",
        (Verdict::Valid, _) => "verdict-genuine",
        (Verdict::Warning, _) => "verdict-genuine-remarks",
        (Verdict::Invalid, _) => "verdict-invalid",
        (Verdict::Indeterminate, _) => "verdict-indeterminate",
    })
}

fn verdict(report: &Report, words: &Messages) -> VerdictSeen {
    let (tone, card, icon, key) = match report.verdict {
        Verdict::Valid => ("chip-good", "card-good", icons::SHIELD_CHECK, "verdict-valid"),
        Verdict::Warning => ("chip-good", "card-good", icons::SHIELD_CHECK, "verdict-warning"),
        Verdict::Invalid => ("chip-bad", "card-bad", icons::SHIELD_X, "verdict-invalid"),
        Verdict::Indeterminate => {
            ("chip-warn", "card-warn", icons::SHIELD_QUESTION_MARK, "verdict-indeterminate")
        }
    };
    let reason = report.reason.map_or_else(String::new, |reason| words.text(&reason_key(reason)));
    let why = match report.verdict {
        Verdict::Valid | Verdict::Warning => "why-title",
        Verdict::Invalid => "why-not-title",
        Verdict::Indeterminate => "why-open-title",
    };
    VerdictSeen { tone, card, icon, word: words.text(key), why: words.text(why), reason }
}

/// Sentences of what holds. Nothing is proved of a badge whose proof does not hold.
fn proved(report: &Report, words: &Messages) -> Vec<String> {
    let Some(content) = &report.content else {
        return Vec::new();
    };
    let mut sentences = vec![origin(content.issuer.proved.as_ref(), report, words)];
    let passed = |id| report.check(id).filter(|check| check.outcome == Outcome::Pass);
    if passed(CheckId::Status).is_some() {
        sentences.push(bold(words, "proved-status", &[("date", &dates::day(report.checked_at))]));
    }
    if passed(CheckId::Dates).is_some() {
        sentences.push(bold(words, "proved-dates", &[]));
    }
    if let Some(asked) = passed(CheckId::Recipient).and_then(|check| check.facts.get("asked")) {
        sentences.push(bold(words, "proved-recipient", &[("asked", asked)]));
    }
    sentences
}

/// Who vouches for the badge.
fn origin(proof: Option<&IssuerProof>, report: &Report, words: &Messages) -> String {
    let is_hosted = report.check(CheckId::Proof).is_some_and(Check::is_of_hosted);
    match proof.map(|proof| (proof.domain.as_deref(), &proof.key)) {
        Some((Some(domain), Some(_))) => bold(words, "proved-signature", &[("domain", domain)]),
        Some((Some(domain), None)) => bold(words, "proved-hosted", &[("domain", domain)]),
        Some((None, _)) => bold(words, "proved-signature-key", &[]),
        None if is_hosted => bold(words, "proved-hosted-only", &[]),
        None => bold(words, "proved-signature-only", &[]),
    }
}

fn said(content: &Content, words: &Messages) -> Vec<String> {
    let said = [
        ("said-issuer", "name", &content.issuer.said_name),
        ("said-issuer-url", "url", &content.issuer.said_url),
        ("said-recipient", "name", &content.recipient_name),
    ];
    said.into_iter()
        .filter_map(|(key, name, value)| value.as_deref().map(|value| bold(words, key, &[(name, value)])))
        .collect()
}

fn check_seen(check: &Check, report: &Report, words: &Messages) -> CheckSeen {
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

fn name(check: &Check, words: &Messages) -> String {
    match check.id {
        CheckId::Proof if check.is_of_hosted() => words.text("check-hosted-proof"),
        id => words.text(&check_key(id)),
    }
}

fn sentence(check: &Check, report: &Report, words: &Messages) -> String {
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

/// The catalogue key of a reason: `reason-key-not-issuers`.
pub(crate) fn reason_key(reason: Reason) -> String {
    format!("reason-{}", reason.as_str().replace('_', "-"))
}

/// The catalogue key of a check's name: `check-data-model`.
pub(crate) fn check_key(id: CheckId) -> String {
    format!("check-{}", kebab(id))
}

fn remark_key(remark: &Remark) -> &'static str {
    match remark.id {
        RemarkId::TestAddress => "remark-test-address",
        RemarkId::OtherProof => "remark-other-proof",
        RemarkId::RefreshOffered => "remark-refresh-offered",
        RemarkId::Refreshed => "remark-refreshed",
        RemarkId::SchemaNotRun => "remark-schema-not-run",
        RemarkId::OtherSubject => "remark-other-subject",
        RemarkId::OtherAddress => "remark-other-address",
        RemarkId::CopyDiffers => "remark-copy-differs",
    }
}

/// `DataModel` as `data-model`.
fn kebab(id: CheckId) -> &'static str {
    match id {
        CheckId::Input => "input",
        CheckId::Format => "format",
        CheckId::Contexts => "contexts",
        CheckId::DataModel => "data-model",
        CheckId::Proof => "proof",
        CheckId::Issuer => "issuer",
        CheckId::Status => "status",
        CheckId::Transport => "transport",
        CheckId::Dates => "dates",
        CheckId::Recipient => "recipient",
        CheckId::Unsigned => "unsigned",
        CheckId::Endorsements => "endorsements",
        CheckId::Credentials => "credentials",
        CheckId::Resources => "resources",
    }
}

/// "Checked on 1 March 2026, 14:05 UTC."
pub(crate) fn checked_at(at: Timestamp, words: &Messages) -> String {
    words.with("report-checked-at", &[("time", Value::from(dates::minute(at)))])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_reason_check_and_outcome_has_words() {
        let words = Messages::english();
        let mut keys: Vec<String> =
            Reason::PRECEDENCE.iter().map(|(reason, _)| reason_key(*reason)).collect();
        for id in CheckId::ALL {
            keys.push(check_key(id));
            keys.push(format!("pass-{}", kebab(id)));
            keys.push(format!("skipped-{}", kebab(id)));
        }
        for id in [CheckId::Proof, CheckId::Issuer, CheckId::Status, CheckId::Unsigned] {
            keys.push(format!("pass-hosted-{}", kebab(id)));
        }
        for key in keys {
            assert!(words.has(&key), "{key}");
        }
    }
}
