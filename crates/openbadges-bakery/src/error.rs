//! Why an image was not baked, or nothing could be taken out of it.

/// Why an image was not baked, or nothing could be taken out of it. Offsets count bytes from its start.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum BakeError {
    /// Neither PNG nor SVG.
    #[error("this is neither a PNG nor an SVG image")]
    UnknownImage,
    /// What was to be baked is neither JSON nor a compact JWS.
    #[error("a credential is a JSON object or a compact JWS")]
    NotACredential,
    /// Nothing is baked into the image.
    #[error("no badge is baked into this image")]
    NotBaked,
    /// Something is baked into the image already.
    #[error("a badge is baked into this image already; take an image without one")]
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
    #[error("{count} bytes follow the end of the PNG image; save it anew without them")]
    TrailingBytes {
        /// How many.
        count: usize,
    },
    /// The credential is compressed, which Open Badges 3.0 forbids (A.10-1).
    #[error("the badge in this PNG image is compressed, which Open Badges 3.0 does not allow")]
    Compressed,
    /// The credential, or the whole SVG, is not UTF-8.
    #[error("the text in this image is not UTF-8")]
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
    /// The SVG uses the prefix `openbadges` for something else.
    #[error("the SVG image uses the prefix `openbadges` for {uri}")]
    PrefixTaken {
        /// What the prefix stands for.
        uri: String,
    },
    /// The credential has a character that XML cannot hold.
    #[error("the credential has the character U+{:04X}, which an SVG image cannot hold", u32::from(*.0))]
    Unwritable(char),
}
