use crate::{Check, CheckId, Facts, Fetch, Input, Options, Reason, Report, report::Draft};

/// Verifies a badge.
pub async fn verify(_input: Input, _fetch: &dyn Fetch, options: &Options) -> Report {
    let mut draft = Draft::new();
    draft.add(Check::not(CheckId::Input, Reason::NotABadge, Facts::new()));
    draft.finish(options.now)
}
