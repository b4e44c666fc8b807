//! Whatever is baked comes back exactly, from memory and from a stream, and only the end of the image moves.
#![no_main]

mod image;

use libfuzzer_sys::fuzz_target;
use openbadges_bakery::{Baking, Entry, Existing, stream, strip, unbake_all};

fuzz_target!(|input: (Vec<([u8; 4], Vec<u8>)>, String, bool)| {
    let (chunks, text, both) = input;
    let image = image::png(&chunks);
    let credential = format!("{{{text}}}");
    let mut entries = Vec::from_iter(Entry::v3(&credential));
    if both {
        entries.extend(Entry::v2("{}"));
    }
    let count = entries.len();
    let Ok(baking) = Baking::of(entries) else { return };
    let Ok(plain) = strip(&image) else { return };
    let Ok(baked) = baking.clone().existing(Existing::Replace).bake(&image) else { return };
    assert_eq!(baking.bake(&plain).as_ref(), Ok(&baked));
    assert!(baking.bake(&baked).is_err());
    let found = unbake_all(&baked).unwrap_or_default();
    assert_eq!((found.len(), found.first().map(|found| &found.credential)), (count, Some(&credential)));
    let end = plain.len() - 12;
    assert_eq!((&baked[..end], &baked[baked.len() - 12..]), plain.split_at(end));
    let mut streamed = Vec::new();
    assert!(stream::bake(&baking, plain.as_slice(), &mut streamed).is_ok());
    assert_eq!(streamed, baked);
});
