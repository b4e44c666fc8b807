//! What is built, signed and baked is taken out as it was, is valid, and shows what was put in (specification A.10).
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::forms::{FORMS, Form};
use common::v2;
use common::*;
use jiff::Timestamp;
use openbadges_bakery::{Baking, Entry, unbake};
use openbadges_model::{
    Achievement, AchievementCredentialBuilder, AchievementSubject, Alignment, Criteria, Evidence,
    IdentityObject, Image, Profile, Result as Grade, ResultDescription, ResultType,
};
use openbadges_verify::Report;
use proptest::prelude::*;
use serde_json::Value;

const VALUES: [&str; 3] = ["C", "B", "A"];

/// Drawings; to some of them the prefix `openbadges` means something already, or they have it themselves.
const DRAWINGS: [&str; 7] = [
    "<svg xmlns='http://www.w3.org/2000/svg'><g/></svg>",
    "\u{feff}<?xml version='1.0'?>\n<!-- a -->\n<svg xmlns='http://www.w3.org/2000/svg' >\n<g/></svg>\n",
    "<s:svg xmlns:s='http://www.w3.org/2000/svg'><s:g/></s:svg>",
    "<svg xmlns='http://www.w3.org/2000/svg' xmlns:openbadges='http://openbadges.org'><g/></svg>",
    "<svg xmlns:openbadges='urn:x:y'><openbadges:assertion/><openbadges:credential/></svg>",
    "<openbadges:svg xmlns:openbadges='http://www.w3.org/2000/svg'> </openbadges:svg>",
    "<svg xmlns='https://purl.imsglobal.org/ob/v3p0' xmlns:o='http://openbadges.org'><g xmlns=''/></svg>",
];

/// A drawing, or else a picture of one pixel.
fn drawing() -> impl Strategy<Value = Option<&'static str>> {
    prop::option::of(prop::sample::select(&DRAWINGS[..]))
}

fn png() -> Vec<u8> {
    let mut bytes = Vec::new();
    let encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.write_header().unwrap().write_image_data(&[0]).unwrap();
    bytes
}

/// Text as people write it, and as nobody should; the letter keeps it from being white space alone.
fn text() -> impl Strategy<Value = String> {
    let pieces = prop_oneof![
        "[\\PC\t\n]{1,12}",
        prop::sample::select(vec![
            "]]>",
            "&amp;",
            "<b>",
            "\"",
            "\\",
            "\r\n",
            "e\u{301}",
            "\u{202e}",
            "\u{1f469}\u{200d}\u{1f680}",
            "𝒳"
        ])
        .prop_map(str::to_owned),
    ];
    prop::collection::vec(pieces, 1..5)
        .prop_map(|pieces| format!("Ω{}", pieces.concat()))
        .prop_filter("XML cannot hold it", |text| !text.contains(['\u{fffe}', '\u{ffff}']))
}

fn address() -> impl Strategy<Value = String> {
    "https://[a-z]{1,8}\\.example/[a-z0-9/]{0,12}"
}

prop_compose! {
    fn alignment()(name in text(), url in address(), code in prop::option::of("[A-Z0-9.]{1,6}")) -> Alignment {
        Alignment { target_code: code, ..Alignment::new(name, url) }
    }
}

prop_compose! {
    fn achievement()(
        (id, name, description, narrative) in (address(), text(), text(), text()),
        alignment in prop::collection::vec(alignment(), 0..3),
        tag in prop::collection::vec(text(), 0..3),
        image in prop::option::of(address()),
        graded in any::<bool>(),
    ) -> Achievement {
        let grade = ResultDescription {
            allowed_value: VALUES.map(str::to_owned).to_vec(),
            ..ResultDescription::new("urn:uuid:0de1d345-88c9-4bb9-b1b3-ed36d4fa3fd0", "Grade", ResultType::LetterGrade)
        };
        Achievement {
            alignment,
            tag,
            image: image.map(Image::new),
            result_description: graded.then_some(grade).into_iter().collect(),
            ..Achievement::new(id, name, description, Criteria::narrative(narrative))
        }
    }
}

