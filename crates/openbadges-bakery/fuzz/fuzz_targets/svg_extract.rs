//! No SVG makes the reader panic, what it reads is XML to another reader too, and whatever is baked into one comes back
//! exactly and goes out again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use openbadges_bakery::{BakeError, Baking, Entry, Existing, strip, svg, unbake_all};
use quick_xml::{Reader, events::Event};

const V3: &str = "{\"a\": \"]]>\r\n\"}";
const V2: &str = "{\"id\": \"https://example.org/?a&b\"}";

fuzz_target!(|image: &[u8]| {
    if matches!(svg::unbake(image), Ok(_) | Err(BakeError::NotBaked)) {
        assert!(is_well_formed(std::str::from_utf8(image).unwrap()));
    }
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

fn is_well_formed(xml: &str) -> bool {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event() {
            Ok(Event::Eof) => return true,
            Ok(Event::Start(tag) | Event::Empty(tag)) if tag.attributes().any(|it| it.is_err()) => {
                return false;
            }
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}
