//! Badges baked into images.

use openbadges_bakery::{self as bakery, BakeError, ImageKind};

use super::{Sniffed, address, refuse};
use crate::badge::sniff_text;
use crate::{Check, Facts, Reason};

/// How a badge was baked, as far as that is worth a remark.
#[derive(Default)]
pub(crate) struct BakedAs {
    /// Though no version allows it (specification E.5-8).
    pub(crate) compressed: bool,
    /// The address that an SVG of 2.0 names beside the badge.
    pub(crate) address: Option<String>,
}

/// Takes the badge out of an image: its text, or the address of a hosted one (specification C.3).
pub(super) fn open(
    kind: ImageKind,
    bytes: &[u8],
    facts: &mut Facts,
) -> Result<(Sniffed, BakedAs), Box<Check>> {
    facts.push(
        "form",
        match kind {
            ImageKind::Png => "png",
            ImageKind::Svg => "svg",
        },
    );
    let baked = match bakery::unbake(bytes) {
        Ok(baked) => baked,
        Err(error) => return refuse(reason_of(&error), facts.clone().with("message", error.to_string())),
    };
    let baked_as = BakedAs { compressed: baked.compressed, address: baked.address };
    match sniff_text(&baked.credential) {
        Some(form) => Ok((Sniffed::Text(baked.credential, form), baked_as)),
        None => match address(&baked.credential) {
            Some(url) => Ok((Sniffed::Address(url), baked_as)),
            None => refuse(Reason::Malformed, facts.clone().with("why", "unknown_form")),
        },
    }
}

const fn reason_of(error: &BakeError) -> Reason {
    match error {
        BakeError::NotBaked => Reason::NotABadge,
        BakeError::TooLarge { .. } | BakeError::TooMany { .. } => Reason::TooLarge,
        _ => Reason::Malformed,
    }
}
