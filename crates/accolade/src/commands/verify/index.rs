//! A table of documents, so that a verification can be repeated without a network.
//!
//! Tab-separated, the first row names the columns: `url`, `file` (beside the table) and `type` (media type) are what
//! a table must have. Tables that were saved also have `final` (the address after redirects, where it is another),
//! `asked` (what kind of document was asked for), `failure` (why nothing was had) and `badge` (the name of the badge
//! that the row is for, where others were answered otherwise). A tab, a line break and a backslash inside a field are
//! `\t`, `\n` and `\\`. Lines that begin with `# ` are no rows: two of them keep the [times].

use std::collections::HashMap;
use std::fs;
use std::path::{Component, Path};
use std::sync::Arc;

use anyhow::{Context, Result, bail, ensure};
use async_trait::async_trait;
use openbadges_verify::{Accept, Fetch, FetchError, Fetched};
use serde_json::Value;
use url::Url;

use super::times::{self, Times};

/// The columns of a table that is saved.
const COLUMNS: [&str; 7] = ["url", "file", "type", "final", "asked", "failure", "badge"];

/// What was answered to one request.
pub(super) type Answer = Result<Fetched, FetchError>;

/// An answer to be written down.
pub(super) struct Kept {
    pub(super) url: String,
    pub(super) accept: Accept,
    /// The badge that it was given to, where it is for no other.
    pub(super) badge: Option<String>,
    pub(super) answer: Answer,
}

/// Address, kind of document and badge; the latter two where the row is for these alone.
type Key = (String, Option<String>, Option<String>);

/// Answers from files.
pub(super) struct Stored {
    answers: HashMap<Key, Answer>,
    /// When they were had, and what they were had for.
    pub(super) times: times::Kept,
}

/// The stored answers for one badge; every address that is not in the table is unreachable.
pub(super) struct StoredFor {
    stored: Arc<Stored>,
    badge: String,
}

#[async_trait]
impl Fetch for StoredFor {
    async fn fetch(&self, url: &Url, accept: Accept) -> Answer {
        let asked = asked(accept);
        let places = [Some(&self.badge), None].map(|badge| [(Some(&asked), badge), (None, badge)]);
        let mut found = places.into_iter().flatten().filter_map(|(asked, badge)| {
            self.stored.answers.get(&(url.to_string(), asked.cloned(), badge.cloned()))
        });
        found.next().cloned().unwrap_or(Err(FetchError::Unreachable))
    }
}

impl Stored {
    /// Reads a table and the files that it names.
    pub(super) fn read(path: &Path) -> Result<Self> {
        let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
        let mut lines = text.trim_start_matches('\u{feff}').lines();
        let header: Vec<&str> = lines.next().unwrap_or_default().split('\t').collect();
        for column in &COLUMNS[..3] {
            ensure!(
                header.contains(column),
                "{}: the first row must name the columns url, file and type",
                path.display()
            );
        }
        let folder = path.parent().unwrap_or_else(|| Path::new("."));
        let (mut answers, mut times) = (HashMap::new(), times::Kept::default());
        for (number, line) in lines.enumerate().filter(|(_, line)| !line.trim().is_empty()) {
            let place = || format!("{}, line {}", path.display(), number + 2);
            if line.starts_with(times::MARK) {
                times.read(line).with_context(place)?;
            } else {
                let (key, answer) = Row::new(&header, line).read(folder).with_context(place)?;
                answers.insert(key, answer);
            }
        }
        Ok(Self { answers, times })
    }

    /// The answers for the badge of this name.
    pub(super) fn of(stored: &Arc<Self>, badge: &str) -> StoredFor {
        StoredFor { stored: Arc::clone(stored), badge: badge.to_owned() }
    }
}

/// The fields of a row by their columns.
struct Row(HashMap<String, String>);

impl Row {
    fn new(header: &[&str], line: &str) -> Self {
        let fields = header.iter().zip(line.split('\t'));
        Self(fields.map(|(column, field)| ((*column).to_owned(), unescape(field))).collect())
    }

    fn field(&self, column: &str) -> Option<&str> {
        self.0.get(column).map(String::as_str).filter(|field| !field.is_empty())
    }

