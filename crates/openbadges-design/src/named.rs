//! Closed lists with stable names: one macro so that the document, forms and code cannot disagree.

/// A word that is in none of the lists.
///
/// ```
/// use openbadges_design::Template;
///
/// let error = "circle".parse::<Template>().unwrap_err();
/// assert_eq!((error.kind, error.name.as_str()), ("template", "circle"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("there is no {kind} named {name:?}")]
#[non_exhaustive]
pub struct UnknownName {
    /// Which list was asked: `template`, `emblem` or `palette`.
    pub kind: &'static str,
    /// The word that was given.
    pub name: String,
}

/// Makes an enum with `ALL`, `name`, `Display`, `FromStr` and serde, all from one table.
macro_rules! named {
    ($(#[$doc:meta])* $kind:literal $name:ident { $($(#[$entry:meta])* $variant:ident = $text:literal),+ $(,)? }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
        pub enum $name {
            $($(#[$entry])* #[serde(rename = $text)] $variant,)+
        }

        impl $name {
            /// Every entry, in the order to show them.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The stable name used in documents and forms.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $text),+ }
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                f.write_str(self.name())
            }
        }

        impl std::str::FromStr for $name {
            type Err = $crate::named::UnknownName;

            fn from_str(name: &str) -> Result<Self, Self::Err> {
                Self::ALL.iter().copied().find(|entry| entry.name() == name)
                    .ok_or_else(|| $crate::named::UnknownName { kind: $kind, name: name.to_owned() })
            }
        }
    };
}

pub(crate) use named;
