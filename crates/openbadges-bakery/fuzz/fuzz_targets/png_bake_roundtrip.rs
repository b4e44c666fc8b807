//! Whatever is baked comes back exactly, and only the end of the image moves.
#![no_main]

mod image;

use libfuzzer_sys::fuzz_target;
use openbadges_bakery::png::{bake, unbake};

fuzz_target!(|input: (Vec<([u8; 4], Vec<u8>)>, String)| {
    let (chunks, text) = input;
    let image = image::png(&chunks);
    let credential = format!("{{{text}}}");
    let Ok(baked) = bake(&image, &credential) else { return };
    assert_eq!(unbake(&baked).map(|found| found.credential), Ok(credential));
    let end = image.len() - 12;
    assert_eq!((&baked[..end], &baked[baked.len() - 12..]), image.split_at(end));
});
