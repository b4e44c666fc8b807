//! What the tests of the public face share.
#![allow(
    dead_code,
    clippy::print_stdout,
    reason = "every test file uses its own part; what is skipped is said"
)]

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use openbadges_ld::Dataset;
use oxjsonld::{JsonLdParser, JsonLdRemoteDocument};
use oxrdf::dataset::{CanonicalizationAlgorithm, CanonicalizationHashAlgorithm};
use serde_json::Value;

/// The folder of test vectors that others wrote, unless it is not here.
pub(crate) fn vectors() -> Option<PathBuf> {
    let folder = Path::new(concat!(env!("CARGO_MANIFEST_DIR"), "/../../../shared/vectors"));
    if folder.is_dir() {
        return Some(folder.to_owned());
    }
    assert!(std::env::var_os("REQUIRE_VECTORS").is_none(), "no vectors at {}", folder.display());
    println!("skipped: no vectors at {}", folder.display());
    None
}

pub(crate) fn text(path: &Path) -> String {
    std::fs::read_to_string(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

pub(crate) fn json(path: &Path) -> Value {
    serde_json::from_str(&text(path)).unwrap_or_else(|error| panic!("{}: {error}", path.display()))
}

/// Every file under `folder` whose name ends so.
pub(crate) fn files(folder: &Path, suffix: &str) -> Vec<PathBuf> {
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            found.extend(files(&path, suffix));
        } else if path.to_string_lossy().ends_with(suffix) {
            found.push(path);
        }
    }
    found.sort();
    found
}

/// Where each context is published, and the file that has what is published there.
pub(crate) const CONTEXTS: &[(&str, &str)] = &[
    ("https://www.w3.org/ns/credentials/v2", "credentials-v2.jsonld"),
    ("https://www.w3.org/2018/credentials/v1", "2018-credentials-v1.jsonld"),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", "ob-v3p0-3.0.3.json"),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json", "ob-v3p0-3.0.2.json"),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json", "ob-v3p0-3.0.1.json"),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.0.json", "ob-v3p0.json"),
    ("https://purl.imsglobal.org/spec/ob/v3p0/context.json", "ob-v3p0.json"),
    ("https://purl.imsglobal.org/spec/ob/v3p0/extensions.json", "ob-v3p0-extensions.json"),
    ("https://purl.imsglobal.org/spec/clr/v2p0/context.json", "clr-v2p0.json"),
    ("https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json", "clr-v2p0-2.0.1.json"),
    ("https://w3id.org/security/data-integrity/v2", "data-integrity-v2.json"),
    ("https://w3id.org/security/data-integrity/v1", "data-integrity-v1.jsonld"),
    ("https://w3id.org/security/multikey/v1", "multikey-v1.json"),
    ("https://www.w3.org/ns/did/v1", "did-v1.jsonld"),
    ("https://w3id.org/security/suites/ed25519-2020/v1", "suites-ed25519-2020.jsonld"),
    ("https://w3id.org/openbadges/legacy-v1", "ob-legacy-v1.json"),
    ("https://w3id.org/openbadges/v1", "ob-v1p1.json"),
    ("https://openbadgespec.org/v0/context.json", "ob-v0p5.json"),
    ("https://w3id.org/openbadges/v2", "ob-v2p0.json"),
    ("https://openbadgespec.org/v2/context.json", "obv2x.jsonld"),
    ("https://purl.imsglobal.org/spec/ob/v2p1/ob_v2p1.jsonld", "ob-v2p1.jsonld"),
    (
        "https://w3id.org/openbadges/extensions/accessibilityExtension/context.json",
        "ob-v2-extensions/accessibilityExtension.context.json",
    ),
    (
        "https://w3id.org/openbadges/extensions/applyLinkExtension/context.json",
        "ob-v2-extensions/applyLinkExtension.context.json",
    ),
    (
        "https://w3id.org/openbadges/extensions/assessmentExtension/context.json",
        "ob-v2-extensions/assessmentExtension.context.json",
    ),
    (
        "https://w3id.org/openbadges/extensions/endorsement/context.json",
        "ob-v2-extensions/endorsement.context.json",
    ),
    (
        "https://w3id.org/openbadges/extensions/exampleExtension/context.json",
        "ob-v2-extensions/exampleExtension.context.json",
    ),
    (
        "https://w3id.org/openbadges/extensions/extraDescription/context.json",
        "ob-v2-extensions/extraDescription.context.json",
    ),
    (
        "https://w3id.org/openbadges/extensions/geoCoordinatesExtension/context.json",
        "ob-v2-extensions/geoCoordinatesExtension.context.json",
    ),
    (
        "https://w3id.org/openbadges/extensions/issuerAccreditationExtension/context.json",
        "ob-v2-extensions/issuerAccreditationExtension.context.json",
    ),
    (
        "https://w3id.org/openbadges/extensions/licenseExtension/context.json",
        "ob-v2-extensions/licenseExtension.context.json",
    ),
    (
        "https://w3id.org/openbadges/extensions/originalCreatorExtension/context.json",
        "ob-v2-extensions/originalCreatorExtension.context.json",
    ),
    (
        "https://w3id.org/openbadges/extensions/recipientProfile/context.json",
        "ob-v2-extensions/recipientProfile.context.json",
    ),
    (
        "https://purl.imsglobal.org/spec/ob-assessment/v1p0/context/",
        "ob-v3-extensions/assessmentExtension.v1p0.context.json",
    ),
    (
        "https://purl.imsglobal.org/spec/ob-accred/v1p0/context/",
        "ob-v3-extensions/issuerAccreditationExtension.v1p0.context.json",
    ),
    (
        "https://openbadgespec.org/extensions/accessibilityExtension/context-3.0.0.json",
        "ob-v3-extensions/accessibilityExtension.context-3.0.0.json",
    ),
    (
        "https://openbadgespec.org/extensions/applyLinkExtension/context-3.0.0.json",
        "ob-v3-extensions/applyLinkExtension.context-3.0.0.json",
    ),
    (
        "https://openbadgespec.org/extensions/geoCoordinatesExtension/context-3.0.0.json",
        "ob-v3-extensions/geoCoordinatesExtension.context-3.0.0.json",
    ),
    (
        "https://openbadgespec.org/extensions/licenseExtension/context-3.0.0.json",
        "ob-v3-extensions/licenseExtension.context-3.0.0.json",
    ),
    (
        "https://purl.imsglobal.org/spec/ob-assessment/v2p0/context/",
        "ob-v3-extensions/assessmentExtension.v2p0.context.json",
    ),
    (
        "https://purl.imsglobal.org/spec/ob-accred/v2p0/context/",
        "ob-v3-extensions/issuerAccreditationExtension.v2p0.context.json",
    ),
    ("https://www.w3.org/ns/credentials/examples/v2", ""),
];

