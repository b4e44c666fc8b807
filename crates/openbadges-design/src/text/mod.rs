//! Words to outlines: shaped with the fonts given, broken into lines, fitted into an area, set on a line or a curve.

mod area;
mod fit;
mod place;
mod shape;

pub(crate) use area::{Area, Around, Band, Block, Row, Side};
pub(crate) use fit::{Setting, fit};
pub(crate) use place::outlines;
pub(crate) use shape::{Cluster, Glyph, Line, Style, shape};

/// Height of capitals and the line pitch, in em: near enough for every text font.
pub(crate) const CAP: f64 = 0.71;
const PITCH: f64 = 1.16;
