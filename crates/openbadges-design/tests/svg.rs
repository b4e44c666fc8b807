//! What is drawn: well-formed, self-contained, the same every time, inside its bounds.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code; clippy only sees the test functions")]

mod common;

use common::{design, fonts};
use openbadges_design::{Design, DesignError, Emblem, Fonts, Palette, Remark, Template, Title, png, svg};
use proptest::prelude::*;
use quick_xml::{Reader, events::Event};

const LONG: &str = "Introduction to machine learning for nature conservation";

/// Element names and attributes, with a panic on anything not well-formed.
fn elements(svg: &str) -> Vec<(String, Vec<(String, String)>)> {
    let mut reader = Reader::from_str(svg);
    reader.config_mut().check_end_names = true;
    let mut found = Vec::new();
    loop {
        match reader.read_event().expect("well-formed") {
            Event::Eof => return found,
            Event::Start(tag) | Event::Empty(tag) => {
                let text = |text: &str| text.to_owned();
                let attributes = tag.attributes().map(|attribute| {
                    let attribute = attribute.expect("attribute");
                    (text(attribute.key.as_ref()), text(&attribute.value))
                });
                found.push((text(tag.name().as_ref()), attributes.collect()));
            }
            _ => {}
        }
    }
}

fn assert_self_contained(svg: &str) {
    const ELEMENTS: &[&str] =
        &["svg", "title", "desc", "defs", "linearGradient", "stop", "clipPath", "g", "path"];
    let mut ids = Vec::new();
    for (name, attributes) in elements(svg) {
        assert!(ELEMENTS.contains(&name.as_str()), "{name}");
        for (key, value) in attributes {
            assert!(!key.contains("href") && !key.starts_with("on") && key != "style", "{key}");
            assert!(!value.contains("url(") || value.starts_with("url(#badge-"), "{value}");
            assert!(!value.contains("NaN") && !value.contains("inf"), "{value}");
            if key == "id" {
                assert!(value.starts_with("badge-") && !ids.contains(&value), "{value}");
                ids.push(value);
            }
        }
    }
}

fn pixels(svg: &str, size: u32, fonts: &Fonts) -> image::RgbaImage {
    image::load_from_memory(&png(svg, size, fonts).expect("drawn")).expect("a PNG").to_rgba8()
}

#[test]
fn every_template_and_emblem_is_self_contained_small_and_the_same_every_time() {
    let Some(fonts) = fonts() else { return };
    for &template in Template::ALL {
        for &emblem in Emblem::ALL {
            let mut design = design(template, LONG, Some("Level two"));
            design.emblem = emblem;
            let drawn = svg(&design, &fonts).unwrap();
            assert_self_contained(&drawn);
            assert!(drawn.len() < 40 * 1024, "{template} {emblem}: {} bytes", drawn.len());
            assert_eq!(drawn, svg(&design, &fonts).unwrap());
        }
    }
}

#[test]
fn the_root_is_square_an_image_and_named() {
    let Some(fonts) = fonts() else { return };
    let drawn = svg(&design(Template::Seal, "Salt & <pepper>", Some("Level \"2\"")), &fonts).unwrap();
    let all = elements(&drawn);
    let (name, attributes) = &all[0];
    let get = |key: &str| attributes.iter().find(|(k, _)| k == key).map(|(_, v)| v.as_str());
    assert_eq!((name.as_str(), get("viewBox"), get("role")), ("svg", Some("0 0 512 512"), Some("img")));
    assert_eq!(get("width"), get("height"));
    assert_eq!(all[1].0, "title");
    assert!(drawn.contains(">Salt &amp; &lt;pepper&gt;, Level &quot;2&quot;</title>"), "{drawn}");
}

#[test]
fn nothing_touches_the_edge_and_something_is_in_the_middle() {
    let Some(fonts) = fonts() else { return };
    for &template in Template::ALL {
        for title in ["A", "Bicycle repair, level two", LONG, &"W".repeat(80)] {
            let picture = pixels(
                &svg(&design(template, title, Some("Advanced practitioner")), &fonts).unwrap(),
                256,
                &fonts,
            );
            assert_eq!(picture.dimensions(), (256, 256));
            assert_eq!(picture.get_pixel(128, 128)[3], 255, "{template}");
            let edge = |i: u32| [(i, 0), (i, 255), (0, i), (255, i)];
            let touched = (0..256).flat_map(edge).any(|(x, y)| picture.get_pixel(x, y)[3] > 0);
            assert!(!touched, "{template} {title}");
        }
    }
}