/// What is published at a known context's address.
pub(crate) fn published(url: &str) -> Option<Vec<u8>> {
    static ALL: LazyLock<BTreeMap<&str, Vec<u8>>> = LazyLock::new(|| {
        let folder = vectors().map(|vectors| vectors.join("contexts")).unwrap_or_default();
        let read = |file: &str| match file {
            "" => {
                Some(br#"{"@context": {"@vocab": "https://www.w3.org/ns/credentials/examples#"}}"#.to_vec())
            }
            file => std::fs::read(folder.join(file)).ok(),
        };
        CONTEXTS.iter().filter_map(|(url, file)| Some((*url, read(file)?))).collect()
    });
    ALL.get(url).cloned()
}

/// The statements of a document by another implementation that reads the published contexts.
pub(crate) fn oracle(document: &Value) -> Result<oxrdf::Dataset, String> {
    oracle_with(document, published)
}

/// Like [`oracle`], with what `load` gives for an address.
pub(crate) fn oracle_with(
    document: &Value,
    load: impl Fn(&str) -> Option<Vec<u8>>
    + Send
    + Sync
    + std::panic::UnwindSafe
    + std::panic::RefUnwindSafe
    + 'static,
) -> Result<oxrdf::Dataset, String> {
    let bytes = document.to_string().into_bytes();
    let parser = JsonLdParser::new().for_slice(&bytes);
    let parser = parser.with_load_document_callback(move |url, _| {
        let document = load(url).ok_or_else(|| format!("unknown {url}"))?;
        Ok(JsonLdRemoteDocument { document, document_url: url.to_owned() })
    });
    parser.map(|quad| quad.map_err(|error| error.to_string())).collect()
}

/// Canonical N-Quads by another implementation.
pub(crate) fn oracle_canonical(mut dataset: oxrdf::Dataset) -> String {
    let hash_algorithm = CanonicalizationHashAlgorithm::Sha256;
    dataset.canonicalize(CanonicalizationAlgorithm::Rdfc10 { hash_algorithm });
    sorted_lines(dataset.iter().map(|quad| format!("{quad} .\n")))
}

/// Lines in code point order, each once.
pub(crate) fn sorted_lines(lines: impl Iterator<Item = String>) -> String {
    let mut lines: Vec<String> = lines.collect();
    lines.sort();
    lines.dedup();
    lines.concat()
}

/// Our statements as sorted lines.
pub(crate) fn lines(dataset: &Dataset) -> String {
    sorted_lines(dataset.to_nquads().split_inclusive('\n').map(str::to_owned))
}
