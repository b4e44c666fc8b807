//! Any N-Quads. Oracle: what is written reads as the same, and the order of the statements does not matter.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_ld::rdfc::{self, Hash};
use openbadges_ld::{Limits, nquads};

fuzz_target!(|text: &str| {
    let Ok(dataset) = nquads::parse(text) else { return };
    let written = dataset.to_nquads();
    let backwards: Vec<&str> = written.split_inclusive('\n').rev().collect();
    let backwards = nquads::parse(&backwards.concat()).unwrap();
    let canonical = |dataset| rdfc::canonicalize(dataset, Hash::Sha384, &Limits::default()).map(|it| it.0);
    if let (Ok(one), Ok(other)) = (canonical(&dataset), canonical(&backwards)) {
        assert_eq!(one, other);
    }
});
