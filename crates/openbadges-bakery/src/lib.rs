//! Bake credentials into PNG and SVG images, and take them out again (OB3 "Badge Baking", A.10; OB2 C.3).
//!
//! [`bake`] adds a credential to an image and leaves every other byte as it was; [`unbake`] gives it back
//! exactly. What is read is bounded (see [`limits`]) and never panics, whatever the bytes.
//!
//! ```
//! use openbadges_bakery::{BakeError, BakedVersion, bake, unbake};
//!
//! let image = br#"<svg xmlns="http://www.w3.org/2000/svg"><circle r="9"/></svg>"#;
//! assert_eq!(unbake(image), Err(BakeError::NotBaked));
//!
//! let baked = bake(image, r#"{"id": "urn:uuid:1"}"#)?;
//! let found = unbake(&baked)?;
//! assert_eq!(found.version, BakedVersion::V3);
//! assert_eq!(found.credential, r#"{"id": "urn:uuid:1"}"#);
//! # Ok::<(), BakeError>(())
//! ```

#![deny(missing_docs)]

mod baking;
mod entry;
mod error;
pub mod limits;
pub mod png;
pub mod stream;
pub mod svg;

pub use baking::{Baking, Existing};
pub use entry::Entry;
pub use error::BakeError;

// The example of the README compiles.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
mod readme {}

/// The kinds of images that badges are baked into.
///
/// ```
/// use openbadges_bakery::{ImageKind, sniff};
///
/// assert_eq!(sniff(openbadges_bakery::png::SIGNATURE), Some(ImageKind::Png));
/// assert_eq!(sniff(b"<svg/>"), Some(ImageKind::Svg));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum ImageKind {
    /// PNG.
    Png,
    /// SVG.
    Svg,
}

/// What was taken out of an image.
///
/// ```
/// use openbadges_bakery::{BakedKind, unbake};
///
/// let old = r#"<svg xmlns:o="http://openbadges.org"><o:assertion verify="https://example.org/1"/></svg>"#;
/// let baked = unbake(old.as_bytes())?;
/// assert_eq!((baked.kind, baked.credential.as_str()), (BakedKind::Url, "https://example.org/1"));
/// # Ok::<(), openbadges_bakery::BakeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub struct Baked {
    /// Which version of Open Badges says how it was baked.
    pub version: BakedVersion,
    /// What it looks like.
    pub kind: BakedKind,
    /// The credential as it was baked: JSON or a compact JWS; in [`BakedVersion::V2`] also a bare URL.
    pub credential: String,
    /// The address that an SVG of [`BakedVersion::V2`] names beside a JSON object, in the attribute `verify`.
    pub address: Option<String>,
    /// Whether it was compressed, which is read in [`BakedVersion::V2`] only and forbidden there too (E.5-8).
    pub compressed: bool,
}

/// The ways of baking: of an image that has several, the first is preferred (C.3).
///
/// ```
/// use openbadges_bakery::{BakedVersion, bake, unbake};
///
/// let baked = bake(b"<svg><g/></svg>", "{}")?;
/// assert_eq!(unbake(&baked)?.version, BakedVersion::V3);
/// # Ok::<(), openbadges_bakery::BakeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum BakedVersion {
    /// Open Badges 3.0.
    V3,
    /// A record of credentials (CLR 2.0).
    Clr,
    /// Open Badges 2.0 and before.
    V2,
}

impl BakedVersion {
    /// All, in their order.
    pub(crate) const ALL: [Self; 3] = [Self::V3, Self::Clr, Self::V2];
}

/// What is baked, by its looks.
///
/// ```
/// use openbadges_bakery::{BakedKind, Entry};
///
/// assert_eq!(Entry::v3(r#"{"id": "urn:uuid:1"}"#)?.kind(), BakedKind::Json);
/// assert_eq!(Entry::v3("eyJhbGciOiJFZERTQSJ9.e30.AA")?.kind(), BakedKind::Jws);
/// # Ok::<(), openbadges_bakery::BakeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum BakedKind {
    /// A JSON object.
    Json,
    /// A compact JWS.
    Jws,
    /// The address of a hosted assertion, as the first bakers wrote it.
    Url,
}

/// What kind of image the bytes look like.
///
/// ```
/// use openbadges_bakery::{ImageKind, sniff};
///
/// assert_eq!(sniff(b"<svg><g/></svg>"), Some(ImageKind::Svg));
/// assert_eq!(sniff(b"GIF89a"), None);
/// ```
pub fn sniff(bytes: &[u8]) -> Option<ImageKind> {
    if bytes.starts_with(png::SIGNATURE) {
        return Some(ImageKind::Png);
    }
    svg::looks_like_svg(bytes).then_some(ImageKind::Svg)
}

/// Whether the bytes begin like a web page, which may well have an SVG in it and is no image.
///
/// ```
/// use openbadges_bakery::looks_like_html;
///
/// assert!(looks_like_html(b"\n<!DOCTYPE html><svg><g/></svg>"));
/// assert!(!looks_like_html(b"<svg><g/></svg>"));
/// ```
pub fn looks_like_html(bytes: &[u8]) -> bool {
    let start = bytes.trim_ascii_start();
    ["<!doctype html", "<html"].iter().any(|opening| {
        start.get(..opening.len()).is_some_and(|begin| begin.eq_ignore_ascii_case(opening.as_bytes()))
    })
}

