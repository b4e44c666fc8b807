//! The badge as a file: baked when asked for, the credential in it byte for byte as it is stored.

use std::sync::Arc;

use bytes::Bytes;

use super::door::Opened;
use crate::answers::{Answer, Door, answer};
use crate::app::App;
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
}

impl Format {
    /// The end of its file name.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Png => "png",
            Self::Svg => "svg",
            Self::Json => "json",
        }
    }

    /// Its media type.
    pub fn media_type(self) -> &'static str {
        match self {
            Self::Png => "image/png",
            Self::Svg => "image/svg+xml",
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
    /// A name to save it under: ASCII letters, digits, hyphens and one dot.
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
    let bytes = match format {
        Format::Json => opened.credential.document.into(),
        Format::Png | Format::Svg => baked(app, opened, format).await?,
    };
    Ok(BadgeFile { bytes, media_type: format.media_type(), name })
}

async fn baked(app: &App, opened: Opened, format: Format) -> Result<Bytes, Trouble> {
    let (id, document) = (opened.credential.id, opened.credential.document);
    let drawn_here = opened.achievement.image_svg.filter(|_| format == Format::Svg);
    let image = picture(app, drawn_here.unwrap_or(opened.achievement.image_png)).await?;
    let wrap = format == Format::Svg && drawn_here.is_none();
    let baking = pictures::off_thread(move || {
        let image = if wrap { pictures::svg_around(&image)?.into() } else { image };
        openbadges_bakery::bake(&image, &document).map_err(|error| error.to_string())
    });
    let baked = baking.await?.map_err(|error| Trouble::Broken(format!("credential {id}: {error}")))?;
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
