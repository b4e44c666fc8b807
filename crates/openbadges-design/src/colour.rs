//! Colours as `#rrggbb`, and contrast as WCAG 2.2 defines it.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Serialize};

/// An opaque sRGB colour, written `#rrggbb`.
///
/// ```
/// use openbadges_design::{Colour, contrast};
///
/// let (white, navy): (Colour, Colour) = ("#ffffff".parse()?, "#002b5c".parse()?);
/// assert!(contrast(white, navy) > 12.0);
/// # Ok::<(), openbadges_design::NotAColour>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub struct Colour([u8; 3]);

/// Text that is not a colour of the form `#rrggbb`.
///
/// ```
/// use openbadges_design::Colour;
///
/// let error = "red".parse::<Colour>().unwrap_err();
/// assert_eq!(error.to_string(), r#""red" is not a colour: write # and six hexadecimal digits"#);
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0:?} is not a colour: write # and six hexadecimal digits")]
pub struct NotAColour(String);

impl Colour {
    /// Pure white.
    pub const WHITE: Self = Self([255; 3]);

    /// From red, green and blue.
    pub const fn rgb(red: u8, green: u8, blue: u8) -> Self {
        Self([red, green, blue])
    }

    /// Red, green and blue.
    pub const fn channels(self) -> [u8; 3] {
        self.0
    }

    /// The WCAG relative luminance, 0 (black) to 1 (white).
    pub fn luminance(self) -> f64 {
        let [r, g, b] = self.0.map(linear);
        0.2126 * r + 0.7152 * g + 0.0722 * b
    }

    /// Whichever of `options` stands out most against `self`.
    pub(crate) fn most_readable(self, options: [Self; 2]) -> Self {
        let [a, b] = options;
        if contrast(self, a) >= contrast(self, b) { a } else { b }
    }

    /// `part` of the way (0 to 1) towards `other`.
    pub(crate) fn mix(self, other: Self, part: f64) -> Self {
        let mut channels = self.0;
        for (channel, target) in channels.iter_mut().zip(other.0) {
            *channel = byte(f64::from(*channel).mul_add(1.0 - part, f64::from(target) * part));
        }
        Self(channels)
    }

    /// As if lit with `factor` of the light: keeps the hue, which mixing with white or black does not.
    pub(crate) fn lit(self, factor: f64) -> Self {
        Self(self.0.map(|channel| byte(f64::from(channel) * factor)))
    }
}

/// The least contrast for text, WCAG 2.2 success criterion 1.4.3.
pub(crate) const READABLE: f64 = 4.5;

/// The WCAG contrast ratio of two colours, 1 to 21; body text wants 4.5, large shapes 3.
///
/// ```
/// use openbadges_design::{Colour, contrast};
///
/// let black = Colour::rgb(0, 0, 0);
/// assert!((contrast(Colour::WHITE, black) - 21.0).abs() < 1e-9);
/// ```
pub fn contrast(a: Colour, b: Colour) -> f64 {
    let (a, b) = (a.luminance(), b.luminance());
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

fn linear(channel: u8) -> f64 {
    let value = f64::from(channel) / 255.0;
    if value <= 0.04045 { value / 12.92 } else { ((value + 0.055) / 1.055).powf(2.4) }
}

#[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "clamped to a byte first")]
fn byte(value: f64) -> u8 {
    value.round().clamp(0.0, 255.0) as u8
}

impl fmt::Display for Colour {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let [r, g, b] = self.0;
        write!(f, "#{r:02x}{g:02x}{b:02x}")
    }
}

impl FromStr for Colour {
    type Err = NotAColour;

    fn from_str(text: &str) -> Result<Self, NotAColour> {
        let fault = || NotAColour(text.chars().take(20).collect());
        let digits = text.strip_prefix('#').ok_or_else(fault)?;
        if digits.len() != 6 || !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
            return Err(fault());
        }
        let value = u32::from_str_radix(digits, 16).map_err(|_| fault())?;
        let [_, r, g, b] = value.to_be_bytes();
        Ok(Self([r, g, b]))
    }
}

impl TryFrom<String> for Colour {
    type Error = NotAColour;

    fn try_from(text: String) -> Result<Self, NotAColour> {
        text.parse()
    }
}

impl From<Colour> for String {
    fn from(colour: Colour) -> Self {
        colour.to_string()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contrast_agrees_with_the_examples_of_wcag() {
        let black = Colour::rgb(0, 0, 0);
        assert!((contrast(black, Colour::WHITE) - 21.0).abs() < 1e-9);
        assert!((contrast(Colour::WHITE, black) - 21.0).abs() < 1e-9);
        // #767676 is the lightest grey that passes on white.
        assert!(contrast(Colour::rgb(0x76, 0x76, 0x76), Colour::WHITE) >= 4.5);
        assert!(contrast(Colour::rgb(0x77, 0x77, 0x77), Colour::WHITE) < 4.5);
    }

    #[test]
    fn only_hash_and_six_digits_is_a_colour() {
        assert_eq!("#14594B".parse::<Colour>().unwrap().to_string(), "#14594b");
        for bad in ["", "#", "14594b", "#14594", "#14594bb", "#+4594b", "#é594b", "red", "url(#a)"] {
            assert!(bad.parse::<Colour>().is_err(), "{bad}");
        }
    }
}
