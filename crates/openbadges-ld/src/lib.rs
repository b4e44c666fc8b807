//! JSON-LD to canonical N-Quads (RDFC-1.0) for Open Badges.
//!
//! A Data Integrity proof signs statements, not bytes. This crate says which statements a credential makes and writes
//! them in the one order and form that everybody else writes them in. The contexts that credentials use are part of it
//! as term tables; no context is ever fetched. What a document says outside of its contexts is not signed, and every
//! such member is named in [`Canonical::undefined`].
//!
//! [`canonicalize`] is what a cryptosuite needs. [`Options`] can do more: read a document with an older copy of a context
//! ([`older_copies`]), or one that brings contexts of its own ([`Contexts`]). [`nquads`] and [`rdfc`] stand alone.
//!
//! ```
//! use openbadges_ld::{Limits, canonicalize};
//!
//! let credential = serde_json::json!({
//!     "@context": [
//!         "https://www.w3.org/ns/credentials/v2",
//!         "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
//!     ],
//!     "id": "urn:uuid:5f4e3f9b-3c8a-4f2e-9a0a-2d6c0b6a7f10",
//!     "type": ["VerifiableCredential", "OpenBadgeCredential"],
//!     "validFrom": "2026-01-01T00:00:00Z",
//!     "nickname": "no context has this term"
//! });
//! let canonical = canonicalize(&credential, &Limits::default())?;
//! assert_eq!(canonical.nquads.lines().count(), 3);
//! assert_eq!(canonical.undefined[0].pointer, "/nickname");
//! # Ok::<(), openbadges_ld::LdError>(())
//! ```

#![deny(missing_docs)]

mod canonical_json;
mod context;
mod contexts;
mod copies;
mod dataset;
mod error;
mod expand;
mod general;
mod limits;
pub mod nquads;
mod number;
mod options;
mod pointer;
mod rdf;
pub mod rdfc;
mod terms;
mod undefined;

use openbadges_model::json::ToJson;

pub use canonical_json::{canonical_json, canonical_json_without};
pub use contexts::Contexts;
pub use copies::{ContextCopy, older_copies};
pub use dataset::Dataset;
pub use error::LdError;
pub use limits::{Limits, MAX_DEPTH};
pub use nquads::is_iri;
pub use options::Options;
pub use terms::{known_context, known_vocabulary};
pub use undefined::Undefined;

// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

/// A document in canonical form.
///
/// ```
/// let badge = serde_json::json!({
///     "@context": ["https://www.w3.org/ns/credentials/v2"],
///     "id": "urn:uuid:1", "name": "Archery", "flavour": "none knows this"
/// });
/// let canonical = openbadges_ld::canonicalize(&badge, &openbadges_ld::Limits::default())?;
/// assert_eq!(canonical.nquads, "<urn:uuid:1> <https://schema.org/name> \"Archery\" .\n");
/// assert_eq!(canonical.undefined[0].pointer, "/flavour");
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Canonical {
    /// Canonical N-Quads: sorted lines, each with its line feed. These are the bytes to hash.
    pub nquads: String,
    /// What the document has that is not in `nquads`. An issuer refuses to sign when there is any; a verifier says so.
    pub undefined: Vec<Undefined>,
}

/// The statements of a JSON-LD document, and what in it has no meaning in its contexts.
///
/// ```
/// let document = serde_json::json!({
///     "@context": "https://www.w3.org/ns/credentials/v2", "id": "urn:uuid:1", "name": "Archery"
/// });
/// let (dataset, undefined) = openbadges_ld::to_dataset(&document)?;
/// assert_eq!(dataset.to_nquads(), "<urn:uuid:1> <https://schema.org/name> \"Archery\" .\n");
/// assert!(undefined.is_empty());
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
///
/// # Errors
/// When a context is not known or not to be combined with another, or the document is not JSON-LD; see [`LdError`].
pub fn to_dataset<'d>(document: impl ToJson<'d>) -> Result<(Dataset, Vec<Undefined>), LdError> {
    Options::default().to_dataset(document)
}

/// Like [`to_dataset`], with every blank node labelled by where it comes from, so that the nodes of a document and of a
/// part of it can be told to be the same (selective disclosure).
///
/// The label is a letter, a colon and a text: `n:` with the JSON Pointer of an object without `id`, `g:` with that of an
/// object which is a graph of its own, `l0:`, `l1:` … with that of an ordered list for its nodes, `b:` with the name that
/// the document gives the node itself.
///
/// ```
/// use openbadges_ld::{Limits, to_located_dataset};
///
/// let document = serde_json::json!({
///     "@context": "https://www.w3.org/ns/credentials/v2",
///     "id": "urn:uuid:1", "type": "VerifiableCredential", "credentialSubject": {"name": "Ada"}
/// });
/// let (dataset, _) = to_located_dataset(&document, &Limits::default())?;
/// let mut places = Vec::new();
/// dataset.sorted_lines(|place| {
///     places.push(place.to_owned());
///     place.to_owned()
/// });
/// places.dedup();
/// assert_eq!(places, ["n:/credentialSubject"]);
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
///
/// # Errors
/// Those of [`to_dataset`].
pub fn to_located_dataset<'d>(
    document: impl ToJson<'d>,
    limits: &Limits,
) -> Result<(Dataset, Vec<Undefined>), LdError> {
    expand::expand_located(&*document.to_json()?, &Options { limits: *limits, ..Options::default() })
}

/// The canonical N-Quads of a JSON-LD document by RDFC-1.0 with SHA-256.
///
/// ```
/// use openbadges_ld::{Limits, canonicalize};
///
/// let document = serde_json::json!({
///     "@context": "https://www.w3.org/ns/credentials/v2", "id": "urn:uuid:1", "name": "Archery"
/// });
/// let canonical = canonicalize(&document, &Limits::default())?;
/// assert_eq!(canonical.nquads, "<urn:uuid:1> <https://schema.org/name> \"Archery\" .\n");
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
///
/// # Errors
/// Those of [`to_dataset`] and [`rdfc::canonicalize`].
pub fn canonicalize<'d>(document: impl ToJson<'d>, limits: &Limits) -> Result<Canonical, LdError> {
    canonicalize_with(document, rdfc::Hash::Sha256, limits)
}

/// Like [`canonicalize`], with the hash function of the cryptosuite.
///
/// # Errors
/// Those of [`canonicalize`].
pub fn canonicalize_with<'d>(
    document: impl ToJson<'d>,
    hash: rdfc::Hash,
    limits: &Limits,
) -> Result<Canonical, LdError> {
    Options { limits: *limits, hash, ..Options::default() }.canonicalize(document)
}
