//! Any N-Quads. Oracle: what is written reads as the same, the order of the statements does not matter, and another
//! implementation comes to the same canonical form.
#![no_main]

use std::collections::BTreeSet;

use libfuzzer_sys::fuzz_target;
use openbadges_ld::rdfc::{self, Hash};
use openbadges_ld::{Limits, nquads};
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm as Algorithm};
use oxttl::NQuadsParser;

fuzz_target!(|text: &str| {
    let Ok(dataset) = nquads::parse(text) else { return };
    let written = dataset.to_nquads();
    let backwards: Vec<&str> = written.split_inclusive('\n').rev().collect();
    let backwards = nquads::parse(&backwards.concat()).unwrap();
    // The other implementation knows no limit: what costs much is not given to it.
    let limits = Limits { hash_operations: 500, ..Limits::default() };
    let canonical = |dataset, hash| rdfc::canonicalize(dataset, hash, &limits).map(|it| it.0);
    let one = canonical(&dataset, Hash::Sha384);
    if let (Ok(one), Ok(other)) = (&one, canonical(&backwards, Hash::Sha384)) {
        assert_eq!(*one, other);
    }
    for (one, hash) in [(one, Algorithm::Sha384), (canonical(&dataset, Hash::Sha256), Algorithm::Sha256)] {
        let Ok(one) = one else { continue };
        if let Some(other) = other(&written, hash) {
            assert_eq!(one, other);
        }
    }
});

/// By another implementation, where it reads the statements as they are: it writes the tags of languages in small letters.
fn other(written: &str, hash_algorithm: Algorithm) -> Option<String> {
    let mut dataset: oxrdf::Dataset = NQuadsParser::new().for_slice(written).collect::<Result<_, _>>().ok()?;
    if lines(&dataset) != written.split_inclusive('\n').map(str::to_owned).collect() {
        return None;
    }
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
    Some(lines(&dataset).into_iter().collect())
}

fn lines(dataset: &oxrdf::Dataset) -> BTreeSet<String> {
    dataset.iter().map(|quad| format!("{quad} .\n")).collect()
}
