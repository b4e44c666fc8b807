//! What is remarked of how a badge of 2.0 was baked (specification C.3, E.5-8).
#![allow(clippy::unwrap_used, reason = "a helper of tests that fails fails the test")]

mod common;

use common::v2::{ASSERTION, assertion, has, hosted};
use common::*;
use openbadges_verify::RemarkId;
use png::text_metadata::ITXtChunk;

/// A picture with the badge in its text.
fn picture(compressed: bool) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Grayscale);
    let mut writer = encoder.write_header().unwrap();
    let mut chunk = ITXtChunk::new("openbadges", assertion().to_string());
    chunk.compressed = compressed;
    writer.write_text_chunk(&chunk).unwrap();
    writer.write_image_data(&[0]).unwrap();
    writer.finish().unwrap();
    bytes
}

#[tokio::test]
async fn c3_a_compressed_badge_is_read_with_a_remark() {
    for compressed in [true, false] {
        let report = report_on(picture(compressed), &hosted()).await;
        assert_valid(&report);
        assert_eq!(has(&report, RemarkId::Compressed), compressed, "{}", pretty(&report));
    }
}

#[tokio::test]
async fn c3_another_address_beside_the_badge_in_an_svg_is_remarked() {
    let other = "https://elsewhere.example/1";
    for (named, differs) in [(other, true), (ASSERTION, false)] {
        let svg = format!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" xmlns:openbadges="http://openbadges.org"><openbadges:assertion verify="{named}"><![CDATA[{}]]></openbadges:assertion></svg>"#,
            assertion()
        );
        let report = report_on(svg, &hosted()).await;
        assert_valid(&report);
        let remark = report.remarks.iter().find(|remark| remark.id == RemarkId::OtherAddress);
        assert_eq!(remark.is_some(), differs, "{}", pretty(&report));
        if let Some(remark) = remark {
            assert_eq!((remark.facts.get("asked"), remark.facts.get("says")), (Some(other), Some(ASSERTION)));
        }
    }
}
