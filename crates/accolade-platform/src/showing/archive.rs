//! All files of an award in one archive.

use std::future::Future;
use std::io::{Cursor, Write as _};
use std::pin::Pin;
use std::sync::Arc;

use bytes::Bytes;
use zip::result::ZipError;
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

use super::door::Opened;
use super::file::bytes;
use super::format::Format;
use crate::app::App;
use crate::trouble::Trouble;
use crate::work;

/// Every form that is given out of this badge, but the archive itself. The same files make the same bytes; each is a few hundred
/// kilobytes at most, and most are compressed already.
pub(super) fn archive<'a>(
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

fn zip(files: &[(String, Bytes)]) -> Result<Bytes, ZipError> {
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Stored)
        .last_modified_time(zip::DateTime::default())
        .unix_permissions(0o644);
    for (name, bytes) in files {
        archive.start_file(name.as_str(), options)?;
        archive.write_all(bytes)?;
    }
    Ok(archive.finish()?.into_inner().into())
}
