//! Where the bytes of an image are that tell markup from content, found 64 at a time: one bit for each byte.

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

/// How many bytes are looked at together: as many as a word has bits.
const BLOCK: usize = 64;

/// What one look at every byte of an image finds.
pub(super) struct Map {
    /// Where one of `<>&"'` is; the lowest bit of a block is for its first byte.
    blocks: Vec<u64>,
    /// Whether all bytes are ASCII.
    pub(super) is_ascii: bool,
}

impl Map {
    pub(super) fn of(image: &[u8]) -> Self {
        dispatch!(Level::new(), simd => map(simd, image))
    }

    /// Where the first mark from this place on is, if there is one.
    #[inline]
    pub(super) fn mark(&self, at: usize) -> Option<usize> {
        let mut block = at / BLOCK;
        let ahead = self.blocks.get(block)? >> (at % BLOCK);
        if ahead != 0 {
            return Some(at + ahead.trailing_zeros() as usize);
        }
        loop {
            block += 1;
            let ahead = *self.blocks.get(block)?;
            if ahead != 0 {
                return Some(block * BLOCK + ahead.trailing_zeros() as usize);
            }
        }
    }
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "becomes a part of the code for each kind of processor")]
fn map<S: Simd>(simd: S, image: &[u8]) -> Map {
    let (whole, rest) = image.as_chunks::<BLOCK>();
    let mut last = [b' '; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    let mut blocks = vec![0; whole.len() + 1];
    let mut all = u8x64::splat(simd, 0);
    for (bytes, block) in whole.iter().chain([&last]).zip(&mut blocks) {
        let bytes = u8x64::from_slice(simd, bytes);
        *block = marks(simd, bytes);
        all |= bytes;
    }
    Map { blocks, is_ascii: all.simd_lt(0x80).to_bitmask() == u64::MAX }
}

/// Where a byte is the one mark that it could be, by its lower four bits.
#[inline(always)]
#[allow(clippy::inline_always, reason = "becomes a part of the code for each kind of processor")]
fn marks<S: Simd>(simd: S, bytes: u8x64<S>) -> u64 {
    u8x64::from_slice(simd, &MARKS).swizzle_dyn_within_blocks(bytes & 0x0f).simd_eq(bytes).to_bitmask()
}

/// The mark whose lower four bits are the place in the table, which is here four times.
static MARKS: [u8; BLOCK] = {
    // `<` fills the places where it is not: no byte that is looked up there equals it.
    let mut marks = [b'<'; BLOCK];
    let mut at = 0;
    while at < BLOCK {
        match at % 16 {
            0x2 => marks[at] = b'"',
            0x6 => marks[at] = b'&',
            0x7 => marks[at] = b'\'',
            0xe => marks[at] = b'>',
            _ => {}
        }
        at += 1;
    }
    marks
};

#[cfg(test)]
mod tests;
