//! SVG to PNG.

use resvg::{
    tiny_skia::{Pixmap, Transform},
    usvg::{ImageHrefResolver, Options, Tree},
};

use crate::{DesignError, Fonts, plain};

/// The largest picture that is drawn, in pixels a side.
pub const MAX_PIXELS: u32 = 4096;

/// The longest SVG that is drawn, in bytes.
pub const MAX_SVG_BYTES: usize = 512 * 1024;

/// Draws an SVG as a square PNG of `size` pixels a side on a transparent ground, centred if it is not square.
///
/// Text in it is drawn with the fonts given and no others. Images in it are left out: nothing is read or fetched.
///
/// ```no_run
/// use openbadges_design::{Fonts, png};
///
/// let fonts = Fonts::from_ttf([std::fs::read("Inter-Bold.ttf")?])?;
/// let picture = png("<svg xmlns='http://www.w3.org/2000/svg'><circle r='9'/></svg>", 512, &fonts)?;
/// assert!(picture.starts_with(b"\x89PNG"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`DesignError::Size`], [`DesignError::SvgTooLong`] and [`DesignError::SvgTooComplex`] keep the work bounded:
/// elements that copy others (`use`, `pattern`, `mask`, `filter` …), style sheets and a DOCTYPE are refused.
/// [`DesignError::Svg`] when it is no SVG.
pub fn png(svg: &str, size: u32, fonts: &Fonts) -> Result<Vec<u8>, DesignError> {
    if size == 0 || size > MAX_PIXELS {
        return Err(DesignError::Size(size));
    }
    if svg.len() > MAX_SVG_BYTES {
        return Err(DesignError::SvgTooLong(svg.len()));
    }
    plain::check(svg)?;
    let tree = Tree::from_str(svg, &options(fonts))?;
    let mut pixmap = Pixmap::new(size, size).ok_or(DesignError::Size(size))?;
    resvg::render(&tree, centred(&tree, size), &mut pixmap.as_mut());
    pixmap.encode_png().map_err(|error| DesignError::Write(error.to_string()))
}

fn options(fonts: &Fonts) -> Options<'static> {
    Options {
        fontdb: fonts.database(),
        font_family: "sans-serif".to_owned(),
        image_href_resolver: ImageHrefResolver {
            resolve_data: Box::new(|_, _, _| None),
            resolve_string: Box::new(|_, _| None),
        },
        ..Options::default()
    }
}

fn centred(tree: &Tree, pixels: u32) -> Transform {
    #[expect(clippy::cast_precision_loss, reason = "at most 4096")]
    let side = pixels as f32;
    let (width, height) = (tree.size().width(), tree.size().height());
    let scale = side / width.max(height);
    Transform::from_scale(scale, scale)
        .post_translate((side - width * scale) / 2.0, (side - height * scale) / 2.0)
}
