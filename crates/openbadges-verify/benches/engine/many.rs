//! A thousand credentials of one issuer, whose key comes to have a table, beside one of each of a thousand issuers; and
//! on two threads, beside what two threads are worth on this machine at that time.

use std::hint::black_box;
use std::sync::{Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use ed25519_dalek::{Signature, Signer as _, VerifyingKey};
use openbadges_proof::data_integrity::sign;
use openbadges_proof::{PublicKey, SigningKey};
use serde_json::json;

use crate::harness::Samples;
use crate::{crypto, reference};

const COUNT: usize = 1000;
const ROUNDS: usize = 5;
/// So many of one kind follow each other.
const BLOCK: usize = 100;
/// How often the threads are sampled.
const THREAD_ROUNDS: usize = 25;
/// So many a thread takes at a time: at the end none waits long for another.
const CHUNK: usize = 10;

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
    let raw = Raw::new();
    let raw: Vec<&Raw> = vec![&raw; COUNT];
    let count = COUNT.try_into().unwrap_or(u32::MAX);
    let verify = |(text, key): &Case| drop(crypto::verified(text, key));
    for _ in 0..THREAD_ROUNDS {
        samples.add("one_of_1000_one_thread", count, timed(|| on_threads(1, &of_one, verify)));
        samples.add("one_of_1000_two_threads", count, timed(|| on_threads(2, &of_one, verify)));
        samples.add("raw_one_thread", count, timed(|| on_threads(1, &raw, |raw| raw.verify())));
        samples.add("raw_two_threads", count, timed(|| on_threads(2, &raw, |raw| raw.verify())));
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

/// Does something with each of many: whoever is done takes the next ones.
fn on_threads<T: Sync>(threads: usize, cases: &[T], work: impl Fn(&T) + Sync) {
    let chunks = Mutex::new(cases.chunks(CHUNK));
    let next = || chunks.lock().unwrap_or_else(PoisonError::into_inner).next();
    thread::scope(|scope| {
        for _ in 0..threads {
            scope.spawn(|| {
                while let Some(chunk) = next() {
                    chunk.iter().for_each(&work);
                }
            });
        }
    });
}

/// A signature over 64 bytes, as a proof's is: nothing is written that two who verify it would share.
struct Raw {
    key: VerifyingKey,
    message: [u8; 64],
    signature: Signature,
}

impl Raw {
    fn new() -> Self {
        let key = ed25519_dalek::SigningKey::from_bytes(&[1; 32]);
        let message = [7; 64];
        Self { key: key.verifying_key(), message, signature: key.sign(&message) }
    }

    fn verify(&self) {
        self.key.verify_strict(black_box(&self.message), &self.signature).expect("a signature that holds");
    }
}

fn timed(work: impl FnOnce()) -> Duration {
    let start = Instant::now();
    work();
    start.elapsed()
}
