//! What holds for every credential and every image.

#![allow(clippy::unwrap_used, reason = "tests may")]

use openbadges_bakery::{BakeError, Baking, Entry, Existing, bake, png::SIGNATURE, stream, strip, unbake};
use proptest::prelude::*;
use quick_xml::events::Event;

const SVG: &str = "<?xml version='1.0'?>\n<!-- a -->\n<svg width='9'>\n  <g a='&lt;'>&#65;</g>\n</svg>\n";

fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = png::Encoder::new(&mut bytes, 2, 2);
    encoder.write_header().unwrap().write_image_data(&[1, 2, 3, 4]).unwrap();
    bytes
}

/// Text that looks like a JSON object and has whatever XML allows in it.
fn json() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        Just("]]>".to_owned()),
        Just("]".to_owned()),
        Just("&amp;<![CDATA[".to_owned()),
        Just("\r\n".to_owned()),
        "[\\PC\t\n\r]{0,12}",
    ];
    prop::collection::vec(pieces, 0..8)
        .prop_map(|pieces| format!("{{{}}}", pieces.concat()))
        .prop_filter("XML cannot hold it", |text| !text.contains(['\u{fffe}', '\u{ffff}']))
}

fn jws() -> impl Strategy<Value = String> {
    "[A-Za-z0-9_-]{1,40}\\.[A-Za-z0-9_-]{0,80}\\.[A-Za-z0-9_-]{1,40}"
}

/// The image without the one stretch that baking added.
fn is_inserted(image: &[u8], baked: &[u8]) -> bool {
    let added = baked.len() - image.len();
    (0..=image.len()).any(|at| image[..at] == baked[..at] && image[at..] == baked[at + added..])
}

/// Pieces of XML, well put together more often than not.
fn xml() -> impl Strategy<Value = String> {
    let piece = prop::sample::select(vec![
        "<g>",
        "</g>",
        "<g/>",
        "<g ",
        "a='1'",
        " a=\"<\"",
        " b = '&lt;'",
        " b='&x;'",
        ">",
        "/>",
        "<",
        "&",
        "&amp;",
        "&#65;",
        "&#0;",
        "<!-- - -->",
        "<!---->",
        "<!-->",
        "<?p?>",
        "<??>",
        "<![CDATA[",
        "]]>",
        "<!DOCTYPE svg>",
        "text",
        "\r\n",
        "é",
        "=",
        "'",
        "\"",
        "</g >",
        "<?xml version='1.0'?>",
    ]);
    prop::collection::vec(piece, 0..12).prop_map(|pieces| pieces.concat())
}

/// Whether another reader of XML finds nothing wrong either.
fn is_well_formed(xml: &str) -> bool {
    let mut reader = quick_xml::Reader::from_str(xml);
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

proptest! {
    #[test]
    fn what_is_read_is_xml(content in xml()) {
        let image = format!("<svg>{content}</svg>");
        if unbake(image.as_bytes()) == Err(BakeError::NotBaked) {
            prop_assert!(is_well_formed(&image), "{}", image);
        }
    }

    #[test]
    fn a10_unbake_gives_back_what_was_baked(credential in prop_oneof![json(), jws()]) {
        for image in [png(), SVG.as_bytes().to_vec()] {
            let baked = bake(&image, &credential).unwrap();
            prop_assert_eq!(&unbake(&baked).unwrap().credential, &credential);
            prop_assert!(bake(&baked, &credential).is_err());
        }
    }

    #[test]
    fn a10_baking_only_inserts(credential in prop_oneof![json(), jws()]) {
        let image = png();
        prop_assert!(is_inserted(&image, &bake(&image, &credential).unwrap()));
        let baked = bake(SVG.as_bytes(), &credential).unwrap();
        let declaration = " xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"";
        let undeclared = String::from_utf8(baked).unwrap().replacen(declaration, "", 1);
        prop_assert!(is_inserted(SVG.as_bytes(), undeclared.as_bytes()));
    }

    #[test]
    fn a10_4_replacing_is_baking_into_the_plain_image(old in json(), new in prop_oneof![json(), jws()], both in any::<bool>()) {
        for image in [png(), SVG.as_bytes().to_vec()] {
            let mut entries = vec![Entry::v3(&old).unwrap()];
            if both {
                entries.push(Entry::v2("{}").unwrap());
            }
            let baked = Baking::of(entries).unwrap().bake(&image).unwrap();
            let again = Baking::of([Entry::v3(&new).unwrap()]).unwrap();
            prop_assert_eq!(again.bake(&baked), Err(BakeError::AlreadyBaked));
            prop_assert_eq!(again.clone().existing(Existing::Replace).bake(&baked), again.bake(&image));
            prop_assert_eq!(strip(&baked).unwrap(), image);
        }
    }

    #[test]
    fn streams_are_as_memory(bytes in prop::collection::vec(any::<u8>(), 0..200), cut in 0usize..200, replace in any::<bool>()) {
        let existing = if replace { Existing::Replace } else { Existing::Keep };
        let baking = Baking::of([Entry::v3("{}").unwrap()]).unwrap().existing(existing);
        let baked = bake(&png(), "{}").unwrap();
        for image in [bytes.clone(), [SIGNATURE, &bytes].concat(), baked[..cut.min(baked.len())].to_vec(), baked] {
            let mut streamed = Vec::new();
            let result = stream::bake(&baking, image.as_slice(), &mut streamed);
            let whole = baking.bake(&image);
            prop_assert_eq!(result.is_ok(), whole.is_ok());
            prop_assert!(whole.is_err() || whole == Ok(streamed));
        }
    }

    #[test]
    fn no_bytes_panic(bytes in prop::collection::vec(any::<u8>(), 0..300), text in "[<>/!\\[\\]&;#a-z:'= -]{0,200}") {
        let _ = unbake(&bytes);
        let _ = unbake(&[SIGNATURE, &bytes].concat());
        let _ = bake(&[b"<svg>", bytes.as_slice()].concat(), "{}");
        let _ = unbake(format!("<svg>{text}</svg>").as_bytes());
    }

    #[test]
    fn damaged_images_never_give_another_credential(at in 0usize..400, bit in 0u8..8) {
        let credential = r#"{"name": "Teamwork", "id": "urn:uuid:1"}"#;
        let mut baked = bake(&png(), credential).unwrap();
        let at = at % baked.len();
        baked[at] ^= 1 << bit;
        prop_assert!(unbake(&baked).is_err());
    }
}
