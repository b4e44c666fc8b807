//! The catalogue keys of reasons, checks and remarks.

use accolade_platform::verify::{CheckId, Reason, RemarkId};

/// The catalogue key of a reason: `reason-key-not-issuers`.
pub(super) fn reason_key(reason: Reason) -> String {
    format!("reason-{}", reason.as_str().replace('_', "-"))
}

/// The catalogue key of a check's name: `check-data-model`.
pub(super) fn check_key(id: CheckId) -> String {
    format!("check-{}", kebab(id))
}

/// The catalogue key of a remark: `remark-other-proof`.
pub(super) fn remark_key(id: RemarkId) -> &'static str {
    match id {
        RemarkId::TestAddress => "remark-test-address",
        RemarkId::OtherProof => "remark-other-proof",
        RemarkId::RefreshOffered => "remark-refresh-offered",
        RemarkId::Refreshed => "remark-refreshed",
        RemarkId::SchemaNotRun => "remark-schema-not-run",
        RemarkId::OtherSubject => "remark-other-subject",
        RemarkId::NoAward => "remark-no-award",
        RemarkId::SelfIssued => "remark-self-issued",
        RemarkId::OtherAddress => "remark-other-address",
        RemarkId::CopyDiffers => "remark-copy-differs",
        RemarkId::Compressed => "remark-compressed",
    }
}

/// `DataModel` as `data-model`.
pub(super) fn kebab(id: CheckId) -> &'static str {
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

#[cfg(test)]
mod tests {
    use accolade_platform::messages::Messages;

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
        keys.extend(RemarkId::ALL.map(|id| remark_key(id).to_owned()));
        for key in keys {
            assert!(words.has(&key), "{key}");
        }
    }
}
