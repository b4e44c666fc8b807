//! Parts that templates share: fields, rims, ribbons, banners, stars, laurels.

use std::f64::consts::PI;

use crate::{
    Colour,
    path::{Path, Point, around, at, circle, polygon, rounded, star},
    sheet::Sheet,
    text::{Band, Side},
};

/// Three tones of a metal or cloth colour: lit, plain, in shade.
pub(crate) fn tones(colour: Colour) -> [Colour; 3] {
    [colour.lit(1.12).mix(Colour::WHITE, 0.16), colour, colour.lit(0.78)]
}

/// The two ends of the field's gradient; the title is checked against both.
pub(crate) fn field(main: Colour) -> [Colour; 2] {
    [main.lit(1.3).mix(Colour::WHITE, 0.03), main.lit(0.78)]
}

impl Sheet<'_> {
    /// The main colour, lit from above, over the height given; returns the paint.
    pub(crate) fn field(&mut self, top: f64, bottom: f64) -> String {
        let colours = field(self.main());
        self.gradient("field", at(0.0, top), at(0.0, bottom), &colours)
    }

    /// The accent colour as metal, lit from the upper left; returns the paint.
    pub(crate) fn metal(&mut self) -> String {
        let [light, plain, dark] = tones(self.accent());
        self.gradient("metal", at(90.0, 30.0), at(420.0, 480.0), &[light, plain, light.mix(plain, 0.6), dark])
    }

    /// A metal rim, a rim of paper and the field, as discs on each other. Returns the field's radius.
    pub(crate) fn medallion(&mut self, centre: Point, radius: f64) -> f64 {
        let inner = radius * 0.868;
        let (metal, field) = (self.metal(), self.field(centre.y - inner, centre.y + inner));
        let (edge, paper) = (self.accent().lit(0.72), self.paper());
        self.fill(&circle(centre, radius), edge);
        self.fill(&circle(centre, radius - radius * 0.012), metal);
        self.fill(&circle(centre, radius * 0.937), edge);
        self.fill(&circle(centre, radius * 0.93), paper);
        self.fill(&circle(centre, inner), field);
        inner
    }

    /// A ring of small dots.
    pub(crate) fn dotted_ring(&mut self, centre: Point, radius: f64, dot: f64, count: u32, colour: Colour) {
        let gap = 2.0 * PI * radius / f64::from(count);
        self.dots(&circle(centre, radius), colour, dot, gap);
    }

    /// A five-pointed star, softly rounded.
    pub(crate) fn star(&mut self, centre: Point, radius: f64, colour: Colour) {
        self.fill(&rounded(&star(centre, radius, radius * 0.46, 5), radius * 0.14), colour);
    }

    /// Three stars in a row along a circle around `middle` (an angle), the outer ones smaller.
    pub(crate) fn three_stars(&mut self, centre: Point, radius: f64, middle: f64, size: f64, colour: Colour) {
        let step = size * 2.7 / radius;
        for (offset, part) in [(-step, 0.72), (0.0, 1.0), (step, 0.72)] {
            self.star(centre.towards(middle + offset, radius), size * part, colour);
        }
    }

    /// A ribbon end with a swallow tail, from `root` downwards, turned by `angle`; returns its shape.
    pub(crate) fn tail(
        &mut self,
        root: Point,
        angle: f64,
        width: f64,
        length: f64,
        [bright, dark]: [Colour; 2],
    ) -> Path {
        let down = angle + PI / 2.0;
        let corner = |side: f64, along: f64| root.towards(angle, side * width / 2.0).towards(down, along);
        let end = [corner(1.0, length), corner(0.0, length - width * 0.36), corner(-1.0, length)];
        let shape = [[corner(-1.0, 0.0), corner(1.0, 0.0)].as_slice(), &end].concat();
        let shape = rounded(&shape, 2.0);
        self.fill(&shape, bright);
        for side in [-1.0, 1.0] {
            let (from, to) = (side * 0.62, side * 0.78);
            let notch = |s: f64| length - width * 0.36 * (1.0 - s.abs());
            let stripe =
                [corner(from, 0.0), corner(to, 0.0), corner(to, notch(to)), corner(from, notch(from))];
            self.fill(&polygon(&stripe), dark);
        }
        shape
    }

    /// A banner bent around a centre far away, with folded ends; returns the band for its text.
    pub(crate) fn banner(&mut self, banner: &Banner, colour: Colour) -> Band {
        let [light, plain, dark] = tones(colour);
        let half = banner.width / 2.0 / banner.outer;
        for side in [-1.0, 1.0] {
            let place = |along: f64, depth: f64| banner.point(side * along, depth);
            let (fold, reach, drop) = (half * 0.86, half + 44.0 / banner.outer, 20.0);
            let end = [
                place(fold, drop),
                place(reach, drop),
                place(reach - 22.0 / banner.outer, drop + banner.height / 2.0),
            ];
            let rest = [place(reach, drop + banner.height), place(fold, drop + banner.height)];
            self.fill(&rounded(&[end.as_slice(), &rest].concat(), 2.0), plain.lit(0.86));
            let crease =
                [place(fold, banner.height), place(half, banner.height), place(fold, banner.height + drop)];
            self.fill(&polygon(&crease), dark.lit(0.72));
        }
        let face = banner.strip(half, 0.0, banner.height);
        let paint = self.gradient(
            "banner",
            banner.point(0.0, 0.0),
            banner.point(0.0, banner.height),
            &[light.mix(plain, 0.35), plain.mix(dark, 0.12)],
        );
        self.fill(&face, paint);
        for depth in [5.5, banner.height - 7.5] {
            self.tint(&banner.strip(half, depth, depth + 2.0), dark.lit(0.8), 0.55);
        }
        banner.band(half)
    }

    /// Two laurel branches around a centre, open at the top by `gap` radians on each side.
    pub(crate) fn laurel(&mut self, centre: Point, radius: f64, gap: f64, colour: Colour) {
        let leaves = 8;
        for side in [-1.0, 1.0] {
            for i in 0..leaves {
                let part = f64::from(i) / f64::from(leaves - 1);
                let angle = PI / 2.0 - side * (0.16 + part * (PI - gap - 0.16));
                let long = radius * (0.25 - 0.07 * part);
                for (lean, out) in [(0.55, 1.0), (-0.42, 0.94)] {
                    let root = centre.towards(angle, radius * out);
                    let along = angle - side * (PI / 2.0 - lean);
                    self.fill(&leaf(root, along, long), colour);
                }
            }
        }
    }
}

