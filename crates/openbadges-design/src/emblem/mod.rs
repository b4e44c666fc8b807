//! Emblems: the picture in the middle of a badge.

mod drawings;

use crate::named::named;

named! {
    /// The emblems to choose from, drawn for badges: bold enough to be told apart at 48 pixels.
    ///
    /// ```
    /// use openbadges_design::Emblem;
    ///
    /// assert_eq!("bicycle".parse::<Emblem>()?, Emblem::Bicycle);
    /// assert_eq!(Emblem::Bicycle.name(), "bicycle");
    /// # Ok::<(), openbadges_design::UnknownName>(())
    /// ```
    "emblem" Emblem {
        /// A check mark: done, passed.
        Tick = "tick",
        /// A five-pointed star.
        Star = "star",
        /// A trophy cup.
        Trophy = "trophy",
        /// A graduation cap.
        Cap = "cap",
        /// An open book.
        Book = "book",
        /// A light bulb.
        Bulb = "bulb",
        /// People together.
        People = "people",
        /// Two speech bubbles.
        Speech = "speech",
        /// A heart.
        Heart = "heart",
        /// A leaf.
        Leaf = "leaf",
        /// A globe.
        Globe = "globe",
        /// A flag on a pole.
        Flag = "flag",
        /// A laboratory flask.
        Flask = "flask",
        /// Angle brackets and a slash.
        Code = "code",
        /// A cog wheel.
        Gear = "gear",
        /// An open-ended wrench.
        Wrench = "wrench",
        /// A bicycle.
        Bicycle = "bicycle",
        /// A paint brush.
        Brush = "brush",
    }
}

/// One layer of an emblem on a grid of 64 × 64, bottom first.
#[derive(Clone, Copy)]
pub(crate) enum Layer {
    /// A filled shape in the emblem's colour, its corners softened.
    Fill(&'static str),
    /// A line in the emblem's colour, with its width.
    Line(&'static str, f64),
    /// A line in the colour of the ground, with its width.
    Cut(&'static str, f64),
}

impl Emblem {
    /// The layers to draw.
    pub(crate) const fn layers(self) -> &'static [Layer] {
        drawings::layers(self)
    }
}
