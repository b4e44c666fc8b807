//! No PNG makes the reader panic.
#![no_main]

mod image;

use libfuzzer_sys::fuzz_target;
use openbadges_bakery::png::unbake;

fuzz_target!(|input: (Vec<u8>, Vec<([u8; 4], Vec<u8>)>)| {
    let (bytes, chunks) = input;
    let _ = unbake(&bytes);
    let _ = unbake(&image::png(&chunks));
});
