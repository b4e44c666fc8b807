//! The fonts a badge is drawn with: bytes from the caller, never from the system.

use std::{fmt, sync::Arc};

use resvg::usvg::fontdb::{Database, ID, Source};
use rustybuzz::Face;

use crate::DesignError;

/// Fonts in order of preference; cheap to clone.
///
/// A title asks for weight 800 and a second line for 600; the nearest weight given is taken, and a later
/// font only for characters that the earlier ones lack.
///
/// ```
/// use openbadges_design::{DesignError, Fonts};
///
/// assert!(matches!(Fonts::from_ttf([b"no font".to_vec()]), Err(DesignError::Font(0))));
/// ```
#[derive(Clone)]
pub struct Fonts(Arc<Database>);

impl Fonts {
    /// Takes TrueType or OpenType files, whole.
    pub fn from_ttf(fonts: impl IntoIterator<Item = Vec<u8>>) -> Result<Self, DesignError> {
        let mut database = Database::new();
        for (index, bytes) in fonts.into_iter().enumerate() {
            let added = database.load_font_source(Source::Binary(Arc::new(bytes)));
            let readable = |&id| database.with_face_data(id, |data, i| Face::from_slice(data, i).is_some());
            if added.is_empty() || !added.iter().all(|id| readable(id).unwrap_or(false)) {
                return Err(DesignError::Font(index));
            }
        }
        name_families(&mut database);
        if database.is_empty() { Err(DesignError::NoFont) } else { Ok(Self(Arc::new(database))) }
    }

    pub(crate) fn database(&self) -> Arc<Database> {
        Arc::clone(&self.0)
    }

    /// Every face, the nearest to `weight` first, otherwise as given.
    pub(crate) fn by_weight(&self, weight: u16) -> Vec<ID> {
        let mut faces: Vec<_> =
            self.0.faces().map(|face| (face.weight.0.abs_diff(weight), face.id)).collect();
        faces.sort_by_key(|(distance, _)| *distance);
        faces.into_iter().map(|(_, id)| id).collect()
    }

    /// Lends the face to `look`; `None` only for an id of another database.
    pub(crate) fn with_face<T>(&self, id: ID, look: impl FnOnce(&Face<'_>) -> T) -> Option<T> {
        self.0.with_face_data(id, |data, index| Face::from_slice(data, index).map(|face| look(&face)))?
    }
}

/// An SVG that asks for `sans-serif` gets the first font given.
fn name_families(database: &mut Database) {
    let first = database.faces().next().and_then(|face| face.families.first()).map(|(name, _)| name.clone());
    if let Some(name) = first {
        database.set_sans_serif_family(name.clone());
        database.set_serif_family(name);
    }
}

impl fmt::Debug for Fonts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self.0.faces().map(|face| &face.post_script_name)).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_font_and_no_font_file_are_told_apart() {
        assert!(matches!(Fonts::from_ttf([]), Err(DesignError::NoFont)));
        assert!(matches!(Fonts::from_ttf([b"not a font".to_vec()]), Err(DesignError::Font(0))));
    }
}
