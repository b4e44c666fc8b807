//! How much is read and written (P-R2). What is baked here can always be taken out here.

/// Bytes of a PNG, before and after baking.
pub const PNG_BYTES: usize = 5 * 1024 * 1024;
/// Pixels of a PNG along each side.
pub const PNG_SIDE: u32 = 4096;
/// Chunks of a PNG.
pub const PNG_CHUNKS: usize = 1000;
/// Bytes of an SVG, before and after baking.
pub const SVG_BYTES: usize = 512 * 1024;
/// Elements of an SVG within each other.
pub const SVG_DEPTH: usize = 64;
/// Elements of an SVG.
pub const SVG_ELEMENTS: usize = 10_000;
/// Attributes of one element of an SVG.
pub const SVG_ATTRIBUTES: usize = 256;
/// Declarations of namespaces within each other that concern badges.
pub const SVG_DECLARATIONS: usize = 256;
/// Bytes of a credential, once inflated.
pub const CREDENTIAL_BYTES: usize = 1024 * 1024;

use crate::BakeError;

pub(crate) fn check(what: &'static str, size: usize, limit: usize) -> Result<(), BakeError> {
    if size > limit { Err(BakeError::TooLarge { what, size, limit }) } else { Ok(()) }
}

pub(crate) fn check_count(what: &'static str, count: usize, limit: usize) -> Result<(), BakeError> {
    if count > limit { Err(BakeError::TooMany { what, limit }) } else { Ok(()) }
}
