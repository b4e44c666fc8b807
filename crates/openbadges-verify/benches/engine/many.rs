//! A thousand credentials of one issuer: each on its own, and with a table of the one key.

use std::thread;
use std::time::{Duration, Instant};

use openbadges_proof::PublicKey;
use serde_json::json;

use crate::harness::Samples;
use crate::{crypto, reference};

const COUNT: usize = 1000;
/// So many are shared out to two threads: that it takes time to start one should not be seen.
const CHUNK: usize = 250;
const ROUNDS: usize = 3;

/// Times all of them in turns; a sample is the time for one.
pub(crate) fn run() {
    let texts: Vec<String> = (0..COUNT).map(numbered).collect();
    let key = reference::key().public();
    let prepared = key.prepared();
    let mut samples = Samples::default();
    for text in (0..ROUNDS).flat_map(|_| texts.chunks(1)) {
        samples.add("one_of_1000", 1, timed(|| one_by_one(text, &key)));
        samples.add("one_of_1000_prepared", 1, timed(|| one_by_one(text, &prepared)));
    }
    // Apart from those: a thread that has waited is seldom interrupted, and would make the next sample look good.
    for chunk in (0..ROUNDS).flat_map(|_| texts.chunks_exact(CHUNK)) {
        let count = CHUNK.try_into().unwrap_or(u32::MAX);
        samples.add("one_of_1000_one_thread", count, timed(|| on_a_thread(chunk, &prepared)));
        samples.add("one_of_1000_two_threads", count, timed(|| on_two_threads(chunk, &prepared)));
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

fn on_a_thread(texts: &[String], key: &PublicKey) {
    thread::scope(|scope| {
        scope.spawn(|| one_by_one(texts, key));
    });
}

fn on_two_threads(texts: &[String], key: &PublicKey) {
    let (left, right) = texts.split_at(texts.len() / 2);
    thread::scope(|scope| {
        scope.spawn(|| one_by_one(left, key));
        scope.spawn(|| one_by_one(right, key));
    });
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
