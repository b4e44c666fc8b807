//! A design to a self-contained SVG.

use quick_xml::escape::escape;

use crate::{Design, DesignError, Fonts, sheet::Sheet};

/// Draws a design as SVG: square, without scripts, styles, fonts or references to anything outside.
///
/// All words are outlines, so the badge looks the same everywhere; the name stands in `<title>` for those who
/// listen. The same design and fonts give the same bytes. Ids carry a prefix made from the design, so that many
/// badges can stand in one page.
///
/// ```no_run
/// use openbadges_design::{Design, Emblem, Fonts, Template, Title, svg};
///
/// let fonts = Fonts::from_ttf([std::fs::read("Inter-Bold.ttf")?])?;
/// let design = Design::new(Template::Medal, Emblem::Star, Title::new("Astronomy")?);
/// assert!(svg(&design, &fonts)?.contains(">Astronomy</title>"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
///
/// # Errors
/// [`DesignError::NoGlyph`] when no font has a character of the words.
pub fn svg(design: &Design, fonts: &Fonts) -> Result<String, DesignError> {
    let prefix = prefix(design)?;
    let mut sheet = Sheet::new(design, fonts, prefix.clone());
    design.template.draw(&mut sheet)?;
    let (definitions, body) = sheet.into_parts();
    let title = design
        .subtitle
        .as_ref()
        .map_or_else(|| design.title.to_string(), |subtitle| format!("{}, {subtitle}", design.title));
    Ok(format!(
        concat!(
            r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 512 512" width="512" height="512" role="img" "#,
            r#"aria-labelledby="{p}title"><title id="{p}title">{title}</title><desc>Badge: {template}, {emblem}</desc>"#,
            "<defs>{definitions}</defs>{body}</svg>\n"
        ),
        p = prefix,
        title = escape(title.as_str()),
        template = design.template,
        emblem = design.emblem,
        definitions = definitions,
        body = body,
    ))
}

/// A prefix that another design will hardly share (FNV-1a, 32 bits; nothing depends on it but looks).
fn prefix(design: &Design) -> Result<String, DesignError> {
    let hash = design
        .to_json()?
        .bytes()
        .fold(0x811c_9dc5_u32, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193));
    Ok(format!("badge-{hash:08x}-"))
}
