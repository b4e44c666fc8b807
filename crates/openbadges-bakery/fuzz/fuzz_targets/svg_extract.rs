//! No SVG makes the reader panic, and whatever is baked into one comes back exactly.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_bakery::svg::{bake, unbake};

fuzz_target!(|image: &[u8]| {
    let _ = unbake(image);
    let credential = "{\"a\": \"]]>\r\n\"}";
    if let Ok(baked) = bake(image, credential) {
        assert_eq!(unbake(&baked).map(|found| found.credential), Ok(credential.to_owned()));
    }
});
