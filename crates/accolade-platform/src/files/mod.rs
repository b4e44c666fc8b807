//! The badge as a file: made when asked for, the credential in it byte for byte as it is stored.

mod archive;
mod bake;
mod certificate;
mod jwt;
mod record;

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use accolade_storage::keys::KeyAlgorithm;
use bytes::Bytes;

use crate::answers::Answer;
use crate::app::App;
use crate::hosted;
use crate::opening::{Format, Link, Opened};
use crate::trouble::{LinkError, Trouble};
use crate::work;
use archive::zip;
use bake::{Filling, baked};
use certificate::certificate;
use jwt::jwt;
use record::record;

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
    let opened = Opened::by(app, link).await?;
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
async fn bytes(app: &Arc<App>, opened: &Opened, format: Format) -> Result<Bytes, Trouble> {
    let row = &opened.credential;
    match format {
        Format::Json => Ok(row.document.clone().into()),
        Format::Jwt => Ok(jwt(app, row, KeyAlgorithm::EdDsa).await?.into()),
        Format::JwtRs256 => Ok(jwt(app, row, KeyAlgorithm::Rs256).await?.into()),
        Format::JsonV2 => Ok(hosted::file(&app.address().await?, row, opened.state)?.into()),
        Format::Pdf => certificate(app, opened).await,
        Format::Zip => all(app, opened).await,
        Format::Record => record(app, opened).await,
        Format::Png | Format::Svg | Format::PngV2 | Format::SvgV2 | Format::PngBoth | Format::SvgBoth => {
            let hosted = || async { hosted::file(&app.address().await?, row, opened.state) };
            let v2 = if format.has_v2() { Some(hosted().await?) } else { None };
            let v3 = format.has_v3().then(|| row.document.clone());
            baked(app, &opened.achievement, Filling { v3, v2 }, format).await
        }
    }
}

/// Every form that is given out of this badge in one archive, but the archive itself. The same files make the same
/// bytes; each is a few hundred kilobytes at most.
fn all<'a>(
    app: &'a Arc<App>,
    opened: &'a Opened,
) -> Pin<Box<dyn Future<Output = Result<Bytes, Trouble>> + Send + 'a>> {
    Box::pin(async move {
        let mut files = Vec::new();
        let inside = |format: &Format| *format != Format::Zip && !format.is_of_all();
        for format in opened.files().forms().into_iter().filter(inside) {
            let name = format.file_name(&opened.achievement.name);
            files.push((name, bytes(app, opened, format).await?));
        }
        let zipped = work::off_thread(move || zip(&files)).await?;
        zipped.map_err(|error| Trouble::Broken(format!("no archive was made: {error}")))
    })
}
