//! Baking in PNG: a credential is an `iTXt` chunk before the end (A.10-1).

mod chunks;
mod text;

use crate::{BakeError, Baked, choose, credential, limits};
use chunks::chunks;

/// The first bytes of every PNG.
pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Bakes a credential into a PNG as an uncompressed `iTXt` chunk `openbadgecredential` before `IEND`.
///
/// # Errors
/// See [`crate::bake`].
pub fn bake(image: &[u8], credential: &str) -> Result<Vec<u8>, BakeError> {
    credential::form(credential)?;
    if credential.contains('\0') {
        return Err(BakeError::Unwritable('\0'));
    }
    let chunks = chunks(image)?;
    if !text::find(&chunks)?.is_empty() {
        return Err(BakeError::AlreadyBaked);
    }
    let end = chunks.last().map_or(image.len(), |chunk| chunk.start);
    let mut baked = image[..end].to_vec();
    chunks::write(&mut baked, *b"iTXt", &text::itxt(credential));
    baked.extend_from_slice(&image[end..]);
    limits::check("the baked PNG image", baked.len(), limits::PNG_BYTES)?;
    Ok(baked)
}

/// Takes the credential out of a PNG: the `iTXt` chunk `openbadgecredential` (3.0), else the `iTXt` or
/// `tEXt` chunk `openbadges` (2.0 and before).
///
/// # Errors
/// See [`crate::unbake`].
pub fn unbake(image: &[u8]) -> Result<Baked, BakeError> {
    let chunks = chunks(image)?;
    choose(text::find(&chunks)?)
}
