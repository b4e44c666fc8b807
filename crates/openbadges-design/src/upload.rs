//! Uploaded pictures: decoded in full and written anew, so that nothing but pixels survives.

use std::io::Cursor;

use image::{ExtendedColorType, ImageEncoder, RgbaImage, codecs::png::PngEncoder, imageops};
use png::{ColorType, Decoder, DecodingError, Transformations};

use crate::DesignError;

/// How much an upload may ask for.
///
/// ```
/// use openbadges_design::{Limits, reencode_png};
///
/// let small = Limits { bytes: 1024, ..Limits::default() };
/// assert!(reencode_png(&[0; 2048], &small).is_err());
/// ```
#[derive(Clone, Copy, Debug)]
pub struct Limits {
    /// Bytes of the file.
    pub bytes: usize,
    /// Pixels of either side.
    pub side: u32,
    /// Pixels a side of the result at most; larger pictures are scaled down.
    pub result_side: u32,
    /// Bytes of memory for the decoded picture.
    pub memory: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 5 << 20, side: 4096, result_side: 1024, memory: 80 << 20 }
    }
}

const MAGIC: &[u8] = b"\x89PNG\r\n\x1a\n";

/// Decodes an uploaded PNG in full and writes it anew as a square RGBA PNG.
///
/// Metadata, colour profiles, further frames and anything hidden after the end are gone. A picture that is not
/// square gets transparent edges; one larger than `limits.result_side` is scaled down.
///
/// ```
/// use openbadges_design::{DesignError, Limits, reencode_png};
///
/// assert!(matches!(reencode_png(b"GIF89a", &Limits::default()), Err(DesignError::NotPng("a GIF"))));
/// ```
///
/// # Errors
/// [`DesignError::NotPng`], [`DesignError::TooManyBytes`], [`DesignError::TooManyPixels`] or
/// [`DesignError::Damaged`], each with a sentence for the person who uploads.
pub fn reencode_png(bytes: &[u8], limits: &Limits) -> Result<Vec<u8>, DesignError> {
    if !bytes.starts_with(MAGIC) {
        return Err(DesignError::NotPng(kind(bytes)));
    }
    if bytes.len() > limits.bytes {
        return Err(DesignError::TooManyBytes { bytes: bytes.len(), max: limits.bytes });
    }
    let square = square(decode(bytes, limits)?);
    let side = square.width().min(limits.result_side.max(1));
    encode(&if side < square.width() { scaled_down(square, side) } else { square })
}

/// What a file that is not a PNG looks like.
fn kind(bytes: &[u8]) -> &'static str {
    let start = bytes.trim_ascii_start();
    let at = |offset: usize, mark: &[u8]| bytes.get(offset..).is_some_and(|rest| rest.starts_with(mark));
    match () {
        () if bytes.is_empty() => "an empty file",
        () if at(0, b"\xff\xd8\xff") => "a JPEG",
        () if at(0, b"GIF8") => "a GIF",
        () if at(0, b"RIFF") && at(8, b"WEBP") => "a WebP picture",
        () if at(4, b"ftypavif") => "an AVIF picture",
        () if at(4, b"ftyphei") || at(4, b"ftypmif1") => "a HEIC photo",
        () if at(0, b"BM") => "a BMP picture",
        () if at(0, b"II*\0") || at(0, b"MM\0*") => "a TIFF picture",
        () if at(0, b"%PDF") => "a PDF",
        () if start.starts_with(b"<svg") || start.starts_with(b"<?xml") => "an SVG",
        () => "not a PNG picture",
    }
}

pub(crate) fn decode(bytes: &[u8], limits: &Limits) -> Result<RgbaImage, DesignError> {
    let mut decoder = Decoder::new_with_limits(Cursor::new(bytes), png::Limits { bytes: limits.memory });
    decoder.set_transformations(Transformations::normalize_to_color8());
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    let header = decoder.read_header_info().map_err(damaged)?;
    let (width, height) = (header.width, header.height);
    if width.max(height) > limits.side {
        return Err(DesignError::TooManyPixels { width, height, max: limits.side });
    }
    let mut reader = decoder.read_info().map_err(damaged)?;
    let needed = reader.output_buffer_size().filter(|&needed| needed <= limits.memory);
    let mut pixels = vec![0; needed.ok_or(DesignError::TooManyPixels { width, height, max: limits.side })?];
    let frame = reader.next_frame(&mut pixels).map_err(damaged)?;
    reader.finish().map_err(damaged)?;
    if (frame.width, frame.height) != (width, height) {
        return Err(DesignError::Damaged("its first frame is not the whole picture".to_owned()));
    }
    pixels.truncate(frame.buffer_size());
    RgbaImage::from_raw(width, height, rgba(&pixels, frame.color_type))
        .ok_or_else(|| DesignError::Damaged("it has too few pixels".to_owned()))
}

#[expect(clippy::needless_pass_by_value, reason = "the shape that map_err wants")]
fn damaged(error: DecodingError) -> DesignError {
    DesignError::Damaged(error.to_string())
}

fn rgba(pixels: &[u8], colour: ColorType) -> Vec<u8> {
    let each = |samples: usize, spread: fn(&[u8]) -> [u8; 4]| {
        pixels.chunks_exact(samples).flat_map(spread).collect()
    };
    match colour {
        ColorType::Grayscale | ColorType::Indexed => each(1, |p| [p[0], p[0], p[0], 255]),
        ColorType::GrayscaleAlpha => each(2, |p| [p[0], p[0], p[0], p[1]]),
        ColorType::Rgb => each(3, |p| [p[0], p[1], p[2], 255]),
        ColorType::Rgba => pixels.to_vec(),
    }
}

fn square(picture: RgbaImage) -> RgbaImage {
    let (width, height) = picture.dimensions();
    if width == height {
        return picture;
    }
    let side = width.max(height);
    let mut square = RgbaImage::new(side, side);
    imageops::replace(&mut square, &picture, i64::from((side - width) / 2), i64::from((side - height) / 2));
    square
}

/// Scales with colours weighted by their alpha, else the invisible colour of clear pixels would bleed into edges.
fn scaled_down(mut picture: RgbaImage, side: u32) -> RgbaImage {
    for pixel in picture.pixels_mut() {
        let [r, g, b, a] = pixel.0;
        let weigh = |channel: u8| ratio(u32::from(channel) * u32::from(a), 255);
        pixel.0 = [weigh(r), weigh(g), weigh(b), a];
    }
    let mut small = imageops::resize(&picture, side, side, imageops::FilterType::Lanczos3);
    for pixel in small.pixels_mut() {
        let [r, g, b, a] = pixel.0;
        let unweigh = |channel: u8| ratio(u32::from(channel) * 255, u32::from(a));
        pixel.0 = if a == 0 { [0; 4] } else { [unweigh(r), unweigh(g), unweigh(b), a] };
    }
    small
}

fn ratio(of: u32, by: u32) -> u8 {
    u8::try_from((of + by / 2) / by).unwrap_or(u8::MAX)
}

fn encode(picture: &RgbaImage) -> Result<Vec<u8>, DesignError> {
    let mut out = Vec::new();
    PngEncoder::new(&mut out)
        .write_image(picture.as_raw(), picture.width(), picture.height(), ExtendedColorType::Rgba8)
        .map_err(|error| DesignError::Write(error.to_string()))?;
    Ok(out)
}
