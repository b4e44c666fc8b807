//! Uploaded PNGs come out clean or are refused with a sentence.
#![allow(clippy::unwrap_used, clippy::expect_used, reason = "test code; clippy only sees the test functions")]

use image::{ExtendedColorType, ImageEncoder, ImageFormat, Rgba, RgbaImage, codecs::png::PngEncoder};
use openbadges_design::{DesignError, Limits, reencode_png};
use proptest::prelude::*;

fn png_of(picture: &RgbaImage) -> Vec<u8> {
    let mut out = Vec::new();
    let (width, height) = picture.dimensions();
    PngEncoder::new(&mut out).write_image(picture, width, height, ExtendedColorType::Rgba8).unwrap();
    out
}

fn red(width: u32, height: u32) -> Vec<u8> {
    png_of(&RgbaImage::from_pixel(width, height, Rgba([200, 10, 10, 255])))
}

fn clean(bytes: &[u8]) -> RgbaImage {
    let out = reencode_png(bytes, &Limits::default()).unwrap();
    image::load_from_memory_with_format(&out, ImageFormat::Png).unwrap().to_rgba8()
}

fn refusal(bytes: &[u8]) -> String {
    reencode_png(bytes, &Limits::default()).unwrap_err().to_string()
}

/// Puts a chunk right after the header.
fn with_chunk(png: &[u8], name: [u8; 4], data: &[u8]) -> Vec<u8> {
    let mut body = name.to_vec();
    body.extend(data);
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [&png[..33], &length, &body, &crc(&body).to_be_bytes(), &png[33..]].concat()
}

fn crc(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(!0_u32, |crc, &byte| {
        (0..8).fold(
            crc ^ u32::from(byte),
            |crc, _| if crc & 1 == 1 { (crc >> 1) ^ 0xedb8_8320 } else { crc >> 1 },
        )
    })
}

#[test]
fn a_square_picture_keeps_its_pixels() {
    let picture = RgbaImage::from_fn(40, 40, |x, y| {
        Rgba([u8::try_from(x * 6).unwrap(), u8::try_from(y * 6).unwrap(), 9, 255])
    });
    assert_eq!(clean(&png_of(&picture)), picture);
}

#[test]
fn text_and_trailing_bytes_are_gone() {
    let marked = with_chunk(&red(8, 8), *b"tEXt", b"Comment\0tell-tale");
    let polyglot = [marked.as_slice(), b"<script>tell-tale</script>PK\x03\x04"].concat();
    let out = reencode_png(&polyglot, &Limits::default()).unwrap();
    assert!(!out.windows(9).any(|w| w == b"tell-tale") && !out.windows(2).any(|w| w == b"PK"));
    assert!(out.ends_with(b"IEND\xaeB`\x82"));
}

#[test]
fn a_picture_that_is_not_square_gets_clear_edges() {
    let out = clean(&red(60, 20));
    assert_eq!(out.dimensions(), (60, 60));
    assert_eq!(out.get_pixel(30, 30).0, [200, 10, 10, 255]);
    assert_eq!(out.get_pixel(30, 5)[3], 0);
    assert_eq!(out.get_pixel(30, 55)[3], 0);
}

#[test]
fn a_large_picture_is_scaled_down_without_dark_edges() {
    let picture = RgbaImage::from_fn(2048, 2048, |x, _| {
        if x < 1024 { Rgba([250, 250, 250, 255]) } else { Rgba([0, 0, 0, 0]) }
    });
    let out = clean(&png_of(&picture));
    assert_eq!(out.dimensions(), (1024, 1024));
    for pixel in out.pixels().filter(|pixel| pixel[3] > 8) {
        assert!(pixel[0] > 200, "{pixel:?}");
    }
}

#[test]
fn other_kinds_are_named() {
    assert_eq!(refusal(b"\xff\xd8\xff\xe0\0\x10JFIF"), "This is a JPEG. Upload a PNG.");
    assert_eq!(refusal(b"GIF89a"), "This is a GIF. Upload a PNG.");
    assert_eq!(refusal(b"RIFF\0\0\0\0WEBPVP8 "), "This is a WebP picture. Upload a PNG.");
    assert_eq!(refusal(b"  <svg xmlns='x'/>"), "This is an SVG. Upload a PNG.");
    assert_eq!(refusal(b"%PDF-1.7"), "This is a PDF. Upload a PNG.");
    assert_eq!(refusal(b""), "This is an empty file. Upload a PNG.");
    assert_eq!(refusal(b"hello"), "This is not a PNG picture. Upload a PNG.");
}

#[test]
fn limits_hold_before_anything_is_decoded() {
    let mut huge = red(8, 8);
    huge[16..24].copy_from_slice(&[0, 0, 0x40, 0, 0, 0, 0x40, 0]);
    let sum = crc(&huge[12..29]).to_be_bytes();
    huge[29..33].copy_from_slice(&sum);
    assert!(matches!(
        reencode_png(&huge, &Limits::default()),
        Err(DesignError::TooManyPixels { width: 16384, .. })
    ));
    let small = Limits { bytes: 20, ..Limits::default() };
    assert!(matches!(reencode_png(&red(8, 8), &small), Err(DesignError::TooManyBytes { max: 20, .. })));
    let tight = Limits { memory: 1000, ..Limits::default() };
    assert!(reencode_png(&red(64, 64), &tight).is_err());
}

#[test]
fn a_picture_cut_short_anywhere_is_damaged() {
    let whole = red(16, 16);
    for length in 8..whole.len() {
        let error = reencode_png(&whole[..length], &Limits::default());
        assert!(matches!(error, Err(DesignError::Damaged(_))), "{length} of {}: {error:?}", whole.len());
    }
}

proptest! {
    #[test]
    fn no_bytes_panic(mut tail in prop::collection::vec(any::<u8>(), 0..200), spot in 8_usize..60, flip in 1_u8..) {
        let mut png = red(9, 7);
        png[spot] ^= flip;
        let _ = reencode_png(&png, &Limits::default());
        let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
        bytes.append(&mut tail);
        prop_assert!(reencode_png(&bytes, &Limits::default()).is_err());
    }
}
