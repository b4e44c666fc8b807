//! Baking and unbaking, beside copying the bytes and computing the checksums.

use std::hint::black_box;

use openbadges_bakery::{bake, stream, unbake};

use crate::harness::{self, Cases};
use crate::reference;

/// Pictures, plain and baked.
pub(crate) struct Pictures {
    pub(crate) png: Vec<u8>,
    pub(crate) svg: Vec<u8>,
    pub(crate) baked_png: Vec<u8>,
    pub(crate) baked_svg: Vec<u8>,
}

impl Pictures {
    pub(crate) fn new(credential: &str) -> Self {
        let (png, svg) = (reference::png(), reference::svg());
        harness::note("png_bytes", png.len());
        harness::note("svg_bytes", svg.len());
        let baked = |image: &[u8]| bake(image, credential).expect("a baked picture");
        let (baked_png, baked_svg) = (baked(&png), baked(&svg));
        Self { png, svg, baked_png, baked_svg }
    }

    pub(crate) fn add<'a>(&'a self, cases: &mut Cases<'a>, credential: &'a str) {
        cases.add("bake_png", move || bake(black_box(&self.png), credential));
        cases.add("unbake_png", move || unbake(black_box(&self.baked_png)));
        cases.add("copy_png", move || copied_and_checked(black_box(&self.baked_png)));
        cases.add("bake_svg", move || bake(black_box(&self.svg), credential));
        cases.add("unbake_svg", move || unbake(black_box(&self.baked_svg)));
        cases.add("copy_svg", move || copied_and_checked(black_box(&self.baked_svg)));
        cases.add("stream_png", move || {
            let found = stream::unbake_all(black_box(self.baked_png.as_slice()));
            found.expect("a baked picture")
        });
    }
}

/// What nobody can do without: every byte is copied, and goes into a checksum.
fn copied_and_checked(bytes: &[u8]) -> (Vec<u8>, u32) {
    (bytes.to_vec(), crc32fast::hash(bytes))
}
