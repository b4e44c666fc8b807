//! Pictures and drawings with the award in them.

use bytes::Bytes;
use openbadges_bakery::{BakeError, Baking, Entry};

use crate::Achievement;
use crate::app::App;
use crate::ids::ObjectHash;
use crate::opening::Format;
use crate::pictures;
use crate::trouble::Trouble;
use crate::work;

/// What goes into one picture.
pub(super) struct Filling {
    /// The credential of Open Badges 3.0.
    pub(super) v3: Option<String>,
    /// The Assertion of Open Badges 2.0.
    pub(super) v2: Option<String>,
}

impl Filling {
    fn bake(&self, image: &[u8]) -> Result<Vec<u8>, BakeError> {
        let v3 = self.v3.as_deref().map(Entry::v3).transpose()?;
        let v2 = self.v2.as_deref().map(Entry::v2).transpose()?;
        Baking::of(v3.into_iter().chain(v2))?.bake(image)
    }
}

/// The badge's picture or drawing with this in it.
pub(super) async fn baked(
    app: &App,
    achievement: &Achievement,
    filling: Filling,
    format: Format,
) -> Result<Bytes, Trouble> {
    let drawn_here = achievement.image_svg.filter(|_| format.is_svg());
    let image = picture(app, drawn_here.unwrap_or(achievement.image_png)).await?;
    let wrap = format.is_svg() && drawn_here.is_none();
    let baking = work::off_thread(move || {
        let image = if wrap { pictures::svg_around(&image)?.into() } else { image };
        filling.bake(&image).map_err(|error| error.to_string())
    });
    let id = achievement.id;
    let baked = baking.await?.map_err(|error| Trouble::Broken(format!("an award of {id}: {error}")))?;
    Ok(baked.into())
}

/// A stored picture.
pub(super) async fn picture(app: &App, hash: ObjectHash) -> Result<Bytes, Trouble> {
    let found = app.objects.get(hash).await?;
    let missing = || Trouble::Broken(format!("the picture {hash} is missing in the object store"));
    Ok(found.ok_or_else(missing)?.0)
}
