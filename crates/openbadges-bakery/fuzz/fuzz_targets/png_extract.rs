//! No PNG makes a reader panic, and a stream finds what memory finds.
#![no_main]

mod image;

use libfuzzer_sys::fuzz_target;
use openbadges_bakery::{stream, unbake_all};

fuzz_target!(|input: (Vec<u8>, Vec<([u8; 4], Vec<u8>)>)| {
    let (bytes, chunks) = input;
    let _ = stream::unbake_all(bytes.as_slice());
    for image in [bytes, image::png(&chunks)] {
        if let Ok(found) = unbake_all(&image) {
            assert_eq!(stream::unbake_all(image.as_slice()).ok(), Some(found));
        }
    }
});
