use std::iter;

use super::*;

/// The map is right, with the instructions of this processor and with those that every one has.
fn assert_right(image: &[u8]) {
    assert_told(image, &Map::of(image));
    assert_told(image, &dispatch!(Level::baseline(), simd => map(simd, image)));
}

fn assert_told(image: &[u8], map: &Map) {
    let places = |is: fn(u8) -> bool| (0..image.len()).filter(move |at| is(image[*at]));
    let mut marks = map.marks(0);
    let found = iter::from_fn(|| Some(marks.next())).take_while(|at| *at < image.len());
    assert!(found.eq(places(|byte| b"<>&\"'".contains(&byte))), "{image:?}");
    let found = iter::successors(Some(map.gap(0, image.len())), |at| Some(map.gap(at + 1, image.len())))
        .take_while(|at| *at < image.len());
    assert!(found.eq(places(|byte| byte <= b' ' || b"!/=?".contains(&byte))), "{image:?}");
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
fn marks_go_on_from_any_place() {
    let image = [&[b'<'; BLOCK][..], &[b'a'; 2 * BLOCK], &[b'>'; BLOCK + 1]].concat();
    let map = Map::of(&image);
    for at in 0..image.len() {
        let next = if at < BLOCK { at } else { at.max(3 * BLOCK) };
        assert_eq!(map.marks(at).next(), next, "{at}");
    }
    assert!(map.marks(image.len()).next() >= image.len());
    assert!(map.marks(10 * BLOCK).next() >= image.len());
}

#[test]
fn gaps_are_looked_for_up_to_an_end() {
    let image = [&[b'a'; 2 * BLOCK + 9][..], b"=", &[b'a'; BLOCK]].concat();
    let map = Map::of(&image);
    for at in 0..image.len() {
        for end in at..image.len() {
            let gap = if (at..end).contains(&(2 * BLOCK + 9)) { 2 * BLOCK + 9 } else { end };
            assert_eq!(map.gap(at, end), gap, "{at} {end}");
        }
    }
}
