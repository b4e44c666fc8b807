//! PNG: chunks, checksums, limits and what other programs read.

#![allow(clippy::unwrap_used, reason = "tests may")]

use openbadges_bakery::{BakeError, BakedKind, BakedVersion, bake, limits, png::SIGNATURE, strip, unbake};
use std::io::{Cursor, Write};

/// A chunk with its right checksum.
fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let content = [kind.as_slice(), data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [length.as_slice(), &content, &crc32fast::hash(&content).to_be_bytes()].concat()
}

fn header(width: u32, height: u32) -> Vec<u8> {
    chunk(*b"IHDR", &[&width.to_be_bytes()[..], &height.to_be_bytes(), &[8, 0, 0, 0, 0]].concat())
}

/// A PNG with these chunks between its header and its end.
fn image_with(chunks: &[Vec<u8>]) -> Vec<u8> {
    [SIGNATURE, &header(1, 1), &chunks.concat(), &chunk(*b"IEND", b"")].concat()
}

/// A real PNG of one pixel.
fn pixel() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 1, 1);
    encoder.set_color(png::ColorType::Rgb);
    encoder.write_header().unwrap().write_image_data(&[1, 2, 3]).unwrap();
    bytes
}

fn itxt(keyword: &str, flag: u8, text: &[u8]) -> Vec<u8> {
    chunk(*b"iTXt", &[keyword.as_bytes(), &[0, flag, 0, 0, 0], text].concat())
}

fn deflated(text: &[u8]) -> Vec<u8> {
    let mut encoder = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(text).unwrap();
    encoder.finish().unwrap()
}

#[test]
fn a10_1_another_reader_finds_the_chunk() {
    let credential = r#"{"name": "Grüße 𝄞"}"#;
    let baked = bake(&pixel(), credential).unwrap();
    let mut reader = png::Decoder::new(Cursor::new(&baked)).read_info().unwrap();
    let mut pixels = [0; 3];
    reader.next_frame(&mut pixels).unwrap();
    reader.finish().unwrap();
    assert_eq!(pixels, [1, 2, 3]);
    let [text] = &reader.info().utf8_text[..] else { panic!("one iTXt chunk") };
    assert_eq!((text.keyword.as_str(), text.compressed), ("openbadgecredential", false));
    assert_eq!(text.get_text().unwrap(), credential);
}

#[test]
fn a10_1_without_the_chunk_it_is_the_image_that_was() {
    let image = pixel();
    let baked = bake(&image, "{}").unwrap();
    let end = image.len() - 12;
    assert_eq!(baked[..end], image[..end]);
    assert_eq!(baked[baked.len() - 12..], image[end..]);
    assert_eq!(baked[end..baked.len() - 12], itxt("openbadgecredential", 0, b"{}"));
}

#[test]
fn a10_3_two_credentials_are_refused() {
    let v3 = itxt("openbadgecredential", 0, b"{}");
    let v2 = itxt("openbadges", 0, b"{\"v\": 2}");
    assert_eq!(unbake(&image_with(&[v3.clone(), v3.clone()])), Err(BakeError::MoreThanOne));
    assert_eq!(unbake(&image_with(&[v2.clone(), v2.clone()])), Err(BakeError::MoreThanOne));
    let both = unbake(&image_with(&[v2.clone(), v3])).unwrap();
    assert_eq!((both.version, both.credential.as_str()), (BakedVersion::V3, "{}"));
    assert_eq!(bake(&image_with(&[v2]), "{}"), Err(BakeError::AlreadyBaked));
}

#[test]
fn a10_1_compression_is_refused_in_3_0_and_read_in_2_0() {
    let text = deflated("{\"ü\": 1}".as_bytes());
    assert_eq!(unbake(&image_with(&[itxt("openbadgecredential", 1, &text)])), Err(BakeError::Compressed));
    let baked = unbake(&image_with(&[itxt("openbadges", 1, &text)])).unwrap();
    assert_eq!((baked.credential.as_str(), baked.compressed), ("{\"ü\": 1}", true));
    let damaged = unbake(&image_with(&[itxt("openbadges", 1, b"no zlib")]));
    assert!(matches!(damaged, Err(BakeError::BadChunk { .. })));
}