/// Words may only change pixels that the shape without words covers.
#[test]
fn words_stay_on_the_badge() {
    let Some(fonts) = fonts() else { return };
    for &template in Template::ALL {
        let shape = pixels(&svg(&design(template, "i", None), &fonts).unwrap(), 256, &fonts);
        for title in
            ["Bicycle repair", LONG, &"M".repeat(80), "Ways of working with wood, wool and willow, level two"]
        {
            let worded =
                pixels(&svg(&design(template, title, Some("Level two")), &fonts).unwrap(), 256, &fonts);
            let spilt =
                shape.pixels().zip(worded.pixels()).filter(|(a, b)| a[3] < 255 && b[3] != a[3]).count();
            assert_eq!(spilt, 0, "{template} {title}");
        }
    }
}

#[test]
fn a_character_without_a_glyph_is_named_instead_of_drawn_as_a_box() {
    let Some(fonts) = fonts() else { return };
    let design = design(Template::Rosette, "Fiets 🚲 修理 🚲", None);
    let Err(DesignError::NoGlyph { field, characters }) = svg(&design, &fonts) else { panic!("drawn") };
    assert_eq!((field, characters.as_str()), ("title", "🚲修理"));
    assert!(matches!(design.check(&fonts).as_slice(), [Remark::NoGlyph { .. }]));
}

#[test]
fn every_palette_passes_the_check_on_every_template() {
    let Some(fonts) = fonts() else { return };
    for &template in Template::ALL {
        for &palette in Palette::ALL {
            let design = design(template, "Bicycle repair", Some("Level two")).with_palette(palette);
            assert_eq!(design.check(&fonts), [], "{template} {palette}");
        }
    }
}

#[test]
fn remarks_name_faint_titles_alike_colours_and_small_letters() {
    let Some(fonts) = fonts() else { return };
    let mut poor = design(Template::Rosette, &"Wide words ".repeat(7), None);
    poor.colours.text = poor.colours.main;
    poor.colours.accent = poor.colours.main;
    let remarks = poor.check(&fonts);
    assert!(
        matches!(
            remarks.as_slice(),
            [
                Remark::TitleContrast { lighter: true, .. },
                Remark::ColoursAlike { .. },
                Remark::TitleSmall { .. }
            ]
        ),
        "{remarks:?}"
    );
    for remark in remarks {
        assert!(remark.to_string().ends_with('.'), "{remark}");
    }
}

#[test]
fn letters_shrink_only_as_far_as_needed() {
    let Some(fonts) = fonts() else { return };
    for &template in Template::ALL {
        let two_words = svg(&design(template, "Bicycle repair, level two", None), &fonts).unwrap();
        assert!(two_words.contains("level two</title>"));
        assert_eq!(design(template, "Bicycle repair, level two", None).check(&fonts), [], "{template}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(96))]

    /// Any words at all: drawn and well-formed, or refused with the characters named.
    #[test]
    fn any_title_is_drawn_well_formed_or_refused(
        title in r#"[ -~&<>"'À-žΑ-ωА-я🚲👩‍🔬\u{300}-\u{30f}\u{200b}-\u{200f}א-תء-ي]{1,80}"#,
        template in prop::sample::select(Template::ALL),
        capitals: bool,
    ) {
        let Some(fonts) = fonts() else { return Ok(()) };
        let Ok(title) = Title::new(&title) else { return Ok(()) };
        let mut design = Design::new(template, Emblem::Star, title);
        design.capitals = capitals;
        match svg(&design, &fonts) {
            Ok(drawn) => assert_self_contained(&drawn),
            Err(DesignError::NoGlyph { characters, .. }) => prop_assert!(!characters.is_empty()),
            Err(other) => return Err(TestCaseError::fail(other.to_string())),
        }
    }

    #[test]
    fn any_latin_title_is_drawn(title in r#"[A-Za-z &<>"',.é]{1,80}"#, template in prop::sample::select(Template::ALL)) {
        let Some(fonts) = fonts() else { return Ok(()) };
        let Ok(title) = Title::new(&title) else { return Ok(()) };
        let drawn = svg(&Design::new(template, Emblem::Star, title), &fonts).unwrap();
        assert_self_contained(&drawn);
        prop_assert!(drawn.len() < 56 * 1024, "{}", drawn.len());
    }
}
