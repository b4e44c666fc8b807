//! What the engine's steps cost for one typical badge, each beside the work that nobody can do without and beside peers.
#![allow(clippy::expect_used, clippy::print_stdout, reason = "a benchmark that cannot be set up has failed")]

#[path = "../../tests/common/mod.rs"]
mod common;
mod crypto;
mod fresh;
#[path = "../../../../benches/harness.rs"]
mod harness;
mod many;
mod ob2;
#[path = "../../../openbadges-ld/tests/common/mod.rs"]
mod oracle;
mod peers;
mod pictures;
mod poison;
mod reference;
mod size;

use std::hint::black_box;

use aws_lc_rs::digest;
use harness::Cases;
use openbadges_ld::canonicalize;
use openbadges_model::json;
use openbadges_verify::{Input, Options, Verdict};
use serde_json::Value;

/// That of the binary.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() {
    if let Some(file) = fresh::asked_for() {
        return fresh::verify(&file);
    }
    if !harness::asked_for() {
        return;
    }
    let badge = reference::credential();
    let signed = reference::signed(&badge);
    let (text, unsigned) = (signed.to_string(), badge.to_string());
    harness::note("credential_bytes", text.len());
    let pictures = pictures::Pictures::new(&text);
    let old = ob2::Signed::new();
    peers::write(&text, &unsigned, &pictures, &old);

    let mut cases = Cases::default();
    canonical_form(&mut cases, &badge);
    crypto::add(&mut cases, &signed);
    crypto::add_whole(&mut cases, &text, &unsigned);
    crypto::add_other_forms(&mut cases, &unsigned);
    cases.add("read", || json::read(black_box(text.as_bytes()), &json::Limits::default()));
    cases.add("parse", || json::parse(black_box(text.as_bytes()), &json::Limits::default()));
    cases.add("parse_serde_json", || serde_json::from_slice::<Value>(black_box(text.as_bytes())));
    pictures.add(&mut cases, &text);
    report(&mut cases);
    old.add(&mut cases);
    cases.run();
    size::run();
    many::run();
    poison::run();
    fresh::run();
}

fn canonical_form<'a>(cases: &mut Cases<'a>, badge: &'a Value) {
    let limits = openbadges_ld::Limits::default();
    let nquads = canonicalize(badge, &limits).expect("a canonical form").nquads;
    cases.add("canonical", move || canonicalize(black_box(badge), &limits));
    cases.add("sha256", move || digest::digest(&digest::SHA256, black_box(nquads.as_bytes())));
    // The peer reads the published contexts anew each time: it has no other way.
    if oracle::vectors().is_some() {
        cases.add("canonical_oxrdf", || {
            oracle::oracle_canonical(oracle::oracle(black_box(badge)).expect("a dataset"))
        });
    }
}

/// The whole way from a file to the report, with the issuer's document and the status list from memory.
fn report(cases: &mut Cases<'_>) {
    let text = common::signed(&common::credential()).to_string();
    let (net, options) = (common::net(), Options::at(common::now()));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let report = move || {
        let input = Input::Bytes(black_box(&text).as_bytes().to_vec());
        runtime.block_on(openbadges_verify::verify(input, &net, &options))
    };
    assert_eq!(report().verdict, Verdict::Valid);
    cases.add("report", report);
}
