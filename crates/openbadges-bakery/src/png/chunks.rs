//! The chunks of a PNG.

use super::SIGNATURE;
use crate::{BakeError, limits};

/// One chunk.
#[derive(Debug, Clone, Copy)]
pub(super) struct Chunk<'a> {
    pub(super) kind: [u8; 4],
    pub(super) data: &'a [u8],
    /// Where it begins in the image.
    pub(super) start: usize,
}

impl Chunk<'_> {
    /// Where the next one begins.
    pub(super) const fn end(&self) -> usize {
        self.start + FRAME + self.data.len()
    }
}

/// Bytes of a chunk around its data: length, type and checksum.
pub(super) const FRAME: usize = 12;

/// All chunks of an image, the checksums of all of them right, `IHDR` first and `IEND` last.
pub(super) fn chunks(image: &[u8]) -> Result<Vec<Chunk<'_>>, BakeError> {
    limits::check("the PNG image", image.len(), limits::PNG_BYTES)?;
    if !image.starts_with(SIGNATURE) {
        return Err(BakeError::UnknownImage);
    }
    let mut chunks = Vec::new();
    let mut offset = SIGNATURE.len();
    loop {
        let chunk = chunk(image, offset)?;
        if chunks.is_empty() {
            check_header(&chunk, limits::PNG_SIDE)?;
        }
        if chunks.len() == limits::PNG_CHUNKS {
            return Err(BakeError::TooMany { what: "chunks", limit: limits::PNG_CHUNKS });
        }
        offset = chunk.end();
        chunks.push(chunk);
        if chunk.kind == *b"IEND" {
            break;
        }
    }
    if offset == image.len() { Ok(chunks) } else { Err(BakeError::TrailingBytes { offset }) }
}

/// The chunk that begins at `start`.
fn chunk(image: &[u8], start: usize) -> Result<Chunk<'_>, BakeError> {
    let truncated = BakeError::Truncated { offset: start };
    let rest = image.get(start..).unwrap_or_default();
    let (length, rest) = rest.split_first_chunk::<4>().ok_or(truncated.clone())?;
    let length = u32::from_be_bytes(*length) as usize;
    let content = rest.get(..length.saturating_add(4)).ok_or(truncated.clone())?;
    let (kind, data) = content.split_first_chunk::<4>().ok_or(truncated.clone())?;
    check_kind(*kind, start)?;
    let crc = rest[content.len()..].first_chunk::<4>().ok_or(truncated)?;
    if u32::from_be_bytes(*crc) != crc32fast::hash(content) {
        return Err(BakeError::BadCrc { offset: start });
    }
    Ok(Chunk { kind: *kind, data, start })
}

/// A type is four letters.
pub(super) fn check_kind(kind: [u8; 4], start: usize) -> Result<(), BakeError> {
    if kind.iter().all(u8::is_ascii_alphabetic) {
        return Ok(());
    }
    Err(BakeError::BadChunk { offset: start, reason: "the type of the chunk is not four letters" })
}

/// The first chunk says how large the image is: not more than `limit` pixels along each side.
pub(super) fn check_header(chunk: &Chunk<'_>, limit: u32) -> Result<(), BakeError> {
    let side = |at: usize| chunk.data[at..].first_chunk::<4>().map_or(0, |bytes| u32::from_be_bytes(*bytes));
    if chunk.kind != *b"IHDR" || chunk.data.len() != 13 {
        return Err(BakeError::BadChunk { offset: chunk.start, reason: "the image has no header" });
    }
    if side(0) == 0 || side(4) == 0 {
        return Err(BakeError::BadChunk { offset: chunk.start, reason: "the image has no pixels" });
    }
    limits::check_count("pixels along a side", side(0).max(side(4)) as usize, limit as usize)
}

/// Appends a chunk with these parts. The data is shorter than a chunk may be: the limits of the crate see to that.
pub(super) fn write(image: &mut Vec<u8>, kind: [u8; 4], parts: &[&[u8]]) {
    let length: usize = parts.iter().map(|part| part.len()).sum();
    image.extend_from_slice(&u32::try_from(length).unwrap_or(u32::MAX).to_be_bytes());
    let content = image.len();
    image.extend_from_slice(&kind);
    for part in parts {
        image.extend_from_slice(part);
    }
    let crc = crc32fast::hash(&image[content..]);
    image.extend_from_slice(&crc.to_be_bytes());
}
