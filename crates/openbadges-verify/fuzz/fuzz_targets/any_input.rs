//! Any bytes as a badge. Oracle: without a network nothing but a `did:key` can be confirmed, and what `oracle` says.
#![no_main]

mod oracle;

use libfuzzer_sys::fuzz_target;
use openbadges_verify::{Input, Offline, Options, verify};
use tokio::runtime::Builder;

fuzz_target!(|data: &[u8]| {
    let runtime = Builder::new_current_thread().build().unwrap();
    // March 2026: the seeds are valid.
    let options = Options::at("2026-03-01T00:00:00Z".parse().unwrap()).recipient("ada@example.org");
    let report = runtime.block_on(verify(Input::Bytes(data.to_vec()), &Offline, &options));
    if let Some(content) = oracle::look_at(report) {
        assert!(content.issuer.proved.unwrap().id.starts_with("did:key:"));
    }
});
