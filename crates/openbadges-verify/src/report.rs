//! The report: every check, and the verdict that follows from their reasons.

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use crate::{Check, CheckId, Content, Facts, Outcome, Reason, Remark, Verdict};

/// The outcome of a verification: everything that a page, an API or a command needs to show it.
///
/// ```
/// use openbadges_verify::{CheckId, Input, Offline, Options, Outcome, Report, verify};
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// let options = Options::at("2026-11-24T12:00:00Z".parse()?);
/// let report = verify(Input::Bytes(b"{}".to_vec()), &Offline, &options).await;
/// assert_eq!(report.check(CheckId::Input).map(|check| check.outcome), Some(Outcome::Pass));
/// let written = serde_json::to_string(&report)?;
/// assert_eq!(serde_json::from_str::<Report>(&written)?, report);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Report {
    /// What it comes to.
    pub verdict: Verdict,
    /// The weightiest reason, unless the verdict is `valid`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub reason: Option<Reason>,
    /// The time that dates were checked against.
    pub checked_at: Timestamp,
    /// All checks, one of each, in the order of [`CheckId::ALL`].
    pub checks: Vec<Check>,
    /// What is worth saying and changes nothing.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub remarks: Vec<Remark>,
    /// What the badge says; `None` unless a proof holds.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<Content>,
    /// The endorsements of the badge, each verified on its own; they change nothing about its verdict.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub endorsements: Vec<Part>,
    /// The credentials that a CLR encloses, each verified on its own.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub credentials: Vec<Part>,
}

impl Report {
    /// The JSON Schema (draft 2020-12) of a report as it is serialised.
    ///
    /// ```
    /// use openbadges_verify::Report;
    ///
    /// let schema: serde_json::Value = serde_json::from_str(Report::SCHEMA)?;
    /// assert!(schema["$defs"]["report"]["properties"]["verdict"].is_object());
    /// # Ok::<(), serde_json::Error>(())
    /// ```
    pub const SCHEMA: &str = include_str!("../report.schema.json");

    /// The check of this id.
    pub fn check(&self, id: CheckId) -> Option<&Check> {
        self.checks.iter().find(|check| check.id == id)
    }
}

/// A credential inside another one, with a report of its own.
///
/// ```
/// use openbadges_verify::{Part, Report};
///
/// /// The endorsements that somebody may rely on.
/// fn good(report: &Report) -> impl Iterator<Item = &Part> {
///     report.endorsements.iter().filter(|part| part.report.verdict == openbadges_verify::Verdict::Valid)
/// }
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # use openbadges_verify::{Input, Offline, Options, verify};
/// # let options = Options::at("2026-11-24T12:00:00Z".parse()?);
/// let report = verify(Input::Bytes(b"{}".to_vec()), &Offline, &options).await;
/// assert_eq!(good(&report).count(), 0);
/// # Ok(())
/// # }
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
#[non_exhaustive]
pub struct Part {
    /// Where it stands in the credential around it, as a JSON Pointer.
    pub pointer: String,
    /// What it comes to by itself.
    pub report: Report,
}

/// A report being filled in.
pub(crate) struct Draft {
    checks: Vec<Check>,
    pub(crate) remarks: Vec<Remark>,
    pub(crate) content: Option<Content>,
    pub(crate) endorsements: Vec<Part>,
    pub(crate) credentials: Vec<Part>,
}

impl Draft {
    pub(crate) const fn new() -> Self {
        Self {
            checks: Vec::new(),
            remarks: Vec::new(),
            content: None,
            endorsements: Vec::new(),
            credentials: Vec::new(),
        }
    }

    pub(crate) fn add(&mut self, check: Check) {
        self.checks.push(check);
    }

    pub(crate) fn add_all(&mut self, checks: impl IntoIterator<Item = Check>) {
        self.checks.extend(checks);
    }

    /// Orders the checks, marks those not made as skipped, and concludes.
    pub(crate) fn finish(mut self, checked_at: Timestamp) -> Report {
        for id in CheckId::ALL {
            if self.checks.iter().all(|check| check.id != id) {
                self.checks.push(Check::skipped(id, Facts::new()));
            }
        }
        self.checks.sort_by_key(|check| check.id);
        let (verdict, reason) = conclude(&self.checks);
        let Self { checks, remarks, content, endorsements, credentials } = self;
        Report { verdict, reason, checked_at, checks, remarks, content, endorsements, credentials }
    }
}

/// The first reason of the table that a check gives, and its verdict.
fn conclude(checks: &[Check]) -> (Verdict, Option<Reason>) {
    let reason = checks
        .iter()
        .filter(|check| check.outcome != Outcome::Skipped)
        .filter_map(|check| check.reason)
        .filter(|reason| reason.verdict() != Verdict::Valid)
        .min();
    (reason.map_or(Verdict::Valid, Reason::verdict), reason)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concluded(reasons: &[Reason]) -> Report {
        let mut draft = Draft::new();
        for reason in reasons {
            draft.add(Check::not(CheckId::Status, *reason, Facts::new()));
        }
        draft.finish(Timestamp::UNIX_EPOCH)
    }

    #[test]
    fn the_weightiest_reason_wins_whatever_the_order() {
        let all = Reason::PRECEDENCE.iter().filter(|(_, verdict)| *verdict != Verdict::Valid);
        for (first, (reason, verdict)) in all.enumerate() {
            let mut rest: Vec<_> = Reason::PRECEDENCE[first..].iter().map(|(reason, _)| *reason).collect();
            rest.reverse();
            let report = concluded(&rest);
            assert_eq!((report.verdict, report.reason), (*verdict, Some(*reason)));
        }
    }

    #[test]
    fn without_a_reason_the_verdict_is_valid_and_every_check_is_listed() {
        let report = concluded(&[]);
        assert_eq!((report.verdict, report.reason), (Verdict::Valid, None));
        assert_eq!(report.checks.iter().map(|check| check.id).collect::<Vec<_>>(), CheckId::ALL);
        let json = serde_json::to_string(&report).unwrap();
        assert_eq!(serde_json::from_str::<Report>(&json).unwrap(), report);
    }
}
