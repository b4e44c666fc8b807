use super::*;
use proptest::prelude::*;

/// What an image has, in words that can be compared.
fn told(scan: Result<Scan<'_>, BakeError>) -> String {
    let Scan { root, places, elements, .. } = match scan {
        Ok(scan) => scan,
        Err(error) => return format!("{error:?}"),
    };
    let Root { content, prefix, prefix_used, attributes } = root;
    let places: Vec<_> = places.into_iter().map(|place| (place.range.clone(), place.read())).collect();
    format!("{elements} {content} {prefix:?} {prefix_used} {attributes} {places:?}")
}

/// Reads every piece.
fn piece_by_piece(image: &[u8]) -> Result<Scan<'_>, BakeError> {
    content::read(image)?;
    let mut scanner = Scanner::of(image);
    while scanner.step()? {}
    scanner.finish()
}

fn assert_alike(image: &[u8]) {
    assert_eq!(told(scan(image)), told(piece_by_piece(image)), "{}", String::from_utf8_lossy(image));
}

/// Pieces of drawings and badges, and what may be wrong with them.
const PIECES: [&str; 66] = [
    "<g>",
    "</g>",
    "<g/>",
    "<g ",
    " a='1'",
    " a=\"'\"",
    " b = '&lt;'",
    " b='&x;'",
    " c=\"2\"",
    " dd='4'",
    " a='1'b='2'",
    " long-attribute='3'",
    " longer-attribute-of-many-letters='3'",
    "\n   a='1'",
    " é='ü'",
    " verify='a.b.c'",
    " verify=\"https://example.org/?a&amp;b\"",
    " xmlns='https://purl.imsglobal.org/ob/v3p0'",
    " xmlns=''",
    " xmlns:o='http://openbadges.org'",
    " xmlns:openbadges='urn:x'",
    " xmlns:openbadges='https://purl.imsglobal.org/ob/v3p0'",
    " openbadges:a='1'",
    "<openbadges:credential>",
    "</openbadges:credential>",
    "<credential>{}</credential>",
    "<o:assertion>",
    "</o:assertion>",
    "<openbadges:g/>",
    "<path d='M0 0L9 9' fill='none'/>",
    "<path d='M1 1L9 9' fill='none'/>",
    "<path fill='none' d='M0 0L9 9'/>",
    "<g a='1'>",
    "<g a='1'><g a='2'><path/></g>",
    "</g></g>",
    ">",
    "/>",
    "<",
    "/",
    "!",
    "?",
    "=",
    "'",
    "\"",
    "&",
    "&amp;",
    "&#65;",
    "&#0;",
    "<!-- <g> -->",
    "<!-->",
    "<?p?>",
    "<?xml version='1.0'?>",
    "<![CDATA[",
    "]]>",
    "<!DOCTYPE svg>",
    "text's \"text\" > é",
    "\r\n",
    " ",
    "                               ",
    "\u{c}",
    "\0",
    "\u{1f600}",
    "<svg>",
    "</svg>",
    "</g >",
    "{}",
];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(2_000))]

    #[test]
    fn what_is_passed_over_changes_nothing(
        start in prop::sample::select(vec!["<svg>", "<svg", "<svg xmlns:openbadges='https://purl.imsglobal.org/ob/v3p0'><g>"]),
        shift in 0usize..70,
        pieces in prop::collection::vec(prop::sample::select(&PIECES[..]), 0..14),
        end in prop::sample::select(vec!["</svg>", "</g></svg>", ""]),
    ) {
        let image = format!("{start}{}{}{end}", " ".repeat(shift), pieces.concat());
        assert_alike(image.as_bytes());
    }
}

/// An SVG with a badge, and with most of what one may have.
const IMAGE: &str = "<?xml version='1.0'?><svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\" a='&lt;'>\
    <openbadges:credential verify='a.b.c'/><g é='1' b=\"&#65;\"><path d=\"M0 0L9 9\" fill='none'/>\
    <path d=\"M0 0L9 9\" fill='none'/><!-- é --><t> it's \u{1f600} </t><?p?><![CDATA[<]]></g><g a = ''></g ></svg>";

#[test]
fn every_piece_is_read_alike_wherever_a_block_ends() {
    for shift in 0..64 {
        let image = IMAGE.replacen("<svg", &format!("<!--{}--><svg", "é".repeat(shift)), 1).replacen(
            "é",
            "-",
            shift % 2,
        );
        assert!(scan(image.as_bytes()).is_ok(), "{image}");
        assert_alike(image.as_bytes());
    }
}

#[test]
fn damage_is_told_alike_wherever_it_is() {
    for at in 0..IMAGE.len() {
        assert_alike(&IMAGE.as_bytes()[..at]);
        for byte in *b"<>&'\"/=! g\0\xff" {
            let mut image = IMAGE.as_bytes().to_vec();
            image[at] = byte;
            assert_alike(&image);
            image.truncate(at + 1);
            assert_alike(&image);
            image.extend(&IMAGE.as_bytes()[at..]);
            assert_alike(&image);
        }
    }
}

#[test]
fn limits_are_kept_in_what_is_passed_over() {
    let nest = |depth: usize| format!("{}{}", "<svg>".repeat(depth), "</svg>".repeat(depth));
    let many = |count: usize| format!("<svg>{}</svg>", "<g/>".repeat(count - 1));
    for difference in [0, 1, 2] {
        assert_alike(nest(limits::SVG_DEPTH - 1 + difference).as_bytes());
        assert_alike(many(limits::SVG_ELEMENTS - 1 + difference).as_bytes());
    }
}

#[test]
fn a_drawing_is_passed_over_in_one_go() {
    let image = format!("<svg a='1'>{}</svg>", "<g id=\"a\"><path\n  d='M0 0'/>text</g>\n".repeat(9));
    let map = Map::of(image.as_bytes());
    let mut scanner = Scanner::of(image.as_bytes());
    assert_eq!(scanner.step(), Ok(true));
    scanner.pass_over(&mut Drawing::of(image.as_bytes(), &map));
    assert_eq!((scanner.tokens.at(), scanner.elements), (image.len(), 19));
}

#[test]
fn declarations_end_with_what_was_passed_over() {
    let image =
        b"<svg><g xmlns:o='http://openbadges.org'><a></a></g><g><o:assertion>{}</o:assertion></g></svg>";
    assert!(scan(image).unwrap().places.is_empty());
    assert_alike(image);
}
