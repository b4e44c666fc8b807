//! Enums that are stored as words.

/// Declares an enum with the word of each variant: text in the database, in JSON and in Rust are the same.
macro_rules! text_enum {
    ($(#[$doc:meta])* pub enum $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)* }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)*
        }

        impl $name {
            /// Every value, in the order of declaration.
            pub const ALL: &[Self] = &[$(Self::$variant),*];

            /// The word that stands for it.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $word,)*
                }
            }

            /// What the word stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                Self::ALL.iter().copied().find(|value| value.as_str() == word)
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.as_str())
            }
        }

        impl $crate::param::Param for $name {
            fn bind(&self) -> $crate::param::Bind<'_> {
                $crate::param::Bind::text(self.as_str())
            }

            fn null() -> $crate::param::Bind<'static> {
                $crate::param::Bind::Text(None)
            }
        }

        impl $crate::row::Column for $name {
            fn read(row: &$crate::row::Row, at: &str) -> Result<Self, $crate::StorageError> {
                let word: String = row.get(at)?;
                Self::from_word(&word)
                    .ok_or_else(|| $crate::StorageError::corrupt(format!("{at} has the unknown value {word}")))
            }
        }
    };
}
