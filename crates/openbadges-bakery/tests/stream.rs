//! From a reader to a writer, the same as in memory.

#![allow(clippy::unwrap_used, reason = "tests may")]

use openbadges_bakery::stream::{self, StreamError};
use openbadges_bakery::{BakeError, Baking, Entry, Existing, bake, limits, png::SIGNATURE};
use std::io::{self, Read};

const TEXT: &str = r#"{"name": "Grüße"}"#;

fn chunk(kind: [u8; 4], data: &[u8]) -> Vec<u8> {
    let content = [kind.as_slice(), data].concat();
    let length = u32::try_from(data.len()).unwrap().to_be_bytes();
    [length.as_slice(), &content, &crc32fast::hash(&content).to_be_bytes()].concat()
}

fn header(side: u32) -> Vec<u8> {
    chunk(*b"IHDR", &[&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 0, 0, 0, 0]].concat())
}

fn image_with(chunks: &[Vec<u8>]) -> Vec<u8> {
    [SIGNATURE, &header(1), &chunks.concat(), &chunk(*b"IEND", b"")].concat()
}

fn baking() -> Baking<'static> {
    Baking::of([Entry::v3(TEXT).unwrap()]).unwrap()
}

fn streamed(baking: &Baking<'_>, image: impl Read) -> Result<Vec<u8>, StreamError> {
    let mut baked = Vec::new();
    stream::bake(baking, image, &mut baked).map(|()| baked)
}

fn at_fault(error: StreamError) -> BakeError {
    let StreamError::Bake(error) = error else { panic!("{error}") };
    error
}

/// A reader that gives one byte at a time.
struct Slow<'a>(&'a [u8]);

impl Read for Slow<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let count = buffer.len().min(1);
        (&mut self.0).read(&mut buffer[..count])
    }
}

#[test]
fn as_in_memory() {
    let text = chunk(*b"tEXt", b"openbadges\0https://example.org/1");
    let images = [
        image_with(&[]),
        image_with(&[chunk(*b"IDAT", &vec![7; 200_000]), chunk(*b"tEXt", b"a\0b")]),
        image_with(&[text, chunk(*b"IDAT", b"")]),
        b"<svg><g/></svg>".to_vec(),
        b"<svg><openbadges:credential/></svg>".to_vec(),
        b"{}".to_vec(),
        b"".to_vec(),
        SIGNATURE.to_vec(),
    ];
    for image in &images {
        for existing in [Existing::Refuse, Existing::Replace, Existing::Keep] {
            let baking = baking().existing(existing);
            let whole = baking.bake(image);
            assert_eq!(streamed(&baking, image.as_slice()).map_err(at_fault), whole);
            if let Ok(baked) = whole {
                let found = stream::unbake_all(Slow(&baked)).unwrap();
                assert_eq!(found, openbadges_bakery::unbake_all(&baked).unwrap());
            }
        }
        // What is found first is told, and a stream finds a badge before it finds its end.
        for end in 0..image.len().min(100) {
            let short = &image[..end];
            assert_eq!(streamed(&baking(), Slow(short)).is_ok(), baking().bake(short).is_ok(), "{end}");
        }
    }
}

#[test]
fn damage_is_told() {
    let good = bake(&image_with(&[chunk(*b"IDAT", b"abc")]), "{}").unwrap();
    for at in SIGNATURE.len()..good.len() {
        let mut bad = good.clone();
        bad[at] ^= 0x41;
        at_fault(stream::unbake_all(bad.as_slice()).unwrap_err());
        let cut = at_fault(stream::unbake_all(&good[..at]).unwrap_err());
        assert!(matches!(cut, BakeError::Truncated { offset } if offset <= at), "{at}: {cut}");
    }
    let longer = [good.as_slice(), b"x"].concat();
    let error = at_fault(stream::unbake_all(longer.as_slice()).unwrap_err());
    assert_eq!(error, BakeError::TrailingBytes { offset: good.len() });
}

#[test]
fn pictures_are_larger_than_memory_allows_and_badges_are_not() {
    let data = vec![0; limits::PNG_BYTES];
    let large = [SIGNATURE, &header(100_000), &chunk(*b"IDAT", &data), &chunk(*b"IEND", b"")].concat();
    let baked = streamed(&baking(), large.as_slice()).unwrap();
    assert_eq!(stream::unbake_all(baked.as_slice()).unwrap()[0].credential, TEXT);
    let end = large.len() - 12;
    assert!(baked[..end] == large[..end] && baked[baked.len() - 12..] == large[end..]);
    let text =
        [b"openbadgecredential\0\0\0\0\0{".as_slice(), &vec![b' '; limits::CREDENTIAL_BYTES], b"}"].concat();
    let error = stream::unbake_all(image_with(&[chunk(*b"iTXt", &text)]).as_slice()).unwrap_err();
    assert!(matches!(at_fault(error), BakeError::TooLarge { .. }));
    // Taken out, it is not held.
    let replaced =
        streamed(&baking().existing(Existing::Replace), image_with(&[chunk(*b"iTXt", &text)]).as_slice());
    assert_eq!(replaced.unwrap(), bake(&image_with(&[]), TEXT).unwrap());
}

#[test]
fn a_broken_reader_is_no_damaged_picture() {
    struct Broken;
    impl Read for Broken {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::Error::other("gone"))
        }
    }
    let image = image_with(&[]);
    let error = stream::unbake_all(image[..20].chain(Broken)).unwrap_err();
    assert!(matches!(error, StreamError::Io(_)));
}