#[test]
fn p_r2_inflating_stops_at_the_cap() {
    for (size, fits) in [(-1, true), (0, true), (1, false), (1 << 22, false)] {
        let size = limits::CREDENTIAL_BYTES.checked_add_signed(size).unwrap();
        let image = image_with(&[itxt(
            "openbadges",
            1,
            &deflated(format!("{{{}}}", " ".repeat(size - 2)).as_bytes()),
        )]);
        assert_eq!(unbake(&image).is_ok(), fits, "{size}");
    }
}

#[test]
fn c3_reads_the_bare_url_of_the_first_bakers() {
    let text = chunk(*b"tEXt", b"openbadges\0https://example.org/a\xf6.json");
    let baked = unbake(&image_with(&[text])).unwrap();
    assert_eq!(baked.version, BakedVersion::V2);
    assert_eq!(baked.credential, "https://example.org/aö.json");
}

#[test]
fn c3_reads_compressed_text_of_every_chunk_of_2_0() {
    let z = |keyword: &[u8], text: &[u8]| chunk(*b"zTXt", &[keyword, b"\0\0", &deflated(text)].concat());
    let baked = unbake(&image_with(&[z(b"openbadges", b"{\"\xf6\": 1}")])).unwrap();
    assert_eq!(
        (baked.credential.as_str(), baked.kind, baked.compressed),
        ("{\"ö\": 1}", BakedKind::Json, true)
    );
    let bomb = z(b"openbadges", &vec![b' '; limits::CREDENTIAL_BYTES + 1]);
    assert!(matches!(unbake(&image_with(&[bomb])), Err(BakeError::TooLarge { .. })));
    let odd = chunk(*b"zTXt", b"openbadges\0\x01abc");
    assert!(matches!(unbake(&image_with(&[odd])), Err(BakeError::BadChunk { .. })));
    let other = image_with(&[z(b"Comment", b"{}"), chunk(*b"tEXt", b"openbadges2\0{}")]);
    assert_eq!(unbake(&other), Err(BakeError::NotBaked));
}

#[test]
fn a10_1_a_badge_of_3_0_is_in_an_itxt() {
    for kind in [*b"tEXt", *b"zTXt"] {
        let image = image_with(&[chunk(kind, b"openbadgecredential\0{}")]);
        assert_eq!(unbake(&image), Err(BakeError::NotInternational { offset: 33 }));
        assert_eq!(bake(&image, "{}"), Err(BakeError::AlreadyBaked));
        assert_eq!(strip(&image).unwrap(), image_with(&[]));
    }
}

#[test]
fn c3_what_is_baked_is_json_jws_or_an_address() {
    let kind = |text: &[u8]| unbake(&image_with(&[itxt("openbadges", 0, text)])).map(|baked| baked.kind);
    assert_eq!(kind(b"\n{}"), Ok(BakedKind::Json));
    assert_eq!(kind(b"eyJ.eyJ.AA\n"), Ok(BakedKind::Jws));
    assert_eq!(kind(b"https://example.org/a"), Ok(BakedKind::Url));
    assert_eq!(kind(b"<html>"), Err(BakeError::NotABadge));
    // Whatever it is, it can be replaced.
    let image = image_with(&[itxt("openbadges", 9, b"\xff")]);
    assert_eq!(strip(&image).unwrap(), image_with(&[]));
}

#[test]
fn e5_6_an_itxt_is_utf_8() {
    let image = image_with(&[itxt("openbadgecredential", 0, b"{\"\xf6\": 1}")]);
    assert_eq!(unbake(&image), Err(BakeError::NotUtf8));
}

#[test]
fn e6_6_other_text_chunks_are_passed_over() {
    let others = [
        chunk(*b"tEXt", b"Software\0x"),
        chunk(*b"tEXt", b"openbadgecredential"),
        chunk(*b"tEXt", b"no end of keyword"),
        itxt("openbadgecredentials", 0, b"{}"),
        itxt("XML:com.adobe.xmp", 0, b"openbadgecredential"),
    ];
    assert_eq!(unbake(&image_with(&others)), Err(BakeError::NotBaked));
}

