//! Medal: a starburst hanging from a striped ribbon, the title on a banner below.

use std::f64::consts::PI;

use crate::{
    DesignError,
    parts::Banner,
    path::{at, circle, polygon, rounded, star},
    sheet::Sheet,
    text::{Band, Side},
};

pub(super) fn draw(sheet: &mut Sheet<'_>) -> Result<(), DesignError> {
    let centre = at(256.0, 272.0);
    let edge = sheet.accent().lit(0.72);
    straps(sheet);
    let metal = sheet.metal();
    sheet.fill(&rounded(&star(centre, 174.0, 152.0, 24), 3.0), edge);
    sheet.fill(&rounded(&star(centre, 170.5, 149.5, 24), 3.0), &metal);
    sheet.fill(&circle(centre, 142.0), edge);
    sheet.fill(&circle(centre, 140.0), sheet.paper());
    let field = sheet.field(140.0, 440.0);
    sheet.fill(&circle(centre, 130.0), field);

    let trim = sheet.trim();
    let top = Band { centre, outer: 116.0, inner: 80.0, span: PI * 0.52, side: Side::Top, centred: false };
    let subtitled = sheet.subtitle(&top, 18.0, trim)?;
    if !subtitled {
        sheet.star(at(centre.x, centre.y - 102.0), 13.0, trim);
    }
    sheet.laurel(centre, 98.0, if subtitled { 0.98 } else { 0.4 }, trim);
    sheet.emblem(at(256.0, 258.0), 122.0, sheet.on_main(), sheet.main());

    let banner = Banner { top: at(256.0, 360.0), width: 408.0, height: 92.0, outer: 1100.0 };
    let band = sheet.banner(&banner, sheet.main());
    sheet.title(&band, 3, 46.0)?;
    Ok(())
}

/// Two straps that meet behind the medal, striped lengthwise.
fn straps(sheet: &mut Sheet<'_>) {
    let (main, accent, paper) = (sheet.main(), sheet.accent(), sheet.paper());
    for (side, light) in [(1.0, 0.82), (-1.0, 1.0)] {
        let place = |across: f64, y: f64| {
            let down = (y - 12.0) / 140.0;
            at(256.0 + side * (158.0 - 128.0 * down - across * (104.0 - 14.0 * down)), y)
        };
        let strip = |from: f64, to: f64| {
            polygon(&[place(from, 12.0), place(to, 12.0), place(to, 152.0), place(from, 152.0)])
        };
        for (from, to, colour) in
            [(0.0, 1.0, main), (0.12, 0.22, paper), (0.36, 0.64, accent), (0.78, 0.88, paper)]
        {
            sheet.fill(&strip(from, to), colour.lit(light));
        }
    }
}
