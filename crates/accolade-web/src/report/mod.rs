//! A verification report in the words of the catalogue: the verdict first, then what is proved and what is only
//! said, then every check with its detail.

mod checks;
mod keys;
mod parts;
mod trust;
mod verdict;

use accolade_platform::messages::{Messages, Value};
use accolade_platform::verify::{Remark, RemarkId, Report};
use jiff::Timestamp;

use crate::{dates, icons};

pub(crate) use checks::CheckSeen;
pub(crate) use parts::PartsSeen;
pub(crate) use verdict::{VerdictSeen, page_word};

/// A report as pages show it. `proved` and `said` are HTML.
pub(crate) struct Seen {
    pub(crate) verdict: VerdictSeen,
    pub(crate) proved: Vec<String>,
    pub(crate) said: Vec<String>,
    pub(crate) remarks: Vec<RemarkSeen>,
    pub(crate) checks: Vec<CheckSeen>,
    /// The credentials inside it.
    pub(crate) parts: Vec<PartsSeen>,
}

/// Something worth saying of a badge.
pub(crate) struct RemarkSeen {
    pub(crate) icon: &'static str,
    pub(crate) words: String,
}

impl RemarkSeen {
    fn of(remark: &Remark, words: &Messages) -> Self {
        let is_test = remark.id == RemarkId::TestAddress;
        let icon = if is_test { icons::FLASK_CONICAL } else { icons::INFO };
        Self { icon, words: words.text(keys::remark_key(remark.id)) }
    }
}

/// The report in words.
pub(crate) fn seen(report: &Report, words: &Messages) -> Seen {
    Seen {
        verdict: verdict::verdict(report, words),
        proved: trust::proved(report, words),
        said: report.content.as_ref().map_or_else(Vec::new, |content| trust::said(content, words)),
        remarks: report.remarks.iter().map(|remark| RemarkSeen::of(remark, words)).collect(),
        checks: checks::checks(report, words),
        parts: parts::of(report, words),
    }
}

/// "Checked on 1 March 2026, 14:05 UTC."
pub(crate) fn checked_at(at: Timestamp, words: &Messages) -> String {
    words.with("report-checked-at", &[("time", Value::from(dates::minute(at)))])
}
