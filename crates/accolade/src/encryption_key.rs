//! The key-encryption key: made at the first start, kept outside the database and outside every backup.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Context, Result, bail, ensure};
use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use secrecy::{ExposeSecret, SecretString};
use zeroize::Zeroizing;

use crate::secret_file;

/// The key's bytes, and the file they were just written to if they are new.
pub(crate) struct Found {
    pub(crate) key: Zeroizing<[u8; 32]>,
    pub(crate) made: Option<PathBuf>,
}

/// Where the key lies in a data folder.
pub(crate) fn path(data: &Path) -> PathBuf {
    data.join("keys").join("key-encryption-key")
}

/// The configured key, or the one in the data folder; a new one only where no database needs the old.
///
/// `has_data` tells whether a database exists already: then a missing key is an error, never a silent new key.
pub(crate) fn find_or_make(
    configured: Option<&SecretString>,
    data: &Path,
    has_data: bool,
    random: impl FnOnce(&mut [u8; 32]),
) -> Result<Found> {
    if let Some(text) = configured {
        return Ok(Found { key: decode(text.expose_secret()).context("ACCOLADE_KEY")?, made: None });
    }
    let path = path(data);
    match fs::read_to_string(&path) {
        Ok(text) => {
            let text = Zeroizing::new(text);
            Ok(Found { key: decode(&text).with_context(|| path.display().to_string())?, made: None })
        }
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => {
            if has_data {
                bail!(
                    "the key-encryption key {} is missing, and this database was made with it. Put the copy back, or set ACCOLADE_KEY",
                    path.display()
                );
            }
            let mut key = Zeroizing::new([0; 32]);
            random(&mut key);
            write(&path, &key)?;
            Ok(Found { key, made: Some(path) })
        }
        Err(error) => Err(error).with_context(|| format!("cannot read {}", path.display())),
    }
}

fn decode(text: &str) -> Result<Zeroizing<[u8; 32]>> {
    let bytes = Zeroizing::new(STANDARD.decode(text.trim()).context("the key is not base64")?);
    ensure!(bytes.len() == 32, "the key must be 32 bytes in base64, not {} bytes", bytes.len());
    let mut key = Zeroizing::new([0; 32]);
    key.copy_from_slice(&bytes);
    Ok(key)
}

fn write(path: &Path, key: &[u8; 32]) -> Result<()> {
    let folder = path.parent().context("the key needs a folder")?;
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    // Long enough never to move: what it moved from would keep the key.
    let mut text = Zeroizing::new(String::with_capacity(64));
    STANDARD.encode_string(key, &mut text);
    text.push('\n');
    secret_file::make(path, &text).with_context(|| format!("cannot write {}", path.display()))?;
    // The names must outlive a power cut as well: without the key nothing signed can be signed again.
    #[cfg(unix)]
    for folder in folder.ancestors().take(2).filter(|folder| !folder.as_os_str().is_empty()) {
        fs::File::open(folder)?.sync_all()?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn fixed(key: &mut [u8; 32]) {
        key.fill(7);
    }

    fn folder(name: &str) -> PathBuf {
        let folder =
            std::env::temp_dir().join(format!("accolade-encryption-key-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        folder
    }

    #[test]
    fn a_key_is_made_once_and_found_again() {
        let data = folder("once");
        let made = find_or_make(None, &data, false, fixed).unwrap();
        assert!(made.made.is_some());
        let found = find_or_make(None, &data, true, |_| panic!("must not make another")).unwrap();
        assert_eq!(*found.key, [7; 32]);
        assert!(found.made.is_none());
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(path(&data)).unwrap().permissions().mode() & 0o777, 0o400);
        }
        fs::remove_dir_all(&data).unwrap();
    }

    #[test]
    fn a_database_without_its_key_is_an_error() {
        let error = find_or_make(None, &folder("missing"), true, fixed).err().unwrap();
        assert!(error.to_string().contains("Put the copy back"));
    }

    #[test]
    fn a_configured_key_of_the_wrong_length_is_refused() {
        let short = SecretString::from("AAAA");
        let error = find_or_make(Some(&short), &folder("short"), false, fixed).err().unwrap();
        assert!(format!("{error:#}").contains("not 3 bytes"));
    }
}
