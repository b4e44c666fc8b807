use std::iter;

use super::*;

/// The map is right, with the instructions of this processor and with those that every one has.
fn assert_right(image: &[u8]) {
    assert_told(image, &Map::of(image));
    assert_told(image, &dispatch!(Level::baseline(), simd => map(simd, image)));
}

fn assert_told(image: &[u8], map: &Map) {
    let found = iter::successors(map.mark(0), |at| map.mark(at + 1));
    assert!(found.eq((0..image.len()).filter(|at| b"<>&\"'".contains(&image[*at]))), "{image:?}");
    assert_eq!(map.is_ascii, image.is_ascii(), "{image:?}");
}

#[test]
fn every_byte_is_known_at_every_place_of_a_block() {
    for byte in 0..=u8::MAX {
        for at in 0..2 * BLOCK {
            let mut image = [b'a'; 2 * BLOCK + 1];
            image[at] = byte;
            assert_right(&image);
        }
    }
}

#[test]
fn images_of_every_length_are_known_to_their_end() {
    let all: Vec<u8> = (0..=u8::MAX).chain((0..=u8::MAX).rev()).collect();
    for length in 0..all.len() {
        assert_right(&all[..length]);
        assert_right(&all[all.len() - length..]);
    }
}

#[test]
fn marks_are_looked_for_from_any_place() {
    let image = [&[b'<'; BLOCK][..], &[b'a'; 2 * BLOCK], &[b'>'; BLOCK + 1]].concat();
    let map = Map::of(&image);
    for at in 0..image.len() {
        let next = if at < BLOCK { at } else { at.max(3 * BLOCK) };
        assert_eq!(map.mark(at), Some(next));
    }
    assert_eq!(map.mark(image.len()), None);
    assert_eq!(map.mark(10 * BLOCK), None);
}
