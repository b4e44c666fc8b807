//! The pid file: two servers never share one SQLite file.

use std::{
    fs::{File, OpenOptions, TryLockError},
    io::{Read as _, Seek as _, Write as _},
    path::{Path, PathBuf},
};

use crate::StorageError;

/// Held as long as the database is open. The operating system lets go of the lock when the process dies.
#[derive(Debug)]
pub(super) struct PidFile {
    _locked: File,
}

impl PidFile {
    /// Locks `DATABASE.pid` and writes this process's number into it.
    pub(super) fn lock(database: &Path) -> Result<Self, StorageError> {
        let path = beside(database);
        let unavailable = |error| StorageError::unavailable(format!("{}: {error}", path.display()));
        let mut options = OpenOptions::new();
        let mut file =
            options.read(true).write(true).create(true).truncate(false).open(&path).map_err(unavailable)?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => return Err(in_use(database, &mut file)),
            Err(TryLockError::Error(error)) => return Err(unavailable(error)),
        }
        file.set_len(0).and_then(|()| file.rewind()).map_err(unavailable)?;
        writeln!(file, "{}", std::process::id()).map_err(unavailable)?;
        Ok(Self { _locked: file })
    }
}

fn in_use(database: &Path, file: &mut File) -> StorageError {
    let mut pid = String::new();
    // Only words for the message: an unreadable pid file is still a locked one.
    let _ = file.read_to_string(&mut pid);
    StorageError::InUse { path: database.display().to_string(), pid: pid.trim().to_owned() }
}

fn beside(database: &Path) -> PathBuf {
    let mut name = database.as_os_str().to_owned();
    name.push(".pid");
    name.into()
}
