//! Where documents come from: the network, files, or nowhere; and of when they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use anyhow::{Context, Result, ensure};
use jiff::Timestamp;
use openbadges_verify::{Fetch, HttpFetch, Offline};

use super::Arguments;
use super::index::{self, Stored};
use super::memory::{Memory, Remembering};
use super::record::{Record, Recording};
use super::times::{self, Times};

/// Makes the fetcher of each verification.
pub(super) struct Source {
    origin: Origin,
    times: Times,
    /// Where to keep what is fetched.
    kept: Option<(PathBuf, Arc<Record>)>,
}

enum Origin {
    Network(HttpFetch, Arc<Memory>),
    Files(Arc<Stored>),
    Nowhere,
}

impl Source {
    pub(super) fn new(arguments: &Arguments, clock: Timestamp) -> Result<Self> {
        let origin = match &arguments.documents {
            Some(table) => Origin::Files(Arc::new(Stored::read(table)?)),
            None if arguments.offline => Origin::Nowhere,
            None => Origin::Network(
                arguments.allow_origin.iter().fold(HttpFetch::new()?, HttpFetch::allow_origin),
                Arc::default(),
            ),
        };
        let times = match &origin {
            Origin::Network(..) => Times::live(arguments.at, clock),
            Origin::Files(stored) => stored.times.again(arguments.at, clock),
            Origin::Nowhere => times::Kept::default().again(arguments.at, clock),
        };
        let kept = arguments.save_documents.as_deref().map(empty_folder).transpose()?;
        Ok(Self { origin, times, kept: kept.map(|folder| (folder, Arc::default())) })
    }

    /// The times to verify at: nothing else of a verification reads a clock.
    pub(super) const fn times(&self) -> Times {
        self.times
    }

    /// The time that the files were kept with: it counts though nobody asked for it.
    pub(super) fn time_of_files(&self) -> Option<Timestamp> {
        if let Origin::Files(stored) = &self.origin { stored.times.verified } else { None }
    }

    /// The fetcher of the badge of this name, with its own budget.
    pub(super) fn fetch(&self, badge: &str) -> Arc<dyn Fetch> {
        let fetch: Arc<dyn Fetch> = match &self.origin {
            Origin::Network(http, memory) => {
                Arc::new(Remembering { fetch: Arc::new(http.session()), memory: Arc::clone(memory) })
            }
            Origin::Files(stored) => Arc::new(Stored::of(stored, badge)),
            Origin::Nowhere => Arc::new(Offline),
        };
        match &self.kept {
            Some((_, record)) => {
                Arc::new(Recording { badge: badge.to_owned(), fetch, record: Arc::clone(record) })
            }
            None => fetch,
        }
    }

    /// Writes down what was fetched, where that is wanted.
    pub(super) fn save(&self) -> Result<()> {
        let write =
            |(folder, record): &(PathBuf, Arc<Record>)| index::write(folder, &record.kept(), self.times);
        self.kept.as_ref().map_or(Ok(()), write)
    }
}

/// Makes the folder and begins its table before anything is fetched: a folder that cannot be used loses nothing then.
fn empty_folder(folder: &Path) -> Result<PathBuf> {
    let name = folder.display();
    fs::create_dir_all(folder).with_context(|| format!("cannot make the folder {name}"))?;
    let mut entries = fs::read_dir(folder).with_context(|| format!("cannot read the folder {name}"))?;
    ensure!(
        entries.next().is_none(),
        "{name} has files already, and an existing file is not overwritten: name a new folder"
    );
    index::begin(folder)?;
    Ok(folder.to_owned())
}
