//! The credentials inside a badge, each with its own verdict: who endorses it, and what a record encloses.

use accolade_platform::markdown;
use accolade_platform::messages::{Messages, Value};
use accolade_platform::verify::{CheckId, Content, Outcome, Part, Report, Verdict};

use super::checks::{CheckSeen, name, sentence};
use super::keys::{check_key, reason_key};
use crate::icons;
use crate::rich::in_order;

/// So many characters of an endorsement are shown at once.
const MOST_QUOTED: usize = 300;
/// So many parts are shown at once; a longer list is folded.
const MOST_UNFOLDED: usize = 3;

/// The endorsements of a badge, or the badges in a record.
pub(crate) struct PartsSeen {
    pub(crate) title: String,
    pub(crate) note: String,
    /// "2 of 3 hold", over the list.
    pub(crate) summary: String,
    pub(crate) is_open: bool,
    /// Each as a check: who and what first, its own checks one click deeper.
    pub(crate) parts: Vec<CheckSeen>,
    /// How many more there are that were not checked.
    pub(crate) more: String,
}

/// The lists that a report has.
pub(super) fn of(report: &Report, words: &Messages) -> Vec<PartsSeen> {
    let lists = [
        (CheckId::Endorsements, &report.endorsements, "parts-endorsements"),
        (CheckId::Credentials, &report.credentials, "parts-credentials"),
    ];
    let lists = lists.into_iter().filter(|(_, parts, _)| !parts.is_empty());
    lists.map(|(id, parts, note)| list(id, parts, note, report, words)).collect()
}

fn list(id: CheckId, parts: &[Part], note: &str, report: &Report, words: &Messages) -> PartsSeen {
    let holding = parts.iter().filter(|part| part.report.verdict <= Verdict::Warning).count();
    let (holding, count) = (holding.to_string(), parts.len().to_string());
    let not_checked = report.check(id).and_then(|check| check.facts.get("notChecked"));
    PartsSeen {
        title: words.text(&check_key(id)),
        note: words.text(note),
        summary: with(words, "parts-summary", &[("holding", &holding), ("count", &count)]),
        is_open: parts.len() <= MOST_UNFOLDED,
        parts: parts.iter().map(|part| seen(id, &part.report, words)).collect(),
        more: not_checked.map_or_else(String::new, |more| with(words, "parts-more", &[("count", more)])),
    }
}

fn seen(id: CheckId, report: &Report, words: &Messages) -> CheckSeen {
    let (tone, icon, word) = match report.verdict {
        Verdict::Valid => ("check-good", icons::CHECK, "verdict-valid"),
        Verdict::Warning => ("check-good", icons::CHECK, "verdict-warning"),
        Verdict::Invalid => ("check-bad", icons::X, "verdict-invalid"),
        Verdict::Indeterminate => ("check-warn", icons::CIRCLE_QUESTION_MARK, "verdict-indeterminate"),
    };
    let by = who(report.content.as_ref(), words);
    let reason = report.reason.map(|reason| words.text(&reason_key(reason)));
    let unnamed = || words.text("report-unnamed");
    let (name, what) = match (id, &report.content) {
        (CheckId::Credentials, Some(content)) => {
            (content.name.as_deref().map_or_else(unnamed, in_order), Some(by))
        }
        _ => (by, report.content.as_ref().and_then(comment).map(quoted)),
    };
    let sentences = what.into_iter().chain([format!("{}.", words.text(word))]).chain(reason);
    CheckSeen {
        tone,
        icon,
        outcome: words.text(word),
        name,
        words: sentences.collect::<Vec<_>>().join(" "),
        facts: facts(id, report, words),
    }
}

/// What somebody says, as far as it fits beside their name. All of it is one click deeper.
fn quoted(comment: &str) -> String {
    let mut words = in_order(&markdown::beginning(comment, MOST_QUOTED));
    words.insert(0, '“');
    words.push('”');
    words
}

/// Who a part is by, as far as it is proved.
fn who(content: Option<&Content>, words: &Messages) -> String {
    let Some(content) = content else { return words.text("part-unknown") };
    let issuer = &content.issuer;
    match (&issuer.proved, &issuer.said_name) {
        (None, _) => with(words, "part-unproved", &[("issuer", &issuer.id)]),
        (Some(proved), said) => {
            let by = proved.domain.as_ref().unwrap_or(&proved.id);
            match said {
                Some(said) => with(words, "part-by-said", &[("issuer", by), ("said", said)]),
                None => with(words, "part-by", &[("issuer", by)]),
            }
        }
    }
}

