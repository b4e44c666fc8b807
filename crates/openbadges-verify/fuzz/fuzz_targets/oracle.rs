//! What holds of every report.

use openbadges_verify::{Content, Remark, RemarkId, Report, Verdict};

/// Whatever is valid has content of a proved issuer, if it is an award, and the report can be written and read back.
pub(crate) fn look_at(report: Report) -> Option<Content> {
    let mut read: Report = serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap();
    let mut written = report;
    let is_valid = matches!(written.verdict, Verdict::Valid | Verdict::Warning);
    let content = is_valid.then(|| written.content.clone().expect("what is valid says something"));
    let is_no_award = |remark: &Remark| remark.id == RemarkId::NoAward;
    let is_award = !written.remarks.iter().any(is_no_award);
    assert!(content.as_ref().is_none_or(|content| content.issuer.proved.is_some() || !is_award));
    without_originals(&mut read);
    without_originals(&mut written);
    assert_eq!(read, written);
    content
}

/// The text that was read is not written into a report.
fn without_originals(report: &mut Report) {
    if let Some(content) = &mut report.content {
        content.original.clear();
    }
    for part in report.endorsements.iter_mut().chain(&mut report.credentials) {
        without_originals(&mut part.report);
    }
}
