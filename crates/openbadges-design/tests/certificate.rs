//! The sheet of paper: words that can be read out of it again, the same bytes for the same award, nothing lost.
#![allow(clippy::unwrap_used, reason = "test code, and clippy only sees the test functions")]

mod common;
#[path = "common/pdf.rs"]
mod pdf;

use common::{design, fonts};
use openbadges_design::{
    Attachment, Certificate, DesignError, Fonts, Line, Style, Template, certificate, png, svg,
};
use pdf::words;

fn line(style: Style, words: &str) -> Line {
    Line { words: words.into(), style, link: None }
}

fn sheet(fonts: &Fonts, lines: Vec<Line>) -> Certificate {
    let drawing = svg(&design(Template::Rosette, "Bicycle repair", None), fonts).unwrap();
    Certificate {
        language: "en-GB".into(),
        title: "Bicycle repair".into(),
        made_at: "2026-03-31T12:00:00Z".parse().unwrap(),
        picture: png(&drawing, 64, fonts).unwrap(),
        picture_words: "A rosette".into(),
        lines,
        attachment: Attachment {
            name: "bicycle-repair.json".into(),
            media_type: "application/vc+ld+json",
            description: "The signed badge".into(),
            bytes: b"{\"proof\": []}".to_vec(),
        },
    }
}

fn holds(pdf: &[u8], part: &str) -> bool {
    pdf.windows(part.len()).any(|window| window == part.as_bytes())
}

fn reads(pdf: &[u8], row: &str) -> bool {
    words(pdf).iter().any(|page| page.lines().any(|line| line == row))
}

#[test]
fn words_title_language_date_links_and_the_badge_are_in_it() {
    let Some(fonts) = fonts() else { return };
    let address = "https://badges.example.org/s/abc";
    let link = Line { link: Some(address.into()), ..line(Style::Small, "Check it") };
    let names = ["Œuvre « Éloïse »", "Łukasz Nguyễn", "Affluent office", "Пётр Ильич"];
    let lines = [Style::Heading, Style::Name, Style::Plain, Style::Small].into_iter().zip(names);
    let lines = lines.map(|(style, name)| line(style, name)).chain([link]).collect();
    let sheet = sheet(&fonts, lines);
    let made = certificate(&sheet, &fonts).unwrap();
    assert!(made.starts_with(b"%PDF-1.7"));
    for name in names.into_iter().chain(["Check it"]) {
        assert!(reads(&made, name), "{name}: {:?}", words(&made));
    }
    for part in ["/Title(Bicycle repair)", "/Lang(en-GB)", "(D:20260331120000Z)", "/Alt(A rosette)", address]
    {
        assert!(holds(&made, part), "{part}");
    }
    assert!(holds(&made, "{\"proof\": []}") && holds(&made, "bicycle-repair.json"));
    assert_eq!(certificate(&sheet, &fonts).unwrap(), made, "the same bytes again");
}

#[test]
fn long_names_go_on_below_get_smaller_and_end_in_dots() {
    let Some(fonts) = fonts() else { return };
    let rows = |style, name: &str| -> Vec<String> {
        let made = certificate(&sheet(&fonts, vec![line(style, name)]), &fonts).unwrap();
        words(&made)[0].lines().map(str::to_owned).collect()
    };
    for style in [Style::Heading, Style::Name, Style::Plain, Style::Small] {
        assert_eq!(rows(style, "Ada Lovelace"), ["Ada Lovelace"]);
        // The longest names that are taken: the widest letters, with and without a place to break.
        for name in ["W".repeat(100), "WWWW ".repeat(20).trim().to_owned()] {
            let whole = rows(style, &name).concat();
            assert_eq!(whole.replace(' ', ""), name.replace(' ', ""), "{style:?}");
        }
        for name in ["W".repeat(3000), "Wide Words ".repeat(300)] {
            let rows = rows(style, &name);
            assert!(rows.len() <= 3 && rows.last().unwrap().ends_with('…'), "{style:?} {rows:?}");
        }
    }
    let lines = [Style::Heading, Style::Plain, Style::Name, Style::Plain, Style::Plain, Style::Plain];
    let lines = lines.into_iter().chain([Style::Small; 4]).map(|style| line(style, &"W".repeat(300)));
    assert!(certificate(&sheet(&fonts, lines.collect()), &fonts).is_ok(), "all of it fits on the sheet");
}

#[test]
fn a_name_without_letters_is_refused_and_told_before() {
    let Some(fonts) = fonts() else { return };
    for name in ["עדה לאבלייס", "آدا لوفلايس", "エイダ", "艾达·洛夫莱斯", "Ada 🚲", "Ada \u{e000}"]
    {
        assert!(!fonts.can_draw(name), "{name}");
        let made = certificate(&sheet(&fonts, vec![line(Style::Name, name)]), &fonts);
        assert!(matches!(made, Err(DesignError::NoGlyph { .. })), "{name}");
    }
    for name in ["", " ", "Ada\u{200d} Lovelace", "Zoe\u{308} Ångström", "Đặng Thị Thủy", "Ђорђе"]
    {
        assert!(fonts.can_draw(name), "{name}");
        assert!(certificate(&sheet(&fonts, vec![line(Style::Name, name)]), &fonts).is_ok(), "{name}");
    }
}
