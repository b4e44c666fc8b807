//! SVG: where the credential is written, what is read, limits.

#![allow(clippy::unwrap_used, reason = "tests may")]

use openbadges_bakery::{BakeError, Baked, BakedVersion, Baking, Entry, bake, limits, unbake};

const OPEN: &str =
    r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="https://purl.imsglobal.org/ob/v3p0">"#;

fn baked(image: &str, credential: &str) -> String {
    String::from_utf8(bake(image.as_bytes(), credential).unwrap()).unwrap()
}

fn found(image: &str) -> Result<Baked, BakeError> {
    unbake(image.as_bytes())
}

fn text(image: &str) -> String {
    found(image).unwrap().credential
}

#[test]
fn c3_a_signed_badge_in_verify_counts_whatever_stands_beside_it() {
    let image = r#"<svg xmlns:o="http://openbadges.org"><o:assertion verify="e30.e30.AA"><![CDATA[{"id": "x"}]]></o:assertion></svg>"#;
    let baked = unbake(image.as_bytes()).unwrap();
    assert_eq!((baked.credential.as_str(), baked.address), ("e30.e30.AA", None));
}

#[test]
fn a_web_page_with_a_drawing_is_no_picture() {
    for page in ["<!DOCTYPE html><p><svg/>", " \n<HTML><body><svg></svg>", "\u{feff}<html><svg/></html>"] {
        assert_eq!(openbadges_bakery::sniff(page.as_bytes()), None, "{page}");
    }
}