prop_compose! {
    fn subject()(
        achievement in achievement(),
        name in prop::option::of(text()),
        grade in prop::sample::select(&VALUES[..]),
    ) -> AchievementSubject {
        let of = |description: &ResultDescription| Grade { value: Some(grade.to_owned()), ..Grade::new(&*description.id) };
        AchievementSubject {
            result: achievement.result_description.iter().map(of).collect(),
            identifier: name.map(IdentityObject::name).into_iter().collect(),
            ..AchievementSubject::new("urn:uuid:7d0f7d59-2b6f-4a3b-9f57-8d6a0e0f6f11", achievement)
        }
    }
}

prop_compose! {
    /// A badge that is valid now, of the issuer whose badges are signed in this form.
    fn badge(form: Form)(
        (id, subject, issuer) in ("urn:uuid:[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-8[0-9a-f]{3}-[0-9a-f]{12}", subject(), text()),
        evidence in prop::collection::vec((text(), prop::option::of(address())), 0..3),
        (age, rest) in (0..1_000_000_000_i64, prop::option::of(1..10_000_000_000_i64)),
    ) -> Value {
        let at = |seconds| Timestamp::from_second(now().as_second() + seconds).unwrap();
        let start = AchievementCredentialBuilder::new(id, Profile::new(form.issuer(), issuer), subject, at(-age));
        let started = rest.into_iter().fold(start, |badge, rest| badge.valid_until(at(rest)));
        let add = |badge: AchievementCredentialBuilder, (name, id)| {
            badge.evidence(Evidence { id, name: Some(name), ..Evidence::new() })
        };
        evidence.into_iter().fold(started, add).build().unwrap().to_value()
    }
}

/// A badge, and how it is signed in one of the forms.
fn signed() -> impl Strategy<Value = (Value, String)> {
    let sign = |form: Form, badge: Value| {
        let signed = form.sign(&badge);
        (badge, signed)
    };
    prop::sample::select(&FORMS[..])
        .prop_flat_map(move |form| badge(form).prop_map(move |badge| sign(form, badge)))
}

/// Baked into a picture and taken out of it, and what is found out about the picture.
fn baked(entry: Entry<'_>, drawing: Option<&str>, net: &Net) -> (String, Report) {
    let picture = drawing.map_or_else(png, |drawing| drawing.as_bytes().to_vec());
    let baked = Baking::of([entry]).unwrap().bake(&picture).unwrap();
    let credential = unbake(&baked).unwrap().credential;
    let runtime = tokio::runtime::Builder::new_current_thread().build().unwrap();
    (credential, runtime.block_on(report_on(baked, net)))
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 128, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn a10_what_is_built_signed_and_baked_is_valid_and_shows_what_was_put_in((badge, signed) in signed(), drawing in drawing()) {
        let (credential, report) = baked(Entry::v3(&signed).unwrap(), drawing, &Net::default());
        prop_assert_eq!(&credential, &signed);
        assert_valid(&report);
        let content = report.content.unwrap();
        prop_assert_eq!(&content.original, &signed);
        prop_assert_eq!(&content.credential, &badge);
        prop_assert_eq!(content.name.as_deref(), badge["name"].as_str());
        prop_assert_eq!(content.issuer.said_name.as_deref(), badge["issuer"]["name"].as_str());
    }

    #[test]
    fn c3_so_is_a_badge_of_2_0((name, description) in (text(), text()), is_signed in any::<bool>(), drawing in drawing()) {
        let badge = changed(v2::badge(), |badge| {
            (badge["name"], badge["description"]) = (name.as_str().into(), description.as_str().into());
        });
        let narrated = |assertion: Value| changed(assertion, |it| it["narrative"] = description.as_str().into());
        let (text, net) = if is_signed {
            (v2::jws(&narrated(v2::signed_assertion()), &key()), v2::signing().json(v2::BADGE, &badge))
        } else {
            let assertion = narrated(v2::assertion());
            (assertion.to_string(), v2::hosting(&assertion, &badge, &v2::profile()))
        };
        let (credential, report) = baked(Entry::v2(&text).unwrap(), drawing, &net);
        prop_assert_eq!(&credential, &text);
        assert_valid(&report);
        let content = report.content.unwrap();
        prop_assert_eq!(&content.original, &text);
        prop_assert_eq!((content.name, content.description), (Some(name), Some(description.clone())));
        prop_assert_eq!(content.credential["credentialSubject"]["narrative"].as_str(), Some(&*description));
    }
}
