//! Baking in PNG: a credential is an `iTXt` chunk before the end (A.10-1).

mod chunks;
pub(crate) mod stream;
mod text;

use crate::{BakeError, Baked, Baking, Entry, choose, limits};
use chunks::chunks;

/// The first bytes of every PNG.
pub const SIGNATURE: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Bakes a credential into a PNG as an uncompressed `iTXt` chunk `openbadgecredential` before `IEND`.
///
/// # Errors
/// See [`crate::bake`].
pub fn bake(image: &[u8], credential: &str) -> Result<Vec<u8>, BakeError> {
    bake_with(image, &Baking::of([Entry::v3(credential)?])?)
}

/// Takes the credential out of a PNG: the `iTXt` chunk `openbadgecredential` (3.0), else the `iTXt`, `zTXt` or
/// `tEXt` chunk `openbadges` (2.0 and before).
///
/// # Errors
/// See [`crate::unbake`].
pub fn unbake(image: &[u8]) -> Result<Baked, BakeError> {
    choose(found(image)?)
}

/// Everything that is baked into a PNG, in its order.
pub(crate) fn found(image: &[u8]) -> Result<Vec<Baked>, BakeError> {
    chunks(image)?.iter().filter_map(|chunk| text::read(chunk).transpose()).collect()
}

/// See [`Baking::bake`].
pub(crate) fn bake_with(image: &[u8], baking: &Baking<'_>) -> Result<Vec<u8>, BakeError> {
    check(baking)?;
    let chunks = chunks(image)?;
    let mut baked = Vec::with_capacity(image.len() + text::size(baking));
    let (mut copied, mut count) = (0, chunks.len() + baking.entries().len());
    for chunk in &chunks {
        let Some(version) = text::version(chunk.kind, chunk.data) else { continue };
        if !baking.keeps(version)? {
            baked.extend_from_slice(&image[copied..chunk.start]);
            copied = chunk.end();
            count -= 1;
        }
    }
    let end = chunks.last().map_or(image.len(), |chunk| chunk.start);
    baked.extend_from_slice(&image[copied..end]);
    text::write(&mut baked, baking);
    baked.extend_from_slice(&image[end..]);
    limits::check_count("chunks", count, limits::PNG_CHUNKS)?;
    limits::check("the baked PNG image", baked.len(), limits::PNG_BYTES)?;
    Ok(baked)
}

/// A text chunk may hold every character but the one that ends its parts.
fn check(baking: &Baking<'_>) -> Result<(), BakeError> {
    if baking.entries().iter().any(|entry| entry.text().contains('\0')) {
        return Err(BakeError::Unwritable('\0'));
    }
    Ok(())
}
