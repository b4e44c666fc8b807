//! Badges baked into images.

use openbadges_bakery::{self as bakery, BakeError, ImageKind};

use super::{Sniffed, address, refuse};
use crate::badge::sniff_text;
use crate::{Check, Facts, Reason};

/// Takes the badge out of an image: its text, or the address of a hosted one (specification C.3).
pub(super) fn open(kind: ImageKind, bytes: &[u8], facts: &mut Facts) -> Result<Sniffed, Box<Check>> {
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
    match sniff_text(&baked.credential) {
        Some(form) => Ok(Sniffed::Text(baked.credential, form)),
        None => match address(&baked.credential) {
            Some(url) => Ok(Sniffed::Address(url)),
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
