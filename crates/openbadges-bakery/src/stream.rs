//! Baking from a reader to a writer: pictures of any size, of which only a little is held at a time.
//!
//! A PNG goes through chunk by chunk, in one pass and constant memory; it may have more bytes, pixels and chunks than
//! [`limits`] says of pictures in memory. An SVG is small ([`limits::SVG_BYTES`]) and is held.
//!
//! ```
//! use openbadges_bakery::{Baking, Entry, stream};
//!
//! # fn main() -> Result<(), stream::StreamError> {
//! let image = std::io::Cursor::new(b"<svg><circle r='9'/></svg>");
//! let mut baked = Vec::new();
//! stream::bake(&Baking::of([Entry::v3("{}")?])?, image, &mut baked)?;
//! assert_eq!(stream::unbake_all(baked.as_slice())?[0].credential, "{}");
//! # Ok(())
//! # }
//! ```

pub use crate::error::StreamError;
use crate::{BakeError, Baked, Baking, all, limits, png, svg};
use std::io::{Read, Write};

/// Bakes while copying from `image` to `baked`. Give a buffered writer where each write is dear.
///
/// ```
/// use openbadges_bakery::{Baking, Entry, stream};
///
/// let mut baked = Vec::new();
/// stream::bake(&Baking::of([Entry::v3("{}")?])?, &b"<svg><g/></svg>"[..], &mut baked)?;
/// assert_eq!(baked, openbadges_bakery::bake(b"<svg><g/></svg>", "{}")?);
/// # Ok::<(), stream::StreamError>(())
/// ```
///
/// # Errors
/// As [`Baking::bake`], or as the reader or the writer says. What was written until then is no picture: a badge that
/// is baked already may stand at the very end.
pub fn bake(baking: &Baking<'_>, mut image: impl Read, mut baked: impl Write) -> Result<(), StreamError> {
    match start(&mut image)? {
        Start::Png => png::stream::bake(baking, image, baked),
        Start::Other(bytes) => Ok(baked.write_all(&svg::bake_with(&rest(bytes, image)?, baking)?)?),
    }
}

/// Takes out everything that is baked into a picture, 3.0 first: at most one of each version.
///
/// # Errors
/// As [`crate::unbake`], or as the reader says.
pub fn unbake_all(mut image: impl Read) -> Result<Vec<Baked>, StreamError> {
    let found = match start(&mut image)? {
        Start::Png => png::stream::found(image)?,
        Start::Other(bytes) => svg::found(&rest(bytes, image)?)?,
    };
    Ok(all(found)?)
}

/// How a picture begins.
enum Start {
    /// With the signature of a PNG, which is read.
    Png,
    /// With these bytes.
    Other(Vec<u8>),
}

fn start(image: &mut impl Read) -> Result<Start, StreamError> {
    let mut bytes = Vec::new();
    image.take(png::SIGNATURE.len() as u64).read_to_end(&mut bytes)?;
    Ok(if bytes == png::SIGNATURE { Start::Png } else { Start::Other(bytes) })
}

/// The whole of an SVG.
fn rest(mut bytes: Vec<u8>, image: impl Read) -> Result<Vec<u8>, StreamError> {
    image.take(limits::SVG_BYTES as u64).read_to_end(&mut bytes)?;
    if svg::looks_like_svg(&bytes) { Ok(bytes) } else { Err(BakeError::UnknownImage.into()) }
}
