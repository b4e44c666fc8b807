//! The forms in which a badge is saved: their names, media types, and what is in them.

use crate::answers::Door;

/// The form of a badge file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A picture with the credential in an `iTXt` chunk.
    Png,
    /// A drawing with the credential in an element.
    Svg,
    /// The credential itself.
    Json,
    /// The credential as a JWT, signed with Ed25519.
    Jwt,
    /// The credential as a JWT, signed with RSA (RS256).
    JwtRs256,
    /// A picture with the Assertion of Open Badges 2.0 in it.
    PngV2,
    /// A drawing with the Assertion of Open Badges 2.0 in it.
    SvgV2,
    /// The Assertion of Open Badges 2.0.
    JsonV2,
    /// A picture with both in it.
    PngBoth,
    /// A drawing with both in it.
    SvgBoth,
    /// A certificate to print.
    Pdf,
    /// All of these in one archive.
    Zip,
    /// All that the recipient holds of the issuer as one signed record of CLR 2.0.
    Record,
}

const PNG: &str = "image/png";
const SVG: &str = "image/svg+xml";
const LINKED_DATA: &str = "application/vc+ld+json";
/// The form of Open Badges, not that of VC-JOSE (specification A.7-10, E.3-3).
const JWT: &str = "text/plain";

impl Format {
    /// Every form there is.
    pub const ALL: [Self; 13] = [
        Self::Png,
        Self::Svg,
        Self::Json,
        Self::Jwt,
        Self::JwtRs256,
        Self::PngV2,
        Self::SvgV2,
        Self::JsonV2,
        Self::PngBoth,
        Self::SvgBoth,
        Self::Pdf,
        Self::Zip,
        Self::Record,
    ];

    /// What it is called below a link, and its media type.
    const fn named_and_typed(self) -> (&'static str, &'static str) {
        match self {
            Self::Png => ("badge.png", PNG),
            Self::Svg => ("badge.svg", SVG),
            Self::Json => ("badge.json", LINKED_DATA),
            Self::Jwt => ("badge.jwt", JWT),
            Self::JwtRs256 => ("badge-rs256.jwt", JWT),
            Self::PngV2 => ("badge-2.0.png", PNG),
            Self::SvgV2 => ("badge-2.0.svg", SVG),
            Self::JsonV2 => ("badge-2.0.json", "application/ld+json"),
            Self::PngBoth => ("badge-2.0-and-3.0.png", PNG),
            Self::SvgBoth => ("badge-2.0-and-3.0.svg", SVG),
            Self::Pdf => ("badge.pdf", "application/pdf"),
            Self::Zip => ("badge.zip", "application/zip"),
            Self::Record => ("badge-clr-2.0.json", LINKED_DATA),
        }
    }

    /// What it is called below a link.
    pub const fn name(self) -> &'static str {
        self.named_and_typed().0
    }

    /// Its media type.
    pub const fn media_type(self) -> &'static str {
        self.named_and_typed().1
    }

    /// The form of the file that has this name below a link.
    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    /// The address at which it is asked for.
    pub(super) const fn door(self, by_mail: bool) -> Door {
        match (by_mail, self.has_v2()) {
            (true, _) if self.is_of_all() => Door::MailRecord,
            (false, _) if self.is_of_all() => Door::ShareRecord,
            (true, false) => Door::MailFile,
            (true, true) => Door::MailFileV2,
            (false, false) => Door::ShareFile,
            (false, true) => Door::ShareFileV2,
        }
    }

    /// Whether the Assertion of Open Badges 2.0 is in it. The archive holds what is given, so it may be without.
    pub const fn has_v2(self) -> bool {
        matches!(self, Self::PngV2 | Self::SvgV2 | Self::JsonV2 | Self::PngBoth | Self::SvgBoth)
    }

    /// Whether it holds all of the recipient's badges, and not this one alone.
    pub const fn is_of_all(self) -> bool {
        matches!(self, Self::Record)
    }

    /// Whether the credential of Open Badges 3.0 is in it.
    pub(crate) const fn has_v3(self) -> bool {
        !matches!(self, Self::PngV2 | Self::SvgV2 | Self::JsonV2)
    }

    /// Whether it is a drawing.
    pub(crate) const fn is_svg(self) -> bool {
        matches!(self, Self::Svg | Self::SvgV2 | Self::SvgBoth)
    }

    /// The name to save it under, of a badge (or an issuer) with this name: ASCII letters, digits, hyphens and dots.
    pub(crate) fn file_name(self, of: &str) -> String {
        format!("{}{}", plain(of), self.name().trim_start_matches("badge"))
    }
}

/// A name as the name of a file.
fn plain(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars().take(60) {
        if c.is_ascii_alphanumeric() {
            words.push(c.to_ascii_lowercase());
        } else if !words.ends_with('-') && !words.is_empty() {
            words.push('-');
        }
    }
    let words = words.trim_end_matches('-');
    if words.is_empty() { "badge".to_owned() } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_plain() {
        assert_eq!(plain("Bicycle repair, level 2"), "bicycle-repair-level-2");
        assert_eq!(plain("../../etc/passwd\r\nX: y\""), "etc-passwd-x-y");
        assert_eq!(plain("日本語"), "badge");
        assert_eq!(Format::PngV2.file_name("Bicycle repair"), "bicycle-repair-2.0.png");
    }

    #[test]
    fn every_form_has_a_name_of_its_own() {
        for format in Format::ALL {
            assert_eq!(Format::named(format.name()), Some(format));
        }
        assert_eq!(Format::named("badge.gif"), None);
    }
}
