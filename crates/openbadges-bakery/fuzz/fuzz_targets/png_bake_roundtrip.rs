//! Whatever is baked comes back exactly, from any image that takes it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_bakery::{bake, unbake};

fuzz_target!(|input: (Vec<u8>, String)| {
    let (image, text) = input;
    let credential = format!("{{{text}}}");
    let Ok(baked) = bake(&image, &credential) else { return };
    assert_eq!(unbake(&baked).map(|found| found.credential), Ok(credential));
});
