//! The texts of all queries, by name, so that a test can prepare every one of them on both databases.

/// A query: one text for both databases, with `$1`, `$2` … for what is bound and the few `{{fragments}}` of
/// [`crate::dialect`] where the databases differ.
#[derive(Clone, Copy)]
pub(crate) struct Sql {
    pub(crate) name: &'static str,
    pub(crate) text: &'static str,
}

impl Sql {
    /// A query of one database only, which is not in the registry: it is known by its text.
    pub(crate) const fn plain(text: &'static str) -> Self {
        Self { name: text, text }
    }
}

/// Declares a module's queries and lists them for the registry.
macro_rules! queries {
    ($($(#[$doc:meta])* $name:ident = $text:expr;)*) => {
        $($(#[$doc])* const $name: $crate::query::Sql = $crate::query::Sql {
            name: concat!(module_path!(), "::", stringify!($name)),
            text: $text,
        };)*

        /// Every query of this module.
        #[cfg(any(test, feature = "testing"))]
        pub(crate) const QUERIES: &[$crate::query::Sql] = &[$($name),*];
    };
}
