//! An element with a credential.

use super::body::Body;
use crate::{BakeError, Baked, BakedKind, BakedVersion, limits};
use std::borrow::Cow;
use std::ops::Range;

/// Text in a drawing is never longer than what it is written as, so a drawing holds no credential that is too large.
const _: () = assert!(limits::SVG_BYTES <= limits::CREDENTIAL_BYTES);

/// An element with a credential.
pub(super) struct Place<'a> {
    pub(super) version: BakedVersion,
    /// Where it is, from its first byte to the one after its last.
    pub(super) range: Range<usize>,
    pub(super) depth: usize,
    /// Whether it is within another one, or has one within.
    pub(super) nested: bool,
    pub(super) verify: Option<Cow<'a, str>>,
    pub(super) body: Body<'a>,
}

impl Place<'_> {
    /// The credential of the element. In 2.0 the address in `verify` stands beside the assertion itself, and a signed
    /// badge there counts whatever stands beside it (C.3); in 3.0 there is either `verify` or a body (A.10-2), and
    /// both would be two credentials.
    pub(super) fn read(self) -> Result<Baked, BakeError> {
        if self.nested {
            return Err(BakeError::MoreThanOne);
        }
        let verify = self.verify.filter(|text| !text.trim().is_empty()).map(Cow::into_owned);
        let body = Some(self.body.finish()).filter(|text| !text.trim().is_empty());
        let (credential, address) = match (self.version, body, verify) {
            (BakedVersion::V3, Some(_), Some(_)) => return Err(BakeError::MoreThanOne),
            (BakedVersion::V2, _, Some(verify)) if BakedKind::of(&verify) == Some(BakedKind::Jws) => {
                (verify, None)
            }
            (_, Some(body), verify) => (body, verify),
            (_, None, Some(verify)) => (verify, None),
            (_, None, None) => return Err(BakeError::NotBaked),
        };
        let kind = BakedKind::of(&credential).ok_or(BakeError::NotABadge)?;
        Ok(Baked { version: self.version, kind, credential, address, compressed: false })
    }
}
