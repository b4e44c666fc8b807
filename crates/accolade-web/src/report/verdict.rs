//! The word that a report comes to, with its reason.

use accolade_platform::messages::Messages;
use accolade_platform::verify::{Reason, RemarkId, Report, Verdict};

use super::keys::reason_key;
use crate::icons;

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

/// The verdict in words.
pub(super) fn verdict(report: &Report, words: &Messages) -> VerdictSeen {
    let is_award = report.remarks.iter().all(|remark| remark.id != RemarkId::NoAward);
    let (tone, card, icon, key) = match report.verdict {
        Verdict::Valid | Verdict::Warning if !is_award => {
            ("chip-warn", "card-warn", icons::SHIELD_QUESTION_MARK, "verdict-no-award")
        }
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
