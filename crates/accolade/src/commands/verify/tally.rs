//! How many badges came to what.

use openbadges_verify::Verdict;

use super::Outcome;
use super::page::Page;
use super::terminal;

/// How many badges came to which verdict, and how many could not be read.
#[derive(Default)]
pub(super) struct Tally {
    worst: Option<Verdict>,
    counts: [usize; 4],
    not_read: usize,
}

impl Tally {
    const ORDER: [Verdict; 4] = [Verdict::Valid, Verdict::Warning, Verdict::Indeterminate, Verdict::Invalid];

    pub(super) fn count(&mut self, outcome: &Outcome) {
        let Ok(report) = outcome else { return self.not_read += 1 };
        self.worst = self.worst.max(Some(report.verdict));
        let place = Self::ORDER.iter().position(|verdict| *verdict == report.verdict);
        self.counts[place.unwrap_or_default()] += 1;
    }

    /// That of the gravest verdict; another where a badge could not be read, for then not all that was asked is told.
    pub(super) fn exit_code(&self) -> u8 {
        match self.worst {
            Some(verdict) if self.not_read == 0 => verdict.exit_code(),
            _ => crate::NOT_READ,
        }
    }

    /// All of it on one line.
    pub(super) fn line(&self, page: &Page) -> String {
        let all = self.counts.iter().sum::<usize>() + self.not_read;
        let counted = Self::ORDER.iter().zip(self.counts).filter(|(_, count)| *count > 0);
        let mut parts: Vec<String> = counted
            .map(|(verdict, count)| {
                page.verdict(*verdict, &format!("{count} {}", terminal::word(*verdict).to_lowercase()))
            })
            .collect();
        if self.not_read > 0 {
            parts.push(page.trouble(&format!("{} not read", self.not_read)));
        }
        let badges = if all == 1 { "badge" } else { "badges" };
        page.lines(4, &format!("{all} {badges}: {}", parts.join(", ")))
    }
}
