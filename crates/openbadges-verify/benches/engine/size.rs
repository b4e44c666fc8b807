//! Cost against size: ten times as many of something should cost about ten times as much.

use std::hint::black_box;

use openbadges_verify::{Input, Offline, Options, Verdict};

use crate::harness::Cases;
use crate::{crypto, reference};

/// Times alignments and endorsements.
pub(crate) fn run() {
    let key = reference::key().public();
    let aligned = [100, 1000].map(|count| text(&reference::with_alignments(count)));
    let endorsed = [20, 200].map(|count| text(&reference::with_endorsements(count)));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let options = Options::at(reference::now());
    let report = |text: &str| {
        let input = Input::Bytes(black_box(text).as_bytes().to_vec());
        let report = runtime.block_on(openbadges_verify::verify(input, &Offline, &options));
        assert_eq!(report.verdict, Verdict::Valid, "{:?}", report.checks);
        report
    };
    let mut cases = Cases::few();
    cases.add("verify_100_alignments", || crypto::verified(black_box(&aligned[0]), &key));
    cases.add("verify_1000_alignments", || crypto::verified(black_box(&aligned[1]), &key));
    cases.add("report_20_endorsements", || report(&endorsed[0]));
    cases.add("report_200_endorsements", || report(&endorsed[1]));
    cases.run();
}

fn text(credential: &serde_json::Value) -> String {
    reference::signed(credential).to_string()
}
