//! The one harness of all benchmarks: samples taken in turns, so that a ratio of two of them is from one run.
//!
//! A benchmark is a `harness = false` target that includes this file. It prints a line `name<TAB>nanoseconds` for each
//! of its samples; `cargo xtask bench` makes tables and JSON of them.
#![allow(
    dead_code,
    clippy::print_stdout,
    reason = "each benchmark uses its part; its output is lines of text"
)]

use std::time::{Duration, Instant};

/// How often every case is sampled.
const ROUNDS: usize = 150;
/// A sample repeats its case until it takes this long: the clock and the first miss of a cache count for nothing.
const SAMPLE: Duration = Duration::from_millis(1);

/// Whether this runs as `cargo bench`, and not as a test that wants to know only that it compiles.
pub(crate) fn asked_for() -> bool {
    std::env::args().any(|argument| argument == "--bench")
}

/// Prints what is no time: a size, a count. The name ends in its unit.
pub(crate) fn note(name: &str, value: impl std::fmt::Display) {
    println!("{name}\t{value}");
}

/// What was measured, by name, in nanoseconds for one time.
#[derive(Default)]
pub(crate) struct Samples(Vec<(&'static str, Vec<f64>)>);

impl Samples {
    /// Notes that `count` times took so long together.
    pub(crate) fn add(&mut self, name: &'static str, count: u32, took: Duration) {
        let each = took.as_secs_f64() * 1e9 / f64::from(count);
        match self.0.iter_mut().find(|(known, _)| *known == name) {
            Some((_, samples)) => samples.push(each),
            None => self.0.push((name, vec![each])),
        }
    }

    /// Prints the median of each.
    pub(crate) fn print(mut self) {
        for (name, samples) in &mut self.0 {
            samples.sort_by(f64::total_cmp);
            println!("{name}\t{:.1}", samples[samples.len() / 2]);
        }
    }
}

/// Cases that are sampled in turns.
pub(crate) struct Cases<'a> {
    cases: Vec<(&'static str, Times<'a>)>,
    rounds: usize,
}

impl Default for Cases<'_> {
    fn default() -> Self {
        Self { cases: Vec::new(), rounds: ROUNDS }
    }
}

/// Does something so many times and says how long it took.
type Times<'a> = Box<dyn FnMut(u32) -> Duration + 'a>;

impl<'a> Cases<'a> {
    /// For cases that take many milliseconds each.
    pub(crate) fn few() -> Self {
        Self { cases: Vec::new(), rounds: ROUNDS / 10 }
    }

    /// Adds a case; what it returns is made, but not used.
    pub(crate) fn add<T>(&mut self, name: &'static str, mut case: impl FnMut() -> T + 'a) {
        let times = move |count| {
            let start = Instant::now();
            for _ in 0..count {
                std::hint::black_box(case());
            }
            start.elapsed()
        };
        self.cases.push((name, Box::new(times)));
    }

    /// Samples all in turns and prints the medians.
    pub(crate) fn run(mut self) {
        let counts: Vec<u32> = self.cases.iter_mut().map(|(_, times)| enough(times)).collect();
        let mut samples = Samples::default();
        for _ in 0..self.rounds {
            for ((name, times), count) in self.cases.iter_mut().zip(&counts) {
                samples.add(name, *count, times(*count));
            }
        }
        samples.print();
    }
}

/// How many times make a sample.
fn enough(times: &mut dyn FnMut(u32) -> Duration) -> u32 {
    let mut count = 1;
    while times(count) < SAMPLE {
        count *= 2;
    }
    count
}
