//! Why a badge can be trusted: what is proved of it, and what is only said. All sentences are HTML.

use accolade_platform::messages::Messages;
use accolade_platform::verify::{Check, CheckId, Content, IssuerProof, Outcome, Report};

use crate::dates;
use crate::rich::bold;

/// Sentences of what holds. Nothing is proved of a badge whose proof does not hold.
pub(super) fn proved(report: &Report, words: &Messages) -> Vec<String> {
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

/// What the badge says of itself that nothing proves.
pub(super) fn said(content: &Content, words: &Messages) -> Vec<String> {
    let said = [
        ("said-issuer", "name", &content.issuer.said_name),
        ("said-issuer-url", "url", &content.issuer.said_url),
        ("said-recipient", "name", &content.recipient_name),
    ];
    said.into_iter()
        .filter_map(|(key, name, value)| value.as_deref().map(|value| bold(words, key, &[(name, value)])))
        .collect()
}
