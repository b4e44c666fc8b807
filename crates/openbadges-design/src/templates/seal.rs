//! Seal: a scalloped disc with a ring of paper; the title goes around the emblem.

use std::f64::consts::PI;

use crate::{
    DesignError,
    path::{at, circle, scallop},
    sheet::Sheet,
    text::{Band, Side},
};

pub(super) fn draw(sheet: &mut Sheet<'_>) -> Result<(), DesignError> {
    let centre = at(256.0, 256.0);
    let (metal, field) = (sheet.metal(), sheet.field(20.0, 492.0));
    let (main, paper, edge) = (sheet.main(), sheet.paper(), sheet.accent().lit(0.72));
    sheet.fill(&scallop(centre, 236.0, 32), main.lit(0.6));
    sheet.fill(&scallop(centre, 231.0, 32), &field);
    sheet.dotted_ring(centre, 220.0, 4.0, 64, main.mix(sheet.on_main(), 0.45));
    for (radius, paint) in [(208.0, edge), (201.0, edge), (199.5, paper), (129.5, edge), (121.0, edge)] {
        sheet.fill(&circle(centre, radius), paint);
    }
    for (radius, width) in [(204.2, 6.0), (125.5, 7.0)] {
        sheet.line(&circle(centre, radius), &metal, width);
    }
    sheet.fill(&circle(centre, 120.5), &field);
    sheet.dotted_ring(centre, 111.0, 2.4, 66, main.mix(sheet.on_main(), 0.55));

    let (span, foot) = if sheet.design.subtitle.is_some() { (PI * 1.16, PI * 0.6) } else { (PI * 1.3, 0.0) };
    let ring = |span: f64, side| Band { centre, outer: 192.0, inner: 137.0, span, side, centred: true };
    sheet.title(&ring(span, Side::Top), 2, 38.0)?;
    let ornament = main.mix(sheet.accent(), 0.35);
    if sheet.subtitle(&ring(foot, Side::Bottom), 27.0, sheet.design.colours.text)? {
        for angle in [0.138, 0.862] {
            sheet.star(centre.towards(PI * angle, 164.5), 11.0, ornament);
        }
    } else {
        sheet.three_stars(centre, 164.5, PI / 2.0, 17.0, ornament);
    }
    sheet.emblem(centre, 142.0, sheet.on_main(), main);
    Ok(())
}
