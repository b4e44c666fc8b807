//! The text chunks that hold credentials.

use super::chunks::{self, Chunk, FRAME};
use crate::{BakeError, Baked, BakedKind, BakedVersion, Baking, Entry, limits};
use flate2::read::ZlibDecoder;
use std::io::Read;

const KEYWORD_V3: &[u8] = b"openbadgecredential";
const KEYWORD_CLR: &[u8] = b"clrcredential";
const KEYWORD_V2: &[u8] = b"openbadges";

/// So many bytes of the data of a chunk tell whether a credential is in it.
pub(super) const TELLING: usize = KEYWORD_V3.len() + 1;

/// What follows the keyword in an `iTXt` chunk that is written: no compression, no language, no translation.
const PLAIN: &[u8] = &[0, 0, 0, 0, 0];

/// How many bytes [`write`] appends.
pub(super) fn size(baking: &Baking<'_>) -> usize {
    let size = |entry: &Entry<'_>| FRAME + keyword(entry.version()).len() + PLAIN.len() + entry.text().len();
    baking.entries().iter().map(size).sum()
}

/// Appends an uncompressed `iTXt` chunk for each entry.
pub(super) fn write(image: &mut Vec<u8>, baking: &Baking<'_>) {
    for entry in baking.entries() {
        chunks::write(image, *b"iTXt", &[keyword(entry.version()), PLAIN, entry.text().as_bytes()]);
    }
}

const fn keyword(version: BakedVersion) -> &'static [u8] {
    match version {
        BakedVersion::V3 => KEYWORD_V3,
        BakedVersion::Clr => KEYWORD_CLR,
        BakedVersion::V2 => KEYWORD_V2,
    }
}

/// Whose credential a chunk holds; of its data, the first [`TELLING`] bytes are enough.
pub(super) fn version(kind: [u8; 4], data: &[u8]) -> Option<BakedVersion> {
    if ![*b"iTXt", *b"tEXt", *b"zTXt"].contains(&kind) {
        return None;
    }
    let holds = |keyword: &[u8]| data.strip_prefix(keyword).is_some_and(|rest| rest.first() == Some(&0));
    BakedVersion::ALL.into_iter().find(|version| holds(keyword(*version)))
}

/// The credential of a chunk, if it holds any.
pub(super) fn read(chunk: &Chunk<'_>) -> Result<Option<Baked>, BakeError> {
    let Some(version) = version(chunk.kind, chunk.data) else { return Ok(None) };
    let rest = &chunk.data[keyword(version).len() + 1..];
    let (credential, compressed) = match &chunk.kind {
        b"iTXt" => international(chunk, rest, version)?,
        _ if version != BakedVersion::V2 => {
            return Err(BakeError::NotInternational { offset: chunk.start });
        }
        b"zTXt" => (latin1(&compressed(chunk, rest)?)?, true),
        _ => (latin1(rest)?, false),
    };
    let kind = BakedKind::of(&credential).ok_or(BakeError::NotABadge)?;
    Ok(Some(Baked { version, kind, credential, address: None, compressed }))
}

/// What follows the keyword in an `iTXt` chunk: flag, method, language, translated keyword, text.
fn international(chunk: &Chunk<'_>, rest: &[u8], version: BakedVersion) -> Result<(String, bool), BakeError> {
    let bad = |reason| BakeError::BadChunk { offset: chunk.start, reason };
    let (flag, rest) = rest.split_first().ok_or(bad("the text chunk is too short"))?;
    let (method, rest) = rest.split_first().ok_or(bad("the text chunk is too short"))?;
    let (_language, rest) = split_nul(rest).ok_or(bad("the language of the text has no end"))?;
    let (_translated, text) = split_nul(rest).ok_or(bad("the keyword of the text has no end"))?;
    let text = match (flag, version) {
        (0, _) => text.to_vec(),
        (1, BakedVersion::V3 | BakedVersion::Clr) => return Err(BakeError::Compressed),
        (1, BakedVersion::V2) => inflate(chunk, *method, text)?,
        _ => return Err(bad("the text is compressed in an unknown way")),
    };
    limits::check("the badge", text.len(), limits::CREDENTIAL_BYTES)?;
    Ok((String::from_utf8(text).map_err(|_| BakeError::NotUtf8)?, *flag == 1))
}

/// What follows the keyword in a `zTXt` chunk: method, compressed text.
fn compressed(chunk: &Chunk<'_>, rest: &[u8]) -> Result<Vec<u8>, BakeError> {
    let short = BakeError::BadChunk { offset: chunk.start, reason: "the text chunk is too short" };
    let (method, text) = rest.split_first().ok_or(short)?;
    inflate(chunk, *method, text)
}

/// Inflates, to one byte more than is allowed at most.
fn inflate(chunk: &Chunk<'_>, method: u8, bytes: &[u8]) -> Result<Vec<u8>, BakeError> {
    let bad = |reason| BakeError::BadChunk { offset: chunk.start, reason };
    if method != 0 {
        return Err(bad("the text is compressed in an unknown way"));
    }
    let mut text = Vec::new();
    let most = limits::CREDENTIAL_BYTES as u64 + 1;
    let read = ZlibDecoder::new(bytes).take(most).read_to_end(&mut text);
    read.map_err(|_| bad("the compressed text is damaged"))?;
    Ok(text)
}

fn latin1(bytes: &[u8]) -> Result<String, BakeError> {
    limits::check("the badge", bytes.len(), limits::CREDENTIAL_BYTES)?;
    Ok(bytes.iter().copied().map(char::from).collect())
}

fn split_nul(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == 0)?;
    Some((&bytes[..end], &bytes[end + 1..]))
}
