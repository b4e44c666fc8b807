//! What can go wrong, in sentences that a designer can act on.

/// Why a design, an SVG or an upload was refused.
///
/// ```
/// use openbadges_design::{DesignError, Limits, reencode_png};
///
/// let error = reencode_png(b"\xff\xd8\xff\xe0", &Limits::default()).unwrap_err();
/// assert!(matches!(error, DesignError::NotPng("a JPEG")));
/// assert_eq!(error.to_string(), "This is a JPEG. Upload a PNG.");
/// ```
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum DesignError {
    /// The design document is not version 1 of this format.
    #[error("This is not a badge design: {0}.")]
    Document(#[from] serde_json::Error),
    /// No font at all was given.
    #[error("No font was given: a badge needs at least one TrueType or OpenType font.")]
    NoFont,
    /// One of the given fonts cannot be read; counted from 0.
    #[error("Font number {0} is not a readable TrueType or OpenType font.")]
    Font(usize),
    /// The words need characters that none of the fonts has.
    #[error("No font here can draw {characters}. Leave that out of the {field} or pick another font.")]
    NoGlyph {
        /// `title` or `subtitle`.
        field: &'static str,
        /// The characters, each once, in the order of the text.
        characters: String,
    },
    /// The SVG cannot be read.
    #[error("The SVG cannot be read: {0}")]
    Svg(#[from] resvg::usvg::Error),
    /// The SVG is longer than [`MAX_SVG_BYTES`](crate::MAX_SVG_BYTES).
    #[error("The SVG has {0} bytes; at most {max} are drawn.", max = crate::MAX_SVG_BYTES)]
    SvgTooLong(usize),
    /// The SVG has something that is not drawn here because a small file could ask for endless work with it.
    #[error("The SVG {0}. Simplify it: outlines, groups, gradients and plain clip paths are drawn.")]
    SvgTooComplex(String),
    /// The asked size is zero or above [`MAX_PIXELS`](crate::MAX_PIXELS).
    #[error("A picture of {0} pixels cannot be drawn: ask for 1 to {max}.", max = crate::MAX_PIXELS)]
    Size(u32),
    /// The picture could not be written as PNG.
    #[error("The picture could not be written: {0}")]
    Write(String),
    /// The upload is something else than a PNG.
    #[error("This is {0}. Upload a PNG.")]
    NotPng(&'static str),
    /// The upload has too many bytes.
    #[error("This PNG has {bytes} bytes; at most {max} are taken. Make it smaller.")]
    TooManyBytes {
        /// Bytes of the upload.
        bytes: usize,
        /// The limit.
        max: usize,
    },
    /// The upload has too many pixels.
    #[error("This PNG is {width} × {height} pixels; at most {max} × {max} are taken. Make it smaller.")]
    TooManyPixels {
        /// Width in pixels.
        width: u32,
        /// Height in pixels.
        height: u32,
        /// The limit of either side.
        max: u32,
    },
    /// The upload starts as a PNG and then breaks off or contradicts itself.
    #[error("This PNG is damaged ({0}). Export it again.")]
    Damaged(String),
}
