//! The words on a badge: short, on one line, printable.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// Printable text of 1 to `MAX` characters; white space is trimmed and collapsed on the way in.
///
/// ```
/// use openbadges_design::{Title, Words};
///
/// let title: Title = Words::<80>::new("  Bicycle \n repair ")?;
/// assert_eq!(title.as_str(), "Bicycle repair");
/// # Ok::<(), openbadges_design::BadWords>(())
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Words<const MAX: usize>(String);

/// The name of the badge, at most 80 characters.
///
/// ```
/// assert!(openbadges_design::Title::new("Bicycle repair").is_ok());
/// ```
pub type Title = Words<80>;

/// The second line, such as “Level two”, at most 40 characters.
///
/// ```
/// assert!(openbadges_design::Subtitle::new(&"a".repeat(41)).is_err());
/// ```
pub type Subtitle = Words<40>;

/// Why text cannot stand on a badge.
///
/// ```
/// use openbadges_design::{BadWords, Title};
///
/// assert_eq!(Title::new(" "), Err(BadWords::Empty));
/// assert_eq!(Title::new(&"a".repeat(81)), Err(BadWords::TooLong { length: 81, max: 80 }));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BadWords {
    /// Nothing but white space.
    #[error("the text is empty")]
    Empty,
    /// Longer than allowed.
    #[error("the text has {length} characters; at most {max} fit on a badge")]
    TooLong {
        /// Characters in the text.
        length: usize,
        /// The limit.
        max: usize,
    },
    /// A control character or one that XML does not allow.
    #[error("the text has a character that cannot be drawn (U+{0:04X})")]
    Control(u32),
}

impl<const MAX: usize> Words<MAX> {
    /// Takes text from a form or a document.
    pub fn new(text: &str) -> Result<Self, BadWords> {
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        if let Some(bad) = text.chars().find(|c| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')) {
            return Err(BadWords::Control(bad.into()));
        }
        match text.chars().count() {
            0 => Err(BadWords::Empty),
            length if length > MAX => Err(BadWords::TooLong { length, max: MAX }),
            _ => Ok(Self(text)),
        }
    }

    /// The text as typed.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl<const MAX: usize> fmt::Display for Words<MAX> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl<const MAX: usize> FromStr for Words<MAX> {
    type Err = BadWords;

    fn from_str(text: &str) -> Result<Self, BadWords> {
        Self::new(text)
    }
}

impl<const MAX: usize> TryFrom<String> for Words<MAX> {
    type Error = BadWords;

    fn try_from(text: String) -> Result<Self, BadWords> {
        Self::new(&text)
    }
}

impl<const MAX: usize> From<Words<MAX>> for String {
    fn from(words: Words<MAX>) -> Self {
        words.0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn white_space_collapses_and_limits_hold() {
        assert_eq!(Title::new("  Bicycle \n repair ").unwrap().as_str(), "Bicycle repair");
        assert_eq!(Title::new(" \t "), Err(BadWords::Empty));
        assert_eq!(Title::new("a\u{7}b"), Err(BadWords::Control(7)));
        assert_eq!(Title::new(&"é".repeat(81)), Err(BadWords::TooLong { length: 81, max: 80 }));
        assert!(Title::new(&"é".repeat(80)).is_ok());
    }
}
