//! The versions before 3.0.

/// A version of Open Badges before 3.0. 2.1 added an API and left the documents of 2.0 as they were.
///
/// ```
/// use openbadges_model::v2::Version;
///
/// let badge = serde_json::json!({ "@context": "https://w3id.org/openbadges/v2", "type": "BadgeClass" });
/// assert_eq!(Version::of(&badge), Some(Version::V2_0));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Version {
    /// 0.5: everything in one object, the recipient a text.
    V0_5,
    /// 1.0: three documents without contexts.
    V1_0,
    /// 1.1: JSON-LD, extensions.
    V1_1,
    /// 2.0 and 2.1.
    V2_0,
}

impl Version {
    /// Its number.
    pub const fn as_str(self) -> &'static str {
        match self {
            Self::V0_5 => "0.5",
            Self::V1_0 => "1.0",
            Self::V1_1 => "1.1",
            Self::V2_0 => "2.0",
        }
    }
}
