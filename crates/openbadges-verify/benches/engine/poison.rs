//! What was made to cost much: blank nodes that can hardly be told apart, in a dataset and in everything that a badge may
//! have inside it. Each ends by a limit.

use std::fmt::Write as _;
use std::time::Instant;

use openbadges_ld::rdfc::{self, Hash};
use openbadges_ld::{Dataset, LdError, Limits, nquads};
use openbadges_verify::{CheckId, Input, Options, Outcome};
use serde_json::Value;

use crate::{common, harness};

const ROUNDS: usize = 11;
/// Endorsements of the badge, each with as many blank nodes that know each other.
const ENDORSEMENTS: usize = 200;
const TANGLED: usize = 7;

/// Prints the time of the worst dataset until its refusal, and of the worst badge until its report.
pub(crate) fn run() {
    let datasets = [clique(10), clique(100), rings(2_000, 4), rings(300, 30)];
    let refused = datasets.iter().map(|dataset| {
        median(|| {
            let refusal = rdfc::canonicalize(dataset, Hash::Sha256, &Limits::default());
            assert!(matches!(refusal, Err(LdError::WorkLimit { .. })), "{refusal:?}");
        })
    });
    harness::note("poison_ms", format!("{:.2}", refused.fold(0.0, f64::max)));
    let badge = endorsed().to_string();
    let (net, options) = (common::net().endorser(), Options::at(common::now()));
    let runtime = tokio::runtime::Builder::new_current_thread().build().expect("a runtime");
    let report = median(|| {
        let input = Input::Bytes(badge.clone().into_bytes());
        let report = runtime.block_on(openbadges_verify::verify(input, &net, &options));
        let outcome = |id| report.check(id).map(|check| check.outcome);
        assert_eq!(outcome(CheckId::Proof), Some(Outcome::Pass));
        assert_eq!(outcome(CheckId::Endorsements), Some(Outcome::Warn));
    });
    harness::note("poisoned_report_ms", format!("{report:.2}"));
}

/// Milliseconds for one.
fn median(mut case: impl FnMut()) -> f64 {
    let mut times: Vec<f64> = (0..ROUNDS)
        .map(|_| {
            let start = Instant::now();
            case();
            start.elapsed().as_secs_f64() * 1e3
        })
        .collect();
    times.sort_by(f64::total_cmp);
    times[times.len() / 2]
}

/// Blank nodes of which each leads to every one.
fn clique(size: usize) -> Dataset {
    dataset((0..size).flat_map(|from| (0..size).map(move |to| (from, to))))
}

/// So many rings of so many blank nodes, all alike.
fn rings(count: usize, size: usize) -> Dataset {
    dataset(
        (0..count)
            .flat_map(|ring| (0..size).map(move |at| (ring * size + at, ring * size + (at + 1) % size))),
    )
}

fn dataset(links: impl Iterator<Item = (usize, usize)>) -> Dataset {
    let mut text = String::new();
    for (from, to) in links {
        let _ = writeln!(text, "_:n{from} <urn:p> _:n{to} .");
    }
    nquads::parse(&text).expect("N-Quads")
}

/// A signed badge with endorsements that cannot be told to be sound for less than what a badge may cost.
fn endorsed() -> Value {
    let mut badge = common::credential();
    let of = badge["id"].as_str().expect("an id").to_owned();
    let mut endorsement = common::endorsed(&common::endorsement(&of));
    endorsement["evidence"] = common::tangled(TANGLED);
    badge["endorsement"] = vec![endorsement; ENDORSEMENTS].into();
    common::signed_by_jcs(&badge)
}
