//! Badge designs: a small document becomes an SVG that looks the same everywhere, and the SVG a PNG.
//!
//! A [`Design`] names a [`Template`], three colours, an [`Emblem`] and one or two lines of text. [`svg`] draws it
//! with all words as outlines, [`png()`] turns it into pixels, [`Design::check`] says what will be hard to read,
//! [`reencode_png`] makes a clean picture of one drawn elsewhere, and [`certificate()`] sets an award on paper. Fonts
//! come in as bytes: nothing here reads a file, the network or a clock.
//!
//! ```
//! use openbadges_design::{Design, Emblem, Subtitle, Template, Title, contrast};
//!
//! let design = Design::new(Template::Rosette, Emblem::Bicycle, Title::new("Bicycle repair")?)
//!     .with_subtitle(Subtitle::new("Level two")?);
//! assert_eq!(Design::from_json(&design.to_json()?)?, design);
//! assert!(contrast(design.colours.text, design.colours.main) > 4.5);
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

#![deny(missing_docs)]

mod certificate;
mod check;
mod colour;
mod document;
mod emblem;
mod error;
mod fonts;
mod named;
mod palette;
mod parts;
mod path;
mod plain;
mod raster;
mod sheet;
mod svg;
mod templates;
mod text;
mod upload;
mod words;

pub use certificate::{Attachment, Certificate, Line, Style, certificate};
pub use check::Remark;
pub use colour::{Colour, NotAColour, contrast};
pub use document::{Colours, Design};
pub use emblem::Emblem;
pub use error::DesignError;
pub use fonts::Fonts;
pub use named::UnknownName;
pub use palette::Palette;
pub use raster::{MAX_PIXELS, MAX_SVG_BYTES, png};
pub use svg::svg;
pub use templates::{Ground, Template};
pub use upload::{Limits, reencode_png};
pub use words::{BadWords, Subtitle, Title, Words};

// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}
