//! The times of a verification, and how a table keeps them: they decide as much as what was fetched.
//!
//! Two lines after the rows of a table, which no reader of addresses asks for: `# verified-at` and the time that dates
//! were checked against, `# fetched-at` and the time at which the documents were had.

use anyhow::{Context, Result};
use jiff::Timestamp;
use openbadges_verify::Options;

/// What a line of a table that is no row begins with.
pub(super) const MARK: &str = "# ";
const VERIFIED: &str = "# verified-at ";
const FETCHED: &str = "# fetched-at ";

/// The times that a table keeps: both where it was saved, none where it was written by hand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Kept {
    pub(super) verified: Option<Timestamp>,
    fetched: Option<Timestamp>,
}

/// The times of a verification: [`Options::now`] and [`Options::today`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Times {
    verified: Timestamp,
    fetched: Timestamp,
}

impl Kept {
    /// Reads a line that begins with [`MARK`]; one that says something else is a remark of whoever wrote it.
    pub(super) fn read(&mut self, line: &str) -> Result<()> {
        let time = |text: &str| text.trim().parse().with_context(|| format!("{} is no time", text.trim()));
        if let Some(text) = line.strip_prefix(VERIFIED) {
            self.verified = Some(time(text)?);
        } else if let Some(text) = line.strip_prefix(FETCHED) {
            self.fetched = Some(time(text)?);
        }
        Ok(())
    }

    /// The times to verify at again: a time that is asked for goes before the one that was kept, and what is read from
    /// files is as old as it is. Where a table keeps no time, its documents are taken to be of the time asked for.
    pub(super) fn again(self, at: Option<Timestamp>, clock: Timestamp) -> Times {
        let verified = at.or(self.verified).unwrap_or(clock);
        Times { verified, fetched: self.fetched.unwrap_or(verified) }
    }
}

impl Times {
    /// The times of a verification that fetches now.
    pub(super) fn live(at: Option<Timestamp>, clock: Timestamp) -> Self {
        Self { verified: at.unwrap_or(clock), fetched: clock }
    }

    pub(super) const fn options(self) -> Options {
        Options::at(self.verified).today(self.fetched)
    }

    /// The lines that keep them.
    pub(super) fn lines(self) -> String {
        format!("{VERIFIED}{}\n{FETCHED}{}\n", self.verified, self.fetched)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn time(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn kept_times_are_those_of_the_verification_whatever_the_clock_says() {
        let live = Times::live(Some(time("2026-03-01T12:00:00Z")), time("2026-11-29T09:00:00.123456789Z"));
        let mut kept = Kept::default();
        for line in live.lines().lines() {
            assert!(line.starts_with(MARK), "{line}");
            kept.read(line).unwrap();
        }
        assert_eq!(kept.again(None, time("2040-01-01T00:00:00Z")), live);
        let asked = kept.again(Some(time("2027-01-01T00:00:00Z")), time("2040-01-01T00:00:00Z"));
        assert_eq!(asked, Times { verified: time("2027-01-01T00:00:00Z"), ..live });
    }

    #[test]
    fn a_table_without_times_is_of_the_time_that_is_asked_for() {
        let mut kept = Kept::default();
        kept.read("# made by hand").unwrap();
        let [at, clock] = [time("2026-03-01T12:00:00Z"), time("2040-01-01T00:00:00Z")];
        assert_eq!(kept.again(Some(at), clock), Times { verified: at, fetched: at });
        assert_eq!(kept.again(None, clock), Times { verified: clock, fetched: clock });
        assert!(kept.read("# verified-at noon").is_err());
    }
}
