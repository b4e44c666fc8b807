//! A thousand credentials of one issuer, whose key comes to have a table, beside one of each of a thousand issuers.

use std::thread;
use std::time::{Duration, Instant};

use openbadges_proof::data_integrity::sign;
use openbadges_proof::{PublicKey, SigningKey};
use serde_json::json;

use crate::harness::Samples;
use crate::{crypto, reference};

const COUNT: usize = 1000;
/// So many are shared out to two threads: that it takes time to start one should not be seen.
const CHUNK: usize = 1000;
const ROUNDS: usize = 5;
/// So many of one kind follow each other.
const BLOCK: usize = 100;

/// Times all of them in turns; a sample is the time for one.
pub(crate) fn run() {
    let of_one: Vec<Case> = (0..COUNT).map(|number| case(number, &reference::key())).collect();
    let of_many: Vec<Case> = (0..COUNT).map(|number| case(number, &numbered_key(number))).collect();
    let mut samples = Samples::default();
    for from in (0..ROUNDS).flat_map(|_| (0..COUNT).step_by(BLOCK)) {
        let count = BLOCK.try_into().unwrap_or(u32::MAX);
        let block = from..from + BLOCK;
        samples.add("one_of_1000_issuers", count, timed(|| one_by_one(&of_many[block.clone()])));
        samples.add("one_of_1000", count, timed(|| one_by_one(&of_one[block])));
    }
    // Apart from those: a thread that has waited is seldom interrupted, and would make the next sample look good.
    for chunk in (0..ROUNDS).flat_map(|_| of_one.chunks_exact(CHUNK)) {
        let count = CHUNK.try_into().unwrap_or(u32::MAX);
        samples.add("one_of_1000_one_thread", count, timed(|| on_a_thread(chunk)));
        samples.add("one_of_1000_two_threads", count, timed(|| on_two_threads(chunk)));
    }
    samples.print();
}

/// A signed credential and the key of its issuer.
type Case = (String, PublicKey);

fn case(number: usize, key: &SigningKey) -> Case {
    let mut credential = reference::credential();
    credential["id"] = json!(format!("urn:uuid:00000000-0000-4000-8000-{number:012}"));
    let signed = sign(&credential, key, &reference::options()).expect("a signed credential");
    (signed.to_string(), key.public())
}

fn numbered_key(number: usize) -> SigningKey {
    let mut seed = [2; 32];
    seed[..8].copy_from_slice(&number.to_le_bytes());
    SigningKey::from_seed(seed)
}

fn one_by_one(cases: &[Case]) {
    for (text, key) in cases {
        crypto::verified(text, key);
    }
}

fn on_a_thread(cases: &[Case]) {
    thread::scope(|scope| {
        scope.spawn(|| one_by_one(cases));
    });
}

fn on_two_threads(cases: &[Case]) {
    let (left, right) = cases.split_at(cases.len() / 2);
    thread::scope(|scope| {
        scope.spawn(|| one_by_one(left));
        scope.spawn(|| one_by_one(right));
    });
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
