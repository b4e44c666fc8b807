//! Both versions in one picture, and pictures that are baked already.

#![allow(clippy::unwrap_used, reason = "tests may")]

use openbadges_bakery::{
    BakeError, Baked, BakedKind, BakedVersion, Baking, Entry, Existing, strip, unbake_all,
};

const V3: &str = r#"{"type": ["VerifiableCredential"], "credentialSubject": {}}"#;
const OTHER: &str = r#"{"type": "OpenBadgeCredential"}"#;
const V2: &str = r#"{"type": "Assertion", "id": "https://example.org/a?b=1&c=\"2\""}"#;
const JWS: &str = "eyJhbGciOiJSUzI1NiJ9.eyJ0eXBlIjoiQXNzZXJ0aW9uIn0.AA";
const SVG: &str = "<?xml version='1.0'?>\n<svg width='9'>\n  <g/>\n</svg>\n";

fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = png::Encoder::new(&mut bytes, 2, 2);
    encoder.write_header().unwrap().write_image_data(&[1, 2, 3, 4]).unwrap();
    bytes
}

fn images() -> [Vec<u8>; 2] {
    [png(), SVG.as_bytes().to_vec()]
}

fn baking<'a>(entries: &[&'a str]) -> Baking<'a> {
    Baking::of(entries.iter().map(|text| Entry::by_content(text).unwrap())).unwrap()
}

fn texts(image: &[u8]) -> Vec<(BakedVersion, String)> {
    unbake_all(image).unwrap().into_iter().map(|baked| (baked.version, baked.credential)).collect()
}

fn both() -> Vec<(BakedVersion, String)> {
    vec![(BakedVersion::V3, V3.to_owned()), (BakedVersion::V2, V2.to_owned())]
}

#[test]
fn c3_both_versions_in_one_picture() {
    for image in images() {
        let baked = baking(&[V2, V3]).bake(&image).unwrap();
        assert_eq!(texts(&baked), both());
        assert_eq!(strip(&baked).unwrap(), image);
    }
}

#[test]
fn c3_both_versions_in_an_svg() {
    let baked = baking(&[V3, V2]).bake(b"<svg><g/></svg>").unwrap();
    assert_eq!(
        String::from_utf8(baked).unwrap(),
        format!(
            "<svg xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">\
             <openbadges:credential><![CDATA[{V3}]]></openbadges:credential>\
             <openbadges:assertion xmlns:openbadges=\"http://openbadges.org\" \
             verify=\"https://example.org/a?b=1&amp;c=&quot;2&quot;\"><![CDATA[{V2}]]></openbadges:assertion>\
             <g/></svg>"
        )
    );
}

#[test]
fn c3_2_0_is_written_as_it_says() {
    let image = baking(&[V2]).bake(SVG.as_bytes()).unwrap();
    assert!(
        String::from_utf8_lossy(&image)
            .contains("<svg width='9' xmlns:openbadges=\"http://openbadges.org\">")
    );
    let [Baked { version, kind, credential, address, compressed, .. }] = &unbake_all(&image).unwrap()[..]
    else {
        panic!("one badge")
    };
    assert_eq!((*version, *kind, credential.as_str()), (BakedVersion::V2, BakedKind::Json, V2));
    assert_eq!((address.as_deref(), *compressed), (Some("https://example.org/a?b=1&c=\"2\""), false));
    let image = baking(&[JWS]).bake(b"<svg><g/></svg>").unwrap();
    assert_eq!(
        String::from_utf8(image).unwrap(),
        format!(
            "<svg xmlns:openbadges=\"http://openbadges.org\"><openbadges:assertion verify=\"{JWS}\"/><g/></svg>"
        )
    );
    let image = baking(&[V2]).bake(&png()).unwrap();
    let chunk = [b"iTXtopenbadges\0\0\0\0\0", V2.as_bytes()].concat();
    assert!(image.windows(chunk.len()).any(|part| part == chunk));
}

#[test]
fn a10_4_a_baked_picture_is_refused_replaced_or_added_to() {
    for image in images() {
        for (old, new, same) in [(V3, OTHER, true), (V2, JWS, true), (V3, V2, false), (V2, V3, false)] {
            let baked = baking(&[old]).bake(&image).unwrap();
            let again = baking(&[new]);
            assert_eq!(again.bake(&baked), Err(BakeError::AlreadyBaked));
            let replaced = again.clone().existing(Existing::Replace).bake(&baked).unwrap();
            assert_eq!(replaced, again.bake(&image).unwrap(), "{old} {new}");
            let kept = again.existing(Existing::Keep).bake(&baked);
            match kept {
                Ok(kept) => assert!(!same && texts(&kept) == both()),
                Err(error) => assert!(same && error == BakeError::AlreadyBaked),
            }
        }
    }
}

#[test]
fn a10_4_replacing_leaves_no_badge_of_another_version() {
    for image in images() {
        let baked = baking(&[V2, V3]).bake(&image).unwrap();
        let replaced = baking(&[OTHER]).existing(Existing::Replace).bake(&baked).unwrap();
        assert_eq!(texts(&replaced), [(BakedVersion::V3, OTHER.to_owned())]);
    }
}

