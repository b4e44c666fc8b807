//! The badge as a file: baked when asked for, the credential in it byte for byte as it is stored.

use std::sync::Arc;

use bytes::Bytes;
use openbadges_bakery::{Baking, Entry};

use super::door::Opened;
use super::jwt::jwt;
use crate::Achievement;
use crate::answers::{Answer, Door, answer};
use crate::app::App;
use crate::hosted;
use crate::ids::ObjectHash;
use crate::pictures;
use crate::trouble::{LinkError, Trouble};

/// The form of a badge file.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Format {
    /// A picture with the credential in an `iTXt` chunk.
    Png,
    /// A drawing with the credential in an element.
    Svg,
    /// The credential itself.
    Json,
    /// The credential as a JWT.
    Jwt,
    /// A picture with the Assertion of Open Badges 2.0 in it.
    PngV2,
    /// A drawing with the Assertion of Open Badges 2.0 in it.
    SvgV2,
    /// The Assertion of Open Badges 2.0.
    JsonV2,
}

/// What each is called below a link.
const NAMES: [(Format, &str); 7] = [
    (Format::Png, "badge.png"),
    (Format::Svg, "badge.svg"),
    (Format::Json, "badge.json"),
    (Format::Jwt, "badge.jwt"),
    (Format::PngV2, "badge-2.0.png"),
    (Format::SvgV2, "badge-2.0.svg"),
    (Format::JsonV2, "badge-2.0.json"),
];

impl Format {
    /// The form of the file that has this name below a link.
    pub fn named(name: &str) -> Option<Self> {
        NAMES.into_iter().find(|(_, known)| *known == name).map(|(format, _)| format)
    }

    /// Whether it is of Open Badges 2.0.
    fn is_v2(self) -> bool {
        matches!(self, Self::PngV2 | Self::SvgV2 | Self::JsonV2)
    }

    /// The end of its file name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Json => "json",
            Self::Jwt => "jwt",
            Self::PngV2 => "2.0.png",
            Self::SvgV2 => "2.0.svg",
            Self::JsonV2 => "2.0.json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png | Self::PngV2 => "image/png",
            Self::Svg | Self::SvgV2 => "image/svg+xml",
            Self::JsonV2 => "application/ld+json",
            // The form of Open Badges, not that of VC-JOSE (specification A.7-10, E.3-3).
            Self::Jwt => "text/plain",
            Self::Json => "application/vc+ld+json",
        }
    }
}

/// A link that somebody holds.
#[derive(Debug, Clone, Copy)]
pub enum Link<'a> {
    /// The token of the link in the mail.
    Mail(&'a str),
    /// The token of the link that is shared.
    Share(&'a str),
}

/// A badge as a file.
#[derive(Debug, Clone)]
pub struct BadgeFile {
    /// What is in it.
    pub bytes: Bytes,
    /// Its media type.
    pub media_type: &'static str,
    /// A name to save it under: ASCII letters, digits, hyphens and dots.
    pub name: String,
}

/// The badge behind a link, as a file.
pub async fn file(app: &Arc<App>, link: Link<'_>, format: Format) -> Result<BadgeFile, LinkError> {
    let (opened, door) = match link {
        Link::Mail(token) => (Opened::by_mail(app, token).await?, Door::MailFile),
        Link::Share(token) => (Opened::by_share(app, token).await?, Door::ShareFile),
    };
    match answer(opened.state, door) {
        Answer::File => {}
        Answer::Gone => return Err(LinkError::Gone),
        _ => return Err(LinkError::NotFound),
    }
    let name = format!("{}.{}", file_name(&opened.achievement.name), format.extension());
    let document = match format {
        Format::Jwt => jwt(app, &opened.credential).await?,
        _ if format.is_v2() => hosted::file(&app.address().await?, &opened.credential)?,
        _ => opened.credential.document,
    };
    let bytes = match format {
        Format::Json | Format::Jwt | Format::JsonV2 => document.into(),
        _ => baked(app, &opened.achievement, document, format).await?,
    };
    Ok(BadgeFile { bytes, media_type: format.media_type(), name })
}

async fn baked(
    app: &App,
    achievement: &Achievement,
    document: String,
    format: Format,
) -> Result<Bytes, Trouble> {
    let as_svg = matches!(format, Format::Svg | Format::SvgV2);
    let drawn_here = achievement.image_svg.filter(|_| as_svg);
    let image = picture(app, drawn_here.unwrap_or(achievement.image_png)).await?;
    let wrap = as_svg && drawn_here.is_none();
    let baking = pictures::off_thread(move || {
        let image = if wrap { pictures::svg_around(&image)?.into() } else { image };
        let entry = if format.is_v2() { Entry::v2(&document) } else { Entry::v3(&document) };
        let baked = entry.and_then(|entry| Baking::of([entry])).and_then(|baking| baking.bake(&image));
        baked.map_err(|error| error.to_string())
    });
    let id = achievement.id;
    let baked = baking.await?.map_err(|error| Trouble::Broken(format!("an award of {id}: {error}")))?;
    Ok(baked.into())
}

async fn picture(app: &App, hash: ObjectHash) -> Result<Bytes, Trouble> {
    let found = app.objects.get(hash).await?;
    let missing = || Trouble::Broken(format!("the picture {hash} is missing in the object store"));
    Ok(found.ok_or_else(missing)?.0)
}

/// A badge's name as the name of a file.
fn file_name(name: &str) -> String {
    let mut words = String::new();
    for c in name.chars().take(60) {
        if c.is_ascii_alphanumeric() {
            words.push(c.to_ascii_lowercase());
        } else if !words.ends_with('-') && !words.is_empty() {
            words.push('-');
        }
    }
    let words = words.trim_end_matches('-');
    if words.is_empty() { "badge".to_owned() } else { words.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_are_plain() {
        assert_eq!(file_name("Bicycle repair, level 2"), "bicycle-repair-level-2");
        assert_eq!(file_name("../../etc/passwd\r\nX: y\""), "etc-passwd-x-y");
        assert_eq!(file_name("日本語"), "badge");
    }
}
