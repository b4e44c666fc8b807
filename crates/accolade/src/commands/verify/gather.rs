//! Which badges are meant: names on the command line to files and addresses.

use std::fs;
use std::path::{Path, PathBuf};

use anyhow::{Error, Result, anyhow};
use openbadges_verify::Input;

/// What files of a folder are taken for badges by their endings; a file that is named itself may have any.
const ENDINGS: [&str; 6] = ["json", "jsonld", "jws", "jwt", "png", "svg"];
/// Folders in folders that are looked into.
const MAX_DEPTH: usize = 16;

/// One badge to verify.
pub(super) struct Badge {
    /// How it was named.
    pub(super) name: String,
    place: Place,
}

enum Place {
    File(PathBuf),
    Address(url::Url),
    /// Nothing that could be read, and why.
    Nowhere(Error),
}

impl Badge {
    fn nowhere(name: &str, why: Error) -> Self {
        Self { name: name.to_owned(), place: Place::Nowhere(why) }
    }

    /// Reads the file; an address is left to the verification.
    pub(super) fn open(self) -> Result<Input> {
        match self.place {
            Place::Address(url) => Ok(Input::Url(url)),
            Place::File(path) => Ok(Input::Bytes(crate::commands::read(&path)?)),
            Place::Nowhere(why) => Err(why),
        }
    }
}

/// The badges that these names stand for: the files of a folder in the order of their paths. What cannot be read stands
/// among them, so that each name gets its answer.
pub(super) fn badges(names: &[String]) -> Vec<Badge> {
    let mut badges = Vec::new();
    for name in names {
        let path = Path::new(name);
        if is_address(name) {
            badges.push(match name.parse() {
                Ok(url) => Badge { name: name.clone(), place: Place::Address(url) },
                Err(error) => Badge::nowhere(name, anyhow!("this is not an address: {error}")),
            });
        } else if path.is_dir() {
            let before = badges.len();
            folder(path, 0, &mut badges);
            if badges.len() == before {
                let why = anyhow!("no badges in it; looked for files ending in .{}", ENDINGS.join(", ."));
                badges.push(Badge::nowhere(name, why));
            }
        } else {
            badges.push(file(path));
        }
    }
    badges
}

/// Whether one of the names is a folder's, so that there may be any number of badges.
pub(super) fn names_a_folder(names: &[String]) -> bool {
    names.iter().any(|name| !is_address(name) && Path::new(name).is_dir())
}

fn is_address(name: &str) -> bool {
    let begins =
        |scheme: &str| name.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    begins("https://") || begins("http://")
}

fn file(path: &Path) -> Badge {
    Badge { name: path.display().to_string(), place: Place::File(path.to_owned()) }
}

fn folder(path: &Path, depth: usize, badges: &mut Vec<Badge>) {
    let read = || fs::read_dir(path)?.map(|entry| entry.map(|entry| entry.path())).collect();
    let entries: std::io::Result<Vec<PathBuf>> = read();
    let nowhere = |why: Error| Badge::nowhere(&path.display().to_string(), why);
    let mut entries = match entries {
        Ok(entries) => entries,
        Err(why) => return badges.push(nowhere(why.into())),
    };
    entries.sort();
    for entry in entries {
        // A link to a folder could lead in a circle.
        if entry.is_dir() && !entry.is_symlink() {
            if depth < MAX_DEPTH {
                folder(&entry, depth + 1, badges);
            } else {
                badges.push(nowhere(anyhow!("folders in it are not looked into: they lie too deep")));
                break;
            }
        } else if has_ending(&entry) && (entry.is_file() || !entry.exists()) {
            badges.push(file(&entry));
        }
    }
}

fn has_ending(path: &Path) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).map(str::to_ascii_lowercase);
    ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
}
