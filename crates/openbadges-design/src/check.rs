//! Remarks on a design: what a person will find hard to read.

use crate::{Design, DesignError, Fonts, colour::READABLE, contrast, sheet::Sheet, text::CAP};

/// Something to improve. None of them keeps a badge from being drawn, except [`Remark::NoGlyph`].
///
/// ```
/// use openbadges_design::{Design, Fonts, Remark};
///
/// /// Whether all words of a design can be read.
/// fn is_readable(design: &Design, fonts: &Fonts) -> bool {
///     !design.check(fonts).iter().any(|remark| matches!(remark, Remark::TitleContrast { .. }))
/// }
/// let remark = Remark::TitleContrast { ratio: 2.3, lighter: true };
/// assert!(remark.to_string().ends_with("Pick a lighter text colour."));
/// ```
#[derive(Clone, Debug, PartialEq, thiserror::Error)]
#[non_exhaustive]
pub enum Remark {
    /// The title and what it stands on are too alike.
    #[error("The title is hard to read: its contrast is {ratio:.1}, and 4.5 is the least. Pick a {} text colour.", if *.lighter { "lighter" } else { "darker" })]
    TitleContrast {
        /// The WCAG contrast ratio found.
        ratio: f64,
        /// Whether a lighter text colour helps; else a darker one does.
        lighter: bool,
    },
    /// The two colours of the badge are too alike for rim and ribbons to show.
    #[error(
        "The main and the accent colour are nearly the same ({ratio:.1}): rims and ribbons will not show."
    )]
    ColoursAlike {
        /// The WCAG contrast ratio found.
        ratio: f64,
    },
    /// The title came out small.
    #[error(
        "The title is small: at 96 pixels its capitals are {at_96:.1} pixels high, at 48 only {at_48:.1}. Shorten it or move words to the second line."
    )]
    TitleSmall {
        /// Height of capitals in pixels when the badge is 96 pixels wide.
        at_96: f64,
        /// The same at 48 pixels.
        at_48: f64,
    },
    /// The fonts lack characters of the words: the badge cannot be drawn.
    #[error("No font here can draw {characters}. Leave that out of the {field} or pick another font.")]
    NoGlyph {
        /// `title` or `subtitle`.
        field: &'static str,
        /// The characters.
        characters: String,
    },
}

/// Below this, two large areas look like one.
const TELLABLE: f64 = 1.4;
/// Capitals lower than this many pixels, on a badge of 96, are not made out.
const SMALLEST_CAPITALS: f64 = 2.6;

impl Design {
    /// Everything worth telling the designer; empty when all is well.
    pub fn check(&self, fonts: &Fonts) -> Vec<Remark> {
        [self.title_contrast(), self.colours_alike(), self.title_drawn(fonts)].into_iter().flatten().collect()
    }

    fn title_contrast(&self) -> Option<Remark> {
        let text = self.colours.text;
        let grounds = self.template.behind_title(&self.colours);
        let worst = grounds.into_iter().min_by(|a, b| contrast(text, *a).total_cmp(&contrast(text, *b)))?;
        let ratio = contrast(text, worst);
        // Luminance 0.18 is the middle: there white and black have the same contrast.
        (ratio < READABLE).then(|| Remark::TitleContrast { ratio, lighter: worst.luminance() < 0.18 })
    }

    fn colours_alike(&self) -> Option<Remark> {
        let ratio = contrast(self.colours.main, self.colours.accent);
        (ratio < TELLABLE).then_some(Remark::ColoursAlike { ratio })
    }

    fn title_drawn(&self, fonts: &Fonts) -> Option<Remark> {
        let mut sheet = Sheet::new(self, fonts, String::new());
        match self.template.draw(&mut sheet) {
            Err(DesignError::NoGlyph { field, characters }) => Some(Remark::NoGlyph { field, characters }),
            // Nothing else can fail in drawing; should that change, drawing itself reports it.
            Err(_) => None,
            Ok(()) => {
                let at = |pixels: f64| sheet.title_size * CAP * pixels / 512.0;
                let (at_96, at_48) = (at(96.0), at(48.0));
                (at_96 < SMALLEST_CAPITALS).then_some(Remark::TitleSmall { at_96, at_48 })
            }
        }
    }
}
