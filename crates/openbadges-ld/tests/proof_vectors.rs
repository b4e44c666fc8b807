//! The canonical forms that the W3C proof vectors print must come out byte for byte.
#![allow(
    clippy::expect_used,
    clippy::print_stdout,
    reason = "a test fails by panicking and says what it skips"
)]

mod common;

use std::path::Path;

use openbadges_ld::rdfc::Hash;
use openbadges_ld::{Limits, canonicalize_with};
use serde_json::Value;

/// The one file of `folder` whose name begins so.
fn file(folder: &Path, prefix: &str) -> String {
    let files = common::files(folder, "");
    let starts = |path: &&std::path::PathBuf| {
        path.parent() == Some(folder)
            && path.file_name().is_some_and(|name| name.to_string_lossy().starts_with(prefix))
    };
    common::text(files.iter().find(starts).unwrap_or_else(|| panic!("{prefix} in {}", folder.display())))
}

fn check(folder: &Path, hash: Hash) {
    let mut document: Value = serde_json::from_str(&file(folder, "signed")).expect("a document");
    document.as_object_mut().expect("an object").shift_remove("proof");
    let config: Value = serde_json::from_str(&file(folder, "proofConfig")).expect("a document");
    for (document, expected) in [(document, "canonDoc"), (config, "proofCanon")] {
        let canonical = canonicalize_with(&document, hash, &Limits::default()).expect("a canonical form");
        assert_eq!(canonical.undefined, [], "{}", folder.display());
        assert_eq!(canonical.nquads, file(folder, expected), "{} {expected}", folder.display());
    }
}

#[test]
fn a8_2_canonical_forms_of_the_w3c_vectors() {
    let Some(vectors) = common::vectors() else { return };
    let w3c = vectors.join("w3c");
    for folder in [
        "vc-di-eddsa/eddsa-rdfc-2022",
        "vc-di-eddsa/eddsa-rdfc-2022/employ",
        "vc-di-eddsa/Ed25519Signature2020",
    ] {
        check(&w3c.join(folder), Hash::Sha256);
    }
    for folder in ["vc-di-ecdsa/ecdsa-rdfc-2019-p256", "vc-di-ecdsa/ecdsa-rdfc-2019-p256/employ"] {
        check(&w3c.join(folder), Hash::Sha256);
    }
    for folder in ["vc-di-ecdsa/ecdsa-rdfc-2019-p384", "vc-di-ecdsa/ecdsa-rdfc-2019-p384/employ"] {
        check(&w3c.join(folder), Hash::Sha384);
    }
}
