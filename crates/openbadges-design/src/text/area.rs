//! Where text may stand: a block of straight lines or a band along a circle.

use super::{CAP, PITCH};
use crate::path::{Point, at};

/// One line of a setting: which of how many, and the letter size in units.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Row {
    pub(crate) index: usize,
    pub(crate) of: usize,
    pub(crate) size: f64,
}

impl Row {
    /// Height of all lines together, from the top of the first capitals to the last baseline.
    fn stack(self) -> f64 {
        self.size * (CAP + PITCH * (count(self.of) - 1.0))
    }

    /// From the top of the first capitals to this line's baseline.
    fn baseline(self) -> f64 {
        self.size * (CAP + PITCH * count(self.index))
    }
}

#[expect(clippy::cast_precision_loss, reason = "a handful of lines")]
fn count(n: usize) -> f64 {
    n as f64
}

/// The line that letters stand on.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Baseline {
    /// Level, around the middle given.
    Straight(Point),
    /// On a circle, around its top or bottom. `middle` is the radius at half the height of the capitals,
    /// where distances between letters look right.
    Curved { centre: Point, radius: f64, middle: f64, side: Side },
}

/// Which end of a circle text reads along.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Side {
    /// Over the top, feet towards the centre.
    Top,
    /// Along the bottom, heads towards the centre.
    Bottom,
}

/// An area that text can be fitted into.
pub(crate) trait Area {
    /// The baseline of a row.
    fn baseline(&self, row: Row) -> Baseline;
    /// The width in units that a row may take; zero when the lines are too high. Must not grow with the size.
    fn room(&self, row: Row) -> f64;
}

/// Straight lines around a middle, in a shape that is `width` wide at a given y.
pub(crate) struct Block<W: Fn(f64) -> f64> {
    pub(crate) middle: Point,
    pub(crate) height: f64,
    pub(crate) width: W,
}

impl<W: Fn(f64) -> f64> Area for Block<W> {
    fn baseline(&self, row: Row) -> Baseline {
        Baseline::Straight(at(self.middle.x, self.middle.y - row.stack() / 2.0 + row.baseline()))
    }

    fn room(&self, row: Row) -> f64 {
        if row.stack() > self.height {
            return 0.0;
        }
        let bottom = self.middle.y - row.stack() / 2.0 + row.baseline();
        (self.width)(bottom).min((self.width)(bottom - row.size * CAP))
    }
}

/// A band along a circle, `outer` to `inner` radius, `span` radians long. Lines lie in its middle when
/// `centred`, else at its outer edge.
pub(crate) struct Band {
    pub(crate) centre: Point,
    pub(crate) outer: f64,
    pub(crate) inner: f64,
    pub(crate) span: f64,
    pub(crate) side: Side,
    pub(crate) centred: bool,
}

impl Band {
    fn radii(&self, row: Row) -> (f64, f64) {
        let slack = if self.centred { (self.outer - self.inner - row.stack()) / 2.0 } else { 0.0 };
        let half = row.size * CAP / 2.0;
        match self.side {
            Side::Top => {
                let radius = self.outer - slack - row.baseline();
                (radius, radius + half)
            }
            Side::Bottom => {
                let radius = self.outer - slack - row.stack() + row.baseline();
                (radius, radius - half)
            }
        }
    }
}

impl Area for Band {
    fn baseline(&self, row: Row) -> Baseline {
        let (radius, middle) = self.radii(row);
        Baseline::Curved { centre: self.centre, radius, middle, side: self.side }
    }

    fn room(&self, row: Row) -> f64 {
        if row.stack() > self.outer - self.inner { 0.0 } else { self.radii(row).1 * self.span }
    }
}

/// Both ends of a rim: one line stands at the bottom, of two the first at the top.
pub(crate) struct Around {
    pub(crate) top: Band,
    pub(crate) bottom: Band,
}

impl Around {
    fn end(&self, row: Row) -> (&Band, Row) {
        let band = if row.index + 1 < row.of { &self.top } else { &self.bottom };
        (band, Row { index: 0, of: 1, size: row.size })
    }
}

impl Area for Around {
    fn baseline(&self, row: Row) -> Baseline {
        let (band, row) = self.end(row);
        band.baseline(row)
    }

    fn room(&self, row: Row) -> f64 {
        let (band, row) = self.end(row);
        band.room(row)
    }
}
