//! Path data with relative coordinates in hundredths of a unit: short, exact, the same on every run.

use std::fmt::Write as _;

/// A place on the canvas: x to the right, y down, 512 × 512 units.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(crate) struct Point {
    pub(crate) x: f64,
    pub(crate) y: f64,
}

/// Shorthand for [`Point`].
pub(crate) const fn at(x: f64, y: f64) -> Point {
    Point { x, y }
}

impl Point {
    /// `distance` away in direction `angle` (radians, 0 to the right, clockwise as y points down).
    pub(crate) fn towards(self, angle: f64, distance: f64) -> Self {
        at(angle.cos().mul_add(distance, self.x), angle.sin().mul_add(distance, self.y))
    }

    /// `part` of the way to `other`.
    pub(crate) fn between(self, other: Self, part: f64) -> Self {
        at((other.x - self.x).mul_add(part, self.x), (other.y - self.y).mul_add(part, self.y))
    }

    fn distance(self, other: Self) -> f64 {
        (other.x - self.x).hypot(other.y - self.y)
    }

    #[expect(clippy::cast_possible_truncation, reason = "`as` saturates, and the canvas is 512 units wide")]
    fn hundredths(self) -> [i64; 2] {
        [(self.x * 100.0).round() as i64, (self.y * 100.0).round() as i64]
    }
}

/// The `d` attribute in the making.
#[derive(Clone, Debug, Default)]
pub(crate) struct Path {
    data: String,
    pen: [i64; 2],
    start: [i64; 2],
}

impl Path {
    pub(crate) fn move_to(mut self, to: Point) -> Self {
        self.segment('m', &[to]);
        self.start = self.pen;
        self
    }

    pub(crate) fn line_to(mut self, to: Point) -> Self {
        self.segment('l', &[to]);
        self
    }

    pub(crate) fn quad_to(mut self, control: Point, to: Point) -> Self {
        self.segment('q', &[control, to]);
        self
    }

    pub(crate) fn cubic_to(mut self, first: Point, second: Point, to: Point) -> Self {
        self.segment('c', &[first, second, to]);
        self
    }

    /// A circular arc of less than half a turn; `clockwise` as seen on the canvas.
    pub(crate) fn arc_to(mut self, radius: f64, clockwise: bool, to: Point) -> Self {
        let [r, _] = at(radius, 0.0).hundredths();
        self.data.push('a');
        number(&mut self.data, r);
        number(&mut self.data, r);
        self.data.push_str(if clockwise { " 0 0 1" } else { " 0 0 0" });
        self.step(to.hundredths());
        self
    }

    pub(crate) fn close(mut self) -> Self {
        self.data.push('z');
        self.pen = self.start;
        self
    }

    pub(crate) fn data(&self) -> &str {
        &self.data
    }

    fn segment(&mut self, command: char, points: &[Point]) {
        self.data.push(command);
        let from = self.pen;
        for point in points {
            self.pen = from;
            self.step(point.hundredths());
        }
    }

    fn step(&mut self, to: [i64; 2]) {
        for (to, from) in to.into_iter().zip(self.pen) {
            number(&mut self.data, to.saturating_sub(from));
        }
        self.pen = to;
    }
}

/// Writes hundredths as a decimal, with a blank before it only where the grammar needs one.
fn number(out: &mut String, hundredths: i64) {
    if hundredths >= 0 && out.ends_with(|c: char| c.is_ascii_digit()) {
        out.push(' ');
    }
    if hundredths < 0 {
        out.push('-');
    }
    let (whole, part) = (hundredths.unsigned_abs() / 100, hundredths.unsigned_abs() % 100);
    if whole > 0 || part == 0 {
        // Writing to a string cannot fail.
        let _ = write!(out, "{whole}");
    }
    match part {
        0 => {}
        p if p % 10 == 0 => drop(write!(out, ".{}", p / 10)),
        p => drop(write!(out, ".{p:02}")),
    }
}

/// A closed shape with straight sides.
pub(crate) fn polygon(points: &[Point]) -> Path {
    points
        .iter()
        .enumerate()
        .fold(
            Path::default(),
            |path, (i, &point)| if i == 0 { path.move_to(point) } else { path.line_to(point) },
        )
        .close()
}

/// A polygon whose corners are rounded off, `radius` units before and after each.
pub(crate) fn rounded(points: &[Point], radius: f64) -> Path {
    let n = points.len();
    let mut path = Path::default();
    for (i, &corner) in points.iter().enumerate() {
        let cut = |other: Point| corner.between(other, (radius / corner.distance(other).max(1e-6)).min(0.5));
        let (before, after) = (cut(points[(i + n - 1) % n]), cut(points[(i + 1) % n]));
        path = if i == 0 { path.move_to(before) } else { path.line_to(before) };
        path = path.quad_to(corner, after);
    }
    path.close()
}

/// A full circle.
pub(crate) fn circle(centre: Point, radius: f64) -> Path {
    let (left, right) = (at(centre.x - radius, centre.y), at(centre.x + radius, centre.y));
    // Half turns are fine here: both arcs bulge the same way round.
    Path::default().move_to(left).arc_to(radius, true, right).arc_to(radius, true, left).close()
}

/// `count` points on a circle, the first at the top, going clockwise.
pub(crate) fn around(centre: Point, radius: f64, count: u32) -> Vec<Point> {
    (0..count).map(|i| centre.towards(turn(f64::from(i) / f64::from(count)), radius)).collect()
}

/// A star with `count` points.
pub(crate) fn star(centre: Point, outer: f64, inner: f64, count: u32) -> Vec<Point> {
    let radius = |i: u32| if i.is_multiple_of(2) { outer } else { inner };
    (0..count * 2).map(|i| centre.towards(turn(f64::from(i) / f64::from(count * 2)), radius(i))).collect()
}

/// A disc with `count` bumps, as on a wax seal.
pub(crate) fn scallop(centre: Point, radius: f64, count: u32) -> Path {
    let dents = around(centre, radius, count);
    let bump = dents[0].distance(dents[1]) * 0.56;
    let path = Path::default().move_to(dents[0]);
    dents.iter().skip(1).chain(dents.first()).fold(path, |path, &dent| path.arc_to(bump, true, dent)).close()
}

/// An angle as a part of the full turn, starting at the top.
pub(crate) fn turn(part: f64) -> f64 {
    (part - 0.25) * std::f64::consts::TAU
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_unambiguous() {
        let path =
            Path::default().move_to(at(10.0, 0.5)).line_to(at(9.25, 0.5)).line_to(at(12.25, 3.46)).close();
        assert_eq!(path.data(), "m10 .5l-.75 0l3 2.96z");
    }

    #[test]
    fn rounding_does_not_add_up() {
        let third = 1.0 / 3.0;
        let path = (1..=300)
            .fold(Path::default().move_to(at(0.0, 0.0)), |p, i| p.line_to(at(f64::from(i) * third, 0.0)));
        assert_eq!(path.pen, [10_000, 0]);
    }
}
