//! Ready palettes, so that the first badge looks good without picking a colour.

use crate::{Colour, Colours, Ground, Template, named::named};

named! {
    /// A main and an accent colour that go together; every one passes [`Design::check`](crate::Design::check)
    /// on every template.
    ///
    /// ```
    /// use openbadges_design::{Palette, Template, contrast};
    ///
    /// let colours = Palette::Navy.colours(Template::Rosette);
    /// assert_eq!(colours.main, Palette::Navy.main());
    /// assert!(contrast(colours.text, colours.main) > 4.5);
    /// ```
    "palette" Palette {
        /// Deep green and gold.
        Forest = "forest",
        /// Navy and gold.
        Navy = "navy",
        /// Plum and rose gold.
        Plum = "plum",
        /// Wine red and champagne.
        Wine = "wine",
        /// Sea blue and silver.
        Ocean = "ocean",
        /// Charcoal and amber.
        Charcoal = "charcoal",
        /// Warm brown and honey.
        Chestnut = "chestnut",
        /// Violet and mint.
        Violet = "violet",
    }
}

impl Palette {
    /// The colour of the field.
    pub const fn main(self) -> Colour {
        match self {
            Self::Forest => Colour::rgb(0x14, 0x59, 0x4b),
            Self::Navy => Colour::rgb(0x1b, 0x3a, 0x6b),
            Self::Plum => Colour::rgb(0x5a, 0x2a, 0x5e),
            Self::Wine => Colour::rgb(0x7e, 0x1f, 0x33),
            Self::Ocean => Colour::rgb(0x0f, 0x56, 0x78),
            Self::Charcoal => Colour::rgb(0x2e, 0x33, 0x3b),
            Self::Chestnut => Colour::rgb(0x6b, 0x3a, 0x1e),
            Self::Violet => Colour::rgb(0x45, 0x35, 0x8f),
        }
    }

    /// The colour of rims, ribbons and banners.
    pub const fn accent(self) -> Colour {
        match self {
            Self::Forest | Self::Navy => Colour::rgb(0xd9, 0x9e, 0x30),
            Self::Plum => Colour::rgb(0xe0, 0xa0, 0x84),
            Self::Wine => Colour::rgb(0xdd, 0xb8, 0x6c),
            Self::Ocean => Colour::rgb(0xb9, 0xc6, 0xd2),
            Self::Charcoal => Colour::rgb(0xf0, 0xa8, 0x30),
            Self::Chestnut => Colour::rgb(0xe6, 0xb4, 0x4c),
            Self::Violet => Colour::rgb(0x7f, 0xcf, 0xb2),
        }
    }

    /// The three colours for a template: the text is light or dark as its ground demands.
    pub fn colours(self, template: Template) -> Colours {
        let (main, accent) = (self.main(), self.accent());
        let text = match template.ground() {
            Ground::Main => paper(accent),
            Ground::Accent | Ground::Paper => main.lit(0.55),
        };
        Colours { main, accent, text }
    }
}

/// The near-white that belongs to an accent colour.
pub(crate) fn paper(accent: Colour) -> Colour {
    accent.mix(Colour::WHITE, 0.88)
}