/// Bakes a credential (a JSON object or a compact JWS) into an image, the way of Open Badges 3.0. [`Baking`] does
/// the rest: 2.0, both at once, and images that are baked already.
///
/// ```
/// use openbadges_bakery::{BakeError, bake};
///
/// let baked = bake(b"<svg><g/></svg>", r#"{"id": "urn:uuid:1"}"#)?;
/// assert_eq!(bake(&baked, r#"{"id": "urn:uuid:2"}"#), Err(BakeError::AlreadyBaked));
/// # Ok::<(), BakeError>(())
/// ```
///
/// # Errors
/// [`BakeError::AlreadyBaked`] if anything is baked into the image, of whatever version; otherwise what is
/// wrong with the image or the credential.
pub fn bake(image: &[u8], credential: &str) -> Result<Vec<u8>, BakeError> {
    Baking::of([Entry::v3(credential)?])?.bake(image)
}

/// Takes the credential out of an image. Where several are baked into it, 3.0 is preferred (C.3), then a record.
///
/// ```
/// use openbadges_bakery::{bake, unbake};
///
/// let baked = bake(b"<svg><g/></svg>", r#"{"id": "urn:uuid:1"}"#)?;
/// assert_eq!(unbake(&baked)?.credential, r#"{"id": "urn:uuid:1"}"#);
/// # Ok::<(), openbadges_bakery::BakeError>(())
/// ```
///
/// # Errors
/// [`BakeError::NotBaked`] if there is none, [`BakeError::MoreThanOne`] if the version has several;
/// otherwise what is wrong with the image.
pub fn unbake(image: &[u8]) -> Result<Baked, BakeError> {
    choose(found(image)?)
}

/// Takes out everything that is baked into an image, 3.0 first: at most one of each version.
///
/// ```
/// use openbadges_bakery::{Baking, Entry, unbake_all};
///
/// let both = Baking::of([Entry::v2("{}")?, Entry::v3("{}")?])?;
/// assert_eq!(unbake_all(&both.bake(b"<svg><g/></svg>")?)?.len(), 2);
/// # Ok::<(), openbadges_bakery::BakeError>(())
/// ```
///
/// # Errors
/// As [`unbake`].
pub fn unbake_all(image: &[u8]) -> Result<Vec<Baked>, BakeError> {
    all(found(image)?)
}

/// The image without any badge. What [`Baking::bake`] made of an image becomes that image again, less a declaration
/// of the prefix `openbadges` that its root had and did not use.
///
/// ```
/// let image = b"<svg><circle r='9'/></svg>";
/// let baked = openbadges_bakery::bake(image, "{}")?;
/// assert_eq!(openbadges_bakery::strip(&baked)?, image);
/// # Ok::<(), openbadges_bakery::BakeError>(())
/// ```
///
/// # Errors
/// What is wrong with the image. One without a badge comes back as it was.
pub fn strip(image: &[u8]) -> Result<Vec<u8>, BakeError> {
    Baking::strip().bake(image)
}

/// Everything in the image, in its order.
fn found(image: &[u8]) -> Result<Vec<Baked>, BakeError> {
    match sniff(image).ok_or(BakeError::UnknownImage)? {
        ImageKind::Png => png::found(image),
        ImageKind::Svg => svg::found(image),
    }
}

/// The one credential to answer with: of the first version that there is, and never one of several.
fn choose(found: Vec<Baked>) -> Result<Baked, BakeError> {
    let version = found.iter().map(|baked| baked.version).min();
    let mut found = found.into_iter().filter(|baked| Some(baked.version) == version);
    match (found.next(), found.next()) {
        (Some(baked), None) => Ok(baked),
        (None, _) => Err(BakeError::NotBaked),
        (Some(_), Some(_)) => Err(BakeError::MoreThanOne),
    }
}

/// One of each version, 3.0 first.
fn all(mut found: Vec<Baked>) -> Result<Vec<Baked>, BakeError> {
    found.sort_by_key(|baked| baked.version);
    match found.array_windows().find(|[a, b]| a.version == b.version) {
        Some(_) => Err(BakeError::MoreThanOne),
        None if found.is_empty() => Err(BakeError::NotBaked),
        None => Ok(found),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tells_images_by_their_content() {
        assert_eq!(sniff(png::SIGNATURE), Some(ImageKind::Png));
        for svg in ["<svg/>", "\u{feff}<?xml version='1.0'?>\n<svg>", "<!-- a -->\n<s:svg xmlns:s='x'>"] {
            assert_eq!(sniff(svg.as_bytes()), Some(ImageKind::Svg), "{svg}");
        }
        for other in ["", "{}", "<html><body>", "svg", "\u{89}PN"] {
            assert_eq!(sniff(other.as_bytes()), None, "{other}");
        }
    }
}
