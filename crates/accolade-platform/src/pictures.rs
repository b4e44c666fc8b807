//! Drawing and checking pictures, off the threads that answer requests.

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use openbadges_design::{Design, DesignError, Fonts, Limits};

use crate::fault::Fault;
use crate::trouble::ActError;
use crate::work::off_thread;

/// Width and height of a badge's PNG, in pixels.
pub(crate) const SIZE: u32 = 640;

/// Sides of a picture within an SVG, in pixels; the first that is small enough is taken.
const EMBEDDED_SIDES: [u32; 5] = [1024, 640, 448, 320, 256];
/// Base64 digits of a picture within an SVG: leaves room for the credential in the 512 KiB of a baked SVG.
const EMBEDDED_BYTES: usize = 400 * 1024;

/// A design as SVG and PNG.
pub(crate) struct Drawing {
    pub(crate) svg: String,
    pub(crate) png: Vec<u8>,
}

/// An uploaded PNG, decoded and written anew: nothing but pixels survives.
pub(crate) async fn upload(field: &'static str, bytes: Vec<u8>) -> Result<Vec<u8>, ActError> {
    let limits = Limits::default();
    off_thread(move || openbadges_design::reencode_png(&bytes, &limits))
        .await?
        .map_err(|error| Fault::new(field, "picture").with("reason", error).into())
}

/// The longer side of a PNG in pixels, as its header says (PNG, section 11.2.1).
pub(crate) fn side(png: &[u8]) -> Option<u32> {
    let (width, rest) = png.get(16..)?.split_first_chunk()?;
    let (height, _) = rest.split_first_chunk()?;
    Some(u32::from_be_bytes(*width).max(u32::from_be_bytes(*height)))
}

/// Draws a design.
pub(crate) async fn draw(design: Design, fonts: Fonts) -> Result<Drawing, ActError> {
    off_thread(move || {
        let svg = openbadges_design::svg(&design, &fonts)?;
        let png = openbadges_design::png(&svg, SIZE, &fonts)?;
        Ok::<_, DesignError>(Drawing { svg, png })
    })
    .await?
    .map_err(|error| Fault::new("design", "design").with("reason", error).into())
}

/// Draws a design as SVG only.
pub(crate) async fn draw_svg(design: Design, fonts: Fonts) -> Result<String, ActError> {
    off_thread(move || openbadges_design::svg(&design, &fonts))
        .await?
        .map_err(|error| Fault::new("design", "design").with("reason", error).into())
}

/// A PNG as a drawing that holds it whole, so that the file stands alone: scaled down until it is small enough for
/// every reader of baked SVG, which the smallest size always is.
pub(crate) fn svg_around(png: &[u8]) -> Result<String, String> {
    let mut encoded = String::new();
    for result_side in EMBEDDED_SIDES {
        let limits = Limits { result_side, ..Limits::default() };
        let smaller = openbadges_design::reencode_png(png, &limits).map_err(|error| error.to_string())?;
        encoded = STANDARD.encode(smaller);
        if encoded.len() <= EMBEDDED_BYTES {
            break;
        }
    }
    Ok(format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" xmlns:xlink=\"http://www.w3.org/1999/xlink\" \
         width=\"{SIZE}\" height=\"{SIZE}\" viewBox=\"0 0 {SIZE} {SIZE}\">\
         <image width=\"{SIZE}\" height=\"{SIZE}\" xlink:href=\"data:image/png;base64,{encoded}\"/></svg>\n",
    ))
}
