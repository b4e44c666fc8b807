//! What is baked, and what becomes of what an image has already.

use crate::{BakeError, BakedVersion, Entry, ImageKind, png, sniff, svg};

/// What becomes of badges that are baked into the image already (A.10-4).
///
/// ```
/// use openbadges_bakery::{BakeError, Baking, Entry, Existing};
///
/// let ours = || Baking::of([Entry::v3(r#"{"id": "urn:uuid:2"}"#)?]);
/// let theirs = Baking::of([Entry::v3("{}")?])?.bake(b"<svg><g/></svg>")?;
/// assert_eq!(ours()?.bake(&theirs), Err(BakeError::AlreadyBaked));
/// assert!(ours()?.existing(Existing::Replace).bake(&theirs).is_ok());
/// # Ok::<(), BakeError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Existing {
    /// Any is an error.
    #[default]
    Refuse,
    /// All are taken out, of every version: none of somebody else's stays behind.
    Replace,
    /// Those of another version stay; one of the same version is an error.
    Keep,
}

/// What is baked into an image: a credential of 3.0, a record of CLR 2.0, an assertion of 2.0, or one of each.
///
/// ```
/// use openbadges_bakery::{BakedVersion, Baking, Entry, Existing, unbake_all};
///
/// let (old, new) = (r#"{"type": "Assertion"}"#, r#"{"credentialSubject": {}}"#);
/// let baking = Baking::of([Entry::v2(old)?, Entry::v3(new)?])?;
/// let baked = baking.bake(b"<svg><circle r='9'/></svg>")?;
/// let versions: Vec<_> = unbake_all(&baked)?.into_iter().map(|found| found.version).collect();
/// assert_eq!(versions, [BakedVersion::V3, BakedVersion::V2]);
///
/// assert!(baking.bake(&baked).is_err());
/// assert_eq!(baking.existing(Existing::Replace).bake(&baked)?, baked);
/// # Ok::<(), openbadges_bakery::BakeError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Baking<'a> {
    /// At most one of each version, 3.0 first.
    entries: Vec<Entry<'a>>,
    existing: Existing,
}

impl<'a> Baking<'a> {
    /// Bakes these; an image with a badge is refused unless [`Baking::existing`] says otherwise.
    ///
    /// # Errors
    /// [`BakeError::Twice`] if two are of one version, [`BakeError::Nothing`] if there are none.
    pub fn of(entries: impl IntoIterator<Item = Entry<'a>>) -> Result<Self, BakeError> {
        let mut entries: Vec<_> = entries.into_iter().collect();
        entries.sort_by_key(Entry::version);
        if let Some([twice, _]) = entries.array_windows().find(|[a, b]| a.version() == b.version()) {
            return Err(BakeError::Twice { version: twice.version() });
        }
        if entries.is_empty() {
            return Err(BakeError::Nothing);
        }
        Ok(Self { entries, existing: Existing::Refuse })
    }

    /// Takes out what is baked, and bakes nothing.
    pub(crate) const fn strip() -> Self {
        Self { entries: Vec::new(), existing: Existing::Replace }
    }

    /// The same, with this done to badges that are baked already.
    #[must_use]
    pub fn existing(self, existing: Existing) -> Self {
        Self { existing, ..self }
    }

    /// Bakes into an image; every byte that is not of a badge stays as it was.
    ///
    /// # Errors
    /// [`BakeError::AlreadyBaked`]; otherwise what is wrong with the image or an entry.
    pub fn bake(&self, image: &[u8]) -> Result<Vec<u8>, BakeError> {
        match sniff(image).ok_or(BakeError::UnknownImage)? {
            ImageKind::Png => png::bake_with(image, self),
            ImageKind::Svg => svg::bake_with(image, self),
        }
    }

    pub(crate) fn entries(&self) -> &[Entry<'a>] {
        &self.entries
    }

    /// Whether a badge of this version that the image has stays.
    pub(crate) fn keeps(&self, version: BakedVersion) -> Result<bool, BakeError> {
        match self.existing {
            Existing::Refuse => Err(BakeError::AlreadyBaked),
            Existing::Replace => Ok(false),
            Existing::Keep if self.entries.iter().any(|entry| entry.version() == version) => {
                Err(BakeError::AlreadyBaked)
            }
            Existing::Keep => Ok(true),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a10_3_one_of_each_version() {
        let (v3, v2) = (Entry::v3("{}").unwrap(), Entry::v2("{}").unwrap());
        assert_eq!(
            Baking::of([v2.clone(), v3.clone(), v2.clone()]),
            Err(BakeError::Twice { version: BakedVersion::V2 })
        );
        assert_eq!(Baking::of([]), Err(BakeError::Nothing));
        let clr = Entry::clr("{}").unwrap();
        assert_eq!(Baking::of([v2.clone(), clr.clone(), v3.clone()]).unwrap().entries(), [v3, clr, v2]);
    }
}
