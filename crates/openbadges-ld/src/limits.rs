//! How much work a document may cost (promise P-R2).

/// Bounds of one canonicalisation.
///
/// ```
/// use openbadges_ld::{LdError, Limits, canonicalize};
///
/// let badge = serde_json::json!({
///     "@context": "https://www.w3.org/ns/credentials/v2", "id": "urn:uuid:1", "name": "A", "description": "B"
/// });
/// let few = Limits { quads: 1, ..Limits::default() };
/// assert_eq!(canonicalize(&badge, &few).err(), Some(LdError::TooManyQuads { limit: 1 }));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// The most statements a document may have.
    pub quads: usize,
    /// The most bytes that its statements take as N-Quads, and the most that the names take of what makes none.
    pub bytes: usize,
    /// The most hash operations of Hash N-Degree Quads (RDFC-1.0, 4.8), each tried permutation counting as one or more.
    pub hash_operations: usize,
    /// The most definitions of terms that are read from contexts which are not known, each as often as it is read.
    pub context_terms: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { quads: 20_000, bytes: 8 << 20, hash_operations: 50_000, context_terms: 200_000 }
    }
}

/// The deepest nesting of arrays and objects that is read.
pub const MAX_DEPTH: usize = 64;
