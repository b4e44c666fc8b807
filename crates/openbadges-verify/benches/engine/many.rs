//! A thousand credentials of one issuer: each on its own, and with a table of the one key.

use std::thread;
use std::time::{Duration, Instant};

use openbadges_proof::PublicKey;
use serde_json::json;

use crate::harness::Samples;
use crate::{crypto, reference};

const COUNT: usize = 1000;
/// So many go into one sample: long enough for two threads, short enough to be seldom interrupted.
const CHUNK: usize = 20;
const ROUNDS: usize = 3;

/// Times all of them in turns; a sample is the time for one.
pub(crate) fn run() {
    let texts: Vec<String> = (0..COUNT).map(numbered).collect();
    let key = reference::key().public();
    let prepared = key.prepared();
    let mut samples = Samples::default();
    for chunk in (0..ROUNDS).flat_map(|_| texts.chunks(CHUNK)) {
        let mut add = |name, took| samples.add(name, chunk.len().try_into().unwrap_or(u32::MAX), took);
        add("one_of_1000", timed(|| one_by_one(chunk, &key)));
        add("one_of_1000_prepared", timed(|| one_by_one(chunk, &prepared)));
        add("one_of_1000_both_cores", timed(|| on_both_cores(chunk, &prepared)));
    }
    samples.print();
}

fn numbered(number: usize) -> String {
    let mut credential = reference::credential();
    credential["id"] = json!(format!("urn:uuid:00000000-0000-4000-8000-{number:012}"));
    reference::signed(&credential).to_string()
}

fn one_by_one(texts: &[String], key: &PublicKey) {
    for text in texts {
        crypto::verified(text, key);
    }
}

fn on_both_cores(texts: &[String], key: &PublicKey) {
    let (left, right) = texts.split_at(texts.len() / 2);
    thread::scope(|scope| {
        scope.spawn(|| one_by_one(left, key));
        one_by_one(right, key);
    });
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
