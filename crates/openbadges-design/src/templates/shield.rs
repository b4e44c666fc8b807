//! Shield: a heraldic shield with a banner across that carries the title.

use crate::{
    DesignError,
    parts::Banner,
    path::{Path, Point, at},
    sheet::Sheet,
    text::Block,
};

pub(super) fn draw(sheet: &mut Sheet<'_>) -> Result<(), DesignError> {
    let (metal, field) = (sheet.metal(), sheet.field(40.0, 470.0));
    let (edge, paper, main) = (sheet.accent().lit(0.72), sheet.paper(), sheet.main());
    sheet.fill(&outline(1.0), edge);
    sheet.fill(&outline(0.988), metal);
    sheet.fill(&outline(0.93), paper);
    sheet.fill(&outline(0.865), field);
    sheet.tint(&right_half(0.865), main.lit(0.35), 0.28);
    sheet.dots(&outline(0.815), main.mix(sheet.on_main(), 0.6), 2.6, 12.0);

    let banner = Banner { top: at(256.0, 286.0), width: 424.0, height: 98.0, outer: 900.0 };
    let band = sheet.banner(&banner, sheet.accent());
    sheet.title(&band, 3, 48.0)?;

    let trim = sheet.trim();
    let top = Block { middle: at(256.0, 122.0), height: 24.0, width: |_| 236.0 };
    let subtitled = sheet.subtitle(&top, 23.0, trim)?;
    let (y, size) = if subtitled { (212.0, 144.0) } else { (188.0, 172.0) };
    sheet.emblem(at(256.0, y), size, sheet.on_main(), main);
    for (dx, dy, radius) in [(-34.0, 0.0, 10.0), (0.0, 10.0, 14.0), (34.0, 0.0, 10.0)] {
        sheet.star(at(256.0 + dx, 413.0 + dy), radius, trim);
    }
    Ok(())
}

/// The shield, scaled around its middle.
fn outline(scale: f64) -> Path {
    let p = |x: f64, y: f64| scaled(x, y, scale);
    Path::default()
        .move_to(p(256.0, 22.0))
        .quad_to(p(330.0, 66.0), p(434.0, 62.0))
        .line_to(p(434.0, 250.0))
        .cubic_to(p(434.0, 366.0), p(356.0, 446.0), p(256.0, 494.0))
        .cubic_to(p(156.0, 446.0), p(78.0, 366.0), p(78.0, 250.0))
        .line_to(p(78.0, 62.0))
        .quad_to(p(182.0, 66.0), p(256.0, 22.0))
        .close()
}

fn right_half(scale: f64) -> Path {
    let p = |x: f64, y: f64| scaled(x, y, scale);
    Path::default()
        .move_to(p(256.0, 22.0))
        .quad_to(p(330.0, 66.0), p(434.0, 62.0))
        .line_to(p(434.0, 250.0))
        .cubic_to(p(434.0, 366.0), p(356.0, 446.0), p(256.0, 494.0))
        .close()
}

fn scaled(x: f64, y: f64, scale: f64) -> Point {
    at(256.0, 256.0).between(at(x, y), scale)
}
