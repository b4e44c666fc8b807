//! What drawing a badge costs, beside resvg on the finished SVG.
#![allow(clippy::expect_used, reason = "a benchmark that cannot be set up has failed")]

#[path = "../tests/common/mod.rs"]
mod common;
#[path = "../../../benches/harness.rs"]
mod harness;

use std::hint::black_box;

use openbadges_design::{Template, png, svg};
use resvg::tiny_skia::{Pixmap, Transform};
use resvg::usvg::{Options, Tree};

/// Pixels a side: the size of the pictures that are published.
const SIZE: u32 = 512;

fn main() {
    if !harness::asked_for() {
        return;
    }
    let Some(fonts) = common::fonts() else { return };
    let design = common::design(Template::Rosette, "Bicycle repair", Some("Level two"));
    let drawn = svg(&design, &fonts).expect("an SVG");
    let mut cases = harness::Cases::default();
    cases.add("svg", || svg(black_box(&design), &fonts));
    cases.add("draw", || {
        let drawn = svg(black_box(&design), &fonts).expect("an SVG");
        png(&drawn, SIZE, &fonts)
    });
    cases.add("draw_resvg", || resvg_alone(black_box(&drawn)));
    cases.run();
}

fn resvg_alone(svg: &str) -> Vec<u8> {
    let tree = Tree::from_str(svg, &Options::default()).expect("an SVG");
    let mut pixmap = Pixmap::new(SIZE, SIZE).expect("a size");
    #[expect(clippy::cast_precision_loss, reason = "a small number")]
    let scale = SIZE as f32 / tree.size().width();
    resvg::render(&tree, Transform::from_scale(scale, scale), &mut pixmap.as_mut());
    pixmap.encode_png().expect("a PNG")
}
