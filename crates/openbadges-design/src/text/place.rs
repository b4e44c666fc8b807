//! Fitted text to path data.

use rustybuzz::ttf_parser::OutlineBuilder;

use super::{Area, Line, Row, Setting, area::Baseline, area::Side};
use crate::{
    Fonts,
    path::{Path, Point, at},
};

/// The outlines of all lines, as one path.
pub(crate) fn outlines(setting: &Setting, area: &dyn Area, fonts: &Fonts) -> Path {
    let mut path = Path::default();
    for (index, line) in setting.lines.iter().enumerate() {
        let row = Row { index, of: setting.lines.len(), size: setting.size };
        path = set(line, area.baseline(row), setting.size, fonts, path);
    }
    path
}

fn set(line: &Line, baseline: Baseline, size: f64, fonts: &Fonts, mut path: Path) -> Path {
    let mut from_middle = -line.width() * size / 2.0;
    for cluster in &line.0 {
        let half = cluster.advance * size / 2.0;
        let frame = Frame::on(baseline, from_middle + half, size, half);
        for glyph in &cluster.glyphs {
            let mut pencil =
                Pencil { path: std::mem::take(&mut path), frame, pen: (glyph.x, glyph.y), scale: 0.0 };
            fonts.with_face(glyph.face, |face| {
                pencil.scale = 1.0 / f64::from(face.units_per_em());
                face.outline_glyph(glyph.id, &mut pencil);
            });
            path = pencil.path;
        }
        from_middle += 2.0 * half;
    }
    path
}

/// Where a cluster's own axes lie on the canvas.
#[derive(Clone, Copy)]
struct Frame {
    origin: Point,
    cos: f64,
    sin: f64,
}

impl Frame {
    /// The frame of a cluster whose middle is `along` units past the middle of the line.
    fn on(baseline: Baseline, along: f64, size: f64, half: f64) -> Self {
        let (foot, angle) = match baseline {
            Baseline::Straight(middle) => (at(middle.x + along, middle.y), 0.0),
            Baseline::Curved { centre, radius, middle, side } => {
                let swing = along / middle;
                let (direction, angle) = match side {
                    Side::Top => (-std::f64::consts::FRAC_PI_2 + swing, swing),
                    Side::Bottom => (std::f64::consts::FRAC_PI_2 - swing, -swing),
                };
                (centre.towards(direction, radius), angle)
            }
        };
        let (sin, cos) = angle.sin_cos();
        Self { origin: at(foot.x - cos * half, foot.y - sin * half), cos: cos * size, sin: sin * size }
    }

    fn point(self, x: f64, y: f64) -> Point {
        at(self.origin.x + x * self.cos + y * self.sin, self.origin.y + x * self.sin - y * self.cos)
    }
}

struct Pencil {
    path: Path,
    frame: Frame,
    pen: (f64, f64),
    scale: f64,
}

impl Pencil {
    fn on_canvas(&self, x: f32, y: f32) -> Point {
        let (x, y) =
            (f64::from(x).mul_add(self.scale, self.pen.0), f64::from(y).mul_add(self.scale, self.pen.1));
        self.frame.point(x, y)
    }

    fn draw(&mut self, step: impl FnOnce(Path) -> Path) {
        self.path = step(std::mem::take(&mut self.path));
    }
}

impl OutlineBuilder for Pencil {
    fn move_to(&mut self, x: f32, y: f32) {
        let to = self.on_canvas(x, y);
        self.draw(|path| path.move_to(to));
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let to = self.on_canvas(x, y);
        self.draw(|path| path.line_to(to));
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let (control, to) = (self.on_canvas(x1, y1), self.on_canvas(x, y));
        self.draw(|path| path.quad_to(control, to));
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let (first, second, to) = (self.on_canvas(x1, y1), self.on_canvas(x2, y2), self.on_canvas(x, y));
        self.draw(|path| path.cubic_to(first, second, to));
    }

    fn close(&mut self) {
        self.draw(Path::close);
    }
}
