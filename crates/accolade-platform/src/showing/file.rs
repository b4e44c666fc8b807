//! The badge as a file: made when asked for, the credential in it byte for byte as it is stored.

use std::sync::Arc;

use accolade_storage::keys::KeyAlgorithm;
use bytes::Bytes;

use super::archive::archive;
use super::bake::{Filling, baked};
use super::certificate::certificate;
use super::door::Opened;
use super::format::Format;
use super::jwt::jwt;
use super::record::record;
use crate::answers::Answer;
use crate::app::App;
use crate::hosted;
use crate::trouble::{LinkError, Trouble};

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
    let opened = match link {
        Link::Mail(token) => Opened::by_mail(app, token).await?,
        Link::Share(token) => Opened::by_share(app, token).await?,
    };
    match opened.files().answer(format) {
        Answer::File => {}
        Answer::Gone => return Err(LinkError::Gone),
        _ => return Err(LinkError::NotFound),
    }
    let of = if format.is_of_all() { &opened.issuer.name } else { &opened.achievement.name };
    Ok(BadgeFile {
        bytes: bytes(app, &opened, format).await?,
        media_type: format.media_type(),
        name: format.file_name(of),
    })
}

/// What is in the file.
pub(super) async fn bytes(app: &Arc<App>, opened: &Opened, format: Format) -> Result<Bytes, Trouble> {
    let row = &opened.credential;
    match format {
        Format::Json => Ok(row.document.clone().into()),
        Format::Jwt => Ok(jwt(app, row, KeyAlgorithm::EdDsa).await?.into()),
        Format::JwtRs256 => Ok(jwt(app, row, KeyAlgorithm::Rs256).await?.into()),
        Format::JsonV2 => Ok(hosted::file(&app.address().await?, row)?.into()),
        Format::Pdf => certificate(app, opened).await,
        Format::Zip => archive(app, opened).await,
        Format::Record => record(app, opened).await,
        Format::Png | Format::Svg | Format::PngV2 | Format::SvgV2 | Format::PngBoth | Format::SvgBoth => {
            let v2 = if format.has_v2() { Some(hosted::file(&app.address().await?, row)?) } else { None };
            let v3 = format.has_v3().then(|| row.document.clone());
            baked(app, &opened.achievement, Filling { v3, v2 }, format).await
        }
    }
}
