//! Why an image was not baked, or nothing could be taken out of it.

use crate::BakedVersion;

/// Why an image was not baked, or nothing could be taken out of it. Offsets count bytes from its start.
///
/// ```
/// use openbadges_bakery::{BakeError, bake};
///
/// let error = bake(b"\x89PNG\r\n\x1a\nIHDR", "{}").unwrap_err();
/// assert_eq!(error, BakeError::Truncated { offset: 8 });
/// assert!(error.to_string().contains("cut off"));
/// ```
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum BakeError {
    /// Neither PNG nor SVG.
    #[error("this is neither a PNG nor an SVG image")]
    UnknownImage,
    /// What was to be baked is neither JSON nor a compact JWS.
    #[error("a credential is a JSON object or a compact JWS")]
    NotACredential,
    /// What was to be baked is JSON or a JWS, and by its content no badge.
    #[error(
        "this is no badge: a credential of Open Badges 3.0 has the type VerifiableCredential, an assertion of 2.0 the type Assertion"
    )]
    NoSuchBadge,
    /// Two of one version were to be baked into one image (A.10-3).
    #[error("an image holds one badge of {}, not two", .version.name())]
    Twice {
        /// Whose.
        version: BakedVersion,
    },
    /// There was nothing to bake.
    #[error("there is no badge to bake")]
    Nothing,
    /// What is baked into the image is nothing that a badge can be.
    #[error("what is baked into this image is neither JSON, nor a compact JWS, nor an address")]
    NotABadge,
    /// Nothing is baked into the image.
    #[error("no badge is baked into this image")]
    NotBaked,
    /// Something is baked into the image already.
    #[error("a badge is baked into this image already; replace it, or take an image without one")]
    AlreadyBaked,
    /// More than one credential of one version is baked into the image.
    #[error("more than one badge is baked into this image; which one is meant cannot be told")]
    MoreThanOne,
    /// Larger than is read or written.
    #[error("{what} has {size} bytes; at most {limit} are allowed")]
    TooLarge {
        /// What is too large.
        what: &'static str,
        /// Its size in bytes.
        size: usize,
        /// The most that is allowed.
        limit: usize,
    },
    /// More of something than is read.
    #[error("the image has more than {limit} {what}")]
    TooMany {
        /// What there is too much of.
        what: &'static str,
        /// The most that is allowed.
        limit: usize,
    },
    /// The PNG ends before its `IEND` chunk.
    #[error("the PNG image is cut off at byte {offset}; get the whole file again")]
    Truncated {
        /// Where the incomplete chunk begins.
        offset: usize,
    },
    /// The checksum of a chunk is wrong.
    #[error("the PNG image is damaged: the checksum of the chunk at byte {offset} is wrong")]
    BadCrc {
        /// Where the chunk begins.
        offset: usize,
    },
    /// A chunk is not as the PNG specification wants it.
    #[error("the PNG image is damaged at byte {offset}: {reason}")]
    BadChunk {
        /// Where the chunk begins.
        offset: usize,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// Bytes follow the end of the PNG.
    #[error("the PNG image ends at byte {offset}, and more follows; save it anew without that")]
    TrailingBytes {
        /// Where the image ends.
        offset: usize,
    },
    /// The credential is compressed, which Open Badges 3.0 forbids (A.10-1), and CLR 2.0 with it.
    #[error("the badge in this PNG image is compressed, which Open Badges 3.0 and CLR 2.0 do not allow")]
    Compressed,
    /// A badge of 3.0 or a record is in a chunk of another kind than `iTXt` (A.10-1).
    #[error(
        "the badge in the chunk at byte {offset} of this PNG image is not in an iTXt chunk, as Open Badges 3.0 and CLR 2.0 want it"
    )]
    NotInternational {
        /// Where the chunk begins.
        offset: usize,
    },
    /// The credential, or the whole SVG, is not UTF-8, or would not be with the credential.
    #[error("the text in this image is not UTF-8; if it is an SVG, save it anew in this encoding")]
    NotUtf8,
    /// The SVG is not well-formed XML.
    #[error("the SVG image is damaged at byte {offset}: {message}")]
    Xml {
        /// Where the trouble is.
        offset: usize,
        /// What it is.
        message: String,
    },
    /// The SVG brings declarations or entities of its own, which are not read.
    #[error("the SVG image defines or uses entities of its own; save it as plain SVG")]
    Entities,
    /// The root of the SVG has no content.
    #[error("the SVG image is empty")]
    EmptySvg,
    /// The credential has a character that XML cannot hold.
    #[error("the credential has the character U+{:04X}, which an SVG image cannot hold", u32::from(*.0))]
    Unwritable(char),
}

/// Why a picture could not be read, baked or written.
///
/// ```
/// use openbadges_bakery::BakeError;
/// use openbadges_bakery::stream::{StreamError, unbake_all};
///
/// let error = unbake_all(&b"GIF89a"[..]).unwrap_err();
/// assert!(matches!(error, StreamError::Bake(BakeError::UnknownImage)));
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StreamError {
    /// The picture or the badge is at fault.
    #[error(transparent)]
    Bake(#[from] BakeError),
    /// The reader or the writer is.
    #[error("the picture could not be read or written")]
    Io(#[from] std::io::Error),
}

impl BakedVersion {
    const fn name(self) -> &'static str {
        match self {
            Self::V3 => "Open Badges 3.0",
            Self::Clr => "CLR 2.0",
            Self::V2 => "Open Badges 2.0",
        }
    }
}
