//! Pennant: a cloth with a swallow tail hanging from a rod; takes the longest titles best.

use crate::{
    DesignError,
    parts::tones,
    path::{Path, Point, at, circle, rounded},
    sheet::Sheet,
    text::Block,
};

pub(super) fn draw(sheet: &mut Sheet<'_>) -> Result<(), DesignError> {
    let (main, paper) = (sheet.main(), sheet.paper());
    let (metal, field) = (sheet.metal(), sheet.field(44.0, 500.0));
    sheet.fill(&cloth(0.0), sheet.accent().lit(0.72));
    sheet.fill(&cloth(2.0), &metal);
    sheet.fill(&cloth(13.0), paper);
    sheet.fill(&cloth(19.0), field);
    sheet.tint(&shade(), main.lit(0.35), 0.3);
    sheet.dots(&cloth(29.0), main.mix(sheet.on_main(), 0.55), 2.6, 11.0);
    rod(sheet, &metal);

    let trim = sheet.trim();
    sheet.emblem(at(256.0, 142.0), 132.0, sheet.on_main(), main);
    sheet.title(&Block { middle: at(256.0, 283.0), height: 124.0, width: |_| 258.0 }, 4, 46.0)?;
    let line = Path::default().move_to(at(206.0, 364.0)).line_to(at(306.0, 364.0));
    sheet.line(&line, trim, 2.2);
    if !sheet.subtitle(&Block { middle: at(256.0, 386.0), height: 22.0, width: |_| 236.0 }, 22.0, trim)? {
        sheet.star(at(256.0, 388.0), 14.0, trim);
    }
    Ok(())
}

/// The cloth, smaller by `inset` on every side.
fn cloth(inset: f64) -> Path {
    let (left, right) = (84.0 + inset, 428.0 - inset);
    let tip = 500.0 - inset * 1.9;
    let corners: [Point; 5] =
        [at(left, 40.0), at(right, 40.0), at(right, tip), at(256.0, 438.0 - inset * 1.08), at(left, tip)];
    rounded(&corners, 3.0)
}

/// The half that lies in shade.
fn shade() -> Path {
    Path::default()
        .move_to(at(256.0, 40.0))
        .line_to(at(409.0, 40.0))
        .line_to(at(409.0, 464.0))
        .line_to(at(256.0, 417.5))
        .close()
}

fn rod(sheet: &mut Sheet<'_>, metal: &str) {
    let [light, plain, dark] = tones(sheet.accent());
    let pole = sheet.gradient("pole", at(0.0, 26.0), at(0.0, 50.0), &[light, plain, dark]);
    let bar = [at(56.0, 27.0), at(456.0, 27.0), at(456.0, 49.0), at(56.0, 49.0)];
    sheet.fill(&rounded(&bar, 4.0), dark.lit(0.85));
    let shine = [at(56.0, 29.0), at(456.0, 29.0), at(456.0, 47.0), at(56.0, 47.0)];
    sheet.fill(&rounded(&shine, 3.0), pole);
    for x in [50.0, 462.0] {
        sheet.fill(&circle(at(x, 38.0), 20.0), dark.lit(0.85));
        sheet.fill(&circle(at(x, 38.0), 18.0), metal);
        sheet.tint(&circle(at(x - 5.0, 32.0), 6.0), light.mix(crate::Colour::WHITE, 0.5), 0.8);
    }
}
