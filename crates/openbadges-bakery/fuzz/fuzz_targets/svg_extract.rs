//! No SVG makes the reader panic, and whatever is baked into one comes back exactly and goes out again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_bakery::{Baking, Entry, Existing, strip, svg, unbake_all};

const V3: &str = "{\"a\": \"]]>\r\n\"}";
const V2: &str = "{\"id\": \"https://example.org/?a&b\"}";

fuzz_target!(|image: &[u8]| {
    let _ = svg::unbake(image);
    let entries = [Entry::v3(V3), Entry::v2(V2)].into_iter().flatten();
    let Ok(baking) = Baking::of(entries) else { return };
    if let Ok(baked) = baking.bake(image) {
        let found = unbake_all(&baked).unwrap_or_default();
        assert_eq!(found.iter().map(|found| found.credential.as_str()).collect::<Vec<_>>(), [V3, V2]);
        // A declaration that was there and that nothing used goes too.
        if !image.windows(16).any(|part| part == b"xmlns:openbadges") {
            assert_eq!(strip(&baked).as_deref(), Ok(image));
        }
    }
    if let Ok(replaced) = baking.existing(Existing::Replace).bake(image) {
        assert_eq!(unbake_all(&replaced).map(|found| found.len()), Ok(2));
    }
});
