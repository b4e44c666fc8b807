//! Creating a badge.

use accolade_storage::achievements;
use openbadges_design::Design;
use serde_json::json;

use crate::Achievement;
use crate::app::{App, Ctx};
use crate::audit::{self, Event};
use crate::authorise::{Act, authorise, authorise_in};
use crate::fault::{Fault, Faults};
use crate::ids::{AchievementId, IssuerId, ObjectHash};
use crate::pictures;
use crate::text;
use crate::trouble::{ActError, Trouble};

const MAX_TAGS: usize = 20;
/// Pixels a side from which on a picture is sharp everywhere: twice as many as the largest that a page shows.
const SHARP: u32 = 400;

/// A new badge, as it was typed.
#[derive(Debug, Clone)]
pub struct NewAchievement {
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// How it is earned, in Markdown.
    pub criteria: String,
    /// Keywords.
    pub tags: Vec<String>,
    /// What it looks like.
    pub picture: Picture,
}

/// What a badge looks like.
#[derive(Debug, Clone)]
pub enum Picture {
    /// Designed here.
    Design(Box<Design>),
    /// A PNG made elsewhere.
    Upload(Vec<u8>),
}

impl Picture {
    /// Whether it was made elsewhere with too few pixels to be sharp wherever badges are shown.
    pub fn is_small(&self) -> bool {
        match self {
            Self::Design(_) => false,
            Self::Upload(png) => pictures::side(png).is_some_and(|side| side < SHARP),
        }
    }
}

/// Creates the first version of a badge.
pub async fn create(ctx: &Ctx, issuer: IssuerId, form: NewAchievement) -> Result<AchievementId, ActError> {
    authorise(ctx, issuer, Act::CreateBadge).await?;
    let typed = check(&form)?;
    let images = store_picture(&ctx.app, &form.picture).await?;
    let design = match form.picture {
        Picture::Design(design) => Some(as_json(&design)?),
        Picture::Upload(_) => None,
    };
    let achievement = Achievement {
        issuer_id: issuer,
        id: ctx.random.id(),
        version: 1,
        name: typed.name,
        description: typed.description,
        criteria: typed.criteria,
        tags: typed.tags,
        design,
        image_png: images.png,
        image_svg: images.svg,
        created_at: ctx.clock.now(),
    };
    store(ctx, achievement).await
}

struct Typed {
    name: String,
    description: String,
    criteria: String,
    tags: Vec<String>,
}

fn check(form: &NewAchievement) -> Result<Typed, Faults> {
    let mut faults = Faults::none();
    let name = faults.check(text::line("name", &form.name, 100));
    let description = faults.check(text::text("description", &form.description, 1000));
    let criteria = faults.check(text::text("criteria", &form.criteria, 10_000));
    let tags = faults.check(check_tags(&form.tags));
    match (name, description, criteria, tags) {
        (Some(name), Some(description), Some(criteria), Some(tags)) => {
            Ok(Typed { name, description, criteria, tags })
        }
        _ => Err(faults),
    }
}

fn check_tags(typed: &[String]) -> Result<Vec<String>, Fault> {
    let mut tags: Vec<String> = Vec::new();
    for tag in typed {
        if let Some(tag) = text::optional_line("tags", tag, 50)?.filter(|tag| !tags.contains(tag)) {
            tags.push(tag);
        }
    }
    if tags.len() > MAX_TAGS {
        return Err(Fault::new("tags", "too-many").with("max", MAX_TAGS));
    }
    Ok(tags)
}

struct Images {
    png: ObjectHash,
    svg: Option<ObjectHash>,
}

async fn store_picture(app: &App, picture: &Picture) -> Result<Images, ActError> {
    match picture {
        Picture::Design(design) => {
            let drawing = pictures::draw((**design).clone(), app.fonts.clone()).await?;
            let png = app.objects.put(drawing.png.into(), "image/png").await?;
            let svg = app.objects.put(drawing.svg.into(), "image/svg+xml").await?;
            Ok(Images { png, svg: Some(svg) })
        }
        Picture::Upload(bytes) => {
            let png = pictures::upload("picture", bytes.clone()).await?;
            Ok(Images { png: app.objects.put(png.into(), "image/png").await?, svg: None })
        }
    }
}

fn as_json(design: &Design) -> Result<serde_json::Value, Trouble> {
    serde_json::to_value(design).map_err(|error| Trouble::Broken(format!("a design is no JSON: {error}")))
}

async fn store(ctx: &Ctx, achievement: Achievement) -> Result<AchievementId, ActError> {
    let ctx = ctx.clone();
    let writer = ctx.storage.clone();
    writer
        .write(move |tx| {
            let (ctx, row) = (ctx.clone(), achievement.clone());
            Box::pin(async move {
                let account = authorise_in(tx, &ctx.actor, row.issuer_id, Act::CreateBadge).await?;
                let id = row.id;
                let event = Event {
                    issuer: Some(row.issuer_id),
                    at: row.created_at,
                    actor: Some(account.id),
                    action: "achievement.created",
                    subject: id.to_string(),
                    values: json!({ "name": row.name, "version": row.version }),
                };
                achievements::insert(tx, &row).await?;
                audit::record(tx, &*ctx.random, event).await?;
                Ok::<_, ActError>(id)
            })
        })
        .await
}

#[cfg(test)]
mod tests {
    use super::*;

    fn form(tags: &[&str]) -> NewAchievement {
        NewAchievement {
            name: "Bicycle repair".into(),
            description: "Repairs a bicycle alone.".into(),
            criteria: "Mend a flat tyre.".into(),
            tags: tags.iter().map(|tag| (*tag).to_owned()).collect(),
            picture: Picture::Upload(Vec::new()),
        }
    }

    #[test]
    fn tags_are_trimmed_and_each_there_once() {
        let typed = check(&form(&[" bike", "bike ", "", "tools"])).ok().unwrap();
        assert_eq!(typed.tags, ["bike", "tools"]);
    }

    #[test]
    fn every_field_that_is_wrong_is_told() {
        let many: Vec<String> = (0..21).map(|number| number.to_string()).collect();
        let form = NewAchievement { name: " ".into(), criteria: String::new(), tags: many, ..form(&[]) };
        let faults = check(&form).err().unwrap();
        let told: Vec<_> = faults.iter().map(|fault| (fault.field, fault.code)).collect();
        assert_eq!(told, [("name", "required"), ("criteria", "required"), ("tags", "too-many")]);
    }
}