/// What an endorsement says, and the sentence of every check that was made.
fn facts(id: CheckId, report: &Report, words: &Messages) -> Vec<(String, String)> {
    let comment = report.content.as_ref().and_then(comment);
    let says = comment.map(|comment| (words.text("part-says"), in_order(comment)));
    let made = report.checks.iter().filter(|check| check.outcome != Outcome::Skipped);
    let checks = made.map(|check| {
        let is_target = (id, check.id) == (CheckId::Endorsements, CheckId::Recipient);
        let name = if is_target { words.text("check-target") } else { name(check, words) };
        let holds = check.outcome == Outcome::Pass;
        let sentence =
            if is_target && holds { words.text("pass-target") } else { sentence(check, report, words) };
        (name, sentence)
    });
    says.into_iter().chain(checks).collect()
}

/// The comment of an endorsement, in 3.0 and in 2.0.
fn comment(content: &Content) -> Option<&str> {
    let places = ["/credentialSubject/endorsementComment", "/claim/endorsementComment"];
    places.iter().find_map(|place| content.credential.pointer(place)?.as_str())
}

fn with(words: &Messages, key: &str, args: &[(&str, &str)]) -> String {
    let clean: Vec<(&str, String)> = args.iter().map(|(name, value)| (*name, in_order(value))).collect();
    let args: Vec<(&str, Value<'_>)> =
        clean.iter().map(|(name, value)| (*name, Value::from(value.as_str()))).collect();
    words.with(key, &args)
}

#[cfg(test)]
mod tests {
    use super::*;
    use serde_json::json;

    fn part(number: usize, verdict: &str, proved: bool) -> serde_json::Value {
        let proof = proved.then(|| json!({"id": "did:web:endorser.example", "domain": "endorser.example"}));
        json!({"pointer": format!("/endorsement/{number}"), "report": {
            "verdict": verdict, "checkedAt": "2026-03-01T00:00:00Z",
            "checks": [
                {"id": "proof", "outcome": "pass"},
                {"id": "recipient", "outcome": "pass", "facts": {"asked": "urn:uuid:1", "subject": "urn:uuid:1"}}
            ],
            "content": {
                "credential": {"credentialSubject": {"endorsementComment": "Good \u{202e}work."}},
                "issuer": {"id": "did:web:endorser.example", "saidName": "<b>Endorser</b>", "proved": proof}
            }
        }})
    }

    fn lists(parts: &[serde_json::Value]) -> Vec<PartsSeen> {
        let report = json!({
            "verdict": "valid", "checkedAt": "2026-03-01T00:00:00Z", "endorsements": parts,
            "checks": [{"id": "endorsements", "outcome": "warn", "facts": {"notChecked": "7"}}]
        });
        of(&serde_json::from_value(report).unwrap(), &Messages::english())
    }

    #[test]
    fn who_endorses_is_named_by_what_is_proved() {
        let seen = lists(&[part(0, "valid", true), part(1, "indeterminate", false)]);
        let [list] = &seen[..] else { panic!("one list") };
        assert!(list.is_open);
        assert!(list.summary.contains('1') && list.more.contains('7'), "{} {}", list.summary, list.more);
        assert_eq!(list.parts[0].name, "By endorser.example, which calls itself <b>Endorser</b>");
        assert!(list.parts[1].name.contains("could not be confirmed"), "{}", list.parts[1].name);
        assert!(list.parts[0].facts.iter().any(|(_, said)| said == "Good work."));
        assert!(list.parts[0].facts.iter().any(|(name, _)| name == "About this"));
        assert_ne!(list.parts[0].tone, list.parts[1].tone);
    }

    #[test]
    fn long_lists_are_folded_and_none_is_shown_without_parts() {
        let many: Vec<_> = (0..4).map(|number| part(number, "valid", true)).collect();
        assert!(!lists(&many)[0].is_open);
        assert!(lists(&[]).is_empty());
    }
}
