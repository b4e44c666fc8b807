//! The six templates: which there are, and what they have in common.

mod hexagon;
mod medal;
mod pennant;
mod rosette;
mod seal;
mod shield;

use crate::{Colour, Colours, DesignError, Palette, named::named, palette::paper, parts, sheet::Sheet};

named! {
    /// The shape and layout of a badge.
    ///
    /// ```
    /// use openbadges_design::{Palette, Template};
    ///
    /// assert_eq!("shield".parse::<Template>()?, Template::Shield);
    /// assert_eq!(Template::Shield.default_colours(), Palette::Navy.colours(Template::Shield));
    /// # Ok::<(), openbadges_design::UnknownName>(())
    /// ```
    "template" Template {
        /// A round medallion with two ribbons, the title along the rim.
        Rosette = "rosette",
        /// A heraldic shield with a banner across.
        Shield = "shield",
        /// A hexagon cut like a gem, the title in straight lines.
        Hexagon = "hexagon",
        /// A scalloped seal, the title on a paper ring around the emblem.
        Seal = "seal",
        /// A starburst medal hanging from a striped ribbon.
        Medal = "medal",
        /// A hanging pennant with room for a long title.
        Pennant = "pennant",
    }
}

/// What the title of a template stands on.
///
/// ```
/// use openbadges_design::{Ground, Template};
///
/// assert_eq!(Template::Seal.ground(), Ground::Paper);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ground {
    /// The main colour.
    Main,
    /// The accent colour.
    Accent,
    /// A near-white mixed from the accent colour.
    Paper,
}

impl Template {
    /// What the title stands on: tells whether its colour should be light or dark.
    pub const fn ground(self) -> Ground {
        match self {
            Self::Rosette | Self::Hexagon | Self::Medal | Self::Pennant => Ground::Main,
            Self::Shield => Ground::Accent,
            Self::Seal => Ground::Paper,
        }
    }

    /// The palette that shows this template at its best.
    pub const fn default_palette(self) -> Palette {
        match self {
            Self::Rosette => Palette::Forest,
            Self::Shield => Palette::Navy,
            Self::Hexagon => Palette::Violet,
            Self::Seal => Palette::Wine,
            Self::Medal => Palette::Ocean,
            Self::Pennant => Palette::Plum,
        }
    }

    /// The colours of the default palette.
    pub fn default_colours(self) -> Colours {
        self.default_palette().colours(self)
    }

    /// The colours that the title is seen against.
    pub(crate) fn behind_title(self, colours: &Colours) -> Vec<Colour> {
        match self.ground() {
            Ground::Main => parts::field(colours.main).to_vec(),
            Ground::Accent => vec![colours.accent],
            Ground::Paper => vec![paper(colours.accent)],
        }
    }

    pub(crate) fn draw(self, sheet: &mut Sheet<'_>) -> Result<(), DesignError> {
        match self {
            Self::Rosette => rosette::draw(sheet),
            Self::Shield => shield::draw(sheet),
            Self::Hexagon => hexagon::draw(sheet),
            Self::Seal => seal::draw(sheet),
            Self::Medal => medal::draw(sheet),
            Self::Pennant => pennant::draw(sheet),
        }
    }
}