/// A pointed leaf from `root` in a direction.
fn leaf(root: Point, angle: f64, length: f64) -> Path {
    let (tip, middle) = (root.towards(angle, length), root.towards(angle, length * 0.45));
    let bulge = |side: f64| middle.towards(angle + side * PI / 2.0, length * 0.42);
    Path::default().move_to(root).quad_to(bulge(1.0), tip).quad_to(bulge(-1.0), root).close()
}

/// A bent strip: part of a ring whose centre lies below (arched) or above (sagging) it.
pub(crate) struct Banner {
    /// The middle of its upper edge.
    pub(crate) top: Point,
    pub(crate) width: f64,
    pub(crate) height: f64,
    /// Radius of its upper edge.
    pub(crate) outer: f64,
}

impl Banner {
    fn centre(&self) -> Point {
        at(self.top.x, self.top.y + self.outer)
    }

    /// A place `along` (radians to the right of the middle) and `depth` units below the upper edge.
    fn point(&self, along: f64, depth: f64) -> Point {
        self.centre().towards(along - PI / 2.0, self.outer - depth)
    }

    fn strip(&self, half: f64, from: f64, to: f64) -> Path {
        Path::default()
            .move_to(self.point(-half, from))
            .arc_to(self.outer - from, true, self.point(half, from))
            .line_to(self.point(half, to))
            .arc_to(self.outer - to, false, self.point(-half, to))
            .close()
    }

    fn band(&self, half: f64) -> Band {
        let (outer, inner) = (self.outer - 14.0, self.outer - self.height + 15.0);
        let span = 2.0 * half - 40.0 / self.outer;
        Band { centre: self.centre(), outer, inner, span, side: Side::Top, centred: true }
    }
}

/// A polygon with `count` equal sides, standing on a corner.
pub(crate) fn regular(centre: Point, radius: f64, count: u32, rounding: f64) -> Path {
    rounded(&around(centre, radius, count), rounding)
}