#[test]
fn a10_1_json_is_the_first_child_in_cdata() {
    let image =
        "\u{feff}<?xml version=\"1.0\"?>\n<svg\n xmlns=\"http://www.w3.org/2000/svg\" >\n<g/></svg>\n";
    assert_eq!(
        baked(image, r#"{"a": 1}"#),
        "\u{feff}<?xml version=\"1.0\"?>\n<svg\n xmlns=\"http://www.w3.org/2000/svg\"  \
         xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\">\
         <openbadges:credential><![CDATA[{\"a\": 1}]]></openbadges:credential>\n<g/></svg>\n"
    );
}

#[test]
fn a10_2_a_jws_is_an_attribute() {
    let image = baked(&format!("{OPEN}</svg>"), "e30.e30.AA");
    assert_eq!(image, format!("{OPEN}<openbadges:credential verify=\"e30.e30.AA\"/></svg>"));
    assert_eq!(text(&image), "e30.e30.AA");
}

#[test]
fn a10_5_the_end_of_cdata_is_split() {
    for credential in ["{]]>}", "{]]]]>>}", "{\r\n}", "{]]>\r]]>}", " {\t} \n"] {
        assert_eq!(text(&baked("<svg><g/></svg>", credential)), credential, "{credential:?}");
    }
    assert_eq!(bake(b"<svg><g/></svg>", "{\u{1}}"), Err(BakeError::Unwritable('\u{1}')));
    assert_eq!(bake(b"<svg><g/></svg>", "{\u{ffff}}"), Err(BakeError::Unwritable('\u{ffff}')));
}

#[test]
fn a10_3_two_credentials_are_refused() {
    let one = "<openbadges:credential><![CDATA[{}]]></openbadges:credential>";
    assert_eq!(found(&format!("{OPEN}{one}<g>{one}</g></svg>")), Err(BakeError::MoreThanOne));
    let nested = format!("{OPEN}<openbadges:credential>{one}</openbadges:credential></svg>");
    assert_eq!(found(&nested), Err(BakeError::MoreThanOne));
    let twofold = format!(
        "{OPEN}<openbadges:credential verify=\"a.b.c\"><![CDATA[{{}}]]></openbadges:credential></svg>"
    );
    assert_eq!(found(&twofold), Err(BakeError::MoreThanOne));
    assert_eq!(bake(format!("{OPEN}{one}</svg>").as_bytes(), "{}"), Err(BakeError::AlreadyBaked));
}

#[test]
fn c3_both_versions_3_0_is_preferred() {
    let image = r#"<svg xmlns:a="http://openbadges.org" xmlns:b="https://purl.imsglobal.org/ob/v3p0">
        <a:assertion verify="https://example.org/1"><![CDATA[{"v": 2}]]></a:assertion>
        <b:credential verify="e30.e30.AA"/>
    </svg>"#;
    let both = found(image).unwrap();
    assert_eq!((both.version, both.credential.as_str()), (BakedVersion::V3, "e30.e30.AA"));
    let old = found(&image.replace("https://purl.imsglobal.org/ob/v3p0", "urn:other")).unwrap();
    assert_eq!((old.version, old.credential.as_str()), (BakedVersion::V2, "{\"v\": 2}"));
    let address = r#"<svg xmlns:o="http://openbadges.org"><o:assertion verify="https://a.example/?a=1&amp;b=2"/></svg>"#;
    assert_eq!(text(address), "https://a.example/?a=1&b=2");
}

#[test]
fn a10_2_layout_around_the_section_is_not_the_credential() {
    let image =
        format!("{OPEN}\n<openbadges:credential>\n  <![CDATA[ {{}} ]]>\n</openbadges:credential></svg>");
    assert_eq!(text(&image), " {} ");
    let escaped =
        format!("{OPEN}<openbadges:credential>\n{{&quot;a&#x22;: 1}}\n</openbadges:credential></svg>");
    assert_eq!(text(&escaped), "{\"a\": 1}");
}

#[test]
fn other_namespaces_are_no_credential() {
    for image in [
        "<svg><credential>{}</credential></svg>",
        "<svg xmlns:openbadges='urn:x'><openbadges:credential>{}</openbadges:credential></svg>",
        "<svg xmlns:openbadges='https://purl.imsglobal.org/ob/v3p0'><openbadges:assertion>{}</openbadges:assertion></svg>",
    ] {
        assert_eq!(found(image), Err(BakeError::NotBaked), "{image}");
    }
}

#[test]
fn the_prefix_is_declared_at_the_element_where_the_root_uses_it_for_something_else() {
    let image = baked("<svg xmlns:openbadges='urn:x'><openbadges:g/></svg>", "{}");
    assert_eq!(
        image,
        "<svg xmlns:openbadges='urn:x'><openbadges:credential \
         xmlns:openbadges=\"https://purl.imsglobal.org/ob/v3p0\"><![CDATA[{}]]></openbadges:credential>\
         <openbadges:g/></svg>"
    );
    assert_eq!(text(&image), "{}");
}

#[test]
fn e6_4_no_declarations_no_entities() {
    for image in [
        "<!DOCTYPE svg [<!ENTITY a 'b'>]><svg>&a;</svg>",
        "<!DOCTYPE svg [<!ENTITY a SYSTEM 'file:///etc/passwd'>]><svg/>",
        "<svg>&a;</svg>",
        "<svg a='&a;'><g/></svg>",
    ] {
        assert_eq!(found(image), Err(BakeError::Entities), "{image}");
    }
    let quoted = "<!DOCTYPE svg PUBLIC \"a>\" 'b>'><svg>&lt;<g/></svg>";
    assert_eq!(found(quoted), Err(BakeError::NotBaked));
    // Drawing programs write a public identifier, and bakers of others left it: it is never fetched.
    let public = "<!DOCTYPE svg PUBLIC \"-//W3C//DTD SVG 1.1//EN\" \"http://www.w3.org/svg11.dtd\"><svg>&lt;<g/></svg>";
    assert_eq!(found(public), Err(BakeError::NotBaked));
}

#[test]
fn damage_is_told() {
    for image in [
        "<svg>",
        "<svg><g></svg>",
        "<svg></svg><svg></svg>",
        "<svg></svg>text",
        "<svg",
        "<svg><![CDATA[</svg>",
        "<svg a='1' a='2'></svg>",
        "<svg>&#0;</svg>",
        "<svg><!-- </svg>",
        "<svg><?></svg><??></svg>",
        "<!DOCTYPE svg PUBLIC '<svg><svg></svg>",
        "<!DOCTYPEsvg><svg></svg>",
        "<svg><!></svg>",
        "<svg a='<'></svg>",
        "<svg><></></svg>",
        "<svg></svg><?xml version='1.0'?>",
        "<svg><openbadges:credential><![CDATA[{}]]></openbadges:credential></svg>",
        "<svg><g><openbadges:credential verify='a.b.c'/></g></svg>",
        "<svg openbadges:a='1'></svg>",
        "<svg><g xmlns:openbadges='https://purl.imsglobal.org/ob/v3p0'/><g openbadges:a='1'/></svg>",
    ] {
        assert!(matches!(found(image), Err(BakeError::Xml { .. })), "{image}: {:?}", found(image));
    }
    assert_eq!(found("<svg/>"), Err(BakeError::EmptySvg));
    assert_eq!(found("<!-- <svg> -->"), Err(BakeError::UnknownImage));
    assert_eq!(found("<html><svg></svg></html>"), Err(BakeError::UnknownImage));
    assert_eq!(unbake(b"<svg>\xff</svg>"), Err(BakeError::NotUtf8));
}

#[test]
fn other_encodings_are_read_and_written_as_long_as_all_is_ascii() {
    let written = |encoding: &str, text: &str| {
        format!("<?xml version='1.0' encoding='{encoding}'?><svg><title>{text}</title></svg>").into_bytes()
    };
    for encoding in ["ISO-8859-1", "iso-8859-15", "windows-1252", "us-ascii", "GB18030"] {
        let plain = written(encoding, "Teamwork");
        let baked = bake(&plain, "{\"a\": 1}").unwrap();
        assert_eq!(unbake(&baked).unwrap().credential, "{\"a\": 1}", "{encoding}");
        assert_eq!(bake(&plain, "{\"a\": \"\u{e9}\"}"), Err(BakeError::NotUtf8), "{encoding}");
        assert_eq!(unbake(&written(encoding, "\u{e9}")), Err(BakeError::NotUtf8), "{encoding}");
        // The address is written beside the text, decoded.
        let assertion = "{\"type\": \"Assertion\", \"id\": \"https://example.org/\\u00e9\"}";
        let baked = Baking::of([Entry::v2(assertion).unwrap()]).unwrap().bake(&plain);
        assert_eq!(baked, Err(BakeError::NotUtf8), "{encoding}");
    }
    for encoding in ["UTF-16", "EBCDIC-US", "utf-7", ""] {
        assert_eq!(unbake(&written(encoding, "Teamwork")), Err(BakeError::NotUtf8), "{encoding}");
    }
    assert!(bake(&written("utf-8", "\u{e9}"), "{\"a\": \"\u{e9}\"}").is_ok());
    assert!(BakeError::NotUtf8.to_string().contains("save it anew"));
}

#[test]
fn p_r2_depth_elements_attributes_and_bytes_are_counted() {
    let nest = |depth: usize| format!("{}{}", "<svg>".repeat(depth), "</svg>".repeat(depth));
    let many = |count: usize| format!("<svg>{}</svg>", "<g/>".repeat(count - 1));
    let attributes = |count: usize| {
        let list: Vec<_> = (0..count).map(|i| format!("a{i}=''")).collect();
        format!("<svg {}></svg>", list.join(" "))
    };
    let long = |bytes: usize| format!("<svg>{}</svg>", " ".repeat(bytes - 11));
    let cases: [(&dyn Fn(usize) -> String, usize); 4] = [
        (&nest, limits::SVG_DEPTH),
        (&many, limits::SVG_ELEMENTS),
        (&attributes, limits::SVG_ATTRIBUTES),
        (&long, limits::SVG_BYTES),
    ];
    for (image, limit) in cases {
        for size in [limit - 1, limit] {
            assert_eq!(found(&image(size)), Err(BakeError::NotBaked), "{size}");
        }
        let error = found(&image(limit + 1)).unwrap_err();
        assert!(matches!(error, BakeError::TooMany { .. } | BakeError::TooLarge { .. }), "{error}");
    }
}

#[test]
fn p_r2_what_is_baked_can_be_unbaked() {
    let element = baked("<svg><g/></svg>", "{}").len() - "<svg><g/></svg>".len();
    for (size, fits) in [(limits::SVG_BYTES - element, true), (limits::SVG_BYTES - element + 1, false)] {
        let image = format!("<svg>{}</svg>", " ".repeat(size - 11));
        assert_eq!(bake(image.as_bytes(), "{}").is_ok(), fits, "{size}");
    }
    for (count, fits) in [(limits::SVG_ELEMENTS - 1, true), (limits::SVG_ELEMENTS, false)] {
        let image = format!("<svg>{}</svg>", "<g/>".repeat(count - 1));
        assert_eq!(bake(image.as_bytes(), "{}").is_ok(), fits, "{count}");
    }
    for (count, fits) in [(limits::SVG_ATTRIBUTES - 1, true), (limits::SVG_ATTRIBUTES, false)] {
        let attributes: Vec<_> = (0..count).map(|i| format!("a{i}=''")).collect();
        let image = format!("<svg {}></svg>", attributes.join(" "));
        assert_eq!(bake(image.as_bytes(), "{}").is_ok(), fits, "{count}");
    }
}

#[test]
fn p_r1_a_small_stack_is_enough() {
    let deep =
        ["<svg>".repeat(100_000), "<svg><!--".repeat(50_000), format!("<svg {}", "a='".repeat(100_000))];
    let run = move || deep.map(|image| found(&image).is_err());
    let thread = std::thread::Builder::new().stack_size(1024 * 1024).spawn(run).unwrap();
    assert_eq!(thread.join().unwrap(), [true; 3]);
}