    fn read(&self, folder: &Path) -> Result<(Key, Answer)> {
        let url = self.field("url").context("no url")?;
        let url: Url = url.parse().with_context(|| format!("{url} is not an address"))?;
        let own = |column| self.field(column).map(str::to_owned);
        let key = (url.to_string(), own("asked"), own("badge"));
        if let Some(failure) = self.field("failure") {
            let error = serde_json::from_str(failure).context("the failure is not one that is known")?;
            return Ok((key, Err(error)));
        }
        let final_url = match self.field("final") {
            Some(address) => address.parse().with_context(|| format!("{address} is not an address"))?,
            None => url,
        };
        let bytes = read_beside(folder, self.field("file").context("no file")?)?;
        Ok((key, Ok(Fetched { bytes, media_type: self.field("type").map(str::to_owned), final_url })))
    }
}

/// A table may come from anybody: it names files beside it, and nothing else.
fn read_beside(folder: &Path, name: &str) -> Result<Vec<u8>> {
    let path = Path::new(name);
    if !path.components().all(|part| matches!(part, Component::Normal(_))) {
        bail!("{name} is not beside the table");
    }
    fs::read(folder.join(path)).with_context(|| format!("cannot read {name}"))
}

/// Begins a table without rows in a folder that has none yet, so that it is known that it can be written.
pub(super) fn begin(folder: &Path) -> Result<()> {
    crate::commands::write(Some(&table_of(folder)), format!("{}\n", COLUMNS.join("\t")).as_bytes())
}

/// Writes the table and its files.
pub(super) fn write(folder: &Path, answers: &[Kept], times: Times) -> Result<()> {
    let mut table = COLUMNS.join("\t");
    for (number, Kept { url, accept, badge, answer }) in answers.iter().enumerate() {
        let (kind, badge) = (asked(*accept), badge.as_deref().unwrap_or_default());
        let row = match answer {
            Ok(fetched) => {
                let media_type = fetched.media_type.as_deref().unwrap_or_default();
                let name = format!("{:03}.{}", number + 1, ending(media_type));
                crate::commands::write(Some(&folder.join(&name)), &fetched.bytes)?;
                let last = if fetched.final_url.as_str() == url { "" } else { fetched.final_url.as_str() };
                [url.as_str(), &name, media_type, last, &kind, "", badge].map(escape)
            }
            Err(error) => {
                [url.as_str(), "", "", "", &kind, &serde_json::to_string(error)?, badge].map(escape)
            }
        };
        table.push('\n');
        table.push_str(&row.join("\t"));
    }
    table.push('\n');
    table.push_str(&times.lines());
    fs::write(table_of(folder), table).with_context(|| format!("cannot write into {}", folder.display()))
}

/// The table of a folder.
pub(super) fn table_of(folder: &Path) -> std::path::PathBuf {
    folder.join("index.tsv")
}

fn asked(accept: Accept) -> String {
    match serde_json::to_value(accept) {
        Ok(Value::String(name)) => name,
        _ => String::new(),
    }
}

fn ending(media_type: &str) -> &'static str {
    match media_type {
        "image/png" => "png",
        "image/svg+xml" => "svg",
        json if json == "application/vc" || json.ends_with("json") => "json",
        _ => "txt",
    }
}

fn escape(field: &str) -> String {
    field.replace('\\', r"\\").replace('\t', r"\t").replace('\n', r"\n").replace('\r', r"\r")
}

fn unescape(field: &str) -> String {
    let mut text = String::with_capacity(field.len());
    let mut chars = field.chars();
    while let Some(char) = chars.next() {
        text.push(match (char, char == '\\') {
            (_, true) => match chars.next() {
                Some('t') => '\t',
                Some('n') => '\n',
                Some('r') => '\r',
                Some(other) => other,
                None => '\\',
            },
            (other, false) => other,
        });
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fields_survive_whatever_is_in_them() {
        for field in ["", "https://a/b?c=%5C", "a\tb\nc\rd\\e\\", r"\t"] {
            assert_eq!(unescape(&escape(field)), field);
            assert!(!escape(field).contains(['\t', '\n', '\r']));
        }
    }

    #[test]
    fn a_table_names_files_beside_it_only() {
        for name in ["../secret", "/etc/passwd", "a/../../b", "./a/.."] {
            assert!(read_beside(Path::new("."), name).is_err(), "{name}");
        }
    }
}
