//! What can be wrong with a document, and where.

use openbadges_model::json::TooDeep;

/// Why a document has no canonical form. `pointer` is a JSON Pointer (RFC 6901) into the document.
///
/// ```
/// use openbadges_ld::{LdError, Limits, canonicalize};
///
/// let document = serde_json::json!({"@context": "https://example.org/unheard-of", "id": "urn:uuid:1"});
/// let error = canonicalize(&document, &Limits::default()).unwrap_err();
/// assert!(matches!(&error, LdError::UnknownContext { url, .. } if url == "https://example.org/unheard-of"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum LdError {
    /// A context that has no term table: it is never fetched, because what a context says decides what a signature means.
    #[error("{pointer}: the context {url} is not known; only known contexts can be read")]
    UnknownContext {
        /// The address as the document has it.
        url: String,
        /// Where the document names it.
        pointer: String,
    },
    /// A context written into the document, which could give any meaning to any term.
    #[error(
        "{pointer}: a context inside of the document is read only when the caller allows it; name a known context by its address"
    )]
    InlineContext {
        /// Where the object stands.
        pointer: String,
    },
    /// A context redefines a protected term (JSON-LD 1.1 "protected term redefinition"),
    /// as Open Badges 3.0.0 and 3.0.1 do behind Verifiable Credentials 2.0.
    #[error(
        "{pointer}: the context changes the protected term \"{term}\"; these contexts cannot be used together (Verifiable Credentials 2.0 needs Open Badges 3.0.2 or newer)"
    )]
    ProtectedTermRedefinition {
        /// The term both contexts define.
        term: String,
        /// Where the later context is named, or where the type or property that brings it stands.
        pointer: String,
    },
    /// A context defines a term in a way that JSON-LD 1.1 does not allow.
    #[error("{pointer}: the term \"{term}\" of the context: {message}")]
    TermDefinition {
        /// Where the context is named or stands.
        pointer: String,
        /// The term.
        term: String,
        /// What the rule is.
        message: &'static str,
    },
    /// More work than [`crate::Limits::context_terms`]: contexts that bring contexts that bring contexts.
    #[error("the contexts define more than {limit} terms")]
    ContextWork {
        /// The limit that was passed in.
        limit: usize,
    },
    /// The document is not JSON-LD; `message` says what the rule is.
    #[error("{pointer}: {message}")]
    Invalid {
        /// Where the fault is.
        pointer: String,
        /// What is wrong.
        message: &'static str,
    },
    /// Values are nested deeper than [`crate::MAX_DEPTH`].
    #[error("{pointer}: values are nested too deep")]
    TooDeep {
        /// A value that is too deep.
        pointer: String,
    },
    /// A line of N-Quads that does not follow the grammar.
    #[error("line {line}: {message}")]
    NQuads {
        /// Counted from 1.
        line: usize,
        /// What was expected.
        message: &'static str,
    },
    /// More statements than [`crate::Limits::quads`].
    #[error("the document has more than {limit} statements")]
    TooManyQuads {
        /// The limit that was passed in.
        limit: usize,
    },
    /// More than [`crate::Limits::bytes`]: statements, or names of what makes none, that are long and many.
    #[error("the statements of the document take more than {limit} bytes")]
    TooManyBytes {
        /// The limit that was passed in.
        limit: usize,
    },
    /// More work than [`crate::Limits::hash_operations`]: blank nodes that are hard to tell apart, made by accident or to stall us.
    #[error("the blank nodes cannot be told apart within {limit} hash operations")]
    WorkLimit {
        /// The limit that was passed in.
        limit: usize,
    },
}

impl From<TooDeep> for LdError {
    fn from(TooDeep { pointer }: TooDeep) -> Self {
        Self::TooDeep { pointer }
    }
}
