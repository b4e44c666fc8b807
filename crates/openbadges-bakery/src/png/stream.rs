//! PNG from a reader to a writer.

use super::chunks::{self, Chunk};
use super::{SIGNATURE, text};
use crate::error::StreamError;
use crate::{BakeError, Baked, BakedVersion, Baking, limits};
use std::io::{self, ErrorKind, Read, Write};

/// Bytes that are held at a time.
const BUFFER: usize = 64 * 1024;
/// The longest chunk with a credential that is held: what is around the text included.
const HELD: usize = limits::CREDENTIAL_BYTES + 4096;
/// The largest number that the PNG specification allows for lengths and sides.
const LARGEST: u32 = 0x7fff_ffff;

/// Bakes; the signature is read already.
pub(crate) fn bake(baking: &Baking<'_>, image: impl Read, mut baked: impl Write) -> Result<(), StreamError> {
    super::check(baking)?;
    baked.write_all(SIGNATURE)?;
    let mut walk = Walk::new(image, baked);
    while let Some(next) = walk.next()? {
        if next.kind == *b"IEND" {
            let mut entries = Vec::with_capacity(text::size(baking));
            text::write(&mut entries, baking);
            walk.out.write_all(&entries)?;
        }
        let stays = next.version.map_or(Ok(true), |version| baking.keeps(version))?;
        walk.pass(&next, stays)?;
    }
    Ok(walk.out.flush()?)
}

/// Everything that is baked; the signature is read already.
pub(crate) fn found(image: impl Read) -> Result<Vec<Baked>, StreamError> {
    let mut walk = Walk::new(image, io::sink());
    let mut found = Vec::new();
    while let Some(next) = walk.next()? {
        if next.version.is_none() {
            walk.pass(&next, false)?;
            continue;
        }
        limits::check("the badge", next.length, HELD)?;
        let (kind, start) = (next.kind, next.start);
        let data = walk.hold(next)?;
        found.extend(text::read(&Chunk { kind, data: &data, start })?);
    }
    Ok(found)
}

/// A chunk under way: its length, type and first bytes are read.
struct Next {
    kind: [u8; 4],
    version: Option<BakedVersion>,
    /// Bytes of data.
    length: usize,
    start: usize,
    /// The first bytes of data.
    head: Vec<u8>,
}

struct Walk<R, W> {
    image: R,
    out: W,
    /// Where the next chunk begins.
    offset: usize,
    ended: bool,
    buffer: Vec<u8>,
}

impl<R: Read, W: Write> Walk<R, W> {
    fn new(image: R, out: W) -> Self {
        Self { image, out, offset: SIGNATURE.len(), ended: false, buffer: vec![0; BUFFER] }
    }

    /// The next chunk; none after `IEND`, where the image must end too.
    fn next(&mut self) -> Result<Option<Next>, StreamError> {
        let start = self.offset;
        if self.ended {
            let more = self.image.by_ref().take(1).read_to_end(&mut Vec::new())? > 0;
            return if more { Err(BakeError::TrailingBytes { offset: start }.into()) } else { Ok(None) };
        }
        let mut frame = [0; 8];
        read(&mut self.image, &mut frame, start)?;
        let [a, b, c, d, kind @ ..] = frame;
        let length = u32::from_be_bytes([a, b, c, d]);
        chunks::check_kind(kind, start)?;
        if length > LARGEST {
            return Err(BakeError::BadChunk { offset: start, reason: "the chunk is too long" }.into());
        }
        let length = usize::try_from(length).unwrap_or(usize::MAX);
        let mut head = vec![0; length.min(text::TELLING)];
        read(&mut self.image, &mut head, start)?;
        if start == SIGNATURE.len() {
            chunks::check_header(&Chunk { kind, data: &head, start }, LARGEST)?;
        }
        self.offset = start.saturating_add(chunks::FRAME + length);
        self.ended = kind == *b"IEND";
        Ok(Some(Next { kind, version: text::version(kind, &head), length, start, head }))
    }

    /// Reads the rest of a chunk, and writes the whole if it stays.
    fn pass(&mut self, next: &Next, stays: bool) -> Result<(), StreamError> {
        let mut crc = crc32fast::Hasher::new();
        crc.update(&next.kind);
        crc.update(&next.head);
        if stays {
            let length = u32::try_from(next.length).unwrap_or(LARGEST);
            self.out.write_all(&[&length.to_be_bytes()[..], &next.kind, &next.head].concat())?;
        }
        let mut left = next.length - next.head.len();
        while left > 0 {
            let part = &mut self.buffer[..left.min(BUFFER)];
            read(&mut self.image, part, next.start)?;
            crc.update(part);
            if stays {
                self.out.write_all(part)?;
            }
            left -= part.len();
        }
        let crc = self.check(crc, next.start)?;
        if stays {
            self.out.write_all(&crc)?;
        }
        Ok(())
    }

    /// The data of a chunk.
    fn hold(&mut self, next: Next) -> Result<Vec<u8>, StreamError> {
        let Next { mut head, length, start, kind, .. } = next;
        let told = head.len();
        head.resize(length, 0);
        read(&mut self.image, &mut head[told..], start)?;
        let mut crc = crc32fast::Hasher::new();
        crc.update(&kind);
        crc.update(&head);
        self.check(crc, start)?;
        Ok(head)
    }

    /// Reads the checksum of a chunk, which must be this.
    fn check(&mut self, crc: crc32fast::Hasher, start: usize) -> Result<[u8; 4], StreamError> {
        let mut written = [0; 4];
        read(&mut self.image, &mut written, start)?;
        if crc.finalize().to_be_bytes() == written {
            return Ok(written);
        }
        Err(BakeError::BadCrc { offset: start }.into())
    }
}

/// Fills the buffer, or the image is cut off in the chunk that begins at `start`.
fn read(image: &mut impl Read, buffer: &mut [u8], start: usize) -> Result<(), StreamError> {
    image.read_exact(buffer).map_err(|error| match error.kind() {
        ErrorKind::UnexpectedEof => BakeError::Truncated { offset: start }.into(),
        _ => error.into(),
    })
}
