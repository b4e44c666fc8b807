//! SVG to PNG: bounded, and blind to the world outside.

mod common;

use common::fonts;
use openbadges_design::{DesignError, MAX_SVG_BYTES, png};

fn svg(body: &str) -> String {
    format!(r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 20 10">{body}</svg>"#)
}

#[test]
fn a_wide_picture_is_centred_on_a_clear_square() {
    let Some(fonts) = fonts() else { return };
    let drawn = png(&svg(r##"<path fill="#0a0" d="M0 0h20v10h-20z"/>"##), 64, &fonts).unwrap();
    let picture = image::load_from_memory(&drawn).unwrap().to_rgba8();
    assert_eq!(picture.dimensions(), (64, 64));
    assert_eq!(picture.get_pixel(32, 32).0, [0, 170, 0, 255]);
    assert_eq!((picture.get_pixel(32, 8)[3], picture.get_pixel(32, 56)[3]), (0, 0));
}

#[test]
fn sizes_and_lengths_are_bounded() {
    let Some(fonts) = fonts() else { return };
    for size in [0, 4097, u32::MAX] {
        assert!(matches!(png(&svg(""), size, &fonts), Err(DesignError::Size(s)) if s == size));
    }
    let long = svg(&" ".repeat(MAX_SVG_BYTES));
    assert!(matches!(png(&long, 10, &fonts), Err(DesignError::SvgTooLong(_))));
    assert!(matches!(png("<html/>", 10, &fonts), Err(DesignError::Svg(_))));
}

#[test]
fn images_are_left_out_even_when_the_file_is_there() {
    let Some(fonts) = fonts() else { return };
    let directory = std::env::temp_dir().join(format!("openbadges-design-{}", std::process::id()));
    std::fs::create_dir_all(&directory).unwrap();
    let file = directory.join("picture.svg");
    std::fs::write(&file, svg(r##"<path fill="#f00" d="M0 0h20v10h-20z"/>"##)).unwrap();
    let drawn =
        png(&svg(&format!(r#"<image width="20" height="10" href="{}"/>"#, file.display())), 32, &fonts);
    std::fs::remove_dir_all(&directory).unwrap();
    let picture = image::load_from_memory(&drawn.unwrap()).unwrap().to_rgba8();
    assert!(picture.pixels().all(|pixel| pixel[3] == 0));
}

#[test]
fn what_could_ask_for_endless_work_is_refused() {
    let Some(fonts) = fonts() else { return };
    let laughs = r##"<g id="a"><use href="#b"/><use href="#b"/></g><g id="b"><use href="#a"/></g>"##;
    let clips = r#"<clipPath id="c"><path clip-path="url(#d)" d="M0 0h9v9z"/></clipPath>"#;
    let many = "<g/>".repeat(10_001);
    let deep = format!("{}{}", "<g>".repeat(100_000), "</g>".repeat(50_000));
    let sneaky = r#"<s:filter xmlns:s="http://www.w3.org/2000/svg"/>"#;
    for body in
        [laughs, clips, &many, sneaky, "<style>*{filter:url(#a)}</style>", &deep[..400_000], "<g></h>"]
    {
        let drawn = png(&svg(body), 16, &fonts);
        assert!(matches!(drawn, Err(DesignError::SvgTooComplex(_))), "{}", &body[..20.min(body.len())]);
    }
    let doctype = format!(r#"<!DOCTYPE svg [<!ENTITY a "aa">]>{}"#, svg("&a;"));
    assert!(matches!(png(&doctype, 16, &fonts), Err(DesignError::SvgTooComplex(_))));
}
