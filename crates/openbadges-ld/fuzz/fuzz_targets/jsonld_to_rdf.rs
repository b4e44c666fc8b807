//! Any JSON. Oracle: a canonical form is N-Quads, and it is its own canonical form (promises 3.7).
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_ld::rdfc::{self, Hash};
use openbadges_ld::{Contexts, Limits, Options, canonicalize, nquads};
use openbadges_model::json;

fuzz_target!(|data: &[u8]| {
    let Ok(document) = json::parse(data, &json::Limits::default()) else { return };
    // With contexts of its own the document goes another way, which must bear anything as well.
    let contexts = Contexts::default();
    let options = Options { contexts: Some(&contexts), base: Some("https://example.org/"), ..Options::default() };
    let _ = options.to_dataset(&document);
    let Ok(canonical) = canonicalize(&document, &Limits::default()) else { return };
    let dataset = nquads::parse(&canonical.nquads).unwrap();
    if let Ok((again, _)) = rdfc::canonicalize(&dataset, Hash::Sha256, &Limits::default()) {
        assert_eq!(again, canonical.nquads);
    }
});
