//! Any N-Quads. Oracle: what is written reads as the same; neither the order of the statements nor the names of blank
//! nodes matter; and where the statements around each blank node tell it from all others, another implementation comes
//! to the same canonical form. (Where they do not, that one differs from the reference with SHA-384.)
#![no_main]

use std::collections::{BTreeSet, HashMap};

use libfuzzer_sys::fuzz_target;
use openbadges_ld::rdfc::{self, Hash};
use openbadges_ld::{Dataset, Limits, nquads};
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm as Algorithm};
use oxttl::NQuadsParser;

fuzz_target!(|text: &str| {
    let Ok(dataset) = nquads::parse(text) else { return };
    let written = dataset.to_nquads();
    assert_eq!(nquads::parse(&written).unwrap().to_nquads(), written);
    let renamed = nquads::parse(&renamed_backwards(&dataset)).unwrap();
    for (hash, algorithm) in [(Hash::Sha256, Algorithm::Sha256), (Hash::Sha384, Algorithm::Sha384)] {
        let canonical = |dataset, hash_operations| {
            let limits = Limits { hash_operations, ..Limits::default() };
            rdfc::canonicalize(dataset, hash, &limits).map(|it| it.0)
        };
        if let (Ok(one), Ok(other)) = (canonical(&dataset, 500), canonical(&renamed, 500)) {
            assert_eq!(one, other);
        }
        let Ok(one) = canonical(&dataset, 0) else { continue };
        if let Some(other) = other(&written, algorithm) {
            assert_eq!(one, other);
        }
    }
});

/// The same statements in another order, the blank nodes by other names.
fn renamed_backwards(dataset: &Dataset) -> String {
    let mut names = HashMap::new();
    let lines = dataset.sorted_lines(|label| {
        let next = names.len();
        format!("n{}", names.entry(label.to_owned()).or_insert(next))
    });
    lines.into_iter().rev().collect()
}

/// By another implementation, where it reads the statements as they are: it writes the tags of languages in small letters.
fn other(written: &str, hash_algorithm: Algorithm) -> Option<String> {
    let mut dataset: oxrdf::Dataset =
        NQuadsParser::new().for_slice(written).collect::<Result<_, _>>().ok()?;
    if lines(&dataset) != written.split_inclusive('\n').map(str::to_owned).collect() {
        return None;
    }
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
    Some(lines(&dataset).into_iter().collect())
}

fn lines(dataset: &oxrdf::Dataset) -> BTreeSet<String> {
    dataset.iter().map(|quad| format!("{quad} .\n")).collect()
}
