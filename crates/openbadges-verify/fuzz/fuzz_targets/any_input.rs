//! Any bytes as a badge. Oracle: without a network nothing but a `did:key` can be confirmed, whatever is valid has
//! content, and the report can be written and read back.
#![no_main]

use jiff::Timestamp;
use libfuzzer_sys::fuzz_target;
use openbadges_verify::{Input, Offline, Options, Report, Verdict, verify};
use tokio::runtime::Builder;

fuzz_target!(|data: &[u8]| {
    let runtime = Builder::new_current_thread().build().unwrap();
    let options = Options::at(Timestamp::UNIX_EPOCH).recipient("ada@example.org");
    let report = runtime.block_on(verify(Input::Bytes(data.to_vec()), &Offline, &options));
    if matches!(report.verdict, Verdict::Valid | Verdict::Warning) {
        let content = report.content.as_ref().expect("what is valid says something");
        assert!(content.issuer.proved.as_ref().is_some_and(|proved| proved.id.starts_with("did:key:")));
    }
    let mut read: Report = serde_json::from_str(&serde_json::to_string(&report).unwrap()).unwrap();
    let mut report = report;
    without_originals(&mut read);
    without_originals(&mut report);
    assert_eq!(read, report);
});

/// The text that was read is not written into a report.
fn without_originals(report: &mut Report) {
    if let Some(content) = &mut report.content {
        content.original.clear();
    }
    for part in report.endorsements.iter_mut().chain(&mut report.credentials) {
        without_originals(&mut part.report);
    }
}
