//! Badges baked into images.

use openbadges_bakery::{self as bakery, BakeError, ImageKind};
use url::Url;

use super::{Opened, refuse, sniff_text};
use crate::{Check, CheckId, Facts, Reason};

/// Takes the badge out of an image.
pub(super) fn open(kind: ImageKind, bytes: &[u8], facts: Facts) -> Result<Opened, Box<Check>> {
    let form = match kind {
        ImageKind::Png => "png",
        ImageKind::Svg => "svg",
    };
    let facts = facts.with("form", form);
    let baked = match bakery::unbake(bytes) {
        Ok(baked) => baked,
        Err(error) => return refuse(reason_of(&error), facts.with("message", error.to_string())),
    };
    match sniff_text(&baked.credential) {
        Some(form) => {
            let facts = facts.with("baked", form.name());
            Ok(Opened { check: Check::pass(CheckId::Input, facts), text: baked.credential, form })
        }
        None if Url::parse(baked.credential.trim()).is_ok() => refuse(
            Reason::Unsupported,
            facts.with("why", "hosted_address").with("address", baked.credential.trim()),
        ),
        None => refuse(Reason::Malformed, facts.with("why", "unknown_form")),
    }
}

const fn reason_of(error: &BakeError) -> Reason {
    match error {
        BakeError::NotBaked => Reason::NotABadge,
        BakeError::TooLarge { .. } | BakeError::TooMany { .. } => Reason::TooLarge,
        _ => Reason::Malformed,
    }
}
