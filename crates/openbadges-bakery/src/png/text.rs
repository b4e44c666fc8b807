//! The text chunks that hold credentials.

use super::chunks::Chunk;
use crate::{BakeError, Baked, BakedVersion, limits};
use flate2::read::ZlibDecoder;
use std::io::Read;

const KEYWORD_V3: &[u8] = b"openbadgecredential";
const KEYWORD_V2: &[u8] = b"openbadges";

/// The data of an `iTXt` chunk with a credential: keyword, no compression, no language, text.
pub(super) fn itxt(credential: &str) -> Vec<u8> {
    [KEYWORD_V3, b"\0", &[0, 0], b"\0", b"\0", credential.as_bytes()].concat()
}

/// Every credential in the text chunks.
pub(super) fn find(chunks: &[Chunk<'_>]) -> Result<Vec<Baked>, BakeError> {
    chunks.iter().filter_map(|chunk| read(chunk).transpose()).collect()
}

fn read(chunk: &Chunk<'_>) -> Result<Option<Baked>, BakeError> {
    if ![*b"iTXt", *b"tEXt"].contains(&chunk.kind) {
        return Ok(None);
    }
    let Some((keyword, rest)) = split_nul(chunk.data) else { return Ok(None) };
    match (&chunk.kind, keyword) {
        (b"iTXt", KEYWORD_V3) => international(chunk, rest, BakedVersion::V3).map(Some),
        (b"iTXt", KEYWORD_V2) => international(chunk, rest, BakedVersion::V2).map(Some),
        (b"tEXt", KEYWORD_V2) => {
            limits::check("the badge", rest.len(), limits::CREDENTIAL_BYTES)?;
            let credential = rest.iter().copied().map(char::from).collect(); // Latin-1
            Ok(Some(Baked { version: BakedVersion::V2, credential, compressed: false }))
        }
        _ => Ok(None),
    }
}

/// What follows the keyword in an `iTXt` chunk: flag, method, language, translated keyword, text.
fn international(chunk: &Chunk<'_>, rest: &[u8], version: BakedVersion) -> Result<Baked, BakeError> {
    let bad = |reason| BakeError::BadChunk { offset: chunk.start, reason };
    let ([flag, method], rest) = rest.split_first_chunk().ok_or(bad("the text chunk is too short"))?;
    let (_language, rest) = split_nul(rest).ok_or(bad("the language of the text has no end"))?;
    let (_translated, text) = split_nul(rest).ok_or(bad("the keyword of the text has no end"))?;
    let (compressed, text) = match (flag, version) {
        (0, _) => (false, text.to_vec()),
        (1, BakedVersion::V3) => return Err(BakeError::Compressed),
        (1, BakedVersion::V2) if *method == 0 => {
            (true, inflate(text).map_err(|()| bad("the compressed text is damaged"))?)
        }
        _ => return Err(bad("the text is compressed in an unknown way")),
    };
    limits::check("the badge", text.len(), limits::CREDENTIAL_BYTES)?;
    let credential = String::from_utf8(text).map_err(|_| BakeError::NotUtf8)?;
    Ok(Baked { version, credential, compressed })
}

/// Inflates, to one byte more than is allowed at most.
fn inflate(bytes: &[u8]) -> Result<Vec<u8>, ()> {
    let mut text = Vec::new();
    let most = limits::CREDENTIAL_BYTES as u64 + 1;
    ZlibDecoder::new(bytes).take(most).read_to_end(&mut text).map_err(|_| ())?;
    Ok(text)
}

fn split_nul(bytes: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = bytes.iter().position(|byte| *byte == 0)?;
    Some((&bytes[..end], &bytes[end + 1..]))
}
