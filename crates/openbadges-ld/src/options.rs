//! What a caller can ask for besides the document.

use openbadges_model::json::{Json, ToJson};
use serde_json::Value;

use crate::rdfc::{self, Hash};
use crate::{Canonical, ContextCopy, Contexts, Dataset, LdError, Limits, Undefined, expand, general};

/// How a document is read and canonicalised. The default is what [`crate::canonicalize`] does.
///
/// ```
/// use openbadges_ld::{Options, older_copies};
///
/// let credential = serde_json::json!({
///     "@context": [
///         "https://www.w3.org/ns/credentials/v2",
///         "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
///     ],
///     "id": "urn:uuid:5f4e3f9b-3c8a-4f2e-9a0a-2d6c0b6a7f10",
///     "endorsementJwt": ["eyJ…"]
/// });
/// assert_eq!(Options::default().canonicalize(&credential)?.undefined, []);
/// // The context got this term in 2026: whoever signed with an older copy did not sign the member.
/// let older = older_copies(&credential)[0];
/// assert_eq!(older.date(), "2025-11-06");
/// let canonical = Options { copy: Some(older), ..Options::default() }.canonicalize(&credential)?;
/// assert_eq!(canonical.undefined[0].pointer, "/endorsementJwt");
/// # Ok::<(), openbadges_ld::LdError>(())
/// ```
#[derive(Debug, Clone, Copy, Default)]
pub struct Options<'o> {
    /// How much work the document may cost.
    pub limits: Limits,
    /// The hash function of the canonicalisation.
    pub hash: Hash,
    /// An older copy that is to stand for what its address has today; see [`crate::older_copies`].
    pub copy: Option<ContextCopy>,
    /// Contexts that the caller brings and trusts. With `None` a document may name only known contexts, and none may
    /// stand inside of it; with some, even empty ones, such a document is read by the general path.
    pub contexts: Option<&'o Contexts>,
    /// Members of the document itself that are not read, such as `proof`.
    pub without: &'o [&'o str],
    /// The contexts that the document is read in, in place of its own: a proof is read in those of what it proves.
    pub context: Option<&'o Json<'o>>,
    /// The address of the document, which its relative IRIs are relative to. With `None` they mean nothing.
    pub base: Option<&'o str>,
}

impl Options<'_> {
    /// The statements of a document, and what in it has no meaning in its contexts.
    ///
    /// # Errors
    /// Those of [`crate::to_dataset`].
    ///
    /// Where all contexts are known the compiled term tables are used, else the general path, which gives the same
    /// statements for everything that both can read.
    pub fn to_dataset<'d>(&self, document: impl ToJson<'d>) -> Result<(Dataset, Vec<Undefined>), LdError> {
        let document = &*document.to_json()?;
        if self.base.is_some() {
            return general::expand(&self.as_read(document), self);
        }
        match expand::expand(document, self) {
            Err(LdError::UnknownContext { .. } | LdError::InlineContext { .. })
                if self.contexts.is_some() =>
            {
                general::expand(&self.as_read(document), self)
            }
            Err(LdError::Invalid { message: expand::NEST, .. }) => {
                general::expand(&self.as_read(document), self)
            }
            result => result,
        }
    }

    /// The document as `without` and `context` say.
    fn as_read(&self, document: &Json<'_>) -> Value {
        let mut document = Value::from(document.clone());
        if let Some(members) = document.as_object_mut() {
            members.retain(|name, _| !self.without.contains(&name.as_str()));
            if let Some(context) = self.context {
                members.insert("@context".to_owned(), context.clone().into());
            }
        }
        document
    }

    /// Like [`crate::to_located_dataset`]. Known contexts only.
    ///
    /// # Errors
    /// Those of [`crate::to_dataset`].
    pub fn to_located_dataset<'d>(
        &self,
        document: impl ToJson<'d>,
    ) -> Result<(Dataset, Vec<Undefined>), LdError> {
        expand::expand_located(&*document.to_json()?, self)
    }

    /// The canonical N-Quads of a document.
    ///
    /// # Errors
    /// Those of [`Self::to_dataset`] and [`rdfc::canonicalize`].
    pub fn canonicalize<'d>(&self, document: impl ToJson<'d>) -> Result<Canonical, LdError> {
        let (dataset, undefined) = self.to_dataset(document)?;
        let (nquads, _) = rdfc::canonicalize_numbered(&dataset, self.hash, &self.limits)?;
        Ok(Canonical { nquads, undefined })
    }
}
