//! Rosette: a round medallion with two ribbons; the title runs along the bottom of the rim.

use std::f64::consts::PI;

use crate::{
    Colour, DesignError,
    parts::tones,
    path::{at, circle},
    sheet::Sheet,
    text::{Around, Band, Side},
};

const RADIUS: f64 = 208.0;

pub(super) fn draw(sheet: &mut Sheet<'_>) -> Result<(), DesignError> {
    let centre = at(256.0, 222.0);
    ribbons(sheet);
    let inner = sheet.medallion(centre, RADIUS);
    let dots = sheet.main().mix(sheet.on_main(), 0.6);
    sheet.dotted_ring(centre, inner * 0.925, 2.6, 90, dots);

    let rim = |outer: f64, span: f64, side| Band { centre, outer, inner: 62.0, span, side, centred: false };
    let title = if sheet.design.subtitle.is_some() {
        sheet.title(&rim(inner * 0.86, PI * 1.04, Side::Bottom), 2, 38.0)?
    } else {
        let (top, bottom) =
            (rim(inner * 0.86, PI * 0.8, Side::Top), rim(inner * 0.86, PI * 0.8, Side::Bottom));
        sheet.title(&Around { top, bottom }, 2, 38.0)?
    };

    let trim = sheet.trim();
    let subtitled = sheet.subtitle(&rim(inner * 0.85, PI * 0.6, Side::Top), 23.0, trim)?;
    if !subtitled && title.lines.len() == 1 {
        sheet.three_stars(centre, inner * 0.76, -PI / 2.0, 13.0, trim);
    }
    let (shift, size) = match (title.lines.len(), subtitled) {
        (1, _) => (-8.0, 164.0),
        (_, true) => (-20.0, 132.0),
        (_, false) => (0.0, 164.0),
    };
    sheet.emblem(at(centre.x, centre.y + shift), size, sheet.on_main(), sheet.main());
    Ok(())
}

fn ribbons(sheet: &mut Sheet<'_>) {
    let [_, plain, dark] = tones(sheet.accent());
    let shadow = circle(at(256.0, 232.0), RADIUS);
    for (name, x, angle, light) in [("left", 170.0, 0.26, 0.93), ("right", 342.0, -0.26, 0.84)] {
        let tail = sheet.tail(at(x, 372.0), angle, 84.0, 126.0, [plain.lit(light), dark]);
        sheet.inside(name, &tail, |sheet| sheet.tint(&shadow, Colour::rgb(40, 20, 0), 0.28));
    }
}