#[test]
fn e6_6_damage_is_told() {
    let image = pixel();
    for length in SIGNATURE.len()..image.len() {
        let cut = unbake(&image[..length]);
        assert!(matches!(cut, Err(BakeError::Truncated { .. })), "{length}: {cut:?}");
    }
    let mut flipped = image.clone();
    flipped[20] ^= 1;
    assert_eq!(unbake(&flipped), Err(BakeError::BadCrc { offset: 8 }));
    let longer = [image.as_slice(), b"<?php"].concat();
    assert_eq!(unbake(&longer), Err(BakeError::TrailingBytes { offset: longer.len() - 5 }));
    assert_eq!(bake(&longer, "{}"), Err(BakeError::TrailingBytes { offset: longer.len() - 5 }));
    let headless = [SIGNATURE, &chunk(*b"IEND", b"")].concat();
    assert!(matches!(unbake(&headless), Err(BakeError::BadChunk { offset: 8, .. })));
    let short = image_with(&[chunk(*b"iTXt", b"openbadgecredential\0\0")]);
    assert!(matches!(unbake(&short), Err(BakeError::BadChunk { .. })));
    let odd = image_with(&[chunk(*b"a\0bc", b"")]);
    assert!(matches!(unbake(&odd), Err(BakeError::BadChunk { .. })));
    let huge = [SIGNATURE, &[0xff; 8], &[0; 40]].concat();
    assert!(matches!(unbake(&huge), Err(BakeError::Truncated { offset: 8 })));
}

#[test]
fn p_r2_chunks_and_pixels_are_counted() {
    for (count, fits) in [(999, true), (1000, true), (1001, false)] {
        let chunks = vec![chunk(*b"tEXt", b"a\0b"); count - 3];
        let image = image_with(&[chunks.concat(), itxt("openbadgecredential", 0, b"{}")]);
        assert_eq!(unbake(&image).is_ok(), fits, "{count}");
    }
    for (side, fits) in [(0, false), (1, true), (4095, true), (4096, true), (4097, false)] {
        for header in [header(side, 1), header(1, side)] {
            let image = [SIGNATURE, &header, &chunk(*b"IEND", b"")].concat();
            assert_eq!(unbake(&image) == Err(BakeError::NotBaked), fits, "{side}");
        }
    }
    let wide = [SIGNATURE, &header(4097, 1), &chunk(*b"IEND", b"")].concat();
    for error in [unbake(&wide).unwrap_err(), bake(&wide, "{}").unwrap_err()] {
        assert!(matches!(error, BakeError::TooMany { limit: 4096, .. }), "{error:?}");
        assert_eq!(error.to_string(), "the image has more than 4096 pixels along a side");
    }
}

#[test]
fn p_r2_what_is_baked_can_be_unbaked() {
    let frame = image_with(&[chunk(*b"IDAT", b""), itxt("openbadgecredential", 0, b"{}")]).len();
    for (spare, fits) in [(1, true), (0, true), (-1, false)] {
        let data = vec![0; (limits::PNG_BYTES - frame).checked_add_signed(-spare).unwrap()];
        let image = image_with(&[chunk(*b"IDAT", &data)]);
        let baked = bake(&image, "{}");
        assert_eq!(baked.is_ok(), fits, "{spare}");
        assert!(baked.map_or(true, |baked| unbake(&baked).is_ok()));
    }
    for (size, fits) in [(limits::CREDENTIAL_BYTES, true), (limits::CREDENTIAL_BYTES + 1, false)] {
        let credential = format!("{{{}}}", " ".repeat(size - 2));
        assert_eq!(bake(&pixel(), &credential).is_ok(), fits, "{size}");
    }
    for (count, fits) in [(limits::PNG_CHUNKS - 1, true), (limits::PNG_CHUNKS, false)] {
        let image = image_with(&vec![chunk(*b"tEXt", b"a\0b"); count - 2]);
        assert_eq!(bake(&image, "{}").is_ok(), fits, "{count}");
    }
    assert_eq!(bake(&pixel(), "{\0}"), Err(BakeError::Unwritable('\0')));
}