#[test]
fn a10_1_the_one_of_3_0_stays_the_first_child() {
    let baked = baking(&[V3]).bake(SVG.as_bytes()).unwrap();
    let kept = baking(&[V2]).existing(Existing::Keep).bake(&baked).unwrap();
    assert_eq!(kept, baking(&[V3, V2]).bake(SVG.as_bytes()).unwrap());
}

#[test]
fn a_declaration_that_something_else_needs_stays() {
    let image = "<svg a='1' xmlns:openbadges=\"http://openbadges.org\"><openbadges:assertion verify='https://a.example'/>\
                 <g openbadges:title='b'/></svg>";
    let plain = "<svg a='1' xmlns:openbadges=\"http://openbadges.org\"><g openbadges:title='b'/></svg>";
    assert_eq!(strip(image.as_bytes()).unwrap(), plain.as_bytes());
    let unused = image.replace(" openbadges:title='b'", "");
    assert_eq!(strip(unused.as_bytes()).unwrap(), b"<svg a='1'><g/></svg>");
    // One that is written in another way was there before.
    let other = "<svg xmlns:openbadges = 'http://openbadges.org' ><openbadges:assertion>{}</openbadges:assertion></svg>";
    assert_eq!(strip(other.as_bytes()).unwrap(), b"<svg xmlns:openbadges = 'http://openbadges.org' ></svg>");
}

#[test]
fn nested_badges_are_refused_and_can_be_taken_out() {
    let image = "<svg xmlns:o='http://openbadges.org'><o:assertion>{}<o:assertion verify='a.b.c'/></o:assertion><g/></svg>";
    assert_eq!(unbake_all(image.as_bytes()), Err(BakeError::MoreThanOne));
    assert_eq!(strip(image.as_bytes()).unwrap(), b"<svg xmlns:o='http://openbadges.org'><g/></svg>");
}

const RECORD: &str = r#"{"type": ["VerifiableCredential", "ClrCredential"], "name": "]]>"}"#;

#[test]
fn d_a_record_has_a_place_of_its_own_beside_both_versions() {
    for image in images() {
        let alone = baking(&[RECORD]).bake(&image).unwrap();
        assert_eq!(texts(&alone), [(BakedVersion::Clr, RECORD.to_owned())]);
        assert_eq!(openbadges_bakery::unbake(&alone).unwrap().credential, RECORD);
        assert_eq!(strip(&alone).unwrap(), image);
        assert_eq!(baking(&[RECORD]).bake(&alone), Err(BakeError::AlreadyBaked));

        let all = baking(&[V2, RECORD, V3]).bake(&image).unwrap();
        let versions: Vec<_> = texts(&all).into_iter().map(|(version, _)| version).collect();
        assert_eq!(versions, [BakedVersion::V3, BakedVersion::Clr, BakedVersion::V2]);
        assert_eq!(openbadges_bakery::unbake(&all).unwrap().credential, V3);
        assert_eq!(strip(&all).unwrap(), image);
    }
}

#[test]
fn d_where_a_record_is_in_each_kind_of_image() {
    let svg = String::from_utf8(baking(&[RECORD]).bake(b"<svg xmlns:clr='x'><g/></svg>").unwrap()).unwrap();
    let section = RECORD.replace("]]>", "]]]]><![CDATA[>");
    assert_eq!(
        svg,
        format!(
            "<svg xmlns:clr='x'><clr:credential xmlns:clr=\"https://purl.imsglobal.org/clr/v2p0\">\
             <![CDATA[{section}]]></clr:credential><g/></svg>"
        )
    );
    let png = baking(&[RECORD]).bake(&png()).unwrap();
    let begins = b"iTXtclrcredential\0\0\0\0\0{";
    assert!(png.windows(begins.len()).any(|bytes| bytes == begins));
    let other =
        "<svg xmlns:c='https://purl.imsglobal.org/clr/v2p0'><c:credential verify='e30.e30.AA'/></svg>";
    let baked = openbadges_bakery::unbake(other.as_bytes()).unwrap();
    assert_eq!((baked.version, baked.kind), (BakedVersion::Clr, BakedKind::Jws));
}

#[test]
fn d_a_record_is_not_compressed_and_in_an_itxt() {
    let png = png();
    let with = |kind: &[u8; 4], data: &[u8]| {
        let mut hasher = crc32fast::Hasher::new();
        hasher.update(kind);
        hasher.update(data);
        let length = u32::try_from(data.len()).unwrap().to_be_bytes();
        let chunk = [&length[..], kind, data, &hasher.finalize().to_be_bytes()].concat();
        let end = png.len() - 12;
        [&png[..end], &chunk, &png[end..]].concat()
    };
    assert_eq!(unbake_all(&with(b"iTXt", b"clrcredential\0\x01\0\0\0x")), Err(BakeError::Compressed));
    let text = unbake_all(&with(b"tEXt", b"clrcredential\0{}"));
    assert!(matches!(text, Err(BakeError::NotInternational { .. })), "{text:?}");
}
