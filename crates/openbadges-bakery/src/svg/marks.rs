//! Where the bytes of an image are that tell markup from content, found 64 at a time: one bit for each byte.

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};

/// How many bytes are looked at together: as many as a word has bits.
const BLOCK: usize = 64;

/// What one look at every byte of an image finds.
pub(super) struct Map {
    blocks: Vec<Block>,
    /// Whether all bytes are ASCII.
    pub(super) is_ascii: bool,
}

/// What is found in a block; the lowest bit is for its first byte.
#[derive(Clone, Copy)]
struct Block {
    /// Where one of `<>&"'` is.
    marks: u64,
    /// Where another byte is that no name has: a control character, white space or one of `!/=?`.
    gaps: u64,
}

/// There are no names after the end of an image.
const BEHIND: Block = Block { marks: u64::MAX, gaps: u64::MAX };

impl Map {
    pub(super) fn of(image: &[u8]) -> Self {
        dispatch!(Level::new(), simd => map(simd, image))
    }

    /// The first gap from this place on, or the end of where it is looked for.
    #[inline]
    pub(super) fn gap(&self, at: usize, end: usize) -> usize {
        let (mut base, mut ahead) = (at, self.block(at).gaps >> (at % BLOCK));
        while ahead == 0 && base < end {
            base = base - base % BLOCK + BLOCK;
            ahead = self.block(base).gaps;
        }
        end.min(base + ahead.trailing_zeros() as usize)
    }

    /// The marks from this place on.
    pub(super) fn marks(&self, at: usize) -> Marks<'_> {
        let passed = at % BLOCK;
        Marks { map: self, base: at - passed, ahead: self.block(at).marks >> passed << passed }
    }

    /// The block of this place.
    #[inline]
    fn block(&self, at: usize) -> Block {
        self.blocks.get(at / BLOCK).copied().unwrap_or(BEHIND)
    }
}

/// Goes through the marks of an image. When there are no more, places after its end follow.
#[derive(Clone, Copy)]
pub(super) struct Marks<'a> {
    map: &'a Map,
    /// Where the block under way begins.
    base: usize,
    /// Those in the block that are yet to come.
    ahead: u64,
}

impl Marks<'_> {
    /// Where the next one is.
    #[inline]
    pub(super) fn next(&mut self) -> usize {
        while self.ahead == 0 {
            self.base += BLOCK;
            self.ahead = self.map.block(self.base).marks;
        }
        let at = self.base + self.ahead.trailing_zeros() as usize;
        self.ahead &= self.ahead - 1;
        at
    }
}

#[inline(always)]
#[allow(clippy::inline_always, reason = "becomes a part of the code for each kind of processor")]
fn map<S: Simd>(simd: S, image: &[u8]) -> Map {
    let (whole, rest) = image.as_chunks::<BLOCK>();
    let mut last = [b'<'; BLOCK];
    last[..rest.len()].copy_from_slice(rest);
    let last = u8x64::from_slice(simd, &last);
    let mut blocks = vec![Block { marks: 0, gaps: 0 }; whole.len() + 1];
    blocks[whole.len()] = look(simd, last);
    let mut all = last;
    for (bytes, block) in whole.iter().zip(&mut blocks) {
        let bytes = u8x64::from_slice(simd, bytes);
        *block = look(simd, bytes);
        all |= bytes;
    }
    Map { blocks, is_ascii: all.simd_lt(0x80).to_bitmask() == u64::MAX }
}

/// A byte is what the kinds of its column and the bits of its row have in common.
#[inline(always)]
#[allow(clippy::inline_always, reason = "becomes a part of the code for each kind of processor")]
fn look<S: Simd>(simd: S, bytes: u8x64<S>) -> Block {
    let column = u8x64::from_slice(simd, &COLUMNS).swizzle_dyn_within_blocks(bytes & 0x0f);
    let row = u8x64::from_slice(simd, &ROWS).swizzle_dyn_within_blocks(bytes >> 4);
    let kinds = column & row;
    Block { marks: (kinds & MARKS).simd_gt(0).to_bitmask(), gaps: (kinds & GAPS).simd_gt(0).to_bitmask() }
}

/// The bits of [`COLUMNS`] that stand for marks, one for each row of 16 bytes.
const MARKS: u8 = 0x0f;
/// The bits that stand for gaps.
const GAPS: u8 = 0xf0;

/// What the bytes are whose lower four bits are the place in the table, which is here four times.
static COLUMNS: [u8; BLOCK] = {
    let mut columns = [0; BLOCK];
    let mut byte = 0;
    while byte < 64 {
        let mut at = byte as usize % 16;
        while at < BLOCK {
            columns[at] |= kind(byte) << (byte / 16);
            at += 16;
        }
        byte += 1;
    }
    columns
};

/// Which bits of [`COLUMNS`] are of the row whose number is the place in the table, which is here four times.
static ROWS: [u8; BLOCK] = {
    let mut rows = [0; BLOCK];
    let mut at = 0;
    while at < BLOCK {
        if at % 16 < 4 {
            rows[at] = 0x11 << (at % 16);
        }
        at += 1;
    }
    rows
};

/// What a byte is, if it were in the first row. No byte from 64 on is anything.
const fn kind(byte: u8) -> u8 {
    match byte {
        b'<' | b'>' | b'&' | b'"' | b'\'' => 0x01,
        0..=b' ' | b'!' | b'/' | b'=' | b'?' => 0x10,
        _ => 0,
    }
}

#[cfg(test)]
mod tests;
