//! Baking in SVG: a credential is the first child of the root (A.10-1, A.10-2; C.3).

mod body;
mod content;
mod drawing;
mod marks;
mod names;
mod output;
mod place;
mod scan;
mod tokens;
mod write;

use output::Output;

use crate::{BakeError, Baked, BakedVersion, Baking, Entry, choose, limits, looks_like_html};

/// Namespace of a credential of Open Badges 3.0.
pub const NAMESPACE_V3: &str = "https://purl.imsglobal.org/ob/v3p0";
/// Namespace of a record of CLR 2.0.
pub const NAMESPACE_CLR: &str = "https://purl.imsglobal.org/clr/v2p0";
/// Namespace of an assertion of Open Badges 2.0.
pub const NAMESPACE_V2: &str = "http://openbadges.org";

/// Bakes a credential into an SVG: JSON in a CDATA section, a JWS in the attribute `verify`.
///
/// # Errors
/// See [`crate::bake`].
pub fn bake(image: &[u8], credential: &str) -> Result<Vec<u8>, BakeError> {
    bake_with(image, &Baking::of([Entry::v3(credential)?])?)
}

/// Takes the credential out of an SVG, of 3.0 (`credential`) or 2.0 (`assertion`).
///
/// # Errors
/// See [`crate::unbake`].
pub fn unbake(image: &[u8]) -> Result<Baked, BakeError> {
    choose(found(image)?)
}

/// Everything that is baked into an SVG, in its order.
pub(crate) fn found(image: &[u8]) -> Result<Vec<Baked>, BakeError> {
    scan::scan(image)?.places.into_iter().map(place::Place::read).collect()
}

/// See [`Baking::bake`].
pub(crate) fn bake_with(image: &[u8], baking: &Baking<'_>) -> Result<Vec<u8>, BakeError> {
    write::check(baking)?;
    let scan = scan::scan(image)?;
    let is_ascii = |entry: &Entry<'_>| entry.text().is_ascii() && entry.address().is_none_or(str::is_ascii);
    if scan.only_ascii && !baking.entries().iter().all(is_ascii) {
        return Err(BakeError::NotUtf8);
    }
    // The one of 3.0 is the first child of the root, whichever came first.
    let mut insert = scan.root.content;
    let mut removals = Vec::new();
    for place in &scan.places {
        if !baking.keeps(place.version)? {
            removals.push(place.range.clone());
        } else if place.version == BakedVersion::V3 {
            insert = place.range.end;
        }
    }
    limits::check_count(
        "elements",
        scan.elements - removals.len() + baking.entries().len(),
        limits::SVG_ELEMENTS,
    )?;
    let mut output = Output::of(image, write::room(baking));
    let bound = write::declaration(&mut output, &scan.root, baking, !removals.is_empty())?;
    output.leave_out(insert..insert);
    write::elements(&mut output, baking, bound);
    for removal in removals {
        output.leave_out(removal);
    }
    let baked = output.finish();
    limits::check("the baked SVG image", baked.len(), limits::SVG_BYTES)?;
    Ok(baked)
}

/// The namespace of a version's element.
const fn namespace(version: BakedVersion) -> &'static str {
    match version {
        BakedVersion::V3 => NAMESPACE_V3,
        BakedVersion::Clr => NAMESPACE_CLR,
        BakedVersion::V2 => NAMESPACE_V2,
    }
}

/// Whether the bytes begin like XML and soon have the root of an SVG.
pub(crate) fn looks_like_svg(bytes: &[u8]) -> bool {
    const START: usize = 16 * 1024;
    let bytes = bytes.strip_prefix("\u{feff}".as_bytes()).unwrap_or(bytes).trim_ascii_start();
    let start = &bytes[..bytes.len().min(START)];
    let has_root = || start.windows(4).any(|four| four == b"<svg" || four == b":svg");
    bytes.starts_with(b"<") && !looks_like_html(bytes) && has_root()
}
