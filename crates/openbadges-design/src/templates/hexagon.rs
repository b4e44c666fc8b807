//! Hexagon: cut like a gem, the title in straight lines below the emblem.

use crate::{
    DesignError,
    parts::regular,
    path::{Path, around, at, polygon},
    sheet::Sheet,
    text::Block,
};

const PANEL: f64 = 198.0;

pub(super) fn draw(sheet: &mut Sheet<'_>) -> Result<(), DesignError> {
    let centre = at(256.0, 256.0);
    let (metal, field, main) = (sheet.metal(), sheet.field(60.0, 452.0), sheet.main());
    sheet.fill(&regular(centre, 246.0, 6, 26.0), sheet.accent().lit(0.72));
    sheet.fill(&regular(centre, 243.5, 6, 25.0), metal);
    sheet.fill(&regular(centre, 228.0, 6, 22.0), main.lit(0.6));
    facets(sheet);
    sheet.fill(&regular(centre, PANEL, 6, 8.0), field);
    sheet.line(&regular(centre, PANEL - 9.0, 6, 7.0), main.mix(sheet.on_main(), 0.35), 1.6);

    let trim = sheet.trim();
    sheet.emblem(at(256.0, 164.0), 138.0, sheet.on_main(), main);
    let brow = Block { middle: at(256.0, 250.0), height: 24.0, width: |y| panel_width(y) - 60.0 };
    if !sheet.subtitle(&brow, 23.0, trim)? {
        rule(sheet, 253.0, trim);
    }
    sheet.star(at(256.0, 406.0), 15.0, trim);
    sheet.title(
        &Block { middle: at(256.0, 328.0), height: 110.0, width: |y| panel_width(y) - 36.0 },
        4,
        46.0,
    )?;
    Ok(())
}

/// Six faces around the panel, each in its own light.
fn facets(sheet: &mut Sheet<'_>) {
    let centre = at(256.0, 256.0);
    let (outer, inner) = (around(centre, 222.0, 6), around(centre, PANEL, 6));
    let main = sheet.main();
    for (i, light) in [1.25, 1.0, 0.7, 0.62, 0.95, 1.5].into_iter().enumerate() {
        let next = (i + 1) % 6;
        let face = [outer[i], outer[next], inner[next], inner[i]];
        sheet.fill(&polygon(&face), main.lit(light).mix(sheet.paper(), 0.08));
    }
}

/// A fine line with a diamond in its middle.
fn rule(sheet: &mut Sheet<'_>, y: f64, colour: crate::Colour) {
    for side in [-1.0, 1.0] {
        let line = Path::default().move_to(at(256.0 + side * 16.0, y)).line_to(at(256.0 + side * 96.0, y));
        sheet.line(&line, colour, 2.2);
    }
    sheet.fill(&regular(at(256.0, y), 7.0, 4, 0.0), colour);
}

/// How wide the panel is at a height.
fn panel_width(y: f64) -> f64 {
    let from_tip = PANEL - (y - 256.0).abs();
    2.0 * 3f64.sqrt() * from_tip.clamp(0.0, PANEL / 2.0)
}
